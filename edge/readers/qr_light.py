"""A picture in black and white by what lies round each point, and where in it there is anything to see.

What a plain wall and the sensor's noise make of black and white are specks by the ten thousand, each of which would be looked at as if it
were a part of a code: they took nine tenths of a look's time. So what is as plain as the plainest third of the picture is left white.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import cv2
import numpy as np

BLOCK = 8
NEAR = 9
PLAIN_SHARE, PLAINER = 30, 1.3
"""Which share of the blocks (percent) is plain for certain, and how much more than theirs is no contrast yet."""
BUSY_SHARE = 75
"""Above which share of the blocks one is busy."""


class Box(NamedTuple):
    """A part of a picture, in whole pixels."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True)
class Light:
    """A grey picture, 8 bit. A part of one takes from the whole what counts as plain."""

    grey: Any
    whole: "Light | None" = None

    def part(self, box: Box) -> "Light":
        """Return the picture in a box."""
        return Light(self.grey[box.top : box.bottom, box.left : box.right], self)

    def black_and_white(self, *, around: int, less: int, keeps_specks: bool = False, is_busy: bool = False) -> Any:
        """Return 255 where a point is lighter than its surroundings of so many pixels less so many levels, and where all is plain; else 0.

        ``is_busy`` leaves out all but the busiest quarter: for what would see too much.
        """
        mean = cv2.blur(self._smooth, (around, around))
        binary = cv2.compare(cv2.convertScaleAbs(self._smooth, alpha=1, beta=less), mean, cv2.CMP_GT)
        return cv2.bitwise_or(binary if keeps_specks else cv2.medianBlur(binary, 3), self._plain(is_busy))

    @cached_property
    def half(self) -> "Light":
        """The picture at half its size."""
        return Light(cv2.resize(self.grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))

    @cached_property
    def contrast(self) -> Any:
        """How much the points of each block of 8 x 8 pixels differ from their near surroundings, levels."""
        rows = self._smooth[::2]
        apart = cv2.absdiff(rows, cv2.blur(rows, (NEAR, NEAR // 2 + 1)))[:, ::2].astype(np.float32)
        height, width = (max(1, side // BLOCK) for side in self.grey.shape)
        return cv2.blur(cv2.resize(apart, (width, height), interpolation=cv2.INTER_AREA), (3, 3))

    @cached_property
    def _smooth(self) -> Any:
        return cv2.GaussianBlur(self.grey, (3, 3), 0)

    @cached_property
    def _floors(self) -> tuple[float, float]:
        if self.whole:
            return self.whole._floors
        plain, busy = (float(floor) for floor in np.percentile(self.contrast, (PLAIN_SHARE, BUSY_SHARE)))
        return plain * PLAINER, max(busy, plain * PLAINER)

    def _plain(self, is_busy: bool) -> Any:
        blocks = (self.contrast <= self._floors[is_busy]).astype(np.uint8) * 255
        return cv2.resize(blocks, self.grey.shape[::-1], interpolation=cv2.INTER_NEAREST)
