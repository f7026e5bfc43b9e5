"""Whether a door opens: a function of what was presented, the list, the door's own state, what it remembers, and the time.

No network and no alert can change the answer, because neither is an argument. The checks stand in one table, in the order in which their
reasons are given.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from edge.gate import passback
from edge.gate.claimants import Claimant, Unproved, find_claimant
from edge.gate.memory import NOTHING, Kind, Mark, Memory, Name, Note
from edge.gate.pass_list import TrustedPassList, Window
from edge.gate.presented import Presented
from edge.gate.rotation import is_current, was_seen
from edge.gate.schedules import last_night, permits, weekly_permits
from edge.protocol.messages import ClockTrust, Reason
from edge.protocol.passes import PassKind
from edge.protocol.rights import AntiPassback, CredentialState

FIRST_IN = Name(Kind.FIRST_IN, b"")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doorstep:
    """What a door knows of itself: its time zone, whether it is shut to all credentials, whether the other door of an interlock is open.

    ``only_exit``: who lives behind it has no other way, so nobody's comings and goings are counted there.
    """

    zone: tzinfo = UTC
    locked_down: bool = False
    other_door_open: bool = False
    only_exit: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What the gate answers. ``credential`` has 16 bytes if something proved it, else none.

    ``extended`` asks for more time; ``release_ms`` and ``open_ms`` are the credential's own times, 0 for the door's. ``duress`` is for
    nobody at the door. ``notes`` are to be remembered. An answer that opens says ``valid``, or ``anti_passback`` where that was only noted.
    """

    opens: bool
    reason: Reason
    credential: bytes = b""
    extended: bool = False
    release_ms: int = 0
    open_ms: int = 0
    duress: bool = False
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    held: TrustedPassList
    memory: Memory
    door: Doorstep
    now_ms: int
    clock: ClockTrust

    @property
    def local(self) -> datetime:
        return datetime.fromtimestamp(self.now_ms / 1000, self.door.zone)

    @property
    def anti_passback(self) -> AntiPassback:
        return AntiPassback.OFF if self.door.only_exit else self.held.rights.rules.anti_passback

    @property
    def night_ms(self) -> int:
        return last_night(self.now_ms, self.door.zone, self.held.rights.rules.night_minute)


def decide(
    presented: Presented,
    held: TrustedPassList | None,
    *,
    now_ms: int,
    clock: ClockTrust,
    memory: Memory = NOTHING,
    door: Doorstep = Doorstep(),
) -> Decision:
    """Return the answer to what was presented at this UTC ms. Never raises, whatever it was."""
    found = find_claimant(presented, held, memory=memory, now_ms=now_ms)
    if isinstance(found, Unproved) or held is None:
        return _unproved(found)
    scene = _Scene(held=held, memory=memory, door=door, now_ms=now_ms, clock=clock)
    refusal = next((reason for check in CHECKS if (reason := check(found, scene))), None)
    if refusal:
        return Decision(False, refusal, found.credential, duress=found.duress)
    right = found.right
    return Decision(
        True,
        Reason.ANTI_PASSBACK if _comes_again(found, scene) else Reason.VALID,
        found.credential,
        extended=found.extended,
        release_ms=right.release_ms if right else 0,
        open_ms=right.open_ms if right else 0,
        duress=found.duress,
        notes=_to_remember(found, scene),
    )


def _unproved(found: Claimant | Unproved) -> Decision:
    if isinstance(found, Unproved):
        return Decision(False, found.reason, found.credential, notes=found.notes)
    return Decision(False, Reason.UNKNOWN_CREDENTIAL)


def _own_dates(one: Claimant, scene: _Scene) -> Reason | None:
    return _within(one.window, scene) if one.window else None


def _withdrawn(one: Claimant, scene: _Scene) -> Reason | None:
    return Reason.WITHDRAWN if scene.held.rights.is_withdrawn(one.credential) else None


def _standing(one: Claimant, scene: _Scene) -> Reason | None:
    """A resident stands in the list, and it says in what state and until when. Nobody else needs an entry."""
    if one.right:
        listed = Window(one.right.not_before, one.right.not_after)
        return STATES[one.right.state] or _within(listed, scene)
    if one.listed:
        return _within(one.listed, scene)
    return Reason.UNKNOWN_CREDENTIAL if one.kind is PassKind.RESIDENT else None


def _door_groups(one: Claimant, scene: _Scene) -> Reason | None:
    if one.right and one.right.door_groups and scene.held.door_groups.isdisjoint(one.right.door_groups):
        return Reason.NOT_PERMITTED_HERE
    if scene.held.rights.rules.residents_only is True and one.kind is not PassKind.RESIDENT:
        return Reason.NOT_PERMITTED_HERE
    return None


