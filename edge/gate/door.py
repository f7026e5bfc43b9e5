"""What a door does, as three facts with an age, mode, lock and position, and the alarms that follow from them. Pure.

A door that opens without leave is *forced*; one that stays open too long is *held open*, and says so beforehand by a pre-alarm. Each
alarm is raised once and cleared once, by what it is about and never by another alarm. Leaving is no alarm: whatever let the lock go, pass,
exit button or fire, a door that opens then is not forced.
"""

from dataclasses import dataclass, replace

from edge.gate.door_modes import ENDS, FREES, STANDS_FREE, Act, after
from edge.protocol.messages import AlarmKind, DoorMode

FREE_SOON_MS = 60_000
"""How long before a door stops standing free it says so."""
OPENING = (AlarmKind.HELD_OPEN_SOON, AlarmKind.HELD_OPEN, AlarmKind.FORCED)


@dataclass(frozen=True, slots=True)
class Fact:
    """An alarm that was raised or cleared."""

    kind: AlarmKind
    raised: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A door's state. Times are milliseconds of the gate's monotonic clock.

    ``is_open`` and ``is_released`` are None until the contact and the lock have spoken. ``held_open_ms`` is how long the door may stand
    open, ``open_ms`` how long it may this time; ``pre_alarm_ms`` before that comes the pre-alarm, 0 for none. ``free_until`` is when it
    stops standing free by itself, None where it does not.
    """

    held_open_ms: int
    pre_alarm_ms: int = 0
    mode: DoorMode = DoorMode.LOCKED
    mode_since: int = 0
    is_released: bool | None = None
    lock_since: int = 0
    is_open: bool | None = None
    position_since: int = 0
    open_ms: int | None = None
    counted_from: int = 0
    access_until: int = 0
    leave_until: int = 0
    was_used: bool = True
    free_until: int | None = None
    raised: frozenset[AlarmKind] = frozenset()

    @property
    def position(self) -> str:
        """``open``, ``closed`` or ``unknown``."""
        return "unknown" if self.is_open is None else "open" if self.is_open else "closed"

    @property
    def lock(self) -> str:
        """``released``, ``secured`` or ``unknown``."""
        return "unknown" if self.is_released is None else "released" if self.is_released else "secured"


Step = tuple[Door, tuple[Fact, ...]]


def perform(door: Door, act: Act, *, at: int) -> Door | None:
    """Return the door in the mode that follows, or None if the table has no such step. Access goes through :func:`access`."""
    mode = after(door.mode, act)
    if mode is None or mode is door.mode:
        return None if mode is None else door
    return replace(door, mode=mode, mode_since=at, free_until=None)


def stand_free(door: Door, act: Act, *, until: int, at: int) -> Door | None:
    """Return the door standing free until then, also where it stood so already; None if the table has no such step."""
    free = door if door.mode is FREES.get(act) else perform(door, act, at=at)
    return None if free is None or free.mode not in STANDS_FREE else replace(free, free_until=until)


def due(door: Door, *, at: int) -> Act | None:
    """Return what ends a mode whose time is over, None while it is not."""
    return ENDS.get(door.mode) if door.free_until is not None and at >= door.free_until else None


def access(door: Door, *, until: int, open_ms: int, at: int) -> Step | None:
    """Let somebody in until then; the door may stand open for ``open_ms`` this time, one that is open from now. None if the mode admits
    nobody.
    """
    accessed = perform(door, Act.ACCESS, at=at)
    if accessed is None:
        return None
    until = max(door.access_until, until)
    since = at if door.is_open else door.counted_from
    # Whoever comes in behind somebody takes nothing of their time.
    left_ms = 0 if door.open_ms is None else _limit(door) - (since - door.counted_from)
    accessed = replace(accessed, access_until=until, leave_until=max(door.leave_until, until), counted_from=since)
    accessed = replace(accessed, open_ms=max(open_ms, left_ms), was_used=bool(door.is_open))
    return _clear(accessed, AlarmKind.NOT_OPENED, AlarmKind.HELD_OPEN_SOON, AlarmKind.HELD_OPEN)


def give_leave(door: Door, *, until: int) -> Door:
    """Let the door be opened until then without an alarm: somebody leaves by the exit button."""
    return replace(door, leave_until=max(door.leave_until, until))


def hear_lock(door: Door, is_released: bool | None, *, at: int) -> Door:
    """Take the lock's own word on whether it has let go; None when nobody can say."""
    return door if is_released is door.is_released else replace(door, is_released=is_released, lock_since=at)


