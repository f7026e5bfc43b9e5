"""What lies beside the journal's file: a mark of the last number, which an old copy cannot know, and a ballast to be thrown off."""

import contextlib
import os
from pathlib import Path

from edge.journal_rows import Epoch

VERSION = 1
PLENTY = 4


class Mark:
    """The last number given, outside the file. Not synced: after a power cut it may lag behind the file, which is harmless."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "journal.mark"

    def write(self, end: Epoch) -> None:
        """Note it in place, which needs no room."""
        with contextlib.suppress(OSError):
            file = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o600)
            try:
                os.pwrite(file, f"{VERSION} {end.name} {end.seq:020}\n".encode(), 0)
            finally:
                os.close(file)

    def read(self) -> tuple[str, int] | None:
        """Return epoch and number, or None where nothing can be read."""
        try:
            _version, epoch, seq = self._path.read_text("ascii").split()
            return epoch, int(seq)
        except (OSError, ValueError):
            return None


class Ballast:
    """Room that is given up on a full disk, so that the oldest entries can be deleted there: deleting writes, too."""

    def __init__(self, folder: Path, size: int) -> None:
        self._path, self._size = folder / "journal.ballast", size

    def throw_off(self) -> None:
        """Give the room up."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def take_on(self) -> bool:
        """Set the room aside if it is not and there is plenty now; return whether it was."""
        try:
            free = os.statvfs(self._path.parent)
            if self._path.exists() or free.f_bavail * free.f_frsize <= PLENTY * self._size:
                return False
            self._path.write_bytes(bytes(self._size))
        except OSError:
            return False
        return True
