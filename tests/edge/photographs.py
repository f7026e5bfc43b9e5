"""A second painter of frames, in the order in which light goes: screen or paper, room, lens, shutter, sensor, compression.

It shares only the codes with ``frames.py``. A reader that was tuned there is asked here whether it has learnt about codes or about a
painter.
"""

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np

from tests.edge.frames import HEIGHT, WIDTH, Shown, modules, payload

LARGE = 2
"""How many painted pixels make a camera's pixel, each way."""


def telephone(code: Any, chance: np.random.Generator) -> tuple[Any, int]:
    """Return a telephone that shows the code (linear light, 0..1; stripes of red, green and blue) and its pixels a module."""
    dark = chance.random() < 0.25
    pitch = int(chance.integers(4, 8))
    cells = np.kron((code > 0).astype(np.float32), np.ones((pitch, pitch), np.float32))
    shown = np.repeat((1 - cells if dark else cells)[:, :, None], 3, axis=2) * 0.95 + 0.03
    side = shown.shape[0]
    page = np.full((int(side * 1.9), int(side * 1.15), 3), 0.04 if dark else 0.9, np.float32)
    top, left = int(side * 0.4), (page.shape[1] - side) // 2
    page[top : top + side, left : left + side] = shown
    page[written(page.shape, "Pass", (left, top // 2), side / 250)] = 0.5
    # Each painted pixel is one of the screen's: three stripes and a dark seam, which the camera's own grid beats against.
    seam = np.ones((page.shape[0] * 3, page.shape[1] * 3, 3), np.float32) * 0.25
    fine = np.repeat(np.repeat(page, 3, axis=0), 3, axis=1)
    for channel in range(3):
        seam[:, channel::3, channel] = 1.8
    seam[2::3] *= 0.5
    return _bezel(fine * seam, int(side * 0.25)), pitch * 3


def _bezel(page: Any, width: int) -> Any:
    return cv2.copyMakeBorder(page, width, width, width // 2, width // 2, cv2.BORDER_CONSTANT, value=(0.02, 0.02, 0.02))


def written(shape: tuple[int, ...], words: str, at: tuple[int, int], size: float) -> Any:
    """Return where in a picture of this shape words would stand."""
    mask = np.zeros(shape[:2], np.uint8)
    cv2.putText(mask, words, at, cv2.FONT_HERSHEY_SIMPLEX, size, 255, 3)
    return mask > 0


def paper(code: Any, chance: np.random.Generator) -> tuple[Any, int]:
    """Return a printed sheet (linear light; grey ink, grain, and a curl) and its pixels a module."""
    pitch = 12
    cells = np.kron((code > 0).astype(np.float32), np.ones((pitch, pitch), np.float32))
    border = int(cells.shape[0] * chance.uniform(0.02, 0.3))
    sheet = cv2.copyMakeBorder(cells, border, border * 2, border, border, cv2.BORDER_CONSTANT, value=1.0)
    sheet = 0.06 + 0.8 * cv2.GaussianBlur(sheet, (0, 0), 1.5) + chance.normal(0, 0.02, sheet.shape).astype(np.float32)
    return np.repeat(_curl(sheet, chance.uniform(0, 0.05), chance)[:, :, None], 3, axis=2), pitch


def _curl(sheet: Any, depth: float, chance: np.random.Generator) -> Any:
    rows, columns = np.mgrid[0 : sheet.shape[0], 0 : sheet.shape[1]].astype(np.float32)
    across, size = (columns, sheet.shape[1]) if chance.random() < 0.5 else (rows, sheet.shape[0])
    bend = np.sin(across / size * np.pi) * depth * size
    if across is columns:
        return cv2.remap(sheet, columns, rows + bend, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return cv2.remap(sheet, columns + bend, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def room(chance: np.random.Generator) -> Any:
    """Return a busy background: shelves, letters, bicycles for all we know. Linear light, twice the camera's size."""
    small = chance.random((9, 16, 3)).astype(np.float32) ** 2 * 0.6
    scene = cv2.resize(small, (WIDTH * LARGE, HEIGHT * LARGE), interpolation=cv2.INTER_CUBIC)
    for _thing in range(int(chance.integers(10, 60))):
        start, end = (tuple(int(v) for v in chance.integers(0, (WIDTH * LARGE, HEIGHT * LARGE))) for _end in range(2))
        colour = tuple(float(v) for v in chance.random(3) ** 2)
        if chance.random() < 0.3:
            scene[written(scene.shape, "3-B 12 EXIT", start, float(chance.uniform(1, 5)))] = colour
        else:
            cv2.line(scene, start, end, colour, int(chance.integers(2, 40)))
    return np.clip(scene, 0, 1)


def hold(thing: Any, scene: Any, chance: np.random.Generator, *, module: float, pitch: int, tilt: float, turn: float) -> Any:
    """Hold a thing of ``pitch`` pixels a module before the camera, so that a module is ``module`` camera pixels there."""
    height, width = thing.shape[:2]
    scale = module * LARGE / pitch
    focal, angles = 2.2 * WIDTH, np.radians(chance.uniform(-tilt, tilt, 2))
    flat = (np.array([(0, 0), (width, 0), (width, height), (0, height)]) - (width / 2, height / 2)) * scale
    roll = np.radians(turn)
    flat = flat @ np.array([(np.cos(roll), np.sin(roll)), (-np.sin(roll), np.cos(roll))])
    depth = focal + flat[:, 0] * np.sin(angles[0]) + flat[:, 1] * np.sin(angles[1])
    seen = flat * np.cos(angles) * (focal / depth)[:, None] + np.array((WIDTH, HEIGHT)) * LARGE / 2 + chance.uniform(-120, 120, 2)
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    sharp = max(1.0, 1 / scale)
    soft = cv2.GaussianBlur(thing, (0, 0), 0.4 * sharp) if sharp > 1.2 else thing
    warp = cv2.getPerspectiveTransform(corners, seen.astype(np.float32))
    cv2.warpPerspective(soft, warp, (WIDTH * LARGE, HEIGHT * LARGE), scene, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_TRANSPARENT)
    return scene, seen


def lens(scene: Any, radius: float) -> Any:
    """Put a scene out of focus by a disk of so many camera pixels, and make it the camera's size."""
    if radius > 0.3:
        size = int(np.ceil(radius * LARGE)) * 2 + 1
        rows, columns = np.mgrid[0:size, 0:size] - size // 2
        disk = (np.hypot(rows, columns) <= radius * LARGE).astype(np.float32)
        scene = cv2.filter2D(scene, -1, disk / disk.sum())
    return cv2.resize(scene, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)


def shake(scene: Any, length: float, chance: np.random.Generator) -> Any:
    """Move the camera by so many pixels, in a bent line, while the shutter is open."""
    if length < 1:
        return scene
    angle, bend = chance.uniform(0, 2 * np.pi), chance.uniform(-0.6, 0.6)
    steps = max(4, int(length * 2))
    total = np.zeros_like(scene)
    for step in np.linspace(-0.5, 0.5, steps):
        way = length * step
        move = np.array([[1, 0, way * np.cos(angle + bend * step)], [0, 1, way * np.sin(angle + bend * step)]], np.float32)
        total += cv2.warpAffine(scene, move, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE)
    return total / steps


def sensor(scene: Any, chance: np.random.Generator, *, photons: float, quality: int, gain: float = 1.0) -> Any:
    """Count photons, amplify, bend by a gamma and press into a JPEG: what comes out is what OpenCV would hand over."""
    counted = chance.poisson(np.clip(scene, 0, 4) * photons).astype(np.float32) + chance.normal(0, 1.5, scene.shape).astype(np.float32)
    tint = chance.uniform(0.75, 1.0, 3).astype(np.float32)
    bent = np.clip(counted / photons * gain * tint, 0, 1) ** (1 / 2.2)
    pixels = (bent * 255).astype(np.uint8)
    return cv2.imdecode(cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_COLOR)


def _thing(code: Any, chance: np.random.Generator, kind: str = "") -> tuple[Any, int]:
    """Return a telephone or a sheet, and its pixels a module."""
    kind = kind or str(chance.choice(["telephone", "paper"]))
    return telephone(code, chance) if kind == "telephone" else paper(code, chance)


def _held(code: Any, chance: np.random.Generator, *, kind: str = "", module: float = 0, tilt: float = 15, turn: float = 15) -> Any:
    thing, pitch = _thing(code, chance, kind)
    size = module or float(chance.uniform(3.2, 6.5))
    return (*hold(thing, room(chance), chance, module=size, pitch=pitch, tilt=tilt, turn=float(chance.uniform(-turn, turn))), size)


Maker = Callable[[Any, np.random.Generator], Any]


def daylight(code: Any, chance: np.random.Generator) -> Any:
    """Nothing is wrong."""
    scene, _seen, _size = _held(code, chance)
    return sensor(lens(scene, 0.5), chance, photons=900, quality=90)


def screen(code: Any, chance: np.random.Generator) -> Any:
    """A telephone's own pixels, resampled by the camera's."""
    scene, _seen, _size = _held(code, chance, kind="telephone", turn=45)
    return sensor(lens(scene, 0.0), chance, photons=500, quality=int(chance.integers(40, 90)))


def defocus(code: Any, chance: np.random.Generator) -> Any:
    """Too near for the lens."""
    scene, _seen, size = _held(code, chance)
    return sensor(lens(scene, size * float(chance.uniform(0.5, 1.0))), chance, photons=700, quality=80)


def motion(code: Any, chance: np.random.Generator) -> Any:
    """A hand that does not wait."""
    scene, _seen, size = _held(code, chance)
    return sensor(shake(lens(scene, 0.6), size * float(chance.uniform(0.6, 1.8)), chance), chance, photons=500, quality=80)


def night(code: Any, chance: np.random.Generator) -> Any:
    """Few photons, much gain, bands of the lamp's hum."""
    scene, _seen, _size = _held(code, chance, kind="paper")
    photons = float(chance.uniform(8, 60))
    hum = 1 + chance.uniform(0, 0.35) * np.sin(np.arange(HEIGHT) / chance.uniform(15, 90) * 2 * np.pi + chance.uniform(0, 6))
    lit = lens(scene, 0.7) * hum[:, None, None].astype(np.float32)
    return sensor(lit, chance, photons=photons, quality=70, gain=float(chance.uniform(0.15, 1.0)))


def squeezed(code: Any, chance: np.random.Generator) -> Any:
    """A cheap network camera that spares its line."""
    scene, _seen, _size = _held(code, chance)
    return sensor(lens(scene, 0.8), chance, photons=300, quality=int(chance.integers(6, 22)))


def shadow(code: Any, chance: np.random.Generator) -> Any:
    """The edge of a shadow across the code, and a lamp in the glass."""
    scene, seen, size = _held(code, chance)
    where = seen.mean(axis=0) / LARGE + chance.uniform(-40, 40, 2)
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    angle = chance.uniform(0, 2 * np.pi)
    side = (columns - where[0]) * np.cos(angle) + (rows - where[1]) * np.sin(angle)
    dark = chance.uniform(0.08, 0.4)
    lit = lens(scene, 0.6) * (dark + (1 - dark) / (1 + np.exp(-side / chance.uniform(0.7, 12))))[:, :, None]
    lamp = where + chance.uniform(-12, 12, 2) * size
    shine = np.exp(-(((columns - lamp[0]) / (size * 4)) ** 2 + ((rows - lamp[1]) / (size * 2)) ** 2)) * chance.uniform(0.1, 2.5)
    return sensor(lit + shine[:, :, None].astype(np.float32), chance, photons=600, quality=80)


def finger(code: Any, chance: np.random.Generator) -> Any:
    """A finger over an edge of the code, within what level M can mend."""
    thing, pitch = _thing(code, chance)
    size = float(chance.uniform(3.2, 6.5))
    scene, seen = hold(thing, room(chance), chance, module=size, pitch=pitch, tilt=15, turn=float(chance.uniform(-20, 20)))
    side = (code.shape[0] - 8) * size * LARGE
    middle, angle = seen.mean(axis=0), chance.uniform(0, 2 * np.pi)
    way = np.array((np.cos(angle), np.sin(angle)))
    tip, root = middle + way * side * chance.uniform(0.33, 0.55), middle + way * side * 1.6
    skin = tuple(float(v) for v in chance.uniform(0.25, 0.7) * np.array((0.55, 0.7, 1.0)))
    cv2.line(scene, tuple(int(v) for v in tip), tuple(int(v) for v in root), skin, int(side * chance.uniform(0.1, 0.22)), cv2.LINE_AA)
    return sensor(lens(scene, 0.7), chance, photons=500, quality=80)


def far(code: Any, chance: np.random.Generator) -> Any:
    """An arm's length too far."""
    scene, _seen, _size = _held(code, chance, module=float(chance.uniform(1.7, 2.8)))
    return sensor(lens(scene, 0.5), chance, photons=600, quality=int(chance.integers(60, 95)))


def tilted(code: Any, chance: np.random.Generator) -> Any:
    """Held as if the camera were somewhere else."""
    scene, _seen, _size = _held(code, chance, tilt=58, turn=180, module=float(chance.uniform(4.5, 7.5)))
    return sensor(lens(scene, 0.6), chance, photons=600, quality=80)


CONDITIONS: dict[str, Maker] = {
    maker.__name__: maker for maker in (daylight, screen, defocus, motion, night, squeezed, shadow, finger, far, tilted)
}


def show(condition: str, purpose: int, number: int) -> Shown:
    """Render photograph ``number`` of a condition; the same numbers give the same picture."""
    seed = (purpose, 50 + sorted(CONDITIONS).index(condition), number)
    chance = np.random.default_rng(seed)
    content = payload(chance)
    return Shown(condition, seed, frozenset({content}), CONDITIONS[condition](modules(content), chance))
