"""QR codes in a picture: one quick look always, and a closer look when there may be something to see.

A frame in which nothing changed costs next to nothing. Closer looks take turns for as long as a frame has time: a person holds a pass up
for many frames, and no single frame may make the door late. A picture that will not come again is looked at in every way
(``read_still``).
"""

import time
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np

from edge.readers.qr_grid import SHOWS
from edge.readers.qr_light import Box, Light
from edge.readers.qr_looks import (
    Code,
    Look,
    around,
    at_a_distance,
    barely,
    by_finders,
    evenly,
    evenly_lit,
    finely,
    finely_where_busy,
    for_finders,
    in_whole,
    larger,
    narrowly,
    quickly,
    sharper,
    where_most_is,
    where_most_is_of_a_large,
)

SIDE_MAX = 1920
STILL_WIDTH = 64
MOVED_LEVELS = 3.0
LOOKS_AFTER_MOVE = 12
LOOK_AGAIN_EVERY = 5
BUDGET_S = 0.008
"""How much of a core's time a frame has had before no other look is begun; each takes less than as much again."""
GUESSES_LIVE, GUESSES_STILL = 1, 3
STILL_FRAMES = 3

EVENLY, NARROWLY, FINELY, BARELY = (by_finders(binarise, most=GUESSES_LIVE) for binarise in (evenly, narrowly, finely, barely))
LIVE_LOOKS: tuple[Look, ...] = (
    at_a_distance(for_finders(evenly, EVENLY)),
    at_a_distance(for_finders(narrowly, NARROWLY)),
    at_a_distance(evenly_lit),
    where_most_is(larger),
    where_most_is_of_a_large(for_finders(finely_where_busy, FINELY)),
    at_a_distance(sharper),
    where_most_is(larger, place=1),
    where_most_is(larger, place=2),
)
NEAR_LOOKS: tuple[Look, ...] = (EVENLY, NARROWLY, evenly_lit, FINELY, larger, sharper, BARELY)
STILL_LOOKS: tuple[Look, ...] = (
    by_finders(evenly, most=GUESSES_STILL),
    by_finders(narrowly, most=GUESSES_STILL),
    evenly_lit,
    larger,
    sharper,
    by_finders(finely, most=GUESSES_STILL),
    by_finders(barely, most=GUESSES_STILL),
)


def read_still(pixels: Any) -> list[bytes]:
    """Return the bytes of each code in a picture that will not come again."""
    return _contents(see_still(pixels))


def see_still(pixels: Any) -> list[Code]:
    """Return each code in a picture (grey or BGR, 8 bit), after every kind of look that it takes; never raises for pixels.

    The corners are those in the picture, or in one of ``SIDE_MAX`` pixels where it is larger.
    """
    whole = _grey(pixels)
    light = Light(_bounded(whole))
    codes = quickly(light).codes
    if codes:
        codes += by_finders(evenly, most=GUESSES_STILL, least=SHOWS)(_without(light, codes)).codes
    for look in STILL_LOOKS:
        codes = codes or look(light).codes
    # The running gate has ways of its own to come near a code. Here it has all the time it wants.
    gate = QrReader(clock=lambda: 0.0)
    for _frame in range(STILL_FRAMES):
        codes = codes or gate.see(light.grey)
    if not codes and light.grey is not whole:
        codes = quickly(Light(whole)).codes
    return codes


