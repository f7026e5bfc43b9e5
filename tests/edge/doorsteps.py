"""A third painter: what a cheap network camera makes of telephones and papers, pixel by pixel from the glass to the JPEG.

It shares neither code nor geometry with the other two. Each of the camera's pixels asks where its ray meets the thing: through a lens that
bends, by a shutter that reads row after row, on paper that is rolled. Behind it lies a mosaic of red, green and blue. A scene can be shown
again a moment later, in a hand that does not hold still, by 720p and 1080p cameras alike.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
import segno

from tests.edge.frames import NOW, Shown
from tests.edge.parts import pass_text

HD, FULL_HD = (1280, 720), (1920, 1080)
FINE = 2
"""How many rays a camera's pixel takes, each way."""
QUIET = 4
LEVELS = "lmqh"
TREMBLE = 0.6
"""How far a hand moves between two frames, modules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A thing before the camera: how many pixels a module has there, angles in degrees, how far it is rolled (radians), where.

    ``skew`` is how many modules it moves while the shutter reads one module's rows. ``is_mirrored`` is as a selfie's preview shows it.
    """

    module: float
    turn: float = 0.0
    tilt: tuple[float, float] = (0.0, 0.0)
    roll: float = 0.0
    at: tuple[float, float] = (0.5, 0.5)
    skew: float = 0.0
    is_mirrored: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Eye:
    """A camera: barrel (share at the corner), defocus (pixels), electrons at white, gain, chroma noise, sharpening, JPEG quality."""

    barrel: float = 0.04
    blur: float = 0.5
    electrons: float = 900.0
    gain: float = 1.0
    chroma: float = 0.0
    sharpening: float = 0.4
    quality: int = 80


class Scene:
    """Light on its way to one camera; ``chance`` draws what stays, ``moment`` what changes from frame to frame."""

    def __init__(self, size: tuple[int, int], chance: np.random.Generator, moment: np.random.Generator) -> None:
        self.size, self.chance, self.moment = size, chance, moment
        self.light = room(size, chance)

    def hold(self, thing: Any, pitch: int, held: Held, eye: Eye) -> Any:
        """Put a thing of ``pitch`` pixels a module into the scene. Return where it shows, 0 to 1."""
        width, height = (side * FINE for side in self.size)
        trembling = self.moment.normal(0, TREMBLE * held.module * FINE, 2)
        middle = np.array(held.at) * (width, height) + trembling
        reach = int(np.hypot(*thing.shape[:2]) / pitch * held.module * FINE * (0.6 + abs(held.skew)))
        left, top = (max(0, int(v) - reach) for v in middle)
        right, bottom = min(width, int(middle[0]) + reach), min(height, int(middle[1]) + reach)
        columns, rows = np.meshgrid(np.arange(left, right, dtype=np.float32), np.arange(top, bottom, dtype=np.float32))
        bent = eye.barrel * (((columns / width - 0.5) ** 2 + (rows / height - 0.5) ** 2) - np.sum((middle / (width, height) - 0.5) ** 2))
        across = (columns - middle[0]) * (1 + bent) + (rows - middle[1]) * held.skew
        down = (rows - middle[1]) * (1 + bent)
        at = _on_thing(across.astype(np.float32), down.astype(np.float32), held, self.size[0] * FINE)
        scale = pitch / (held.module * FINE)
        at = (at[0] * (-scale if held.is_mirrored else scale) + thing.shape[1] / 2, at[1] * scale + thing.shape[0] / 2)
        soft = cv2.GaussianBlur(thing, (0, 0), 0.35 * scale) if scale > 1.3 else thing
        seen = cv2.remap(
            soft, *(one.astype(np.float32) for one in at), cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=(-1, -1, -1)
        )
        mask = (seen[:, :, 1] >= 0).astype(np.float32)[:, :, None]
        self.light[top:bottom, left:right] = self.light[top:bottom, left:right] * (1 - mask) + seen * mask
        return mask, (left, top, right, bottom)


