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
PLACES_MAX = 200
AREA_OF_SECOND = (0.25, 0.8)
AREA_OF_THIRD = (0.08, 0.36)
AREA_OF_BROKEN = (0.15, 0.6)


class Finder(NamedTuple):
    """A finder pattern: its centre and its outer side in pixels. One that is not whole lacks its outer or its inner square."""

    x: float
    y: float
    side: float
    is_whole: bool


class Places(NamedTuple):
    """Where codes could lie, n of them: three finders' centres each (pixels, (n, 2); the third is a guess unless ``is_seen``), and how many
    modules lie between them."""

    upper_left: Any
    upper_right: Any
    lower_left: Any
    modules: Any
    is_seen: Any


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


def places(finders: list[Finder]) -> Iterator[Places]:
    """Yield where codes could lie: for each three finders that stand at a right angle, then for each two whole ones."""
    chosen = finders[:FINDERS_MAX]
    yield _corners(chosen)
    yield _completed([finder for finder in chosen if finder.is_whole])


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


def _corners(finders: list[Finder]) -> Places:
    """Return the places of each three finders of which one is a corner between the others."""
    points, sides = _as_arrays(finders)
    threes = np.array(list(combinations(range(len(finders)), 3)), int).reshape(-1, 3)
    # The corner lies opposite the longest way.
    opposite = np.stack([_length(points[threes[:, at - 1]] - points[threes[:, at - 2]]) for at in range(3)], axis=1)
    turn = (np.argmax(opposite, axis=1)[:, None] + np.array((0, -1, -2))) % 3
    threes, opposite = np.take_along_axis(threes, turn, axis=1), np.take_along_axis(opposite, turn, axis=1)
    corner, one, other = points[threes[:, 0]], points[threes[:, 1]], points[threes[:, 2]]
    long, short = opposite[:, 1:].max(axis=1, initial=0), opposite[:, 1:].min(axis=1, initial=np.inf)
    largest, least = (pick(sides[threes], axis=1, initial=bound) for pick, bound in ((np.max, 0), (np.min, np.inf)))
    module = sides[threes].sum(axis=1) / 21
    across = np.abs(((one - corner) * (other - corner)).sum(axis=1))
    fits = (largest <= 1.9 * least) & (short >= 8 * module) & (long <= 2.2 * short) & (across <= 0.62 * long * short)
    modules = (long + short) / 2 / np.maximum(module, 1e-6)
    return _places(corner[fits], one[fits], other[fits], modules[fits], is_seen=True)


def _completed(finders: list[Finder]) -> Places:
    """Return the six places of a code that has two finders here: as one of its sides, or as its diagonal, on either hand."""
    points, sides = _as_arrays(finders)
    twos = np.array(list(combinations(range(len(finders)), 2)), int).reshape(-1, 2)
    start, end, module = points[twos[:, 0]], points[twos[:, 1]], sides[twos].sum(axis=1) / 14
    way, apart = end - start, _length(end - start) / np.maximum(module, 1e-6)
    largest, least = (pick(sides[twos], axis=1, initial=bound) for pick, bound in ((np.max, 0), (np.min, np.inf)))
    fits = (largest <= 1.5 * least) & (apart > 11) & (apart < 60)
    start, end, way, apart = start[fits], end[fits], way[fits], apart[fits]
    across = np.stack([-way[:, 1], way[:, 0]], axis=1)
    found = []
    for hand in (across, -across):
        found.append(_places(start, end, start + hand, apart, is_seen=False))
        found.append(_places(end, start, end + hand, apart, is_seen=False))
        found.append(_places((start + end + hand) / 2, start, end, apart / np.sqrt(2), is_seen=False))
    return Places(*(np.concatenate(parts) for parts in zip(*found, strict=True)))


def _as_arrays(finders: list[Finder]) -> tuple[Any, Any]:
    return np.array([finder[:2] for finder in finders]).reshape(-1, 2), np.array([finder.side for finder in finders])


def _length(ways: Any) -> Any:
    return np.hypot(ways[:, 0], ways[:, 1])


def _places(corner: Any, one: Any, other: Any, modules: Any, *, is_seen: bool) -> Places:
    first, second = one - corner, other - corner
    left = (first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0] < 0)[:, None]
    found = Places(corner, np.where(left, other, one), np.where(left, one, other), modules, np.full(len(modules), is_seen))
    return Places(*(part[:PLACES_MAX] for part in found))
