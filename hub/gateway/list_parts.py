"""The parts of a gate's list: who may enter, in what state, with which card or PIN; what was withdrawn; the door's rules; its keys.

A credential with nothing but a window goes into ``passes-N``, the small one; whatever has more to it goes into ``credentials-N``, and so
does everything at the door of a shared room that keeps hours. A part with nothing in it is left out. The register is read once for all
gates of a door group, and what is the same at each of them is made once.
"""

import hashlib
import hmac
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from msgspec.structs import replace
from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from edge.protocol.building import NONCE_BYTES, card_at_gate, seal_keys
from edge.protocol.codec import VERSION, encode
from edge.protocol.pass_list import LIST_ENTRIES_PER_PART, ListEntry, ListPart, PartDigest, PassKey
from edge.protocol.rights import (
    CREDENTIALS_PER_PART,
    WITHDRAWAL_BYTES,
    WITHDRAWALS_PER_PART,
    BuildingKey,
    BuildingKeys,
    CredentialPart,
    CredentialRight,
    CredentialState,
    KeysPart,
    RulesPart,
    SchedulePart,
)
from edge.protocol.topics import GateAddress
from hub.gateway.hours import NO_DOOR, SCHEDULE, RoomHours, as_schedule, hours_of
from hub.gateway.rules import rules_of
from hub.gateway.shelves import T, shelve
from hub.gateway.tables import Gate
from registry.tables import Credential, DoorKey, Property, Visit

_HAS_MORE = or_(
    col(Credential.state) != CredentialState.ACTIVE.value,
    func.coalesce(Credential.card_name, "") != "",
    func.coalesce(Credential.pin_name, "") != "",
    col(Credential.release_ms) != 0,
    col(Credential.open_ms) != 0,
)
RIGHTS_REMEMBERED = 40_000
_SAID = ("id", "not_before", "not_after", "state", "card_name", "pin_name", "duress_name", "release_ms", "open_ms", "floor")


@dataclass(frozen=True)
class Part:
    """A part as it is published: the end of its topic, its bytes, and how many entries the manifest says it has."""

    name: str
    data: bytes
    count: int

    @cached_property
    def digest(self) -> PartDigest:
        """What the manifest says of it."""
        return PartDigest(name=self.name, sha256=hashlib.sha256(self.data).hexdigest(), count=self.count)


class DoorGroup:
    """What the register says of one door group at one UTC ms, for every gate of it; each thing is read when a gate first needs it."""

    def __init__(self, session: Session, number: int, *, now: int) -> None:
        self._session, self._number, self._now_s = session, number, now // 1000

    @cached_property
    def everybody(self) -> Sequence[Any]:
        """All credentials, read at one moment: whether there is more to one than a window, and all that a list says of it."""
        said = select(_HAS_MORE, *(getattr(Credential, name) for name in _SAID)).where(Credential.door_group == self._number)
        running = said.where(col(Credential.ended_at).is_(None), Credential.not_after > self._now_s)
        return self._session.connection().execute(running.order_by(Credential.id)).all()

    @cached_property
    def with_more(self) -> list[Any]:
        """Those with more to them than a window."""
        return [row for row in self.everybody if row[0]]

    @cached_property
    def passes(self) -> tuple[Part, ...]:
        """The parts of the others."""
        plain = [ListEntry(credential=row[1], not_before=row[2], not_after=row[3]) for row in self.everybody if not row[0]]
        return tuple(shelved("passes", plain, LIST_ENTRIES_PER_PART, lambda entries: encode(ListPart(v=VERSION, entries=entries))))

    @cached_property
    def withdrawals(self) -> tuple[Part, ...]:
        """The parts of what was taken back."""
        gone = _withdrawn(self._session, self._number, self._now_s)
        return tuple(split("withdrawals", gone, WITHDRAWALS_PER_PART, b"".join))

    @cached_property
    def key(self) -> DoorKey | None:
        """The secret that its gates share."""
        return self._session.get(DoorKey, self._number)

    @cached_property
    def pass_keys(self) -> list[PassKey]:
        """The key by which its passes are signed."""
        pass_key = self._session.exec(select(Property.pass_key).where(Property.door_group == self._number)).first()
        return [PassKey(door_group=self._number, public_key=pass_key)] if pass_key else []


