"""The door's mode through a restart and a power cut: a lockdown that a reboot would end is none, nor is an end that it forgets."""

from pathlib import Path
from typing import NamedTuple

from edge import log
from edge.files import write_whole
from edge.gate.door_modes import STANDS_FREE
from edge.protocol.messages import FREE_MS_MAX, DoorMode

FILE_NAME = "door-mode"


class Standing(NamedTuple):
    """How the door is meant to stand; until when (UTC ms, 0 for never by the clock), and for how long of the gate's own ticking at most."""

    mode: DoorMode
    until: int = 0
    left_ms: int | None = None


class KeptMode:
    """One file with one line. Where it cannot be written, the mode lasts until the gate ends."""

    def __init__(self, folder: Path, *, first: str) -> None:
        self._path, self._first = folder / FILE_NAME, DoorMode(first)

    def load(self) -> Standing:
        """Return how the door was last meant to stand, else the mode it begins with, which has no end: that is set at the gate."""
        try:
            word, *times = self._path.read_text("ascii").split()
            mode = DoorMode(word)
            if mode not in STANDS_FREE:
                return Standing(mode)
            until, left_ms = map(int, times) if times else (0, FREE_MS_MAX)
            return Standing(mode, until, left_ms)
        except (OSError, ValueError):
            return Standing(self._first)

    def keep(self, standing: Standing) -> None:
        """Write it down."""
        times = "" if standing.left_ms is None else f" {standing.until} {standing.left_ms}"
        try:
            write_whole(self._path, (standing.mode.value + times).encode())
        except OSError as error:
            log.tell("door.mode_not_kept", kind=type(error).__name__)
