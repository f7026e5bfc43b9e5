"""A camera that may freeze: each connection is read by a thread of its own, and one that is silent past the deadline is left behind.

``VideoCapture.read()`` can block for minutes and cannot be interrupted. So nobody waits for it: a watcher opens the camera anew, and the
old thread ends by itself whenever its call returns. Only the newest frame is kept.
"""

import os
import threading
import time
from pathlib import Path
from typing import Any

import cv2

from edge import log
from edge.gate.obstruction import Obstruction
from edge.ports import Frame
from edge.readers.glances import Glances
from edge.readers.pictures import PICTURES, STREAM_VARIABLE

STILL_S = 0.2
FIRST_PAUSE_S = 0.2
LONGEST_PAUSE_S = 5.0
LEFT_BEHIND_MAX = 8
FILE_FPS_MAX = 30.0
STREAM_OPTIONS = "fflags;nobuffer|flags;low_delay|rtsp_transport;tcp|analyzeduration;200000"


class Folder:
    """A folder of pictures as a camera: each once, by name; then the last one, still, until another is put there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._shown: set[str] = set()
        self._last: Any = None

    def read(self) -> tuple[bool, Any]:
        """Return as ``VideoCapture.read`` does: a file that is no picture is passed over, and a folder that is gone shows nothing."""
        try:
            new = sorted(p for p in self._path.iterdir() if p.suffix.lower() in PICTURES and p.name not in self._shown)
        except OSError:
            return False, None
        time.sleep(STILL_S)
        if new:
            self._shown.add(new[0].name)
            picture = cv2.imread(str(new[0]))
            self._last = self._last if picture is None else picture
        return self._last is not None, self._last

    def release(self) -> None:
        """There is nothing to let go."""


class Camera:
    """The newest frame of a source; see :class:`edge.config.CameraConfig` for what a source may be."""

    def __init__(self, source: str, *, deadline_ms: int) -> None:
        self._source, self._deadline_s = source, deadline_ms / 1000
        self._ready = threading.Condition()
        self._frame: Frame | None = None
        self._glances = Glances(is_live=not Path(source).exists() or Path(source).is_char_device())
        self._connection = 0
        self._heard = self._started = float("-inf")
        self._closing = threading.Event()
        threading.Thread(target=self._watch, name="camera-watch", daemon=True).start()

    def take(self, wait_s: float) -> Frame | None:
        """Return the newest frame not yet taken; None when none came within this time."""
        with self._ready:
            self._ready.wait_for(lambda: self._frame is not None, wait_s)
            frame, self._frame = self._frame, None
            return frame

    def sees(self) -> bool:
        """Tell whether a frame came within the deadline."""
        return time.monotonic() - self._heard < self._deadline_s

    def obstruction(self) -> Obstruction:
        """Return why the door is not seen in the frames that come."""
        return self._glances.obstruction

    def is_clear(self) -> bool:
        """Tell whether the door is seen in the frames that come, as far as anybody can tell."""
        return self.obstruction() is Obstruction.CLEAR

    def close(self) -> None:
        """Stop looking."""
        self._closing.set()
        with self._ready:
            self._connection += 1

    def _watch(self) -> None:
        pause = FIRST_PAUSE_S
        while not self._closing.is_set():
            reading = self._connect()
            while reading.is_alive() and not self._is_late() and not self._closing.is_set():
                reading.join(min(0.1, self._deadline_s / 4))
            if self._closing.is_set():
                return
            pause = FIRST_PAUSE_S if self._heard > self._started else min(pause * 2, LONGEST_PAUSE_S)
            log.tell("camera.lost", frozen=reading.is_alive(), again_in_ms=int(pause * 1000))
            while not self._closing.wait(pause) and self._left_behind() >= LEFT_BEHIND_MAX:
                pause = LONGEST_PAUSE_S

    def _is_late(self) -> bool:
        return time.monotonic() - max(self._heard, self._started) >= self._deadline_s

    def _connect(self) -> threading.Thread:
        with self._ready:
            self._connection += 1
            self._started = time.monotonic()
        reading = threading.Thread(target=self._read, args=(self._connection,), name="camera-read", daemon=True)
        reading.start()
        return reading

    def _left_behind(self) -> int:
        return sum(thread.name == "camera-read" for thread in threading.enumerate())

    def _read(self, connection: int) -> None:
        capture = _open(self._source, self._deadline_s)
        pace_s = _pace(self._source, capture)
        while connection == self._connection:
            good, pixels = capture.read()
            if not good or pixels is None:
                break
            self._keep(connection, pixels)
            if pace_s:
                time.sleep(pace_s)
        capture.release()

    def _keep(self, connection: int, pixels: Any) -> None:
        now = time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
        with self._ready:
            if connection != self._connection:
                return
            self._frame = Frame(pixels, now)
            self._heard = time.monotonic()
            self._ready.notify()
        self._glance(pixels, now)

    def _glance(self, pixels: Any, now: int) -> None:
        before = self.obstruction()
        self._glances.look(pixels, now)
        if self.obstruction() is not before:
            log.tell("camera.obstruction", now=self.obstruction().value)


def _open(source: str, deadline_s: float) -> Any:
    if source.isdigit():
        return cv2.VideoCapture(int(source))
    if Path(source).is_dir():
        return Folder(Path(source))
    limit = int(deadline_s * 1000)
    if "://" in source:
        os.environ.setdefault(STREAM_VARIABLE, STREAM_OPTIONS)
        return cv2.VideoCapture(source, cv2.CAP_FFMPEG, [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, limit, cv2.CAP_PROP_READ_TIMEOUT_MSEC, limit])
    return cv2.VideoCapture(source)


def _pace(source: str, capture: Any) -> float:
    """Return the seconds between frames of a video file, which would else be over in a moment; 0 for all that is live."""
    if not Path(source).is_file():
        return 0.0
    fps = capture.get(cv2.CAP_PROP_FPS)
    return 1.0 / min(fps, FILE_FPS_MAX) if fps and fps > 0 else 1.0 / FILE_FPS_MAX
