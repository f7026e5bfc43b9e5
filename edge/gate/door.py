"""What a door does, as facts with an age: whether it may open, whether it is open, and whether either is wrong.

A door that opens without leave is *forced*; one that stays open too long is *held open*. Both are cleared by closing it.
"""

from dataclasses import dataclass, replace

from edge.protocol.messages import AlarmKind


@dataclass(frozen=True, slots=True)
class Fact:
    """An alarm that was raised or cleared."""

    kind: AlarmKind
    raised: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A door's state. Ages are milliseconds of the gate's monotonic clock; ``is_open`` is None until the door monitor has spoken."""

    held_open_ms: int
    is_open: bool | None = None
    since: int = 0
    leave_until: int = 0
    raised: frozenset[AlarmKind] = frozenset()

    @property
    def position(self) -> str:
        """``open``, ``closed`` or ``unknown``."""
        return "unknown" if self.is_open is None else "open" if self.is_open else "closed"


def give_leave(door: Door, *, until: int) -> Door:
    """Let the door be opened until then: the strike was released or somebody leaves by REX."""
    return replace(door, leave_until=max(door.leave_until, until))


def move(door: Door, is_open: bool, *, at: int) -> tuple[Door, tuple[Fact, ...]]:
    """Take the monitor's word. What it says first, after a start, raises nothing: nobody saw the door open."""
    if is_open is door.is_open:
        return door, ()
    moved = replace(door, is_open=is_open, since=at)
    if not is_open:
        return replace(moved, raised=frozenset()), tuple(Fact(kind, False) for kind in sorted(door.raised))
    if door.is_open is None or at < door.leave_until:
        return moved, ()
    return _raise(moved, AlarmKind.FORCED)


def grow_older(door: Door, *, at: int) -> tuple[Door, tuple[Fact, ...]]:
    """Raise ``held_open`` once the door has been open for too long."""
    held = door.is_open and at - door.since >= door.held_open_ms
    return _raise(door, AlarmKind.HELD_OPEN) if held and AlarmKind.HELD_OPEN not in door.raised else (door, ())


def _raise(door: Door, kind: AlarmKind) -> tuple[Door, tuple[Fact, ...]]:
    return replace(door, raised=door.raised | {kind}), (Fact(kind, True),)
