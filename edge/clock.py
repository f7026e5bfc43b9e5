"""The gate's two clocks, and the time it believes."""

import ctypes
import time
from collections.abc import Callable
from pathlib import Path

from edge import log
from edge.files import write_whole
from edge.gate.time_trust import Anchor, Believed, Floors, believe
from edge.ports import Clock
from edge.protocol.messages import ClockTrust

FILE_NAME = "clock"
NOTE_EVERY_MS = 300_000
_TIMEX_BYTES = 512
_NOT_KEPT = 5


class SystemClock:
    """The machine's clocks. The steady one runs on through suspend and never jumps."""

    def wall_ms(self) -> int:
        """Return UTC milliseconds."""
        return time.time_ns() // 1_000_000

    def monotonic_ms(self) -> int:
        """Return milliseconds since the machine started."""
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000


def is_disciplined() -> bool:
    """Tell whether a time server keeps the machine's clock, as the kernel has it (``adjtimex(2)``)."""
    state = ctypes.create_string_buffer(_TIMEX_BYTES)  # all zero: nothing is to be changed
    return bool(0 <= ctypes.CDLL(None).adjtimex(state) < _NOT_KEPT)


class TrustedClock:
    """The time to decide by: remembers the last moment at which the wall clock was believed, in ``folder`` through a loss of power."""

    def __init__(self, clock: Clock, folder: Path | None = None, *, is_kept: Callable[[], bool] = lambda: False) -> None:
        self._clock, self._is_kept = clock, is_kept
        self._path = folder / FILE_NAME if folder else None
        self._anchor: Anchor | None = None
        self._signed = 0
        self._noted = self._load()
        self._floor, self._floor_known_at = self._noted, clock.monotonic_ms()
        self._said: ClockTrust | None = None

    def witness(self, signed_ms: int) -> None:
        """Take a time that the hub has signed: earlier than this it is not."""
        self._signed = max(self._signed, signed_ms)

    def believed(self, *, floor_ms: int) -> Believed:
        """Return the time, given when the held list was signed (UTC ms, 0 without one)."""
        wall, steady = self._clock.wall_ms(), self._clock.monotonic_ms()
        floors = Floors(signed_ms=max(floor_ms, self._signed), noted_ms=self._noted)
        if floors.latest > self._floor:
            self._floor, self._floor_known_at = floors.latest, steady
        known_at, is_kept = self._floor_known_at, self._is_kept()
        answer = believe(wall, steady, anchor=self._anchor, floors=floors, known_at=known_at, is_disciplined=is_kept)
        if answer.clock is ClockTrust.SYNCED:
            self._anchor = Anchor(wall, steady)
            self._note(wall)
        if answer.clock is not self._said:
            self._said = answer.clock
            log.tell("clock.trust", clock=answer.clock.value)
        return answer

    def _note(self, wall_ms: int) -> None:
        """Write the time down now and then; a clock that was set back by a time server is noted at once."""
        if self._path is None or self._noted <= wall_ms < self._noted + NOTE_EVERY_MS:
            return
        self._noted = wall_ms
        try:
            write_whole(self._path, b"%d\n" % wall_ms)
        except OSError as error:
            log.tell("clock.not_noted", kind=type(error).__name__)

    def _load(self) -> int:
        try:
            return int(self._path.read_text("ascii")) if self._path else 0
        except (OSError, ValueError):
            return 0