def _believable_time(one: Claimant, scene: _Scene) -> Reason | None:
    # Only its own dates bound a visitor's pass: with a clock that nobody can believe they bound nothing.
    unbounded = one.kind is not PassKind.RESIDENT and scene.clock is ClockTrust.UNKNOWN
    return Reason.NOT_PERMITTED_AT_THIS_TIME if unbounded else None


def _hours(one: Claimant, scene: _Scene) -> Reason | None:
    rights = scene.held.rights
    if scene.clock is ClockTrust.UNKNOWN:
        return None  # a door that cannot know the hour keeps nobody out who lives behind it
    if one.weekly and not weekly_permits(one.weekly, scene.local):
        return Reason.NOT_PERMITTED_AT_THIS_TIME
    if not one.right or not one.right.schedule or permits(rights.schedules[one.right.schedule], rights.special_days, scene.local):
        return None
    return Reason.NOT_PERMITTED_AT_THIS_TIME


def _used_up(one: Claimant, scene: _Scene) -> Reason | None:
    used = scene.memory.get(Name(Kind.USES, one.credential))
    return Reason.REPLAYED if one.uses and used and used.number >= one.uses else None


def _current_code(one: Claimant, scene: _Scene) -> Reason | None:
    if one.step is None:
        return None
    fresh = is_current(one.step, now_ms=scene.now_ms, clock=scene.clock, synced_ms=scene.held.issued_at)
    seen = was_seen(one.step, scene.memory.get(Name(Kind.STEP, one.credential)))
    return None if fresh and not seen else Reason.REPLAYED


def _door_state(_one: Claimant, scene: _Scene) -> Reason | None:
    if scene.door.locked_down:
        return Reason.LOCKED_DOWN
    shut = scene.held.rights.rules.interlock and scene.door.other_door_open
    return Reason.NOT_PERMITTED_AT_THIS_TIME if shut else None


def _first_person(one: Claimant, scene: _Scene) -> Reason | None:
    if one.kind is PassKind.RESIDENT or not scene.held.rights.rules.first_person_in:
        return None
    first = scene.memory.get(FIRST_IN)
    return None if first and first.at >= scene.night_ms else Reason.NOT_PERMITTED_AT_THIS_TIME


def _passback(one: Claimant, scene: _Scene) -> Reason | None:
    hard = scene.anti_passback is AntiPassback.HARD and one.kind is not PassKind.RESIDENT
    return Reason.ANTI_PASSBACK if hard and _comes_again(one, scene) else None


CHECKS: tuple[Callable[[Claimant, _Scene], Reason | None], ...] = (
    _withdrawn,
    _own_dates,
    _standing,
    _door_groups,
    _believable_time,
    _hours,
    _used_up,
    _current_code,
    _door_state,
    _first_person,
    _passback,
)

STATES = {
    CredentialState.ACTIVE: None,
    CredentialState.SUSPENDED: Reason.SUSPENDED,
    CredentialState.LOST: Reason.LOST,
    CredentialState.ENDED: Reason.EXPIRED,
}


def _comes_again(one: Claimant, scene: _Scene) -> bool:
    last = scene.memory.get(Name(Kind.PASSAGE, one.credential))
    if last is None or scene.anti_passback is AntiPassback.OFF:
        return False
    within_ms = scene.held.rights.rules.anti_passback_minutes * 60_000
    return passback.comes_again(last, within_ms=within_ms, now_ms=scene.now_ms, night_ms=scene.night_ms)


def _to_remember(one: Claimant, scene: _Scene) -> tuple[Note, ...]:
    notes, rules = [], scene.held.rights.rules
    if one.uses and one.window:
        used = scene.memory.get(name := Name(Kind.USES, one.credential))
        notes.append(Note(name, Mark(used.number + 1 if used else 1, one.window.not_after * 1000)))
    if one.step is not None:
        notes.append(Note(Name(Kind.STEP, one.credential), Mark(one.step, scene.now_ms)))
    if scene.anti_passback is not AntiPassback.OFF:
        notes.append(Note(Name(Kind.PASSAGE, one.credential), Mark(0, scene.now_ms)))
    if rules.first_person_in and one.kind is PassKind.RESIDENT:
        notes.append(Note(FIRST_IN, Mark(0, scene.now_ms)))
    return tuple(notes)


def _within(window: Window, scene: _Scene) -> Reason | None:
    now_s = scene.now_ms // 1000
    # Without a clock that can be believed this is the earliest that it can be: it tells what is over, not what has not begun.
    if now_s < window.not_before and scene.clock is not ClockTrust.UNKNOWN:
        return Reason.NOT_ACTIVE
    return None if now_s < window.not_after else Reason.EXPIRED