def _on_thing(across: Any, down: Any, held: Held, focal: float) -> tuple[Any, Any]:
    """Return where the rays meet a thing: a plane that is turned and tilted, or rolled about its own upright axis."""
    turn, (x_tilt, y_tilt) = np.radians(held.turn), np.radians(held.tilt)
    x, y = across * np.cos(turn) + down * np.sin(turn), down * np.cos(turn) - across * np.sin(turn)
    # A plane through the middle at distance `focal`: depth grows along the tilted axes, and pixels with it.
    normal = np.array((np.tan(x_tilt), np.tan(y_tilt)))
    depth = 1 / np.maximum(1 - (x * normal[0] + y * normal[1]) / focal, 0.2)
    on_x, on_y = x * depth / np.cos(x_tilt), y * depth / np.cos(y_tilt)
    if held.roll:
        radius = held.module * FINE * 40 / held.roll
        on_x = np.arcsin(np.clip(on_x / radius, -0.99, 0.99)) * radius
    return on_x, on_y


def content(chance: np.random.Generator) -> tuple[Any, bytes]:
    """Draw a code of any level and up to version 10: its modules (0 dark, 1 light; with a quiet zone), and what it says."""
    kind, level = chance.choice(4, p=(0.4, 0.2, 0.2, 0.2)), str(chance.choice(list(LEVELS)))
    if kind == 0:
        says: str | bytes = pass_text(chance.bytes(16), now=NOW, group=int(chance.integers(1, 400)))
        level = "m"
    elif kind == 1:
        says = "AJ2:" + chance.bytes(26).hex().upper()
    elif kind == 2:
        says = "https://door.example/" + chance.bytes(int(chance.integers(4, 50))).hex()
    else:
        says = b"\xfe" + chance.bytes(int(chance.integers(4, 110)))
    code = segno.make(says, error=level, micro=False, boost_error=False)
    if code.version > 10:
        code = segno.make(says, error="l", micro=False, boost_error=False)
    cells = np.array(list(code.matrix_iter(border=QUIET)), np.uint8) == 0
    return cells.astype(np.float32), says if isinstance(says, bytes) else says.encode()