class QrReader:
    """Reads every code of a stream of frames; remembers what it gave last, where, and how the frame looked, 64 pixels wide.

    ``clock`` tells the seconds of a core's work that were spent so far: what others take of the machine does not make it look less.
    """

    def __init__(self, clock: Callable[[], float] = time.thread_time) -> None:
        self._clock = clock
        self._before: Any = None
        self._given: list[Code] = []
        self._found_quickly: list[Code] = []
        self._looks_left = 0
        self._unmoved = 0
        self._turn = 0
        self._shows = False
        self._place: Box | None = None
        self._near = self._near_left = 0

    def read(self, pixels: Any) -> list[bytes]:
        """Return the bytes of each code, in no promised order; they are whatever somebody printed."""
        return _contents(self.see(pixels))

    def see(self, pixels: Any) -> list[Code]:
        """Return each code, with its corners in the frame, or in one of ``SIDE_MAX`` pixels where it is larger."""
        until = self._clock() + BUDGET_S
        light = Light(_bounded(_grey(pixels)))
        self._note(light.grey)
        if not self._looks_left and self._unmoved % LOOK_AGAIN_EVERY:
            return self._given
        before, self._given = set(_contents(self._given)), quickly(light).codes
        now = set(_contents(self._given))
        self._note_lost(light, now)
        # A code is given at once. Where it was given before, there is time to look whether another stands beside it; and one that took a
        # closer look is looked for in the same way, lest a pass that is held still seem to come and go.
        if (self._looks_left or self._shows or before - now) and now <= before:
            self._given = self._given + self._look_closer(_without(light, self._given), until)
        return self._given

    def _note(self, grey: Any) -> None:
        if self._place and (self._place.right > grey.shape[1] or self._place.bottom > grey.shape[0]):
            self._place = None  # the camera gives smaller frames now
        moved = self._moved(grey)
        self._unmoved = 0 if moved else self._unmoved + 1
        self._looks_left = LOOKS_AFTER_MOVE if moved else max(0, self._looks_left - 1)

    def _note_lost(self, light: Light, now: set[bytes]) -> None:
        """Look first where a code was a moment ago."""
        lost = [code for code in self._found_quickly if code.content not in now]
        self._found_quickly = self._given
        if lost and self._place is None:
            self._turn_to(around(lost[0].corners, light.grey.shape), NEAR_LOOKS[0], len(NEAR_LOOKS))

    def _turn_to(self, box: Box, look: Look, looks: int) -> None:
        self._place, self._near, self._near_left = box, NEAR_LOOKS.index(look), looks

    def _look_closer(self, light: Light, until: float) -> list[Code]:
        for _look in LIVE_LOOKS:
            codes = self._look_wide(light) if self._place is None else self._look_near(light, self._place)
            if codes or self._clock() >= until:
                return codes
        return []

    def _look_wide(self, light: Light) -> list[Code]:
        turn = self._turn % len(LIVE_LOOKS)
        seen = LIVE_LOOKS[turn](light)
        self._shows = seen.shows or (self._shows and bool(turn))
        if not seen.codes:
            self._turn = turn + 1
        if seen.box and seen.closer:
            self._turn_to(seen.box, seen.closer, len(NEAR_LOOKS) if seen.shows else 1)
        return seen.codes

    def _look_near(self, light: Light, place: Box) -> list[Code]:
        codes = in_whole(NEAR_LOOKS[self._near](light.part(place)), at=place).codes
        if codes:
            self._place = around(codes[0].corners, light.grey.shape)
            return codes
        self._near, self._near_left = (self._near + 1) % len(NEAR_LOOKS), self._near_left - 1
        if self._near_left <= 0:
            self._place = None
        return []

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


def _contents(codes: list[Code]) -> list[bytes]:
    return list(dict.fromkeys(code.content for code in codes))


def _without(light: Light, codes: list[Code]) -> Light:
    """Return the picture with codes painted out, so that a closer look finds others."""
    if not codes:
        return light
    rest = light.grey.copy()
    for code in codes:
        middle = code.corners.mean(axis=0)
        cv2.fillConvexPoly(rest, np.rint(middle + (code.corners - middle) * 1.1).astype(np.int32), int(rest.mean()))
    return Light(rest)


def _grey(pixels: Any) -> Any:
    if pixels.ndim == 3 and pixels.shape[2] == 1:
        return pixels[:, :, 0]
    return cv2.cvtColor(pixels, cv2.COLOR_BGRA2GRAY if pixels.shape[2] == 4 else cv2.COLOR_BGR2GRAY) if pixels.ndim == 3 else pixels


def _bounded(grey: Any) -> Any:
    height, width = grey.shape
    if max(height, width) <= SIDE_MAX:
        return grey
    size = (max(1, side * SIDE_MAX // max(height, width)) for side in (width, height))
    return cv2.resize(grey, tuple(size), interpolation=cv2.INTER_AREA)
