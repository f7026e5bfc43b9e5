"""The messages on the wire, as frozen structs. Unknown fields are refused: a gate that is newer than its hub is told so, not half
understood.

Times are UTC milliseconds since 1970; ``monotonic_ms`` counts from the gate's start.
"""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

Hex16 = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]
Sha256Hex = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
Millis = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Count = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Sequence = Annotated[int, Meta(ge=1, le=2**53 - 1)]
ShortText = Annotated[str, Meta(max_length=64)]

ENTRIES_PER_MESSAGE_MAX = 100
MESSAGE_BYTES_MAX = 48 * 1024
LIST_ENTRIES_PER_PART = 400


class ClockTrust(StrEnum):
    """How far the gate believes its own clock."""

    SYNCED = "synced"
    DRIFTING = "drifting"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """What the gate decided."""

    GRANTED = "granted"
    REFUSED = "refused"


class Reason(StrEnum):
    """Why a gate refused: exactly one for each refusal. ``granted`` entries carry ``valid``."""

    VALID = "valid"
    UNKNOWN_CREDENTIAL = "unknown_credential"
    NOT_ACTIVE = "not_active"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    LOST = "lost"
    WITHDRAWN = "withdrawn"
    WRONG_PIN = "wrong_pin"
    NOT_PERMITTED_AT_THIS_TIME = "not_permitted_at_this_time"
    NOT_PERMITTED_HERE = "not_permitted_here"
    LOCKED_DOWN = "locked_down"
    ANTI_PASSBACK = "anti_passback"
    MALFORMED = "malformed"
    REPLAYED = "replayed"
    TOO_MANY_ATTEMPTS = "too_many_attempts"


class EntryKind(StrEnum):
    """What was presented."""

    QR = "qr"
    CARD = "card"
    PIN = "pin"


class Entry(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One passage asked for at a door. ``(gate, epoch, seq)`` is its identity; ``credential`` is the gate's own reference, or empty."""

    v: int
    gate: ShortText
    epoch: Hex16
    seq: Sequence
    event_id: Hex16
    occurred_at: Millis
    clock: ClockTrust
    monotonic_ms: Count
    kind: EntryKind
    credential: Annotated[str, Meta(pattern=r"^([0-9a-f]{32})?$")]
    reader: ShortText
    outcome: Outcome
    reason: Reason
    door: ShortText
    late: bool = False


class Ack(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The hub's word that everything of this epoch up to and including ``seq`` is committed."""

    v: int
    epoch: Hex16
    seq: Count


class Fault(StrEnum):
    """What a gate reports as wrong with itself."""

    CAMERA_LOST = "camera_lost"
    LIST_STALE = "list_stale"
    NO_LIST = "no_list"
    CLOCK_SUSPECT = "clock_suspect"
    JOURNAL_REPLACED = "journal_replaced"
    LIST_REFUSED = "list_refused"


class Status(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A gate's state, retained; the last will is the same with ``online`` false. Nothing in it is about a person."""

    v: int
    gate: ShortText
    online: bool
    at: Millis
    software: ShortText
    list_version: Count
    journal_depth: Count
    clock: ClockTrust
    strike: ShortText
    door: ShortText
    faults: list[Fault]


class AlarmKind(StrEnum):
    """Alarms that a door raises and clears."""

    FORCED = "forced"
    HELD_OPEN = "held_open"


class Alarm(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One alarm of a door, raised or cleared."""

    v: int
    gate: ShortText
    kind: AlarmKind
    raised: bool
    at: Millis


class ListEntry(
    Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"not_before": "nb", "not_after": "na", "credential": "c"}
):
    """One resident credential that a gate may open for, within whole UTC seconds ``[not_before, not_after)``."""

    credential: Hex16
    not_before: Count
    not_after: Count


class ListPart(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One retained part of a list, at most ``LIST_ENTRIES_PER_PART`` entries; the manifest holds the digest of its bytes."""

    v: int
    entries: Annotated[list[ListEntry], Meta(max_length=LIST_ENTRIES_PER_PART)]


class PassKey(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A public key whose passes the gate accepts for one door group."""

    door_group: Count
    public_key: Sha256Hex


class PartDigest(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which retained message belongs to a list version: its channel below ``lists/``, SHA-256 and number of entries."""

    name: ShortText
    sha256: Sha256Hex
    count: Count


class ListManifest(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The signed head of a pass list. ``expires_at`` is tested when a list is *accepted*; a held list serves on."""

    v: int
    site: ShortText
    gate: ShortText
    version: Sequence
    issued_at: Millis
    expires_at: Millis
    door_groups: list[Count]
    pass_keys: list[PassKey]
    parts: list[PartDigest]


class Signed(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Signed bytes: verify ``body`` with the key named by ``key`` (8 hex characters) first, parse it afterwards."""

    v: int
    key: Annotated[str, Meta(pattern=r"^[0-9a-f]{8}$")]
    body: bytes
    sig: bytes


class EnrolmentRequest(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a gate asks for over HTTP: its one-time code, its public key, and a signature over both that shows it holds the private key."""

    code: ShortText
    public_key: Sha256Hex
    proof: Annotated[str, Meta(pattern=r"^[0-9a-f]{128}$")]


class EnrolmentState(StrEnum):
    """Where an enrolment stands."""

    WAITING_FOR_APPROVAL = "waiting_for_approval"
    ENROLLED = "enrolled"


class GateIdentity(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What an approved gate is given once: its address, broker account, list keys and reference key."""

    site: ShortText
    gate: ShortText
    broker_host: ShortText
    broker_port: int
    broker_password: str
    list_keys: list[Sha256Hex]
    reference_key: Sha256Hex


class EnrolmentAnswer(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The hub's answer to an enrolment request; ``identity`` is there once the operator has approved."""

    state: EnrolmentState
    identity: GateIdentity | None = None
