"""Glances at a camera's frames: a few numbers a second, and a background that is learnt slowly and lives in memory only.

The background is 32 points wide. It is learnt from the first ``LEARNING`` glances whatever they show, afterwards from those in which
the door is seen; so a camera that is moved on purpose is a reason to start the gate anew.
"""

import zlib
from typing import Any

import cv2
import numpy as np

from edge.gate.obstruction import EVERY_MS, Glance, Obstruction, Sight, judge, watch

WIDTH, HEIGHT = 32, 18
LEARNING = 120
SHARE = 1 / 600
FAINT, TEXTURE = 0.5, 4.0
"""Variances in grey levels squared: what noise leaves, and what is worth comparing."""
ALIKE = 0.7


class Glances:
    """Watches one camera. ``is_live`` is false for pictures and films, which may stand still."""

    def __init__(self, *, is_live: bool) -> None:
        self._is_live = is_live
        self._sight = Sight()
        self._background: Any = None
        self._count = 0
        self._last_ms: int | None = None
        self._mark = 0

    @property
    def obstruction(self) -> Obstruction:
        """Why the camera does not see its door."""
        return self._sight.obstruction

    def look(self, pixels: Any, at_ms: int) -> None:
        """Glance at a frame that was taken at ``at_ms``, if the last glance is a second old."""
        if self._last_ms is not None and at_ms - self._last_ms < EVERY_MS:
            return
        self._last_ms = at_ms
        small = _small(pixels)
        glance = self._glance(pixels, small)
        self._sight = watch(self._sight, glance, at_ms=at_ms)
        self._count += 1
        if self._count <= LEARNING or judge(glance) is Obstruction.CLEAR:
            self._learn(small)

    def _glance(self, pixels: Any, small: Any) -> Glance:
        mark, self._mark = self._mark, zlib.crc32(np.ascontiguousarray(pixels).data)
        low, high = np.percentile(small, (5, 95))
        likeness = _likeness(small, self._background) if self._count >= LEARNING else None
        return Glance(spread=float(high - low), brightest=float(high), likeness=likeness, is_same=self._is_live and mark == self._mark)

    def _learn(self, small: Any) -> None:
        share = max(SHARE, 1 / self._count)
        self._background = small if self._background is None else self._background * (1 - share) + small * share


def _small(pixels: Any) -> Any:
    small = cv2.resize(pixels, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    return (cv2.cvtColor(small, cv2.COLOR_BGR2GRAY) if small.ndim == 3 else small).astype(np.float32)


def _likeness(seen: Any, background: Any) -> float:
    """Return the share of the background's textured points round which the same texture is still seen, 0 to 1.

    Edges are compared over 3 x 3 points, each place for itself: light changes them little, and whoever stands before one part leaves the
    others as they are.
    """
    one, other = (scene - cv2.GaussianBlur(scene, (0, 0), 2.0) for scene in (seen, background))
    variances = [np.maximum(_mean(scene * scene) - _mean(scene) ** 2, 0) for scene in (one, other)]
    together = (_mean(one * other) - _mean(one) * _mean(other)) / np.sqrt((variances[0] + FAINT) * (variances[1] + FAINT))
    textured = variances[1] > max(TEXTURE, float(np.median(variances[1])) / 2)
    return float((together[textured] > ALIKE).mean()) if textured.any() else 1.0


def _mean(values: Any) -> Any:
    return cv2.blur(values, (3, 3))
