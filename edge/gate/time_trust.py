"""How far a gate may believe its clock: never earlier than what the hub has signed, never a jump that its own ticking does not bear out.

A wall clock can lie (1970 after a dead battery, an hour back, ten years on). The monotonic clock cannot jump, and a signed list is a
time before which it is certainly not.
"""

from dataclasses import dataclass

from edge.protocol.messages import ClockTrust

JUMP_MS = 60_000


@dataclass(frozen=True, slots=True)
class Believed:
    """The time to decide by, in UTC ms, and how far it is trusted."""

    now_ms: int
    clock: ClockTrust


@dataclass(frozen=True, slots=True)
class Anchor:
    """A moment at which the wall clock was believed, on both clocks, in milliseconds."""

    wall_ms: int
    monotonic_ms: int


def believe(wall_ms: int, monotonic_ms: int, *, anchor: Anchor | None, floor_ms: int) -> Believed:
    """Return the time to decide by. ``floor_ms`` is when the held list was signed, 0 without one."""
    if anchor is not None:
        ticked = anchor.wall_ms + monotonic_ms - anchor.monotonic_ms
        if abs(wall_ms - ticked) > JUMP_MS:
            return Believed(max(ticked, floor_ms), ClockTrust.DRIFTING)
    if floor_ms == 0:
        return Believed(wall_ms, ClockTrust.UNKNOWN)
    if wall_ms < floor_ms - JUMP_MS:
        return Believed(floor_ms, ClockTrust.UNKNOWN)
    return Believed(wall_ms, ClockTrust.SYNCED)
