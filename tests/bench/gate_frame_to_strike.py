"""From a camera's frame to the strike, beside other readers: ``python -m tests.bench.gate_frame_to_strike [--scenes N] [--json]``.

Each scene is a pass, turned, tilted, blurred, dimmed or dark, as a person holds it up in a hand that trembles, before a camera of 720p and
one of 1080p. Every reader sees the same frames in the same order, on one core. Times are of that core's work, which others who use the
machine stretch less than a clock; *wall* is the clock's, for what a person waits. Prints a table or, with ``--json``, one line; takes about
two minutes.
"""

import argparse
import json
import time
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np

from edge.gate.decision import decide
from edge.protocol.messages import ClockTrust
from edge.readers.qr import QrReader
from tests.bench._figures import Sample
from tests.bench.qr_reading import Read, by_opencv, by_zxing
from tests.edge.parts import CREDENTIAL, pass_text, picture, trusted_list

NOW = 1_790_000_000_000
TEXT = pass_text(now=NOW)
LOOKS = 6
SIZES = {"720p": (1280, 720), "1080p": (1920, 1080)}
IDLE_FRAMES = 200
AIMS = {"strike_p99": 25, "idle_p50": 3, "wrong": 0}


def hard_scene(chance: np.random.Generator, size: tuple[int, int]) -> list[Any]:
    """Return a few frames of the pass, held as people hold it."""
    width, height = size
    pixels = picture(TEXT, width=width, height=height, dark=bool(chance.random() < 0.25))
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moved = (corners + chance.uniform(-140, 140, corners.shape)).astype(np.float32)
    pixels = cv2.warpPerspective(pixels, cv2.getPerspectiveTransform(corners, moved), size, borderValue=(90, 90, 90))
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), chance.uniform(-40, 40), chance.uniform(0.45, 1.0))
    pixels = cv2.warpAffine(pixels, turn, size, borderValue=(90, 90, 90))
    pixels = cv2.GaussianBlur(pixels, (0, 0), chance.uniform(0.3, 2.4)) * chance.uniform(0.12, 1.0)
    noise = chance.normal(0, chance.uniform(0, 9), pixels.shape)
    return [
        np.clip(np.roll(pixels, chance.integers(-2, 3, 2), (0, 1)) + np.roll(noise, 97 * frame, 1), 0, 255).astype(np.uint8)
        for frame in range(LOOKS)
    ]


class Tally:
    """What one reader made of the scenes, and the seconds of its looks: of work, by the clock, and of the look that read."""

    def __init__(self, make: Callable[[], Read], looks: int) -> None:
        self._make, self._looks = make, looks
        self.read = self.wrong = self.shown = 0
        self.work: list[float] = []
        self.wall: list[float] = []
        self.last_work: list[float] = []
        self.last_wall: list[float] = []

    def look(self, scene: list[Any], opens: Callable[[bytes], bool]) -> None:
        """Show a scene to a fresh reader until it gives something, and decide."""
        reader = self._make()
        for pixels in scene[: self._looks]:
            began, worked = time.perf_counter(), time.thread_time()
            codes = reader(pixels)
            is_open = any(opens(code) for code in codes)
            self.work.append(time.thread_time() - worked)
            self.wall.append(time.perf_counter() - began)
            if codes:
                break
        self.shown += 1
        self.read += is_open
        self.wrong += bool(codes) and not is_open
        if is_open:
            self.last_work.append(self.work[-1])
            self.last_wall.append(self.wall[-1])

    def figures(self) -> dict[str, Any]:
        """Return the share read and milliseconds: of a look, and of the look whose code opened the door, up to the strike."""
        timed = {"look": self.work, "strike": self.last_work, "strike_wall": self.last_wall}
        times = {name: Sample("", seconds).figures(1e3) if seconds else {} for name, seconds in timed.items()}
        return {"read_percent": round(100 * self.read / self.shown, 1), "wrong": self.wrong, **times}


def idle(size: tuple[int, int]) -> dict[str, float]:
    """Return the times of a frame in which nothing moves."""
    reader, empty = QrReader(), np.full((*size[::-1], 3), 90, np.uint8)
    sample = Sample.of("", lambda _n: reader.read(empty), rounds=IDLE_FRAMES, clock=time.thread_time)
    return Sample("", sample.seconds[IDLE_FRAMES // 4 :]).figures(1e3)


def measure(size: tuple[int, int], scenes: int) -> dict[str, Any]:
    """Show every scene to every reader."""
    held = trusted_list({CREDENTIAL: (0, 2**32)}, now=NOW)
    tallies = {
        "cv2.QRCodeDetector": Tally(lambda: by_opencv(cv2.QRCodeDetector()), 1),
        "cv2.QRCodeDetectorAruco": Tally(lambda: by_opencv(cv2.QRCodeDetectorAruco()), 1),
        "zxing-cpp": Tally(lambda: by_zxing, LOOKS),
        "anju": Tally(lambda: QrReader().read, LOOKS),
    }
    chance = np.random.default_rng(3)
    for _scene in range(scenes):
        scene = hard_scene(chance, size)
        for tally in tallies.values():
            tally.look(scene, lambda code: decide(code, held, now_ms=NOW, clock=ClockTrust.SYNCED).opens)
    figures: dict[str, Any] = {name: tally.figures() for name, tally in tallies.items()}
    ours, theirs = figures["anju"], figures["zxing-cpp"]
    ratio = round(ours["strike"]["p99"] / theirs["look"]["p99"], 2) if ours["strike"] else None
    return {**figures, "idle": idle(size), "strike_p99_to_zxing_look_p99": ratio}


def show_table(name: str, found: dict[str, Any]) -> None:
    """Print what was found before one camera."""
    print(f"\n{name:<26}{'read %':>7}{'wrong':>7}" + "".join(f"{part:>22}" for part in ("ms a look", "ms to the strike", "the same, wall")))
    for reader in ("cv2.QRCodeDetector", "cv2.QRCodeDetectorAruco", "zxing-cpp", "anju"):
        one = found[reader]
        times = "".join(f"{' / '.join(str(value) for value in one[part].values()):>22}" for part in ("look", "strike", "strike_wall"))
        print(f"  {reader:<24}{one['read_percent']:>7}{one['wrong']:>7}{times}")
    print(f"  idle frame: {' / '.join(str(value) for value in found['idle'].values())} ms (p50 / p95 / p99, as above)")
    print(f"  strike's p99 to zxing-cpp's p99 of a look: {found['strike_p99_to_zxing_look_p99']}")


def main() -> None:
    """Measure before both cameras, and print a table, or JSON."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--scenes", type=int, default=100)
    chosen = arguments.parse_args()
    cv2.setNumThreads(1)
    found = {name: measure(size, chosen.scenes) for name, size in SIZES.items()}
    if chosen.json:
        print(json.dumps({"bench": "gate_frame_to_strike", "scenes": chosen.scenes, "ms": found, "aims": AIMS}))
        return
    for name, figures in found.items():
        show_table(name, figures)


if __name__ == "__main__":
    main()
