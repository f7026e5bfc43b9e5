"""A code that is too blurred, striped, dim or covered to be read as it is: laid flat, cleaned by what it must carry, and read anew.

A reader that samples one pixel a module gives up where a person still sees the code. Here a filter is fitted, for this code in this frame,
that turns what the picture shows round each known module (``qr_layout``) into what stands there; applied to all the others it undoes
defocus, shake, moiré and noise at once. The clean drawing goes through the same decoder as any picture, so its checks hold here too.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
import zxingcpp
from numpy.lib.stride_tricks import sliding_window_view

from edge.readers.qr_finders import Finder, Places, places
from edge.readers.qr_layout import ALIGNMENT, MARGIN, VERSION_MAX, framed, known, side

MODEL_2 = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCodeModel2)
PIXELS = 4
BENT_PIXELS = 2
"""The rectified picture's pixels a module, and those of one that is only compared with what is known."""
MATCH_MIN, SHOWS = 0.3, 0.5
"""How well a guess must agree with the picture, 0 to 1, to be tried; and from where on it counts as a code that shows."""
ALIGNMENT_MIN = 0.35
ALIGNMENT_REACH = 4
STEPS = 12
HALF, SAMPLES, ROUNDS = 2, 2, 3
"""How far the filter sees in modules each way, how finely, and how often it learns anew."""
SURE, SURE_SHARE = 0.45, 0.72
"""The value from which a module is certain, and how many must be for more rounds: whatever was read in a later one began like that."""
RIDGE = 0.005
FLAT_MODULES = 9


@dataclass(frozen=True, slots=True, eq=False)
class Guess:
    """A code that may lie here: ``warp`` (3 x 3) leads from modules to pixels, ``sign`` is -1 in dark mode, ``match`` is 0 to 1."""

    version: int
    sign: int
    warp: Any
    match: float

    @property
    def corners(self) -> Any:
        """The code's corners in the picture, pixels, (4, 2)."""
        size = side(self.version)
        return cv2.perspectiveTransform(np.array([[(0, 0), (size, 0), (size, size), (0, size)]], np.float64), self.warp)[0]


def guess(grey: Any, finders: list[Finder], *, most: int) -> list[Guess]:
    """Return the best guesses for these finders, best first: those whose known modules are there.

    Where three finders show a code, nobody asks what each two could be.
    """
    found: list[Guess] = []
    for chosen in places(finders):
        found += _guesses(grey, chosen)
        if any(one.match >= SHOWS for one in found):
            break
    return _apart(sorted(found, key=lambda one: -one.match), most)


def _guesses(grey: Any, chosen: Places) -> Iterator[Guess]:
    near = np.rint((chosen.modules + 7 - 17) / 4)
    module = np.hypot(*(chosen.upper_right - chosen.upper_left).T) / chosen.modules
    widths = np.rint(module * 0.3).astype(int) * 2 + 1
    reach = np.where(chosen.is_seen, 2, 1)
    for width in np.unique(widths):
        smooth = cv2.blur(grey, (int(width), int(width)))
        for version in range(1, VERSION_MAX + 1):
            these = np.flatnonzero((widths == width) & (np.abs(near - version) <= reach))
            if len(these):
                warps = _warps(chosen, these, version)
                matches = _matches(smooth, warps, version)
                for at in np.flatnonzero(np.abs(matches) >= MATCH_MIN):
                    yield Guess(version, 1 if matches[at] > 0 else -1, warps[at], float(abs(matches[at])))


def read(grey: Any, guessed: Guess) -> tuple[list[bytes], Guess]:
    """Return what stands in the code of a guess, and the guess made better; nothing where it cannot be read."""
    better = guessed
    for settle in (_by_alignment, _by_everything):
        better = settle(grey, better)
        flat = _level(_rectify(grey, better)) * np.float32(better.sign)
        for values in _equalise(flat, better.version):
            codes = _decode(values, better.version)
            if codes:
                return codes, better
    return [], better


def _warps(chosen: Places, these: Any, version: int) -> Any:
    """Return the ways from modules to pixels, (n, 3, 3), of codes of which nobody has seen the fourth corner yet."""
    corner, apart = chosen.upper_left[these], side(version) - 7
    warps = np.tile(np.eye(3), (len(these), 1, 1))
    warps[:, :2, 0] = (chosen.upper_right[these] - corner) / apart
    warps[:, :2, 1] = (chosen.lower_left[these] - corner) / apart
    warps[:, :2, 2] = corner - 3.5 * (warps[:, :2, 0] + warps[:, :2, 1])
    return warps


