"""How far a gate may believe its clock: never earlier than what the hub has signed, never a jump that its own ticking does not bear out.

A wall clock can lie (1970 after a dead battery, an hour back, ten years on). The monotonic clock cannot jump; a signed time is a moment
before which it is certainly not; and the gate notes now and then what time it was, so that a start with a dead clock goes on from there.

Without a time that can be believed the gate decides by the earliest that it can be. Then no resident who may enter is kept out, and the
price is stated: whoever's right ended after ``uncertain_since`` can still open, for as long as is left of it by that earliest time.
"""

from dataclasses import dataclass

from edge.protocol.messages import ClockTrust

JUMP_MS = 60_000
AHEAD_MS_MAX = 60 * 86_400_000
"""A clock further ahead than this of what the gate noted last is not believed by itself: it would end everybody's right."""


@dataclass(frozen=True, slots=True)
class Believed:
    """The time to decide by, in UTC ms, and how far it is trusted; with no trust at all it is the earliest that it can be.

    ``uncertain_since`` is the last moment that was certain, 0 while the clock is trusted.
    """

    now_ms: int
    clock: ClockTrust
    uncertain_since: int = 0


@dataclass(frozen=True, slots=True)
class Anchor:
    """A moment at which the wall clock was believed, on both clocks, in milliseconds."""

    wall_ms: int
    monotonic_ms: int

    def at(self, monotonic_ms: int) -> int:
        """Return what the wall clock should say now."""
        return self.wall_ms + monotonic_ms - self.monotonic_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """Moments (UTC ms, 0 for none) before which it is not: what the hub has signed, and what the gate itself noted when it last knew."""

    signed_ms: int
    noted_ms: int = 0

    @property
    def latest(self) -> int:
        """The later of the two."""
        return max(self.signed_ms, self.noted_ms)


def believe(
    wall_ms: int, monotonic_ms: int, *, anchor: Anchor | None, floors: Floors, known_at: int = 0, is_disciplined: bool = False
) -> Believed:
    """Return the time to decide by.

    ``known_at`` is the monotonic time at which the later floor was learnt: since then at least so much has passed. ``is_disciplined`` says
    that a time server keeps the clock; its word stands over what the gate noted, and never over what the hub has signed.
    """
    if floors.signed_ms == 0:
        return Believed(wall_ms, ClockTrust.UNKNOWN, uncertain_since=max(1, floors.noted_ms))
    if is_disciplined and wall_ms >= floors.signed_ms - JUMP_MS:
        return Believed(wall_ms, ClockTrust.SYNCED)
    if anchor is not None and abs(wall_ms - anchor.at(monotonic_ms)) > JUMP_MS:
        return Believed(max(anchor.at(monotonic_ms), floors.signed_ms), ClockTrust.DRIFTING)
    floor = floors.latest if anchor is None else floors.signed_ms
    is_behind, is_ahead = wall_ms < floor - JUMP_MS, anchor is None and wall_ms > floor + AHEAD_MS_MAX
    if is_behind or is_ahead:
        return Believed(floor + max(0, monotonic_ms - known_at), ClockTrust.UNKNOWN, uncertain_since=floor)
    return Believed(wall_ms, ClockTrust.SYNCED)
