"""Remembers a fire alarm through a restart and a power cut, on a full disk too: a file's name tells, and a rename takes no room.

That the name is on the disk is seen to beside: a disk that hangs must not keep somebody inside.
"""

import threading
from collections.abc import Callable
from pathlib import Path

from edge import log
from edge.files import sync_folder

QUIET, LATCHED = "fire-quiet", "fire-latched"


class Latch:
    """The marker in the gate's folder. Where it cannot be written the process still knows by itself.

    ``settle`` has the folder outlive a power cut; nobody waits for it.
    """

    def __init__(self, folder: Path, *, settle: Callable[[Path], None] = sync_folder) -> None:
        self._quiet, self._latched, self._settle = folder / QUIET, folder / LATCHED, settle
        if not self._latched.exists():
            _try("made", self._quiet.touch)

    def is_set(self) -> bool:
        """Tell whether an alarm was latched and never ended by the key."""
        return self._latched.exists()

    def keep(self, is_latched: bool) -> None:
        """Remember."""
        before, after = (self._quiet, self._latched) if is_latched else (self._latched, self._quiet)
        if not _try("renamed", lambda: before.rename(after)) and is_latched:
            _try("made", self._latched.touch)  # somebody has emptied the folder meanwhile
        _try("settled", threading.Thread(target=self._see_to_the_disk, name="fire-marker", daemon=True).start)

    def _see_to_the_disk(self) -> None:
        _try("settled", lambda: self._settle(self._latched.parent))


def _try(what: str, act: Callable[[], object]) -> bool:
    try:
        act()
    except (OSError, RuntimeError) as error:  # RuntimeError: the machine has no room for another thread
        log.tell("fire.marker_failed", what=what, kind=type(error).__name__)
        return False
    return True
