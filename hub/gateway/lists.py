"""Which credentials a gate opens for: signed anew whenever the register says that a door group changed, and published retained.

A list's version is the time of its signing or one more than the last, whichever is greater: a database restored from its backup still
signs newer lists than the gates hold. Parts go out before the manifest that names their digests: no manifest waits for its parts. A change
goes out as a delta first, which a gate that holds the last version needs nothing else for; what did not change is not sent again, nor
written again: which parts these are is told by the digests of the last manifest.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import insert
from sqlmodel import Session, col, delete, or_, select

from edge.protocol.codec import VERSION, Malformed, decode, seal
from edge.protocol.list_delta import ListDelta, between
from edge.protocol.messages import MESSAGE_BYTES_MAX, Signed
from edge.protocol.pass_list import ListManifest, PassKey
from edge.protocol.signing import Purpose
from edge.protocol.topics import GateAddress
from hub.gateway.list_parts import DoorGroup, Part, parts_of
from hub.gateway.tables import Gate, PassList, PassListPart
from registry.tables import ListChange

ACCEPTED_FOR_MS = 14 * 86_400_000
RENEWED_AFTER_MS = 86_400_000
RENEWED_AT_ONCE = 25


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
        parts=[part.digest for part in parts],
    )


def renew(
    session: Session, key: Ed25519PrivateKey, *, now: int, zone: str = "UTC", since: int = 0, old_at_once: int = RENEWED_AT_ONCE
) -> list[SignedList]:
    """Sign what is due and return it for publication after the commit: door groups that changed, gates without a list, lists a day old.

    ``zone`` is the time zone of doors that have no rules of their own. ``since`` is when the key began (UTC ms): lists from
    before that are another key's. ``old_at_once`` is how many at most are seen to whose list is old or not there.
    """
    changes = session.exec(select(ListChange.id, ListChange.door_group)).all()
    numbers = {number for _id, number in changes}
    changed = session.exec(_with_lists().where(col(Gate.door_group).in_(numbers))).all() if numbers else []
    old = session.exec(_with_lists().where(_is_old(now, since), col(Gate.door_group).not_in(numbers)).limit(old_at_once)).all()
    groups = {number: DoorGroup(session, number, now=now) for number in sorted({gate.door_group for gate, _held in [*changed, *old]})}
    due = [(gate, held, False) for gate, held in changed] + [(gate, held, True) for gate, held in old]
    signed = [_sign(session, gate, held, groups[gate.door_group], key, zone=zone, now=now, whole=whole) for gate, held, whole in due]
    if changes:
        session.exec(delete(ListChange).where(col(ListChange.id).in_([change for change, _number in changes])))
    return signed


def has_changed(session: Session) -> bool:
    """Tell whether a door group waits for :func:`renew`: a look at one small table."""
    return session.exec(select(ListChange.id).limit(1)).first() is not None


def has_old(session: Session, *, now: int, since: int = 0) -> bool:
    """Tell whether a gate waits for :func:`renew` without a change: it has none, one a day old or of another key. A look at every gate."""
    return session.exec(_with_lists().where(_is_old(now, since)).limit(1)).first() is not None


def stored(session: Session, addresses: Sequence[GateAddress] = ()) -> list[SignedList]:
    """Return the newest list of each of these gates, or of all, as it was signed."""
    wanted = [col(Gate.name).in_([address.gate for address in addresses])] if addresses else []
    found = session.exec(_with_lists().where(col(PassList.version).is_not(None), *wanted)).all()
    kept = select(PassListPart).join(Gate, col(Gate.id) == PassListPart.gate_id).where(*wanted)
    parts: dict[str, dict[str, bytes]] = {gate.id: {} for gate, _held in found}
    for part in session.exec(kept):
        parts.get(part.gate_id, {})[part.name] = part.data
    return [SignedList(GateAddress(gate.site, gate.name), held.version, held.manifest, parts[gate.id]) for gate, held in found]


def _is_old(now: int, since: int) -> Any:
    return or_(col(PassList.version).is_(None), col(PassList.signed_at) < max(now - RENEWED_AFTER_MS, since))


def _with_lists() -> Any:
    """Select every gate that has an account, with the list that was signed for it."""
    held = select(Gate, PassList).join(PassList, col(PassList.gate_id) == Gate.id, isouter=True)
    return held.where(Gate.state == "approved", col(Gate.provisioned_at).is_not(None))


def _sign(
    session: Session, gate: Gate, held: PassList | None, group: DoorGroup, key: Ed25519PrivateKey, *, zone: str, now: int, whole: bool
) -> SignedList:
    """Sign a gate's list. ``whole`` has every part written and sent anew, which once a day mends what was damaged here or at the broker."""
    parts = parts_of(session, gate, group, zone=zone)
    version = max(held.version + 1 if held else 1, now)
    address = GateAddress(gate.site, gate.name)
    head = manifest(address, parts, version=version, pass_keys=group.pass_keys, door_group=gate.door_group, now=now)
    envelope, by_name = seal(key, Purpose.LIST, head), {part.name: part.data for part in parts}
    last = {digest.name: digest for digest in _manifest_of(held).parts} if held else {}
    same = frozenset(digest.name for digest in head.parts if last.get(digest.name) == digest and not whole)
    gone = tuple(sorted(last.keys() - by_name.keys()))
    new = {name: data for name, data in by_name.items() if name not in same}
    delta = _delta(key, held.version, _kept(session, gate.id, new), new, envelope) if held else b""
    _keep(session, held or PassList(gate_id=gate.id, version=0, manifest=b"", signed_at=0), version, envelope, now)
    _keep_parts(session, gate.id, new, gone)
    return SignedList(address, version, envelope, by_name, gone, same, delta)


def _delta(key: Ed25519PrivateKey, since: int, before: dict[str, bytes], after: dict[str, bytes], manifest: bytes) -> bytes:
    """Return the sealed step from one version to the next, nothing where it is no shorter way or what was kept cannot be read."""
    try:
        step = ListDelta(v=VERSION, since=since, manifest=manifest, parts=between(before, after))
    except Malformed:
        return b""
    delta = seal(key, Purpose.DELTA, step)
    return delta if len(delta) <= MESSAGE_BYTES_MAX else b""


def _manifest_of(held: PassList) -> ListManifest:
    return decode(ListManifest, decode(Signed, held.manifest).body)


def _kept(session: Session, gate_id: str, names: Iterable[str]) -> dict[str, bytes]:
    """Return those of a gate's parts with these names that its last list had."""
    wanted = select(PassListPart).where(PassListPart.gate_id == gate_id, col(PassListPart.name).in_(list(names)))
    return {part.name: part.data for part in session.exec(wanted)}


def _keep(session: Session, row: PassList, version: int, envelope: bytes, now: int) -> None:
    row.version, row.manifest, row.signed_at = version, envelope, now
    session.add(row)
    session.flush()


def _keep_parts(session: Session, gate_id: str, new: Mapping[str, bytes], gone: Iterable[str]) -> None:
    over = (col(PassListPart.gate_id) == gate_id, col(PassListPart.name).in_([*new, *gone]))
    session.exec(delete(PassListPart).where(*over))
    if new:
        session.connection().execute(insert(PassListPart), [{"gate_id": gate_id, "name": name, "data": data} for name, data in new.items()])
