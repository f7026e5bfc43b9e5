"""What a door's camera sees: a dim entrance, and now and then a telephone held up to it, seen aslant, blurred, in bad light.

A picture goes in and pixels come out. Nothing here knows what a pass says, so a gate can learn it in no way but by reading the code.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

Pixels = NDArray[Any]
"""BGR, 8 bit, (height, width, 3)."""
Corners = NDArray[Any]
"""Places in a frame, pixels, float32, (4, 2), clockwise from the upper left."""

WIDTH, HEIGHT = 960, 540
PHONE_WIDTH, PHONE_HEIGHT = 300, 560
SCREEN_LEFT, SCREEN_TOP, SCREEN_WIDTH, SCREEN_HEIGHT = 14, 62, 272, 400
PICTURE_PIXELS_MAX = 20_000_000
SCRAMBLE_BLOCKS = 12
GRAINS = 5
BRACKET_READ, BRACKET_SEEN = (154, 224, 110), (255, 255, 255)


class NotAPicture(ValueError):
    """The bytes are no picture that OpenCV can open, or one that is too large."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """How well a camera sees: ``blur`` in pixels and ``noise`` in grey levels are sigmas, ``dim`` is the share of light that is left."""

    blur: float = 0.6
    dim: float = 0.85
    noise: float = 3.0
    glare: bool = False


DAYLIGHT = Light()
POOR_LIGHTS = (Light(blur=1.1, dim=0.75), Light(blur=0.7, dim=0.4, noise=5.0), Light(blur=0.8, dim=0.9, glare=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One moment before a camera. ``picture`` is what the telephone shows, None when nobody stands there."""

    picture: Pixels | None = None
    light: Light = DAYLIGHT
    seed: int = 0
    moment: int = 0
    covered: bool = False


def open_picture(data: bytes) -> Pixels:
    """Return an uploaded PNG or JPEG as pixels; raise NotAPicture. A transparent ground becomes white, as on a telephone's screen."""
    try:
        picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED) if data else None
    except cv2.error as error:
        raise NotAPicture("OpenCV cannot open it") from error
    if picture is None or picture.dtype != np.uint8 or picture.shape[0] * picture.shape[1] > PICTURE_PIXELS_MAX:
        raise NotAPicture("no picture of 8 bits a channel and a sensible size")
    if picture.ndim == 2:
        return cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR)
    return _on_white(picture) if picture.shape[2] == 4 else picture


def scrambled(picture: Pixels, seed: int = 0) -> Pixels:
    """Return the same pixels in another order: as dark and as busy as the code was, and no code."""
    height, width = (side // SCRAMBLE_BLOCKS * SCRAMBLE_BLOCKS for side in picture.shape[:2])
    rows = np.split(picture[:height, :width], SCRAMBLE_BLOCKS)
    blocks = [block for row in rows for block in np.split(row, SCRAMBLE_BLOCKS, axis=1)]
    order = np.random.default_rng(seed).permutation(len(blocks))
    mixed = [blocks[place] for place in order]
    return np.vstack([np.hstack(mixed[start : start + SCRAMBLE_BLOCKS]) for start in range(0, len(mixed), SCRAMBLE_BLOCKS)])


def render(scene: Scene) -> tuple[Pixels, Corners | None]:
    """Return a frame, and the four corners of the shown picture in it (pixels, clockwise), or None when nothing is shown."""
    if scene.covered:
        return _with_noise(np.full((HEIGHT, WIDTH, 3), 9, np.uint8), scene.moment, 1.5), None
    frame, corners = _entrance(scene.seed), None
    if scene.picture is not None:
        frame, corners = _hold_up(frame, scene)
    frame = cv2.convertScaleAbs(frame, alpha=scene.light.dim)
    if scene.light.glare and corners is not None:
        frame = _with_glare(frame, corners)
    if scene.light.blur:
        frame = cv2.GaussianBlur(frame, (0, 0), scene.light.blur)
    return _with_noise(frame, scene.moment, scene.light.noise), corners


def with_brackets(frame: Pixels, corners: Corners, colour: tuple[int, int, int]) -> Pixels:
    """Return the frame with brackets round the code, for people to look at: no gate is ever sent this."""
    marked = frame.copy()
    centre = corners.mean(axis=0)
    outer = centre + (corners - centre) * 1.12
    for place in range(4):
        for neighbour in (outer[place - 1], outer[(place + 1) % 4]):
            end = outer[place] + (neighbour - outer[place]) * 0.17
            cv2.line(marked, _point(outer[place]), _point(end), colour, 6, cv2.LINE_AA)
    return marked


def as_jpeg(frame: Pixels, quality: int = 80) -> bytes:
    """Return the frame as JPEG bytes."""
    done, data = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, quality])
    assert done, "OpenCV always encodes a BGR frame of a fixed size"
    return data.tobytes()


def _entrance(seed: int) -> Pixels:
    """A wall, a recess and a floor in greys, a little different at each door."""
    shift = 40 * (seed % 5)
    frame = np.full((HEIGHT, WIDTH, 3), (46, 48, 46), np.uint8)
    cv2.rectangle(frame, (0, 0), (230 + shift, 370), (68, 70, 66), -1)
    cv2.rectangle(frame, (640 + shift, 0), (WIDTH, 310), (73, 75, 70), -1)
    cv2.rectangle(frame, (0, 370), (WIDTH, HEIGHT), (58, 60, 56), -1)
    return frame


