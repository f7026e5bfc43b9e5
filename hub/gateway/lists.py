"""Which credentials a gate opens for: signed anew whenever the register says that a door group changed, and published retained.

A list's version is the time of its signing or one more than the last, whichever is greater: a database restored from its backup still
signs newer lists than the gates hold. Parts go out before the manifest that names their digests: no manifest waits for its parts. A change
goes out as a delta first, which a gate that holds the last version needs nothing else for; what did not change is not sent again.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlmodel import Session, col, delete, or_, select

from edge.protocol.codec import VERSION, seal
from edge.protocol.list_delta import ListDelta, between
from edge.protocol.messages import MESSAGE_BYTES_MAX, ListManifest, PartDigest, PassKey
from edge.protocol.signing import Purpose
from edge.protocol.topics import GateAddress
from hub.gateway.list_parts import Part, parts_of
from hub.gateway.tables import Gate, PassList
from registry.tables import ListChange, Property

ACCEPTED_FOR_MS = 14 * 86_400_000
RENEWED_AFTER_MS = 86_400_000
RENEWED_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class SignedList:
    """A gate's list as it is published: its version, the sealed manifest, the parts by name, and which parts the last list had besides.

    ``same`` names the parts that the last list had too, byte for byte; ``delta`` leads there from the last, empty where nothing short does.
    """

    address: GateAddress
    version: int
    manifest: bytes
    parts: dict[str, bytes]
    gone: tuple[str, ...] = ()
    same: frozenset[str] = frozenset()
    delta: bytes = b""

    def publications(self) -> list[tuple[str, bytes]]:
        """Return channels and bytes in the order in which they are to be sent, retained; empty bytes take back a part that is no more."""
        return self._retained(frozenset())

    def news(self) -> list[tuple[str, bytes]]:
        """Return the same for a broker that keeps the last list: what it has is left out, and the delta, which is not kept, goes first."""
        return [*([("changes", self.delta)] if self.delta else []), *self._retained(self.same)]

    def _retained(self, kept: frozenset[str]) -> list[tuple[str, bytes]]:
        parts = [(f"lists/{name}", part) for name, part in self.parts.items() if name not in kept]
        return [*parts, ("lists", self.manifest), *((f"lists/{name}", b"") for name in self.gone)]


def manifest(
    address: GateAddress, parts: Sequence[Part], *, version: int, pass_keys: Sequence[PassKey], door_group: int, now: int
) -> ListManifest:
    """Return the head of a list that gates accept until a fortnight from now (UTC ms)."""
    return ListManifest(
        v=VERSION,
        site=address.site,
        gate=address.gate,
        version=version,
        issued_at=now,
        expires_at=now + ACCEPTED_FOR_MS,
        door_groups=[door_group],
        pass_keys=list(pass_keys),
        parts=[PartDigest(name=part.name, sha256=hashlib.sha256(part.data).hexdigest(), count=part.count) for part in parts],
    )


def renew(session: Session, key: Ed25519PrivateKey, *, now: int, zone: str = "UTC") -> list[SignedList]:
    """Sign what is due and return it for publication after the commit: door groups that changed, gates without a list, lists a day old.

    ``zone`` is the time zone of doors that have no rules of their own.
    """
    changes = session.exec(select(ListChange.id, ListChange.door_group)).all()
    groups = {group for _id, group in changes}
    changed = session.exec(_with_lists().where(col(Gate.door_group).in_(groups))).all() if groups else []
    old = session.exec(_with_lists().where(_is_old(now), col(Gate.door_group).not_in(groups)).limit(RENEWED_AT_ONCE)).all()
    signed = [_sign(session, gate, held, key, zone=zone, now=now) for gate, held in [*changed, *old]]
    if changes:
        session.exec(delete(ListChange).where(col(ListChange.id).in_([change for change, _group in changes])))
    return signed


def is_due(session: Session, *, now: int) -> bool:
    """Tell whether :func:`renew` has anything to sign."""
    return bool(session.exec(select(ListChange.id).limit(1)).first() or session.exec(_with_lists().where(_is_old(now)).limit(1)).first())


def stored(session: Session, addresses: Sequence[GateAddress] = ()) -> list[SignedList]:
    """Return the newest list of each of these gates, or of all, as it was signed."""
    lists = [_as_signed(gate, held) for gate, held in session.exec(_with_lists()) if held is not None]
    return [one for one in lists if not addresses or one.address in addresses]


def _is_old(now: int) -> Any:
    return or_(col(PassList.version).is_(None), col(PassList.signed_at) < now - RENEWED_AFTER_MS)


def _with_lists() -> Any:
    """Select every gate that has an account, with the list that was signed for it."""
    held = select(Gate, PassList).join(PassList, col(PassList.gate_id) == Gate.id, isouter=True)
    return held.where(Gate.state == "approved", col(Gate.provisioned_at).is_not(None))


def _sign(session: Session, gate: Gate, held: PassList | None, key: Ed25519PrivateKey, *, zone: str, now: int) -> SignedList:
    parts = parts_of(session, gate, zone=zone, now=now)
    pass_key = session.exec(select(Property.pass_key).where(Property.door_group == gate.door_group)).first()
    pass_keys = [PassKey(door_group=gate.door_group, public_key=pass_key)] if pass_key else []
    version = max(held.version + 1 if held else 1, now)
    address = GateAddress(gate.site, gate.name)
    head = manifest(address, parts, version=version, pass_keys=pass_keys, door_group=gate.door_group, now=now)
    before, by_name = _parts(held) if held else {}, {part.name: part.data for part in parts}
    gone = tuple(sorted(before.keys() - by_name.keys()))
    same = frozenset(name for name, data in by_name.items() if before.get(name) == data)
    envelope = seal(key, Purpose.LIST, head)
    delta = _delta(key, held.version, before, by_name, envelope) if held else b""
    signed = SignedList(address, version, envelope, by_name, gone, same, delta)
    _keep(session, gate.id, held, signed, now)
    return signed


def _delta(key: Ed25519PrivateKey, since: int, before: dict[str, bytes], after: dict[str, bytes], manifest: bytes) -> bytes:
    """Return the sealed step from one version to the next, nothing where it is no shorter way."""
    delta = seal(key, Purpose.DELTA, ListDelta(v=VERSION, since=since, manifest=manifest, parts=between(before, after)))
    return delta if len(delta) <= MESSAGE_BYTES_MAX else b""


def _keep(session: Session, gate_id: str, held: PassList | None, signed: SignedList, now: int) -> None:
    row = held or PassList(gate_id=gate_id, version=0, manifest=b"", parts=b"", signed_at=0)
    row.version, row.manifest, row.signed_at = signed.version, signed.manifest, now
    row.parts = msgspec.json.encode(signed.parts)
    session.add(row)
    session.flush()


def _parts(held: PassList) -> dict[str, bytes]:
    return msgspec.json.decode(held.parts, type=dict[str, bytes])


def _as_signed(gate: Gate, held: PassList) -> SignedList:
    return SignedList(GateAddress(gate.site, gate.name), held.version, held.manifest, _parts(held))