@lru_cache(maxsize=VERSION_MAX)
def _known_points(version: int) -> tuple[Any, Any]:
    """Return the middles of the known modules, homogeneous (3, n), and what stands there."""
    rows, columns = np.nonzero(framed(version))
    middles = np.stack([columns - MARGIN + 0.5, rows - MARGIN + 0.5, np.ones(len(rows))])
    values = framed(version)[rows, columns].astype(np.float32)
    return middles, values


def _matches(grey: Any, warps: Any, version: int) -> Any:
    """Return how well the picture agrees with the known modules, -1 to 1, for each way of n."""
    middles, values = _known_points(version)
    at = warps @ middles
    # A way that bends so far that points fall behind the camera agrees with nothing.
    at = (at[:, :2] / np.maximum(at[:, 2:], 1e-6)).clip(-1e6, 1e6).astype(np.float32)
    seen = cv2.remap(grey, at[:, 0], at[:, 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).astype(np.float32)
    seen, wanted = seen - seen.mean(axis=1, keepdims=True), values - values.mean()
    return seen @ wanted / (np.linalg.norm(seen, axis=1) * np.linalg.norm(wanted) + 1e-6)


def _apart(sorted_guesses: list[Guess], most: int) -> list[Guess]:
    kept: list[Guess] = []
    for one in sorted_guesses:
        if all(one.version != other.version or np.max(np.abs(one.corners - other.corners)) > 2 for other in kept):
            kept.append(one)
        if len(kept) == most:
            break
    return kept


def _to_modules(pixels: int) -> Any:
    """Return the way from a rectified picture's pixels to modules; pixel 0 has its middle at 0."""
    return np.array([[1 / pixels, 0, 0.5 / pixels - MARGIN], [0, 1 / pixels, 0.5 / pixels - MARGIN], [0, 0, 1]])


def _rectify(grey: Any, guessed: Guess, pixels: int = PIXELS) -> Any:
    """Lay the code flat, with its module so many pixels wide."""
    size = (side(guessed.version) + 2 * MARGIN) * pixels
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return cv2.warpPerspective(grey, guessed.warp @ _to_modules(pixels), (size, size), flags=flags, borderMode=cv2.BORDER_REPLICATE)


def _level(flat: Any, pixels: int = PIXELS) -> Any:
    """Take shade and contrast out, as they are over a few modules."""
    values = flat.astype(np.float32)
    width = FLAT_MODULES * pixels | 1
    apart = values - cv2.blur(values, (width, width))
    return apart / (cv2.sqrt(cv2.blur(apart * apart, (width, width))) + 3)


def _by_alignment(grey: Any, guessed: Guess) -> Guess:
    """Lay the fourth corner by the alignment pattern next to it, if that is seen."""
    if guessed.version == 1:
        return guessed
    flat = _level(_rectify(grey, guessed)) * np.float32(guessed.sign)
    middle = side(guessed.version) - 6.5
    start = round((middle - 2.5 - ALIGNMENT_REACH + MARGIN) * PIXELS)
    window = flat[max(0, start) : start + (5 + 2 * ALIGNMENT_REACH) * PIXELS, max(0, start) : start + (5 + 2 * ALIGNMENT_REACH) * PIXELS]
    pattern = np.kron(ALIGNMENT, np.ones((PIXELS, PIXELS))).astype(np.float32)
    _least, likeness, _where, at = cv2.minMaxLoc(cv2.matchTemplate(window, pattern, cv2.TM_CCOEFF_NORMED))
    if likeness < ALIGNMENT_MIN:
        return guessed
    off = np.array(at) / PIXELS - ALIGNMENT_REACH + (min(0, start) / PIXELS)
    far = side(guessed.version) - 3.5
    modules = np.array([(3.5, 3.5), (far, 3.5), (3.5, far), (middle, middle)])
    aims = modules + np.array([(0, 0), (0, 0), (0, 0), off])
    pixels = cv2.perspectiveTransform(aims[None], guessed.warp)[0]
    warp = cv2.getPerspectiveTransform(modules.astype(np.float32), pixels.astype(np.float32))
    was, now = guessed.sign * _matches(grey, np.stack((guessed.warp, warp)), guessed.version)
    return replace(guessed, warp=warp) if now > was - 0.03 else guessed


@lru_cache(maxsize=VERSION_MAX)
def _pattern(version: int) -> tuple[Any, Any]:
    """Return what a slightly blurred code of this version shows, rectified, as far as it is known; and where that is, as a mask."""
    whole = framed(version)
    drawn = np.kron(whole, np.ones((BENT_PIXELS, BENT_PIXELS))).astype(np.float32)
    mask = np.kron(whole != 0, np.ones((BENT_PIXELS, BENT_PIXELS))).astype(np.uint8) * 255
    return cv2.GaussianBlur(drawn, (0, 0), BENT_PIXELS * 0.5), mask


def _by_everything(grey: Any, guessed: Guess) -> Guess:
    """Bend the view until the picture agrees best with all that is known (enhanced correlation, Evangelidis and Psarakis 2008)."""
    drawn, mask = _pattern(guessed.version)
    flat = _level(_rectify(grey, guessed, BENT_PIXELS), BENT_PIXELS) * np.float32(guessed.sign)
    flat = cv2.GaussianBlur(flat, (0, 0), BENT_PIXELS * 0.3)
    everywhere = np.full(flat.shape, 255, np.uint8)
    until = (cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, STEPS, 1e-4)
    try:
        _likeness, bent = cv2.findTransformECCWithMask(
            drawn, flat, mask, everywhere, np.eye(3, dtype=np.float32), cv2.MOTION_HOMOGRAPHY, until, 3
        )
    except cv2.error:  # it finds no way that is better than where it stands
        return guessed
    to_modules = _to_modules(BENT_PIXELS)
    return replace(guessed, warp=guessed.warp @ to_modules @ bent.astype(np.float64) @ np.linalg.inv(to_modules))


def _equalise(flat: Any, version: int) -> Iterator[Any]:
    """Yield a value a module, (side, side), light above 0, by the filter that makes the best of the known ones; then better ones.

    Least squares with a ridge; in later rounds the modules of which it is sure teach it too.
    """
    inputs = _surroundings(flat, version)
    certain = known(version).reshape(-1).astype(np.float32)
    taught, weights = certain, np.abs(certain)
    for _round in range(ROUNDS + 1):
        values = _filtered(inputs, taught, weights)
        yield values.reshape(side(version), side(version))
        is_sure = np.abs(values) > SURE
        if is_sure.mean() < SURE_SHARE:
            return
        sure = (certain == 0) & is_sure
        taught = np.where(sure, np.sign(values), certain)
        weights = np.where(sure, np.float32(0.6), np.abs(certain))


def _surroundings(flat: Any, version: int) -> Any:
    """Return what is seen round each module, a row a module, and 1 at the end of it."""
    size, width = side(version), (2 * HALF + 1) * SAMPLES
    small = cv2.resize(flat, None, fx=SAMPLES / PIXELS, fy=SAMPLES / PIXELS, interpolation=cv2.INTER_AREA)
    start = MARGIN - HALF
    views = sliding_window_view(small, (width, width))[::SAMPLES, ::SAMPLES][start : start + size, start : start + size]
    return np.concatenate([views.reshape(size * size, -1), np.ones((size * size, 1), np.float32)], axis=1)


def _filtered(inputs: Any, taught: Any, weights: Any) -> Any:
    """Fit a filter to the modules that have a weight, and return what it makes of all.

    By OpenCV and not by NumPy, whose linear algebra starts a thread a core: for matrices of this size they only wait for one another.
    """
    chosen = np.flatnonzero(weights)
    rows = inputs[chosen]
    weighted = rows * weights[chosen, None]
    ridge, nothing = np.eye(rows.shape[1], dtype=np.float32), np.zeros((0, 0), np.float32)
    squares = cv2.gemm(rows, weighted, 1, ridge, RIDGE * len(chosen), flags=cv2.GEMM_1_T)
    aims = cv2.gemm(weighted, taught[chosen, None].astype(np.float32), 1, nothing, 0, flags=cv2.GEMM_1_T)
    _solved, taps = cv2.solve(squares, aims, flags=cv2.DECOMP_CHOLESKY)
    return cv2.gemm(inputs, taps, 1, nothing, 0).ravel()


def _decode(values: Any, version: int) -> list[bytes]:
    modules = np.where(known(version) != 0, known(version), values) > 0
    drawn = np.pad(modules, 4, constant_values=True).repeat(3, axis=0).repeat(3, axis=1).astype(np.uint8) * 255
    found = zxingcpp.read_barcodes(
        drawn, formats=MODEL_2, binarizer=zxingcpp.Binarizer.FixedThreshold, try_rotate=False, try_invert=False, try_downscale=False
    )
    return [bytes(code.bytes) for code in found if code.valid]