def telephone(cells: Any, chance: np.random.Generator, *, is_dark: bool = False) -> tuple[Any, int]:
    """Return a screen in linear light: three stripes a pixel, a black matrix between, a status bar, a bezel."""
    pitch = int(chance.integers(3, 6))
    page = np.kron(1 - cells if is_dark else cells, np.ones((pitch, pitch), np.float32))
    side, ground = page.shape[0], 0.02 if is_dark else 0.93
    page = cv2.copyMakeBorder(page, side // 2, side // 3, side // 9, side // 9, cv2.BORDER_CONSTANT, value=ground)
    page[_written(page.shape, "PASS 12:40", (side // 8, side // 3), side / 260)] = 1.0 - ground
    screen = np.kron(np.repeat(page[:, :, None], 3, axis=2) * 0.9 + 0.015, np.ones((3, 3, 1), np.float32))
    stripes = np.full((3, 3, 3), 0.15, np.float32)
    for colour in range(3):
        stripes[:2, 2 - colour, colour] = 2.6
    screen *= np.tile(stripes, (page.shape[0], page.shape[1], 1))
    bezel = side // 3
    return cv2.copyMakeBorder(screen, bezel, bezel, bezel // 2, bezel // 2, cv2.BORDER_CONSTANT, value=(0.01, 0.01, 0.01)), pitch * 3


def paper(cells: Any, chance: np.random.Generator) -> tuple[Any, int]:
    """Return a print in linear light: ink that bleeds, dots of a printer that runs dry, fibres, and writing round it."""
    pitch = 12
    ink = cv2.GaussianBlur(np.kron(cells, np.ones((pitch, pitch), np.float32)), (0, 0), 2.0) + chance.normal(0, 0.12)
    ink = 1 / (1 + np.exp(-(ink - 0.5) * 12))
    sheet = cv2.copyMakeBorder(ink, *(int(ink.shape[0] * share) for share in (0.3, 0.05, 0.05, 0.05)), cv2.BORDER_CONSTANT, value=1.0)
    sheet[_written(sheet.shape, "DOOR PASS 88", (pitch * 3, int(ink.shape[0] * 0.2)), ink.shape[0] / 320)] = 0.1
    grey = 0.07 + chance.uniform(0.5, 0.85) * sheet + chance.normal(0, 0.03, sheet.shape)
    return (np.repeat(grey[:, :, None], 3, axis=2) * chance.uniform(0.85, 1.0, 3)).astype(np.float32), pitch


def _written(shape: tuple[int, ...], words: str, at: tuple[int, int], size: float) -> Any:
    mask = np.zeros(shape[:2], np.uint8)
    cv2.putText(mask, words, at, cv2.FONT_HERSHEY_DUPLEX, size, 255, max(1, int(size * 2)))
    return mask > 0


def room(size: tuple[int, int], chance: np.random.Generator) -> Any:
    """Return a stairwell in linear light: tiles, letter boxes, name plates, posters, and rings within rings that are no finder."""
    width, height = size
    small = (chance.random((6, 10, 3)) * chance.uniform(80, 180)).astype(np.uint8)
    scene = cv2.resize(small, size, interpolation=cv2.INTER_CUBIC)
    for _thing in range(int(chance.integers(6, 26))):
        x, y, side = int(chance.integers(0, width)), int(chance.integers(0, height)), int(chance.integers(14, height // 5))
        colour = tuple(float(v) for v in chance.uniform(0, 230, 3))
        kind = chance.integers(0, 5)
        if kind == 0:
            part = scene[y : y + side, x : x + side]
            tiles = chance.integers(0, 255, (side // 6 + 1, side // 6 + 1), np.uint8)
            part[:] = cv2.resize(tiles, (side, side), interpolation=cv2.INTER_NEAREST)[: part.shape[0], : part.shape[1], None]
        elif kind == 1:
            for share, level in ((1.0, 30), (0.72, 220), (0.43, 30)):
                half = int(side * share / 2)
                cv2.rectangle(scene, (x - half, y - half), (x + half, y + half), (level,) * 3, -1)
        elif kind == 2:
            cv2.putText(scene, "No 12 - 4B WANG", (x, y), cv2.FONT_HERSHEY_SIMPLEX, side / 50, colour, max(1, side // 30))
        elif kind == 3:
            for line in range(0, side, 7):
                cv2.line(scene, (x + line, y), (x + line, y + side // 2), colour, int(chance.integers(1, 5)))
        else:
            cv2.rectangle(scene, (x, y), (x + side * 2, y + side), colour, -1)
    return cv2.resize((scene / np.float32(255)) ** 2, (width * FINE, height * FINE), interpolation=cv2.INTER_LINEAR)


def take(scene: Scene, eye: Eye) -> Any:
    """Return what the camera hands over: mosaic, noise, gain, demosaicing, sharpening, gamma, JPEG with halved colour."""
    light = cv2.resize(cv2.GaussianBlur(scene.light, (0, 0), max(0.3, eye.blur * FINE)), scene.size, interpolation=cv2.INTER_AREA)
    mosaic = light[:, :, 1].copy()
    mosaic[0::2, 0::2], mosaic[1::2, 1::2] = light[0::2, 0::2, 2], light[1::2, 1::2, 0]
    counted = scene.moment.poisson(np.clip(mosaic, 0, 3) * eye.electrons) + scene.moment.normal(0, 2.5, mosaic.shape)
    raw = np.clip(counted / eye.electrons * eye.gain, 0, 1)
    colour = cv2.cvtColor((raw * 65535).astype(np.uint16), cv2.COLOR_BayerBG2BGR).astype(np.float32) / 65535
    bent = np.clip(colour, 0, 1) ** (1 / 2.2) * 255
    bent += eye.sharpening * (bent - cv2.GaussianBlur(bent, (0, 0), 1.2))
    if eye.chroma:
        blots = cv2.resize(scene.moment.normal(0, eye.chroma, (scene.size[1] // 3, scene.size[0] // 3, 3)).astype(np.float32), scene.size)
        bent += blots - blots.mean(axis=2, keepdims=True)
    pixels = np.clip(bent, 0, 255).astype(np.uint8)
    return cv2.imdecode(cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, eye.quality])[1], cv2.IMREAD_COLOR)


def _draw_held(scene: Scene, **known: Any) -> Held:
    chance = scene.chance
    drawn = Held(
        module=float(chance.uniform(3.0, 6.0)),
        turn=float(chance.uniform(-20, 20)),
        tilt=(float(chance.uniform(-15, 15)), float(chance.uniform(-15, 15))),
        at=(float(chance.uniform(0.35, 0.65)), float(chance.uniform(0.4, 0.6))),
    )
    return replace(drawn, **known)


def _thing(cells: Any, chance: np.random.Generator, kind: str = "") -> tuple[Any, int]:
    kind = kind or str(chance.choice(["telephone", "paper"]))
    return telephone(cells, chance, is_dark=bool(chance.random() < 0.3)) if kind == "telephone" else paper(cells, chance)


def _plainly(scene: Scene, cells: Any, *, kind: str = "", eye: Eye | None = None, **known: Any) -> Any:
    eye = eye or Eye()
    thing, pitch = _thing(cells, scene.chance, kind)
    scene.hold(thing, pitch, _draw_held(scene, **known), eye)
    return take(scene, eye)


Maker = Callable[[Scene, Any], Any]


def noon(scene: Scene, cells: Any) -> Any:
    """A good camera, a steady hand."""
    return _plainly(scene, cells)


def rolling(scene: Scene, cells: Any) -> Any:
    """A shutter that reads row after row while the thing goes by."""
    return _plainly(scene, cells, skew=float(scene.chance.uniform(-0.45, 0.45)))


def mosaic(scene: Scene, cells: Any) -> Any:
    """A cheap sensor, oversharpened, pressed hard."""
    eye = Eye(blur=0.3, electrons=250, sharpening=float(scene.chance.uniform(1, 2)), quality=int(scene.chance.integers(12, 35)))
    return _plainly(scene, cells, eye=eye)


def banded(scene: Scene, cells: Any) -> Any:
    """A screen that is dimmed by switching it on and off, seen row after row."""
    chance, eye = scene.chance, Eye(electrons=500)
    thing, pitch = _thing(cells, chance, "telephone")
    mask, (left, top, right, bottom) = scene.hold(thing, pitch, _draw_held(scene), eye)
    phase, period = scene.moment.uniform(0, 1), chance.uniform(18, 160) * FINE
    lit = np.clip(np.sin((np.arange(top, bottom) / period + phase) * 2 * np.pi) * 4 + chance.uniform(-2, 2), 0, 1)
    dark = chance.uniform(0.15, 0.6)
    scene.light[top:bottom, left:right] *= 1 - mask * (1 - dark - (1 - dark) * lit.astype(np.float32)[:, None, None])
    return take(scene, eye)


def bent(scene: Scene, cells: Any) -> Any:
    """Paper that is rolled, or lies on a bottle."""
    return _plainly(scene, cells, kind="paper", roll=float(scene.chance.uniform(0.5, 1.5)), module=float(scene.chance.uniform(3.5, 6.5)))


def steep(scene: Scene, cells: Any) -> Any:
    """Seen from up to sixty degrees off."""
    chance = scene.chance
    tilts = [float(chance.uniform(35, 60) * chance.choice((-1, 1))), float(chance.uniform(-15, 15))]
    return _plainly(
        scene, cells, tilt=tuple(chance.permutation(tilts)), module=float(chance.uniform(4.5, 7.0)), turn=float(chance.uniform(-180, 180))
    )


def tiny(scene: Scene, cells: Any) -> Any:
    """Two arms' lengths away."""
    return _plainly(scene, cells, eye=Eye(blur=0.4), module=float(scene.chance.uniform(2.2, 2.9)), tilt=(0.0, 0.0))


def corner(scene: Scene, cells: Any) -> Any:
    """Near the edge of a wide lens that darkens and bends there."""
    chance = scene.chance
    eye = Eye(barrel=float(chance.uniform(0.3, 0.7)), electrons=500, blur=0.8)
    thing, pitch = _thing(cells, chance)
    at = (float(chance.choice((0.24, 0.76))), float(chance.choice((0.34, 0.66))))
    scene.hold(thing, pitch, _draw_held(scene, at=at, module=float(chance.uniform(3.0, 4.0))), eye)
    rows, columns = (np.linspace(-1, 1, side * FINE, dtype=np.float32) for side in scene.size[::-1])
    scene.light *= (1 / (1 + chance.uniform(0.8, 2.5) * (rows[:, None] ** 2 + columns[None] ** 2)) ** 2)[:, :, None]
    return take(scene, eye)


def arcs(scene: Scene, cells: Any) -> Any:
    """A wrist that turns while the shutter is open."""
    chance, eye = scene.chance, Eye(electrons=600)
    thing, pitch = _thing(cells, chance)
    held = _draw_held(scene)
    scene.hold(thing, pitch, held, eye)
    pivot = np.array(held.at) * (scene.size[0] * FINE, scene.size[1] * FINE) + chance.uniform(-1, 1, 2) * 40 * held.module * FINE
    sweep = np.degrees(chance.uniform(0.3, 1.0) / 40)
    turns = [cv2.getRotationMatrix2D(pivot.tolist(), float(way), 1.0) for way in np.linspace(-sweep, sweep, 7)]
    swept = np.zeros_like(scene.light)
    for turn in turns:
        swept += cv2.warpAffine(scene.light, turn, swept.shape[1::-1], borderMode=cv2.BORDER_REPLICATE)
    scene.light = swept / len(turns)
    return take(scene, eye)


def half_glare(scene: Scene, cells: Any) -> Any:
    """A window mirrored over half of the glass."""
    chance, eye = scene.chance, Eye()
    thing, pitch = _thing(cells, chance, "telephone")
    mask, (left, top, right, bottom) = scene.hold(thing, pitch, _draw_held(scene), eye)
    rows, columns = np.mgrid[top:bottom, left:right].astype(np.float32)
    angle = chance.uniform(0, 2 * np.pi)
    way = (columns - (left + right) / 2) * np.cos(angle) + (rows - (top + bottom) / 2) * np.sin(angle)
    pane = 1 / (1 + np.exp(-way / chance.uniform(1, 20)))
    scene.light[top:bottom, left:right] += mask * pane[:, :, None] * chance.uniform(0.15, 0.7)
    return take(scene, eye)


def dusk(scene: Scene, cells: Any) -> Any:
    """Little light, blots of colour, and a gain that brings them out."""
    chance = scene.chance
    scene.light *= 0.8
    eye = Eye(
        electrons=float(chance.uniform(18, 70)), gain=float(chance.uniform(0.5, 1.2)), chroma=float(chance.uniform(4, 14)), quality=55
    )
    return _plainly(scene, cells, kind="paper", eye=eye)


def inverted(scene: Scene, cells: Any) -> Any:
    """Light modules on a dark ground, whatever the medium."""
    return _plainly(scene, 1 - cells, kind="paper" if scene.chance.random() < 0.5 else "telephone")


def mirrored(scene: Scene, cells: Any) -> Any:
    """What a selfie's preview shows, or a pane of glass."""
    return _plainly(scene, cells, is_mirrored=True)


CONDITIONS: dict[str, Maker] = {
    maker.__name__: maker
    for maker in (noon, rolling, mosaic, banded, bent, steep, tiny, corner, arcs, half_glare, dusk, inverted, mirrored)
}


def show(condition: str, purpose: int, number: int, *, moment: int = 0, size: tuple[int, int] = HD) -> Shown:
    """Render frame ``moment`` of a scene; the same numbers give the same frame."""
    seed = (purpose, 70 + sorted(CONDITIONS).index(condition), number)
    chance = np.random.default_rng(seed)
    cells, says = content(chance)
    scene = Scene(size, chance, np.random.default_rng((*seed, moment)))
    return Shown(condition, seed, frozenset({says}), CONDITIONS[condition](scene, cells))


def show_several(purpose: int, number: int, *, moment: int = 0, size: tuple[int, int] = HD) -> Shown:
    """Render two telephones and a paper side by side, each with a code of its own."""
    seed = (purpose, 69, number)
    chance = np.random.default_rng(seed)
    scene, eye = Scene(size, chance, np.random.default_rng((*seed, moment))), Eye()
    said = set()
    for place, kind in enumerate(chance.permutation(["telephone", "telephone", "paper"])):
        cells, says = content(chance)
        said.add(says)
        thing, pitch = _thing(cells, chance, str(kind))
        at = (0.2 + 0.3 * place, float(chance.uniform(0.45, 0.55)))
        module = min(size[0] * 0.2 / cells.shape[0], float(chance.uniform(3.0, 5.0)))
        scene.hold(thing, pitch, _draw_held(scene, at=at, module=module), eye)
    return Shown("several", seed, frozenset(said), take(scene, eye))
