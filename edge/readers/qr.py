"""QR codes in a picture: one quick look always, and a second look through a filter when there may be something to see.

A frame in which nothing changed and nothing was found costs the quick look only. Filters take turns, one a frame: a person holds a
pass up for many frames, and no single frame may make the door late.
"""

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import zxingcpp

WIDTH_MAX = 1920
STILL_WIDTH = 64
MOVED_LEVELS = 6.0
LOOKS_AFTER_MOVE = 12
QR_ONLY = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def _contrast(grey: Any) -> Any:
    return cv2.createCLAHE(clipLimit=3.0, tileGridSize=(8, 8)).apply(grey)


def _larger(grey: Any) -> Any:
    return cv2.resize(grey, None, fx=2.0, fy=2.0, interpolation=cv2.INTER_CUBIC)


def _sharper(grey: Any) -> Any:
    return cv2.addWeighted(grey, 2.5, cv2.GaussianBlur(grey, (0, 0), 3.0), -1.5, 0)


def _evenly_lit(grey: Any) -> Any:
    return cv2.adaptiveThreshold(cv2.GaussianBlur(grey, (5, 5), 0), 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 51, 7)


FILTERS: tuple[Callable[[Any], Any], ...] = (_contrast, _sharper, _evenly_lit, _larger)


class QrReader:
    """Reads every code of a frame, dark-mode and rotated ones too; remembers only how the last frame looked, 64 pixels wide."""

    def __init__(self) -> None:
        self._before: Any = None
        self._looks_left = 0
        self._turn = 0

    def read(self, pixels: Any) -> list[bytes]:
        """Return the bytes of each code, in no promised order; they are whatever somebody printed."""
        grey = _grey(pixels)
        found = _look(grey)
        moved = self._moved(grey)
        self._looks_left = LOOKS_AFTER_MOVE if moved else max(0, self._looks_left - 1)
        if found or not self._looks_left:
            return found
        self._turn = (self._turn + 1) % len(FILTERS)
        return _look(FILTERS[self._turn](grey))

    def _moved(self, grey: Any) -> bool:
        height = max(1, grey.shape[0] * STILL_WIDTH // grey.shape[1])
        small = cv2.resize(grey, (STILL_WIDTH, height), interpolation=cv2.INTER_AREA)
        before, self._before = self._before, small
        if before is None or before.shape != small.shape:
            return True
        return bool(np.max(cv2.absdiff(before, small)) > MOVED_LEVELS)


def _look(grey: Any) -> list[bytes]:
    return [bytes(code.bytes) for code in zxingcpp.read_barcodes(grey, formats=QR_ONLY) if code.valid]


def _grey(pixels: Any) -> Any:
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY) if pixels.ndim == 3 else pixels
    if grey.shape[1] > WIDTH_MAX:
        scale = WIDTH_MAX / grey.shape[1]
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return grey
