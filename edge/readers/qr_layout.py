"""The modules that every QR code of a version carries, whatever it says: finder, timing and alignment patterns, version bits, quiet zone.

ISO/IEC 18004, 6.3. They show how a code lies in a picture, and what lens, light and hand did to it.
"""

from functools import lru_cache
from typing import Any

import numpy as np

VERSION_MAX = 14
MARGIN = 3
LIGHT, DARK = 1, -1
FINDER = np.full((9, 9), LIGHT, np.int8)
FINDER[1:8, 1:8] = DARK
FINDER[2:7, 2:7] = LIGHT
FINDER[3:6, 3:6] = DARK
ALIGNMENT = np.full((5, 5), DARK, np.int8)
ALIGNMENT[1:4, 1:4] = LIGHT
ALIGNMENT[2, 2] = DARK
VERSION_GENERATOR = 0x1F25


def side(version: int) -> int:
    """Return how many modules a code of this version has each way."""
    return 17 + 4 * version


@lru_cache(maxsize=VERSION_MAX)
def known(version: int) -> Any:
    """Return (side, side) of int8: 1 where each code of this version is light, -1 where it is dark, 0 where it speaks for itself."""
    size = side(version)
    modules = np.zeros((size, size), np.int8)
    modules[6, :] = modules[:, 6] = np.where(np.arange(size) % 2, LIGHT, DARK)
    modules[:8, :8] = FINDER[1:, 1:]
    modules[:8, -8:] = FINDER[1:, :8]
    modules[-8:, :8] = FINDER[:8, 1:]
    centres = _alignment_centres(version)
    for row in centres:
        for column in centres:
            if (row, column) not in {(6, 6), (6, size - 7), (size - 7, 6)}:
                modules[row - 2 : row + 3, column - 2 : column + 3] = ALIGNMENT
    modules[-8, 8] = DARK
    if version >= 7:
        _write_version(modules, version)
    return modules


@lru_cache(maxsize=VERSION_MAX)
def framed(version: int) -> Any:
    """Return the same with ``MARGIN`` modules around it, of which the innermost is known to be light: the quiet zone."""
    whole = np.zeros((side(version) + 2 * MARGIN,) * 2, np.int8)
    whole[MARGIN - 1 : 1 - MARGIN, MARGIN - 1 : 1 - MARGIN] = LIGHT
    whole[MARGIN:-MARGIN, MARGIN:-MARGIN] = known(version)
    return whole


def _alignment_centres(version: int) -> list[int]:
    if version == 1:
        return []
    count = version // 7 + 2
    step = (version * 4 + count * 2 + 1) // (count * 2 - 2) * 2
    return [6, *(side(version) - 7 - place * step for place in range(count - 1))]


def _write_version(modules: Any, version: int) -> None:
    rest = version
    for _bit in range(12):
        rest = (rest << 1) ^ ((rest >> 11) * VERSION_GENERATOR)
    bits = version << 12 | rest
    for place in range(18):
        value = DARK if bits >> place & 1 else LIGHT
        row, column = place // 3, modules.shape[0] - 11 + place % 3
        modules[row, column] = modules[column, row] = value
