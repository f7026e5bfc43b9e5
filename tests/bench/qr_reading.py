"""Codes read, by condition, beside other readers on the same frames: ``python -m tests.bench.qr_reading [--frames N] [--development]``.

Frames come from three painters (``tests/edge/frames.py``, ``photographs.py``, ``doorsteps.py``) and from seeds on which nothing was tuned.
*Still* is a picture that is looked at in every way (``anju-edge read PICTURE``), *live* is the running gate: the same scene for a few
frames. The third painter's hand trembles meanwhile and its camera makes new noise, which helps any reader: hence *zxing, 9*. Milliseconds
are of one core's work a look, so that a busy machine stretches them less than a clock would.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import cv2
import numpy as np
import zxingcpp

from edge.readers.qr import QrReader, read_still
from tests.edge import doorsteps, frames, photographs
from tests.edge.frames import DEVELOPMENT, HELD_OUT, Shown

LIVE_FRAMES = 9
IDLE_FRAMES = 200
QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
PAINTERS = {"frames": frames, "photographs": photographs, "doorsteps": doorsteps}
AIMS = {"read_percent": 93, "clean_percent": 100, "wrong": 0, "idle_ms": 3, "still_p95_ms": 100}
Read = Callable[[Any], list[bytes]]
Film = Callable[[int], Shown]


@dataclass
class Tally:
    """What one reader made of the frames."""

    read: dict[str, int] = field(default_factory=dict)
    wrong: int = 0
    seconds: list[float] = field(default_factory=list)

    def look(self, film: Film, make: Callable[[], Read], looks: int) -> None:
        """Show a scene to a fresh reader, as often as it may look."""
        reader, found = make(), set()
        for moment in range(looks):
            shown = film(moment)
            began = time.thread_time()
            found = set(reader(shown.pixels))
            self.seconds.append(time.thread_time() - began)
            if found:
                break
        self.read[shown.condition] = self.read.get(shown.condition, 0) + (found == shown.payloads)
        self.wrong += bool(found - shown.payloads)

    def figures(self, total: int) -> dict[str, float]:
        """Return the share read and the times of a look."""
        p50, p95, p99 = (round(float(np.percentile(self.seconds, part)) * 1e3, 1) for part in (50, 95, 99))
        return {"read_percent": round(100 * sum(self.read.values()) / total, 1), "wrong": self.wrong, "p50": p50, "p95": p95, "p99": p99}


def by_opencv(detector: Any) -> Read:
    """Return OpenCV's own reader; it raises on bytes that are no UTF-8."""

    def read(pixels: Any) -> list[bytes]:
        try:
            text, _corners, _code = detector.detectAndDecode(pixels)
        except UnicodeDecodeError:
            return []
        return [text.encode()] if text else []

    return read


def by_zxing(pixels: Any) -> list[bytes]:
    """Read with zxing-cpp as it comes."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    return [bytes(code.bytes) for code in zxingcpp.read_barcodes(grey, formats=QR)]


READERS: dict[str, tuple[Callable[[], Read], int]] = {
    "cv2": (lambda: by_opencv(cv2.QRCodeDetector()), 1),
    "aruco": (lambda: by_opencv(cv2.QRCodeDetectorAruco()), 1),
    "zxing": (lambda: by_zxing, 1),
    "zxing, 9": (lambda: by_zxing, LIVE_FRAMES),
    "live": (lambda: QrReader().read, LIVE_FRAMES),
    "still": (lambda: read_still, 1),
}


def films(purpose: int, count: int) -> Iterator[tuple[str, Film]]:
    """Yield so many scenes of each painter and condition."""
    for name, painter in PAINTERS.items():
        for condition in painter.CONDITIONS:
            for number in range(count):
                yield name, _film(painter, condition, purpose, number)


def _film(painter: Any, condition: str, purpose: int, number: int) -> Film:
    if painter is doorsteps:
        return cache(lambda moment: doorsteps.show(condition, purpose, number, moment=moment))
    still = painter.show(condition, purpose, number)
    return lambda _moment: still


def idle() -> float:
    """Return the median ms of a frame in which nothing moves but the sensor's noise."""
    chance, reader = np.random.default_rng(9), QrReader()
    scene = frames.entrance(chance)
    stills = [frames.camera(scene, chance, noise=3.0) for _frame in range(8)]
    seconds = []
    for number in range(IDLE_FRAMES):
        began = time.thread_time()
        reader.read(stills[number % len(stills)])
        seconds.append(time.thread_time() - began)
    return round(float(np.mean(seconds[IDLE_FRAMES // 4 :])) * 1e3, 2)


def measure(purpose: int, count: int) -> dict[str, Any]:
    """Show every frame to every reader."""
    tallies = {painter: {name: Tally() for name in READERS} for painter in PAINTERS}
    for painter, film in films(purpose, count):
        for name, (make, looks) in READERS.items():
            tallies[painter][name].look(film, make, looks)
    blank = [frames.show_nothing(purpose, number) for number in range(count)]
    for name, (make, looks) in READERS.items():
        for one in blank:
            tallies["frames"][name].wrong += any(make()(one.pixels) for _look in range(looks))
    return {
        painter: {
            "conditions": {one: {name: tally.read.get(one, 0) for name, tally in readers.items()} for one in PAINTERS[painter].CONDITIONS},
            "readers": {name: tally.figures(count * len(PAINTERS[painter].CONDITIONS)) for name, tally in readers.items()},
        }
        for painter, readers in tallies.items()
    }


def show_table(painter: str, found: dict[str, Any], count: int) -> None:
    print(f"\n{painter}: {count} a condition" + "".join(f"{name:>9}" for name in READERS))
    for condition, read in found["conditions"].items():
        print(f"  {condition:<25}" + "".join(f"{read[name]:>9}" for name in READERS))
    for figure in ("read_percent", "wrong", "p50", "p95", "p99"):
        print(f"  {figure:<25}" + "".join(f"{found['readers'][name][figure]:>9}" for name in READERS))


def main() -> None:
    """Measure and print a table, or JSON."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--frames", type=int, default=10, help="frames a condition")
    arguments.add_argument("--development", action="store_true", help="the seeds that a reader may be tuned on")
    chosen = arguments.parse_args()
    cv2.setNumThreads(1)
    found = measure(DEVELOPMENT if chosen.development else HELD_OUT, chosen.frames)
    found["idle_ms"] = idle()
    if chosen.json:
        print(json.dumps({"bench": "qr_reading", "frames": chosen.frames, **found, "aims": AIMS}))
        return
    for painter in PAINTERS:
        show_table(painter, found[painter], chosen.frames)
    print(f"\nidle frame of 720p, mean ms: {found['idle_ms']} (aim ≤ {AIMS['idle_ms']})")


if __name__ == "__main__":
    main()
