"""Remembers a fire alarm through a restart and a power cut, on a full disk too: a file's name tells, and a rename takes no room."""

from collections.abc import Callable
from pathlib import Path

from edge import log

QUIET, LATCHED = "fire-quiet", "fire-latched"


class Latch:
    """The marker in the gate's folder. Where it cannot be written the process still knows by itself."""

    def __init__(self, folder: Path) -> None:
        self._quiet, self._latched = folder / QUIET, folder / LATCHED
        if not self._latched.exists():
            _try("made", self._quiet.touch)

    def is_set(self) -> bool:
        """Tell whether an alarm was latched and never ended by the key."""
        return self._latched.exists()

    def keep(self, is_latched: bool) -> None:
        """Remember."""
        before, after = (self._quiet, self._latched) if is_latched else (self._latched, self._quiet)
        _try("renamed", lambda: before.rename(after))


def _try(what: str, act: Callable[[], object]) -> None:
    try:
        act()
    except OSError as error:
        log.tell("fire.marker_failed", what=what, kind=type(error).__name__)
