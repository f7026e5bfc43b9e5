"""QR codes in a picture: one quick look always, and a closer look when there may be something to see.

A frame in which nothing changed costs next to nothing. Closer looks take turns, one a frame: a person holds a pass up for many frames, and
no single frame may make the door late. A picture that will not come again is looked at in every way (``read_still``).
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import cv2
import numpy as np
import zxingcpp

from edge.readers import qr_grid
from edge.readers.qr_finders import find
from edge.readers.qr_grid import MODEL_2

SIDE_MAX = 1920
STILL_WIDTH = 64
MOVED_LEVELS = 3.0
LOOKS_AFTER_MOVE = 12
LOOK_AGAIN_EVERY = 5
SHOWS = 0.5
GUESSES_LIVE, GUESSES_STILL = 1, 3


class Code(NamedTuple):
    """What stands in a code, and its corners in the picture, pixels, (4, 2)."""

    content: bytes
    corners: Any


class Seen(NamedTuple):
    """What a look found; ``shows`` when there is a code that it could not read."""

    codes: list[Code]
    shows: bool = False


Look = Callable[[Any], Seen]


def read_still(pixels: Any) -> list[bytes]:
    """Return the bytes of each code in a picture that will not come again."""
    return _contents(see_still(pixels))


def see_still(pixels: Any) -> list[Code]:
    """Return each code in a picture (grey or BGR, 8 bit), after every kind of look that it takes; never raises for pixels.

    The corners are those in the picture, or in one of ``SIDE_MAX`` pixels where it is larger.
    """
    whole = _grey(pixels)
    grey = _bounded(whole)
    codes = _quick(grey).codes
    if codes:
        codes += _closely(_without(grey, codes), _evenly, most=GUESSES_STILL, least=SHOWS).codes
    for look in STILL_LOOKS:
        codes = codes or look(grey).codes
    if not codes and grey is not whole:
        codes = _quick(whole).codes
    return codes


class QrReader:
    """Reads every code of a stream of frames; remembers what it gave last and how the frame looked, 64 pixels wide."""

    def __init__(self) -> None:
        self._before: Any = None
        self._given: list[Code] = []
        self._looks_left = 0
        self._unmoved = 0
        self._turn = 1
        self._shows = False

    def read(self, pixels: Any) -> list[bytes]:
        """Return the bytes of each code, in no promised order; they are whatever somebody printed."""
        return _contents(self.see(pixels))

    def see(self, pixels: Any) -> list[Code]:
        """Return each code, with its corners in the frame, or in one of ``SIDE_MAX`` pixels where it is larger."""
        grey = _bounded(_grey(pixels))
        self._note(grey)
        if not self._looks_left and self._unmoved % LOOK_AGAIN_EVERY:
            return self._given
        before, self._given = set(_contents(self._given)), _quick(grey).codes
        now = set(_contents(self._given))
        # A code is given at once. Where it was given before, there is time to look whether another stands beside it; and one that took a
        # closer look is looked for in the same way, lest a pass that is held still seem to come and go.
        if (self._looks_left or self._shows or before - now) and now <= before:
            self._given = self._given + self._look_closer(_without(grey, self._given))
        return self._given

    def _note(self, grey: Any) -> None:
        moved = self._moved(grey)
        self._unmoved = 0 if moved else self._unmoved + 1
        self._looks_left = LOOKS_AFTER_MOVE if moved else max(0, self._looks_left - 1)

    def _look_closer(self, grey: Any) -> list[Code]:
        turn = self._turn % len(LIVE_LOOKS)
        seen = LIVE_LOOKS[turn](grey)
        self._turn = turn if seen.codes else turn + 1
        self._shows = seen.shows or (self._shows and bool(turn))
        return seen.codes

    def _moved(self, grey: Any) -> bool:
        """Tell whether the picture differs from the one at the last movement, whatever the light did to all of it."""
        height = max(1, grey.shape[0] * STILL_WIDTH // grey.shape[1])
        small = cv2.resize(grey, (STILL_WIDTH, height), interpolation=cv2.INTER_AREA).astype(np.float32)
        before = self._before
        if before is not None and before.shape == small.shape:
            change = small - before
            if np.max(np.abs(change - np.median(change))) <= MOVED_LEVELS:
                return False
        self._before = small
        return True


def _quick(grey: Any) -> Seen:
    return Seen([Code(bytes(code.bytes), _corners(code.position)) for code in zxingcpp.read_barcodes(grey, formats=MODEL_2) if code.valid])


def _closely(grey: Any, binarise: Callable[[Any], Any], *, most: int, least: float = 0.0) -> Seen:
    """Look for finder patterns, and read what they promise (see ``qr_grid``)."""
    guesses = qr_grid.guess(grey, find(binarise(grey)), most=most)
    shows = bool(guesses) and guesses[0].match >= SHOWS
    for guessed in guesses:
        if guessed.match >= least:
            contents, better = qr_grid.read(grey, guessed)
            if contents:
                return Seen([Code(content, better.corners) for content in contents])
    return Seen([], shows)


def _larger(grey: Any) -> Seen:
    """Look at twice the size: for a code that is held too far away."""
    twice = _quick(cv2.resize(grey, None, fx=2.0, fy=2.0, interpolation=cv2.INTER_CUBIC))
    return Seen([Code(code.content, code.corners / 2) for code in twice.codes])


def _larger_part(share: float) -> Look:
    """Return a look at twice the size at half of the picture's width, from this share of it on: the whole would keep a frame waiting."""

    def look(grey: Any) -> Seen:
        start, width = int(grey.shape[1] * share), max(1, grey.shape[1] // 2)
        part = _larger(grey[:, start : start + width])
        return Seen([Code(code.content, code.corners + np.array((start, 0))) for code in part.codes])

    return look


def _evenly(grey: Any) -> Any:
    return _without_specks(_threshold(grey, around=25, less=3))


def _narrowly(grey: Any) -> Any:
    """Return black and white by nearer surroundings: blur has left little between a finder pattern's squares."""
    return _without_specks(_threshold(grey, around=15, less=2))


def _finely(grey: Any) -> Any:
    """Return black and white by the nearest surroundings: for a code that is small and blurred."""
    return _threshold(grey, around=9, less=1)


def _barely(grey: Any) -> Any:
    """Return black and white by the least difference: for a shadow's edge across a finder pattern."""
    return _without_specks(_threshold(grey, around=25, less=0))


def _without_specks(binary: Any) -> Any:
    """Return it without what noise leaves by the thousand, each of which would be looked at."""
    return cv2.medianBlur(binary, 3)


def _threshold(grey: Any, *, around: int, less: int) -> Any:
    smoothed = cv2.GaussianBlur(grey, (3, 3), 0)
    return cv2.adaptiveThreshold(smoothed, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, around, less)


def _evenly_lit(grey: Any) -> Seen:
    """Look at each pixel beside its near surroundings: for shine, and for a shadow's edge."""
    return _quick(_threshold(grey, around=21, less=0))


def _sharper(grey: Any) -> Seen:
    return _quick(cv2.addWeighted(grey, 4.0, cv2.GaussianBlur(grey, (0, 0), 1.5), -3.0, 0))


LIVE_LOOKS: tuple[Look, ...] = (
    lambda grey: _closely(grey, _evenly, most=GUESSES_LIVE),
    _evenly_lit,
    lambda grey: _closely(grey, _narrowly, most=GUESSES_LIVE),
    _larger_part(0.25),
    lambda grey: _closely(grey, _finely, most=GUESSES_LIVE),
    _larger_part(0.0),
    _sharper,
    _larger_part(0.5),
)
STILL_LOOKS: tuple[Look, ...] = (
    lambda grey: _closely(grey, _evenly, most=GUESSES_STILL),
    lambda grey: _closely(grey, _narrowly, most=GUESSES_STILL),
    _evenly_lit,
    _larger,
    _sharper,
    lambda grey: _closely(grey, _finely, most=GUESSES_STILL),
    lambda grey: _closely(grey, _barely, most=GUESSES_STILL),
)


def _corners(position: Any) -> Any:
    turn = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return np.array([(at.x, at.y) for at in turn], np.float64)


def _contents(codes: list[Code]) -> list[bytes]:
    return list(dict.fromkeys(code.content for code in codes))


def _without(grey: Any, codes: list[Code]) -> Any:
    """Return the picture with codes painted out, so that a closer look finds others."""
    if not codes:
        return grey
    rest = grey.copy()
    for code in codes:
        middle = code.corners.mean(axis=0)
        cv2.fillConvexPoly(rest, np.rint(middle + (code.corners - middle) * 1.1).astype(np.int32), int(grey.mean()))
    return rest


def _grey(pixels: Any) -> Any:
    if pixels.ndim == 3 and pixels.shape[2] == 1:
        return pixels[:, :, 0]
    return cv2.cvtColor(pixels, cv2.COLOR_BGRA2GRAY if pixels.shape[2] == 4 else cv2.COLOR_BGR2GRAY) if pixels.ndim == 3 else pixels


def _bounded(grey: Any) -> Any:
    longest = max(grey.shape)
    if longest <= SIDE_MAX:
        return grey
    return cv2.resize(grey, None, fx=SIDE_MAX / longest, fy=SIDE_MAX / longest, interpolation=cv2.INTER_AREA)
