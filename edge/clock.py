"""The gate's two clocks, and the time it believes."""

import time

from edge.gate.time_trust import Anchor, Believed, believe
from edge.ports import Clock
from edge.protocol.messages import ClockTrust


class SystemClock:
    """The machine's clocks. The steady one runs on through suspend and never jumps."""

    def wall_ms(self) -> int:
        """Return UTC milliseconds."""
        return time.time_ns() // 1_000_000

    def monotonic_ms(self) -> int:
        """Return milliseconds since the machine started."""
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000


class TrustedClock:
    """The time to decide by: remembers the last moment at which the wall clock was believed."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._anchor: Anchor | None = None

    def believed(self, *, floor_ms: int) -> Believed:
        """Return the time, given when the held list was signed (UTC ms, 0 without one)."""
        wall, steady = self._clock.wall_ms(), self._clock.monotonic_ms()
        answer = believe(wall, steady, anchor=self._anchor, floor_ms=floor_ms)
        if answer.clock is ClockTrust.SYNCED:
            self._anchor = Anchor(wall, steady)
        return answer
