"""Finder patterns in a picture, and where a code could lie between them.

Three squares within each other, 7, 5 and 3 modules wide, seen at any angle, light on dark or dark on light. Two finders are enough to guess
a code of which a thumb or a lamp hides the third: the modules that it must carry tell whether the guess is right (see ``qr_grid``).
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import cv2
import numpy as np

SIDE_MIN, SIDE_MAX = 8, 300
CONTOUR_POINTS_MAX = 400
FINDERS_MAX = 24
AREA_OF_SECOND = (0.25, 0.8)
AREA_OF_THIRD = (0.08, 0.36)
AREA_OF_BROKEN = (0.15, 0.6)


class Finder(NamedTuple):
    """A finder pattern: its centre and its outer side in pixels. One that is not whole lacks its outer or its inner square."""

    x: float
    y: float
    side: float
    is_whole: bool


class Place(NamedTuple):
    """Where three finders' centres would be (pixels; the third is a guess unless ``is_seen``), and how many modules lie between them."""

    upper_left: Any
    upper_right: Any
    lower_left: Any
    modules: float
    is_seen: bool


def find(binary: Any) -> list[Finder]:
    """Return the finder patterns of a picture of 0 and 255, whole ones first."""
    contours, hierarchy = cv2.findContours(binary, cv2.RETR_TREE, cv2.CHAIN_APPROX_SIMPLE)
    if hierarchy is None:
        return []
    child, following = hierarchy[0][:, 2], hierarchy[0][:, 0]
    found = []
    for outer in np.flatnonzero(child >= 0):
        box = cv2.boundingRect(contours[outer])
        if _is_square(box) and len(contours[outer]) <= CONTOUR_POINTS_MAX:
            second = _largest(contours, following, child[outer])
            third = _largest(contours, following, child[second]) if child[second] >= 0 else None
            finder = _measure(contours[outer], contours[second], None if third is None else contours[third])
            if finder is not None:
                found.append(finder)
    return _without_doubles(found)


def places(finders: list[Finder]) -> Iterator[Place]:
    """Yield where codes could lie: for each three finders that stand at a right angle, and for each two whole ones."""
    chosen = finders[:FINDERS_MAX]
    for three in combinations(chosen, 3):
        place = _corner_of(three)
        if place is not None:
            yield place
    for one, other in combinations([finder for finder in chosen if finder.is_whole], 2):
        yield from _completed(one, other)


def _is_square(box: Sequence[int]) -> bool:
    short, long = sorted(box[2:])
    return short >= SIDE_MIN * 0.6 and long <= SIDE_MAX * 1.5 and long <= 2.6 * short


def _largest(contours: Any, following: Any, first: int) -> int:
    """Return the largest of a few contours side by side; noise makes small ones."""
    best, number, tries = first, following[first], 6
    while number >= 0 and tries:
        if len(contours[number]) > 3 and cv2.contourArea(contours[number]) > cv2.contourArea(contours[best]):
            best = number
        number, tries = following[number], tries - 1
    return best


def _measure(outer: Any, second: Any, third: Any) -> Finder | None:
    area = cv2.contourArea(outer)
    if area <= 0:
        return None
    share = cv2.contourArea(second) / area
    is_whole = third is not None and _within(share, AREA_OF_SECOND) and _within(cv2.contourArea(third) / area, AREA_OF_THIRD)
    if not is_whole and not _within(share, AREA_OF_BROKEN):
        return None
    (x, y), (width, height), _angle = cv2.minAreaRect(outer)
    (inner_x, inner_y), inner_size, _angle = cv2.minAreaRect(third if is_whole else second)
    short, long = sorted((width, height))
    if min(inner_size) <= 0 or long > 2.6 * short or max(inner_size) > 3 * min(inner_size) or area < 0.62 * width * height:
        return None
    if np.hypot(x - inner_x, y - inner_y) > 0.18 * long:
        return None
    side = float(np.sqrt(width * height)) * (1 if is_whole else 7 / 5)
    return Finder((x + inner_x) / 2, (y + inner_y) / 2, side, is_whole) if SIDE_MIN <= side <= SIDE_MAX else None


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] < value < bounds[1]


def _without_doubles(found: list[Finder]) -> list[Finder]:
    kept: list[Finder] = []
    for finder in sorted(found, key=lambda one: not one.is_whole):
        if all(np.hypot(finder.x - other.x, finder.y - other.y) >= 0.35 * other.side for other in kept):
            kept.append(finder)
    return kept


def _corner_of(three: tuple[Finder, ...]) -> Place | None:
    sides = [finder.side for finder in three]
    if max(sides) > 1.9 * min(sides):
        return None
    points = np.array([finder[:2] for finder in three])
    opposite = [float(np.hypot(*(points[place - 1] - points[place - 2]))) for place in range(3)]
    at = int(np.argmax(opposite))
    corner, one, other = points[at], points[at - 1], points[at - 2]
    long, short = max(opposite[at - 1], opposite[at - 2]), min(opposite[at - 1], opposite[at - 2])
    module = sum(sides) / 21
    if short < 8 * module or long > 2.2 * short or abs((one - corner) @ (other - corner)) > 0.62 * long * short:
        return None
    return _place(corner, one, other, (long + short) / 2 / module, is_seen=True)


def _completed(one: Finder, other: Finder) -> Iterator[Place]:
    """Yield the six places of a code that has its finders here: as one of its sides, or as its diagonal, on either hand."""
    module = (one.side + other.side) / 14
    start, end = np.array(one[:2]), np.array(other[:2])
    way = end - start
    apart = float(np.hypot(*way)) / module
    if max(one.side, other.side) > 1.5 * min(one.side, other.side) or not 11 < apart < 60:
        return
    across = np.array((-way[1], way[0]))
    for hand in (across, -across):
        yield _place(start, end, start + hand, apart, is_seen=False)
        yield _place(end, start, end + hand, apart, is_seen=False)
        yield _place((start + end + hand) / 2, start, end, apart / float(np.sqrt(2)), is_seen=False)


def _place(corner: Any, one: Any, other: Any, modules: float, *, is_seen: bool) -> Place:
    first, second = one - corner, other - corner
    if first[0] * second[1] - first[1] * second[0] < 0:
        one, other = other, one
    return Place(corner, one, other, modules, is_seen)