def parts_of(session: Session, gate: Gate, group: DoorGroup, *, zone: str) -> tuple[Part, ...]:
    """Return all parts of the list of a gate of this group, the same bytes for the same rows. ``zone`` is the site's time zone."""
    room = hours_of(session, gate)
    reference_key = bytes.fromhex(gate.reference_key or "")
    more = [_right(reference_key, room, *row[1:]) for row in (group.everybody if room else group.with_more)]
    return (
        *(() if room else group.passes),
        *shelved("credentials", more, CREDENTIALS_PER_PART, lambda entries: encode(CredentialPart(v=VERSION, entries=entries))),
        *group.withdrawals,
        *_rules(session, gate, room, zone),
        *_keys(group.key, gate),
    )


def shelved(kind: str, entries: Iterable[T], size: int, pack: Callable[[list[T]], bytes]) -> Iterable[Part]:
    """Return credentials as parts of at most ``size`` each, by their ids: one that comes or goes changes one part alone."""
    return [Part(f"{kind}-{number}", pack(shelf), len(shelf)) for number, shelf in shelve(entries, size).items()]


def split(kind: str, entries: Sequence[Any], size: int, pack: Callable[[list[Any]], bytes]) -> Iterable[Part]:
    """Return entries as parts of at most ``size`` each; none for no entries."""
    chunks = [list(entries[start : start + size]) for start in range(0, len(entries), size)]
    return [Part(f"{kind}-{number}", pack(chunk), len(chunk)) for number, chunk in enumerate(chunks)]


@lru_cache(maxsize=RIGHTS_REMEMBERED)
def _right(
    reference_key: bytes,
    room: RoomHours | None,
    credential: str,
    not_before: int,
    not_after: int,
    state: str,
    card_name: str | None,
    pin_name: str | None,
    duress_name: str | None,
    release_ms: int,
    open_ms: int,
    floor: int,
) -> CredentialRight:
    """Return what a credential may: at the door of a shared room in its hours, and nothing if it is not for its holder's floor.

    Remembered, for a card's name at a gate costs more than all the rest: of those whose rows are as they were nothing is made again.
    """
    elsewhere = room is not None and bool(room.floors) and floor not in room.floors
    return CredentialRight(
        credential=credential,
        not_before=not_before,
        not_after=not_after,
        state=CredentialState(state),
        card=card_at_gate(reference_key, bytes.fromhex(card_name)) if card_name else "",
        pin=pin_name or "",
        duress=duress_name or "",
        door_groups=[NO_DOOR] if elsewhere else [],
        schedule=SCHEDULE if room else "",
        release_ms=release_ms,
        open_ms=open_ms,
    )


def _withdrawn(session: Session, door_group: int, now_s: int) -> list[bytes]:
    """Return what was taken back, and what its host could no longer enter with themselves: nobody gives away more than they have."""
    visits = select(Visit.id, Visit.occupant_id, Visit.not_after, Visit.withdrawn_at)
    running = session.exec(visits.where(Visit.door_group == door_group, Visit.not_after > now_s)).all()
    if not running:
        return []
    hosts = select(Credential.occupant_id, func.max(Credential.not_after)).where(
        Credential.door_group == door_group, col(Credential.ended_at).is_(None), Credential.state == CredentialState.ACTIVE
    )
    until = dict(session.exec(hosts.group_by(Credential.occupant_id)).all())
    gone = [one for one, host, not_after, withdrawn in running if withdrawn is not None or until.get(host, 0) < not_after]
    return sorted(bytes.fromhex(one)[:WITHDRAWAL_BYTES] for one in gone)


def _rules(session: Session, gate: Gate, room: RoomHours | None, zone: str) -> list[Part]:
    rules = rules_of(session, gate.id, zone=zone)
    if room is None:
        return [Part("rules-0", encode(RulesPart(v=VERSION, rules=rules)), 1)]
    schedule, special_days = as_schedule(room)
    hours = encode(SchedulePart(v=VERSION, schedules=[schedule], special_days=special_days))
    return [Part("rules-0", encode(RulesPart(v=VERSION, rules=replace(rules, residents_only=True))), 1), Part("schedules-0", hours, 1)]


def _keys(kept: DoorKey | None, gate: Gate) -> list[Part]:
    if kept is None or gate.reference_key is None:
        return []
    keys = BuildingKeys(v=VERSION, keys=[BuildingKey(door_group=gate.door_group, key=kept.key)])
    reference_key = bytes.fromhex(gate.reference_key)
    # Made from what it seals: the same keys give the same bytes, and no nonce ever serves two contents.
    nonce = hmac.digest(reference_key, encode(keys), "sha256")[:NONCE_BYTES]
    sealed = seal_keys(reference_key, GateAddress(gate.site, gate.name), keys, nonce=nonce)
    return [Part("keys-0", encode(KeysPart(v=VERSION, sealed=sealed)), 1)]
