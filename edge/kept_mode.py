"""The door's mode through a restart and a power cut: a lockdown that a reboot would end is none."""

from pathlib import Path

from edge import log
from edge.files import write_whole
from edge.protocol.messages import DoorMode

FILE_NAME = "door-mode"


class KeptMode:
    """One file with one word. Where it cannot be written, the mode lasts until the gate ends."""

    def __init__(self, folder: Path, *, first: str) -> None:
        self._path, self._first = folder / FILE_NAME, DoorMode(first)

    def load(self) -> DoorMode:
        """Return the mode in which the door was last meant to stand, else the one it begins with."""
        try:
            return DoorMode(self._path.read_text("ascii").strip())
        except (FileNotFoundError, ValueError):
            return self._first

    def keep(self, mode: DoorMode) -> None:
        """Write it down."""
        try:
            write_whole(self._path, mode.value.encode())
        except OSError as error:
            log.tell("door.mode_not_kept", kind=type(error).__name__)
