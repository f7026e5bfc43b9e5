"""How an operator wishes a gate to be set: written by the desk, signed and published by the link, tried and reported by the gate.

A wish replaces the one before it whole. Its version is the time of its signing or one more than the last, whichever is greater, as with
lists. Whether the gate kept it is what the gate says, never what was wished.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlmodel import Session, col, select

from edge.protocol.codec import VERSION, decode, seal
from edge.protocol.messages import DesiredConfig, Signed
from edge.protocol.settings import REMOTE, is_allowed
from edge.protocol.signing import Purpose, key_id
from edge.protocol.topics import GateAddress
from hub.gateway.tables import Gate, GateWish
from registry.refusals import Refusal, Refused


@dataclass(frozen=True, slots=True)
class SignedWish:
    """A wish as it is published, retained."""

    address: GateAddress
    envelope: bytes


def wish(session: Session, gate_id: str, settings: Mapping[str, object], *, release: bytes | None = None, actor: str, now: int) -> None:
    """Write how a gate should be set; without a ``release`` the last one stays wished.

    Raise Refused ``gate-not-in-use``, or ``setting-unknown`` and ``setting-range`` for each that is wrong.
    """
    wrong = [_why_not(name) for name, value in settings.items() if not is_allowed(name, value)]
    gate = session.get(Gate, gate_id)
    if gate is None or gate.state != "approved":
        raise Refused(Refusal("gate-not-in-use"))
    if wrong:
        raise Refused(*wrong)
    row = _wish_of(session, gate_id)
    row.settings = msgspec.json.encode(settings, order="sorted").decode()
    row.release = row.release if release is None else release
    _renew(session, row, actor=actor, now=now)


def wish_release(session: Session, gate_id: str, release: bytes, *, actor: str, now: int) -> bytes:
    """Wish for a gate to run a release and leave its settings as they are wished; return the release that was wished for until now."""
    row = _wish_of(session, gate_id)
    before, row.release = row.release, release
    _renew(session, row, actor=actor, now=now)
    return before


def wished(session: Session, gate_id: str) -> tuple[dict[str, int], int]:
    """Return the settings that are wished for a gate, and the version they were signed under; 0 while they are not."""
    row = session.get(GateWish, gate_id)
    if row is None:
        return {}, 0
    return msgspec.json.decode(row.settings, type=dict[str, int]), row.version if row.envelope else 0


def sign_new(session: Session, key: Ed25519PrivateKey, *, now: int) -> list[SignedWish]:
    """Sign what was wished and not signed yet; return it for publication after the commit."""
    return [_sign(session, gate, row, key, now=now) for gate, row in session.exec(_wishes().where(col(GateWish.envelope) == b""))]


def sign_again(session: Session, key: Ed25519PrivateKey, *, now: int) -> list[SignedWish]:
    """Sign with this key what another had signed, under the same version: a gate that runs it takes no notice."""
    name = key_id(key.public_key().public_bytes_raw()).hex()
    signed = []
    for gate, row in session.exec(_wishes().where(col(GateWish.envelope) != b"")):
        envelope = decode(Signed, row.envelope)
        if envelope.key != name:
            message = msgspec.structs.replace(decode(DesiredConfig, envelope.body), issued_at=now)
            row.envelope = seal(key, Purpose.CONFIG, message)
            session.add(row)
            signed.append(SignedWish(GateAddress(gate.site, gate.name), row.envelope))
    return signed


def is_due(session: Session) -> bool:
    """Tell whether :func:`sign_new` has anything to sign."""
    return session.exec(select(GateWish.gate_id).where(col(GateWish.envelope) == b"").limit(1)).first() is not None


def stored(session: Session) -> list[SignedWish]:
    """Return every wish as it was signed."""
    wishes: Sequence[tuple[Gate, GateWish]] = session.exec(_wishes().where(col(GateWish.envelope) != b"")).all()
    return [SignedWish(GateAddress(gate.site, gate.name), row.envelope) for gate, row in wishes]


def _wish_of(session: Session, gate_id: str) -> GateWish:
    return session.get(GateWish, gate_id) or GateWish(gate_id=gate_id, version=0, settings="{}", release=b"", envelope=b"", by="", at=0)


def _renew(session: Session, row: GateWish, *, actor: str, now: int) -> None:
    row.envelope, row.by, row.at = b"", actor, now
    session.add(row)
    session.flush()


def _wishes() -> Any:
    return select(Gate, GateWish).join(GateWish, col(GateWish.gate_id) == Gate.id).where(Gate.state == "approved")


def _sign(session: Session, gate: Gate, row: GateWish, key: Ed25519PrivateKey, *, now: int) -> SignedWish:
    row.version = max(row.version + 1, now)
    message = DesiredConfig(
        v=VERSION,
        site=gate.site,
        gate=gate.name,
        version=row.version,
        issued_at=now,
        settings=msgspec.json.decode(row.settings, type=dict[str, bool | int | str]),
        release=row.release,
    )
    row.envelope = seal(key, Purpose.CONFIG, message)
    session.add(row)
    session.flush()
    return SignedWish(GateAddress(gate.site, gate.name), row.envelope)


def _why_not(name: str) -> Refusal:
    if name not in REMOTE:
        return Refusal("setting-unknown", "settings", known=", ".join(REMOTE))
    low, high = REMOTE[name]
    return Refusal("setting-range", name, name=name, low=low, high=high)
