"""A device that may be unplugged: read without waiting, and opened again when it is back."""

import os
import time
from collections.abc import Callable

from edge import log

AGAIN_S = 0.5
LOST_S = 2.0
BYTES_MAX = 4096


class Device:
    """One file in /dev. ``prepare`` sets up what was opened; an OSError of it counts as not there."""

    def __init__(self, path: str, *, prepare: Callable[[int], None]) -> None:
        self._path, self._prepare = path, prepare
        self._file: int | None = None
        self._tried = float("-inf")
        self._there = time.monotonic()

    @property
    def is_there(self) -> bool:
        """Tell whether it is plugged in, as far as the last call could tell. What came before it was away belongs to nothing after it."""
        return self._file is not None

    def read(self) -> bytes:
        """Return what came since the last call; nothing while the device is away."""
        if self._file is None and not self._open():
            return b""
        assert self._file is not None
        try:
            data = os.read(self._file, BYTES_MAX)
        except BlockingIOError:
            self._there = time.monotonic()
            return b""
        except OSError:
            data = b""
        if not data:
            self.close()
            log.tell("device.lost")
        return data

    def write(self, data: bytes) -> int:
        """Send what fits; what is sent to a device that is away is gone."""
        if self._file is None:
            return len(data)
        try:
            return os.write(self._file, data)
        except BlockingIOError:
            return 0
        except OSError:
            self.close()
            return len(data)

    def is_lost(self) -> bool:
        """Tell whether the device has been away for longer than a loose plug."""
        return self._file is None and time.monotonic() - self._there >= LOST_S

    def close(self) -> None:
        """Let it go."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _open(self) -> bool:
        now = time.monotonic()
        if now - self._tried < AGAIN_S:
            return False
        self._tried = now
        try:
            opened = os.open(self._path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            self._prepare(opened)
        except OSError:
            os.close(opened)
            return False
        self._file, self._there = opened, now
        log.tell("device.found")
        return True
