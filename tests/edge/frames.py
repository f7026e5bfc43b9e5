"""Frames as a door's camera takes them, rendered from a seed: one bad condition a frame, and the code that stands in it.

Development seeds are for tuning a reader, held-out seeds for saying how good it is; nobody tunes on the latter. A second painter that
shares nothing with this one but the codes is in ``photographs.py``.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
import segno

from tests.edge.parts import pass_text

WIDTH, HEIGHT = 1280, 720
DEVELOPMENT, HELD_OUT = 1, 2
NOW = 1_790_000_000_000
FINE = 2
"""How many rendered pixels make a camera's pixel, each way."""
WORDS = ("https://example.org/visit?door=12", "请扫码登记 3 号楼", "WIFI:T:WPA;S:stairs;P:not-a-pass;;", "Parcel 88-1204, hand to 4B")
ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """One frame (BGR, 720p) and the codes that stand in it."""

    condition: str
    seed: tuple[int, ...]
    payloads: frozenset[bytes]
    pixels: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """How a code is held: its side in camera pixels, its turn in degrees, how far its corners are off (shares of the side), dark mode."""

    side: float
    turn: float = 0.0
    aslant: float = 0.0
    dark: bool = False


def payload(chance: np.random.Generator) -> bytes:
    """Draw what stands in a code: a signed pass, a short rotating code, a text, or bytes that are no text."""
    kind = chance.choice(4, p=(0.5, 0.25, 0.15, 0.1))
    if kind == 0:
        return pass_text(chance.bytes(16), now=NOW, group=int(chance.integers(1, 400))).encode()
    if kind == 1:
        return ("AJ2:" + "".join(chance.choice(list(ALPHANUMERIC), 52))).encode()
    if kind == 2:
        return str(chance.choice(WORDS)).encode()
    return b"\xff" + chance.bytes(int(chance.integers(8, 60)))


def modules(content: bytes) -> Any:
    """Return a code of level M as an array of 0 (dark) and 255, with a quiet zone of four modules."""
    try:
        code = segno.make(content.decode("ascii"), error="m", micro=False, boost_error=False)
    except UnicodeDecodeError:
        code = segno.make(content, error="m", micro=False, boost_error=False)
    return np.array([[0 if cell else 255 for cell in row] for row in code.matrix_iter(border=4)], np.uint8)


def place(code: Any, hold: Hold, chance: np.random.Generator, *, centre: tuple[float, float] | None = None) -> tuple[Any, Any]:
    """Draw an array of modules into a dull entrance. Return the frame (grey, float) and the code's corners in it."""
    light, dark = (255.0, 0.0) if not hold.dark else (0.0, 255.0)
    flat = np.where(code > 0, light, dark).astype(np.float32)
    middle = centre or (chance.uniform(0.35, 0.65) * WIDTH, chance.uniform(0.4, 0.6) * HEIGHT)
    half = hold.side / 2
    corners = np.array([(-half, -half), (half, -half), (half, half), (-half, half)])
    corners = corners + chance.uniform(-1, 1, (4, 2)) * hold.aslant * hold.side
    turn = np.radians(hold.turn)
    corners = corners @ np.array([(np.cos(turn), np.sin(turn)), (-np.sin(turn), np.cos(turn))]) + middle
    scale = max(1, round(2 * FINE * hold.side / code.shape[0]))
    large = np.kron(flat, np.ones((scale, scale), np.float32))
    size = large.shape[0]
    from_flat = np.array([(0, 0), (size, 0), (size, size), (0, size)], np.float32)
    warp = cv2.getPerspectiveTransform(from_flat, (corners * FINE).astype(np.float32))
    canvas = cv2.resize(entrance(chance), (WIDTH * FINE, HEIGHT * FINE))
    cv2.warpPerspective(large, warp, (WIDTH * FINE, HEIGHT * FINE), canvas, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_TRANSPARENT)
    return cv2.resize(canvas, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA), corners


def entrance(chance: np.random.Generator) -> Any:
    """Return a wall with a few things on it, grey, float32."""
    scene = np.full((HEIGHT, WIDTH), chance.uniform(60, 190), np.float32)
    scene += np.linspace(-30, 30, WIDTH, dtype=np.float32) * chance.uniform(-1, 1)
    for _thing in range(int(chance.integers(2, 9))):
        left, top = int(chance.integers(0, WIDTH - 80)), int(chance.integers(0, HEIGHT - 80))
        right, bottom = left + int(chance.integers(30, 400)), top + int(chance.integers(30, 300))
        cv2.rectangle(scene, (left, top), (right, bottom), float(chance.uniform(20, 230)), -1)
    return cv2.GaussianBlur(scene, (0, 0), 2.0)