def _hold_up(frame: Pixels, scene: Scene) -> tuple[Pixels, Corners]:
    assert scene.picture is not None
    phone, mask, shown = _phone(scene.picture)
    flat = _places([(0, 0), (PHONE_WIDTH, 0), (PHONE_WIDTH, PHONE_HEIGHT), (0, PHONE_HEIGHT)])
    aslant = cv2.getPerspectiveTransform(flat, _stance(scene))
    phone = cv2.warpPerspective(phone, aslant, (WIDTH, HEIGHT), flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(mask, aslant, (WIDTH, HEIGHT), flags=cv2.INTER_NEAREST)
    corners = cv2.perspectiveTransform(shown[None], aslant)[0]
    return cv2.copyTo(phone, mask, frame), corners


def _stance(scene: Scene) -> Corners:
    """Where the telephone's corners lie in the frame: each holder holds it in another way, and no hand is still."""
    holder = np.random.default_rng((scene.seed, 7))
    turn, scale = np.radians(holder.uniform(-14, 14)), holder.uniform(0.92, 1.08)
    left, top = 480 + holder.uniform(-120, 120), 300 + holder.uniform(-10, 30)
    half_width, half_height = PHONE_WIDTH / 2 * scale, PHONE_HEIGHT / 2 * scale
    upright = np.array([(-half_width, -half_height), (half_width, -half_height), (half_width, half_height), (-half_width, half_height)])
    turned = upright @ np.array([(np.cos(turn), np.sin(turn)), (-np.sin(turn), np.cos(turn))])
    tremor = 1.5 * np.sin(scene.moment * np.array([0.9, 0.7]) + scene.seed)
    return _places(turned + np.array((left, top)) + tremor + holder.uniform(-14, 14, (4, 2)))


def _phone(picture: Pixels) -> tuple[Pixels, Pixels, Corners]:
    """Draw a telephone that shows the picture. Return it, its outline as a mask, and where on it the picture is."""
    mask = np.zeros((PHONE_HEIGHT, PHONE_WIDTH), np.uint8)
    _rounded(mask, (0, 0), (PHONE_WIDTH - 1, PHONE_HEIGHT - 1), 34, 255)
    phone = np.full((PHONE_HEIGHT, PHONE_WIDTH, 3), (20, 20, 18), np.uint8)
    _rounded(phone, (10, 12), (PHONE_WIDTH - 11, PHONE_HEIGHT - 13), 26, (222, 220, 214))
    cv2.line(phone, (90, 38), (210, 38), (160, 158, 150), 10, cv2.LINE_AA)
    fitted = _fitted(picture)
    height, width = fitted.shape[:2]
    left, top = SCREEN_LEFT + (SCREEN_WIDTH - width) // 2, SCREEN_TOP + (SCREEN_HEIGHT - height) // 2
    phone[top : top + height, left : left + width] = fitted
    return phone, mask, _places([(left, top), (left + width, top), (left + width, top + height), (left, top + height)])


def _fitted(picture: Pixels) -> Pixels:
    """Scale to the telephone's screen; a small code is enlarged by whole pixels, as a browser does, so that its edges stay edges."""
    scale = min(SCREEN_WIDTH / picture.shape[1], SCREEN_HEIGHT / picture.shape[0])
    size = (max(1, int(picture.shape[1] * scale)), max(1, int(picture.shape[0] * scale)))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_NEAREST)


def _rounded(image: Pixels, start: tuple[int, int], end: tuple[int, int], radius: int, colour: int | tuple[int, int, int]) -> None:
    (left, top), (right, bottom) = start, end
    cv2.rectangle(image, (left + radius, top), (right - radius, bottom), colour, -1)
    cv2.rectangle(image, (left, top + radius), (right, bottom - radius), colour, -1)
    for centre in (
        (left + radius, top + radius),
        (right - radius, top + radius),
        (left + radius, bottom - radius),
        (right - radius, bottom - radius),
    ):
        cv2.circle(image, centre, radius, colour, -1, cv2.LINE_AA)


def _with_glare(frame: Pixels, corners: Corners) -> Pixels:
    """A lamp mirrored in the glass, over one corner of the code."""
    shine = np.zeros(frame.shape[:2], np.uint8)
    cv2.ellipse(shine, _point(corners[1]), (70, 34), 30, 0, 360, 120, -1, cv2.LINE_AA)
    return cv2.add(frame, cv2.cvtColor(cv2.GaussianBlur(shine, (0, 0), 14), cv2.COLOR_GRAY2BGR))


def _with_noise(frame: Pixels, moment: int, sigma: float) -> Pixels:
    return cv2.add(frame, _grain(moment % GRAINS, sigma), dtype=cv2.CV_8U)


@lru_cache(maxsize=32)
def _grain(place: int, sigma: float) -> NDArray[Any]:
    """A camera's noise. A few sheets of it, used in turn, cost a tenth of drawing each anew."""
    sheet = np.random.default_rng(place).normal(0, sigma, (HEIGHT, WIDTH)).astype(np.int8)
    return cv2.merge([sheet, sheet, sheet])


def _on_white(picture: Pixels) -> Pixels:
    opacity = picture[:, :, 3:] / 255.0
    return (picture[:, :, :3] * opacity + 255 * (1 - opacity)).astype(np.uint8)


def _places(corners: ArrayLike) -> Corners:
    return np.asarray(corners, np.float32)


def _point(place: Corners) -> tuple[int, int]:
    return int(place[0]), int(place[1])