def move(door: Door, is_open: bool, *, at: int) -> Step:
    """Take the contact's word. What it says first, after a start, raises nothing: nobody saw the door open."""
    if is_open is door.is_open:
        return door, ()
    moved = replace(door, is_open=is_open, position_since=at, counted_from=at, was_used=door.was_used or is_open)
    if not is_open:
        return _clear(replace(moved, open_ms=None), *OPENING)
    moved, facts = _clear(moved, AlarmKind.NOT_OPENED)
    if door.is_open is None or has_leave(door, at=at):
        return moved, facts
    return _and(facts, sense(moved, AlarmKind.FORCED, True))


def has_leave(door: Door, *, at: int) -> bool:
    """Tell whether the door may be opened at this moment."""
    return _may_stand_open(door) or bool(door.is_released) or at < door.leave_until


def sense(door: Door, kind: AlarmKind, is_raised: bool) -> Step:
    """Raise or clear one alarm, if it is not so already: tamper, mains, battery and fire come by wires of their own."""
    if is_raised is (kind in door.raised):
        return door, ()
    return replace(door, raised=door.raised | {kind} if is_raised else door.raised - {kind}), (Fact(kind, is_raised),)


def grow_older(door: Door, *, at: int) -> Step:
    """End an access whose time is over, and raise what is due: not opened after a grant, held open soon, held open."""
    door, facts = _end_access(door, at) if door.mode is DoorMode.ACCESSED and at >= door.access_until else (door, ())
    is_ending = door.free_until is not None and at >= door.free_until - FREE_SOON_MS
    door, facts = _and(facts, sense(door, AlarmKind.FREE_ENDS_SOON, is_ending))
    if not door.is_open:
        return door, facts
    if _may_stand_open(door):  # and has to be closed from the moment at which that ends
        return _and(facts, _clear(replace(door, counted_from=at), AlarmKind.HELD_OPEN_SOON, AlarmKind.HELD_OPEN))
    limit, lasted = _limit(door), at - door.counted_from
    if lasted >= limit:
        return _and(facts, _and_clear(sense(door, AlarmKind.HELD_OPEN, True), AlarmKind.HELD_OPEN_SOON))
    if door.pre_alarm_ms and lasted >= limit - _warned_ms(door, limit):
        return _and(facts, sense(door, AlarmKind.HELD_OPEN_SOON, True))
    return door, facts


def _limit(door: Door) -> int:
    return max(door.open_ms or 0, door.held_open_ms)


def _warned_ms(door: Door, limit: int) -> int:
    # A warning that began with the door's opening would warn everybody, and so nobody.
    return door.pre_alarm_ms if door.pre_alarm_ms < limit else limit // 2


def _may_stand_open(door: Door) -> bool:
    return door.mode in STANDS_FREE or AlarmKind.FIRE_RELEASE in door.raised


def _end_access(door: Door, at: int) -> Step:
    ended = perform(door, Act.ACCESS_ENDS, at=at)
    assert ended is not None, "the table ends every access"
    if not door.is_open:
        ended = replace(ended, open_ms=None)
    not_opened = door.is_open is False and not door.was_used
    return sense(ended, AlarmKind.NOT_OPENED, True) if not_opened else (ended, ())


def _clear(door: Door, *kinds: AlarmKind) -> Step:
    return _and_clear((door, ()), *kinds)


def _and_clear(step: Step, *kinds: AlarmKind) -> Step:
    door, facts = step
    for kind in kinds:
        door, more = sense(door, kind, False)
        facts = (*facts, *more)
    return door, facts


def _and(facts: tuple[Fact, ...], step: Step) -> Step:
    return step[0], (*facts, *step[1])