def camera(scene: Any, chance: np.random.Generator, *, noise: float = 2.0) -> Any:
    """Return what a sensor makes of a scene: noise of so many grey levels, 8 bits, three channels."""
    taken = np.clip(scene + chance.normal(0, noise, scene.shape), 0, 255).astype(np.uint8)
    return cv2.cvtColor(taken, cv2.COLOR_GRAY2BGR)


def draw_hold(chance: np.random.Generator, code: Any, *, dark: bool | None = None) -> Hold:
    """Draw how somebody holds a code without thinking about it."""
    side = float(chance.uniform(3.6, 8.0)) * code.shape[0]
    return Hold(
        side=float(np.clip(side, 150, 520)),
        turn=float(chance.uniform(-12, 12)),
        aslant=float(chance.uniform(0, 0.04)),
        dark=bool(chance.random() < 0.2) if dark is None else dark,
    )


Maker = Callable[[Any, np.random.Generator], Any]


def clean(code: Any, chance: np.random.Generator) -> Any:
    """Paper, held well."""
    return camera(place(code, draw_hold(chance, code, dark=False), chance)[0], chance)


def dark_mode(code: Any, chance: np.random.Generator) -> Any:
    """A telephone that shows light modules on a dark ground."""
    return camera(place(code, draw_hold(chance, code, dark=True), chance)[0], chance)


def rotated(code: Any, chance: np.random.Generator) -> Any:
    """Turned by any angle."""
    hold = draw_hold(chance, code)
    return camera(place(code, replace(hold, turn=float(chance.uniform(0, 360))), chance)[0], chance)


def aslant(code: Any, chance: np.random.Generator) -> Any:
    """Seen from the side."""
    side, turn, off = chance.uniform(5, 9) * code.shape[0], chance.uniform(-30, 30), chance.uniform(0.06, 0.2)
    hold = Hold(side=float(side), turn=float(turn), aslant=float(off))
    return camera(place(code, hold, chance)[0], chance)


def glared(code: Any, chance: np.random.Generator) -> Any:
    """A lamp mirrored on the glass, over a part of the code."""
    hold = draw_hold(chance, code)
    scene, corners = place(code, hold, chance)
    scene = 30 + scene * chance.uniform(0.45, 0.75)
    at = corners.mean(axis=0) + chance.uniform(-0.45, 0.45, 2) * hold.side
    shine = np.zeros_like(scene)
    axes = (int(hold.side * chance.uniform(0.12, 0.35)), int(hold.side * chance.uniform(0.06, 0.16)))
    cv2.ellipse(shine, (int(at[0]), int(at[1])), axes, float(chance.uniform(0, 180)), 0, 360, float(chance.uniform(120, 330)), -1)
    return camera(scene + cv2.GaussianBlur(shine, (0, 0), hold.side * chance.uniform(0.02, 0.08)), chance)


def dim(code: Any, chance: np.random.Generator) -> Any:
    """Little light, and noise that is large beside it."""
    scene, _corners = place(code, draw_hold(chance, code), chance)
    return camera(scene * chance.uniform(0.05, 0.3), chance, noise=float(chance.uniform(2, 9)))


def moire(code: Any, chance: np.random.Generator) -> Any:
    """A screen's lines against the camera's."""
    scene, _corners = place(code, draw_hold(chance, code), chance)
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    for _wave in range(2):
        angle, period = chance.uniform(0, np.pi), chance.uniform(2.2, 14)
        wave = np.sin((columns * np.cos(angle) + rows * np.sin(angle)) * 2 * np.pi / period)
        scene = scene * (1 + chance.uniform(0.1, 0.45) * wave)
    return camera(scene * 0.75 + 15, chance, noise=4.0)


def small(code: Any, chance: np.random.Generator) -> Any:
    """Held too far away: 1.6 to 3 pixels a module."""
    side, turn = chance.uniform(1.6, 3.0) * code.shape[0], chance.uniform(-25, 25)
    hold = Hold(side=float(side), turn=float(turn), aslant=0.02, dark=bool(chance.random() < 0.2))
    return camera(cv2.GaussianBlur(place(code, hold, chance)[0], (0, 0), float(chance.uniform(0.3, 0.7))), chance)


