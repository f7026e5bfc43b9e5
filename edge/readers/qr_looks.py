"""The kinds of look at a picture: a quick one at all of it, and closer ones, each bounded in what it costs.

A look gives what it read, or where a code seems to lie; what is read there is for looks at that part of the picture, which cost a tenth.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import cv2
import numpy as np
import zxingcpp

from edge.readers import qr_grid
from edge.readers.qr_finders import find
from edge.readers.qr_grid import MODEL_2, SHOWS
from edge.readers.qr_light import BLOCK, Box, Light

MARGIN = 0.3
LARGE = 1_300_000
"""The pixels of a picture that takes too long to be searched as it is."""
WINDOW, LARGE_WINDOW = 400, 800
"""The sides in pixels of what is looked at twice its size (nothing larger needs it), and of a part of a large picture."""


class Code(NamedTuple):
    """What stands in a code, and its corners in the picture, pixels, (4, 2)."""

    content: bytes
    corners: Any


Look = Callable[[Light], "Seen"]


class Seen(NamedTuple):
    """What a look found: codes, or where one seems to lie and the look that may read it there; ``shows`` when it does for certain."""

    codes: list[Code]
    shows: bool = False
    box: Box | None = None
    closer: Look | None = None


Binarise = Callable[[Light], Any]


def quickly(light: Light) -> Seen:
    """Look at all of it once."""
    return _quick(light.grey)


def evenly(light: Light) -> Any:
    """Return black and white by wide surroundings: for a code that is shown well enough."""
    return light.black_and_white(around=25, less=3)


def narrowly(light: Light) -> Any:
    """Return black and white by nearer surroundings: blur has left little between a finder pattern's squares."""
    return light.black_and_white(around=15, less=2)


def finely(light: Light) -> Any:
    """Return black and white by the nearest surroundings: for a code that is small and blurred."""
    return light.black_and_white(around=9, less=1, keeps_specks=True)


def finely_where_busy(light: Light) -> Any:
    """Return the same of the busiest quarter of the picture: specks elsewhere would cost more than all the rest."""
    return light.black_and_white(around=9, less=1, keeps_specks=True, is_busy=True)


def barely(light: Light) -> Any:
    """Return black and white by the least difference: for a shadow's edge across a finder pattern."""
    return light.black_and_white(around=25, less=0)


def by_finders(binarise: Binarise, *, most: int, least: float = 0.0) -> Look:
    """Return a look for finder patterns that reads what the best of them promise (see ``qr_grid``)."""

    def look(light: Light) -> Seen:
        guesses = qr_grid.guess(light.grey, find(binarise(light)), most=most)
        for guessed in guesses:
            if guessed.match >= least:
                contents, better = qr_grid.read(light.grey, guessed)
                if contents:
                    return Seen([Code(content, better.corners) for content in contents])
        return Seen([], shows=bool(guesses) and guesses[0].match >= SHOWS)

    return look


def for_finders(binarise: Binarise, closer: Look) -> Look:
    """Return a look for finder patterns that leaves reading to a closer one."""

    def look(light: Light) -> Seen:
        guesses = qr_grid.guess(light.grey, find(binarise(light)), most=1)
        if not guesses:
            return Seen([])
        return Seen([], guesses[0].match >= SHOWS, around(guesses[0].corners, light.grey.shape), closer)

    return look


def evenly_lit(light: Light) -> Seen:
    """Look at each pixel beside its near surroundings: for shine, and for a shadow's edge."""
    return _quick(light.black_and_white(around=21, less=0, keeps_specks=True))


def larger(light: Light) -> Seen:
    """Look at twice the size: for a code that is held too far away."""
    twice = _quick(cv2.resize(light.grey, None, fx=2.0, fy=2.0, interpolation=cv2.INTER_CUBIC))
    return Seen([Code(code.content, code.corners / 2) for code in twice.codes])


def sharper(light: Light) -> Seen:
    """Look at what is left of edges that the lens has spread."""
    return _quick(cv2.addWeighted(light.grey, 4.0, cv2.GaussianBlur(light.grey, (0, 0), 1.5), -3.0, 0))


def at_a_distance(look: Look) -> Look:
    """Return the same look, which sees a large picture at half its size: a code that lies there shows, and is read close by."""

    def look_from_there(light: Light) -> Seen:
        return in_whole(look(light.half), scale=2) if light.grey.size > LARGE else look(light)

    return look_from_there


def where_most_is(look: Look, *, place: int = 0, side: int = WINDOW) -> Look:
    """Return the same look at the part of the picture that has the most, or next most, contrast in little room."""

    def look_there(light: Light) -> Seen:
        box = _busiest(light, place, side)
        return in_whole(look(light.part(box)), at=box)

    return look_there


def where_most_is_of_a_large(look: Look) -> Look:
    """Return the same look at a part of a large picture, and at the whole of another."""
    look_there = where_most_is(look, side=LARGE_WINDOW)
    return lambda light: look_there(light) if light.grey.size > LARGE else look(light)


def in_whole(seen: Seen, *, at: tuple[int, ...] = (0, 0), scale: int = 1) -> Seen:
    """Return what was seen in a part of the picture as of the whole."""
    codes = [Code(code.content, code.corners * scale + np.array(at[:2])) for code in seen.codes]
    box = seen.box and Box(*(side * scale + at[place % 2] for place, side in enumerate(seen.box)))
    return Seen(codes, seen.shows, box, seen.closer)


def around(corners: Any, shape: tuple[int, ...]) -> Box:
    """Return the part of a picture in which a code at these corners lies, and may lie in the next frame."""
    least, most = corners.min(axis=0), corners.max(axis=0)
    room = (most - least).max() * MARGIN + 8
    size = np.array(shape[1::-1])
    left, top = np.clip(least - room, 0, size - 1).astype(int).tolist()
    right, bottom = np.clip(most + room, (left + 1, top + 1), size).astype(int).tolist()
    return Box(left, top, right, bottom)


def _busiest(light: Light, place: int, side: int) -> Box:
    width = max(1, side // 2 // BLOCK)
    busy = cv2.blur(light.contrast, (width, width))
    for _better in range(place + 1):
        _least, _most, _where, (column, row) = cv2.minMaxLoc(busy)
        busy[max(0, row - width // 2) : row + width, max(0, column - width // 2) : column + width] = -1
    height, across = light.grey.shape[:2]
    left, top = (int(np.clip(at * BLOCK - side // 2, 0, max(0, all_of_it - side))) for at, all_of_it in ((column, across), (row, height)))
    return Box(left, top, min(left + side, across), min(top + side, height))


def _quick(grey: Any) -> Seen:
    return Seen([Code(bytes(code.bytes), _corners(code.position)) for code in zxingcpp.read_barcodes(grey, formats=MODEL_2) if code.valid])


def _corners(position: Any) -> Any:
    turn = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return np.array([(at.x, at.y) for at in turn], np.float64)
