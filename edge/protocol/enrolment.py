"""What is said over HTTPS before a gate has an account at the broker, and when its certificate grows old; as strict as on the wire."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from edge.protocol.messages import Sha256Hex, ShortText


class EnrolmentRequest(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a gate asks for over HTTP: its one-time code, its public key, and a signature over both that shows it holds the private key."""

    code: ShortText
    public_key: Sha256Hex
    proof: Annotated[str, Meta(pattern=r"^[0-9a-f]{128}(?!\n)$")]


class GateIdentity(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """What an approved gate is given once: its address, broker account, list keys and reference key.

    With TLS there are also the ``authority`` that it trusts the broker by, and its own ``certificate``; both are PEM, empty without TLS.
    ``mqtt`` is the version that its broker speaks best: 5 tells why a message was not delivered.
    """

    site: ShortText
    gate: ShortText
    broker_host: ShortText
    broker_port: int
    broker_password: str
    list_keys: list[Sha256Hex]
    reference_key: Sha256Hex
    authority: str = ""
    certificate: str = ""
    mqtt: ShortText = "3.1.1"


class EnrolmentState(StrEnum):
    """Where an enrolment stands."""

    WAITING_FOR_APPROVAL = "waiting_for_approval"
    ENROLLED = "enrolled"


class EnrolmentAnswer(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The hub's answer to an enrolment request; ``identity`` is there once the operator has approved."""

    state: EnrolmentState
    identity: GateIdentity | None = None


class RenewalRequest(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A gate asks over HTTPS for its newest certificate; the proof shows that it holds its key. Said again by somebody else it gets them
    a certificate for a key that they do not hold.
    """

    proof: Annotated[str, Meta(pattern=r"^[0-9a-f]{128}(?!\n)$")]


class RenewalAnswer(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The newest certificate that was signed for the gate, PEM."""

    certificate: str