def covered(code: Any, chance: np.random.Generator) -> Any:
    """A thumb on a part of the code."""
    hold = draw_hold(chance, code)
    scene, corners = place(code, hold, chance)
    at = corners.mean(axis=0) + chance.uniform(-0.5, 0.5, 2) * hold.side
    axes = (int(hold.side * chance.uniform(0.05, 0.2)), int(hold.side * chance.uniform(0.05, 0.13)))
    cv2.ellipse(scene, (int(at[0]), int(at[1])), axes, float(chance.uniform(0, 180)), 0, 360, float(chance.uniform(70, 190)), -1)
    return camera(scene, chance)


def blurred(code: Any, chance: np.random.Generator) -> Any:
    """Out of focus, or moved while the shutter was open."""
    hold = draw_hold(chance, code)
    scene, _corners = place(code, hold, chance)
    module = hold.side / code.shape[0]
    if chance.random() < 0.5:
        return camera(cv2.GaussianBlur(scene, (0, 0), module * chance.uniform(0.35, 0.75)), chance, noise=3.0)
    length = max(3, int(module * chance.uniform(0.8, 2.0)))
    kernel = np.zeros((length, length), np.float32)
    angle = chance.uniform(0, np.pi)
    reach = np.array([np.cos(angle), np.sin(angle)]) * (length - 1) / 2
    middle = (length - 1) / 2
    start, end = np.rint(middle - reach).astype(int), np.rint(middle + reach).astype(int)
    cv2.line(kernel, (int(start[0]), int(start[1])), (int(end[0]), int(end[1])), 1.0)
    return camera(cv2.filter2D(scene, -1, kernel / kernel.sum()), chance, noise=3.0)


def mixed(code: Any, chance: np.random.Generator) -> Any:
    """A little of everything, as at night in the rain."""
    hold = draw_hold(chance, code)
    hold = replace(hold, turn=float(chance.uniform(-45, 45)), aslant=float(chance.uniform(0, 0.1)))
    scene, _corners = place(code, hold, chance)
    scene = cv2.GaussianBlur(scene, (0, 0), hold.side / code.shape[0] * chance.uniform(0.1, 0.45))
    shade = np.linspace(1.0, chance.uniform(0.3, 1.0), WIDTH, dtype=np.float32)
    taken = camera(scene * shade * chance.uniform(0.25, 0.9), chance, noise=float(chance.uniform(2, 9)))
    return cv2.imdecode(cv2.imencode(".jpg", taken, [cv2.IMWRITE_JPEG_QUALITY, int(chance.integers(35, 90))])[1], cv2.IMREAD_COLOR)


CONDITIONS: dict[str, Maker] = {
    maker.__name__: maker for maker in (clean, dark_mode, rotated, aslant, glared, dim, moire, small, covered, blurred, mixed)
}


def show(condition: str, purpose: int, number: int) -> Shown:
    """Render frame ``number`` of a condition; the same numbers give the same frame."""
    seed = (purpose, sorted(CONDITIONS).index(condition), number)
    chance = np.random.default_rng(seed)
    content = payload(chance)
    return Shown(condition, seed, frozenset({content}), CONDITIONS[condition](modules(content), chance))


def show_several(purpose: int, number: int) -> Shown:
    """Render a frame with three codes of different kinds in it."""
    chance = np.random.default_rng((purpose, 100, number))
    contents = [pass_text(chance.bytes(16), now=NOW).encode(), b"https://example.org/poster", b"\xff\x00" + chance.bytes(20)]
    whole = entrance(chance)
    for content, left in zip(contents, (60, 480, 900), strict=True):
        tile = cv2.resize(modules(content).astype(np.float32), (320, 320), interpolation=cv2.INTER_NEAREST)
        top = int(chance.integers(40, 360))
        whole[top : top + 320, left : left + 320] = tile
    return Shown("several", (purpose, 100, number), frozenset(contents), camera(whole, chance))


def show_nothing(purpose: int, number: int) -> Shown:
    """Render an entrance without a code, with something that looks a little like one."""
    chance = np.random.default_rng((purpose, 101, number))
    scene = entrance(chance)
    scramble = chance.integers(0, 2, (33, 33)).astype(np.float32) * 255
    scene[200:464, 500:764] = cv2.resize(scramble, (264, 264), interpolation=cv2.INTER_NEAREST)
    return Shown("nothing", (purpose, 101, number), frozenset(), camera(scene, chance))
