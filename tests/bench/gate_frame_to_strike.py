"""From a camera's frame to the strike, beside other readers on the same frames: ``python -m tests.bench.gate_frame_to_strike``.

Each frame is a 720p picture of a pass, turned, tilted, blurred, dimmed or dark, as a person holds it up; some have no code. Prints a table
and one JSON line. Every reader sees the same frames in the same order, one core each. Takes less than a minute.
"""

import json
import time
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np

from edge.gate.decision import decide
from edge.protocol.messages import ClockTrust
from edge.readers.qr import QrReader
from tests.bench.figures import Sample
from tests.bench.qr_reading import Read, by_opencv, by_zxing
from tests.edge.parts import CREDENTIAL, pass_text, picture, trusted_list

NOW = 1_790_000_000_000
TEXT = pass_text(now=NOW)
LOOKS = 6


def hard_frame(chance: np.random.Generator) -> Any:
    """Return one rendered frame of the pass, held as people hold it."""
    pixels = picture(TEXT, dark=bool(chance.random() < 0.25))
    height, width = pixels.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moved = (corners + chance.uniform(-140, 140, corners.shape)).astype(np.float32)
    pixels = cv2.warpPerspective(pixels, cv2.getPerspectiveTransform(corners, moved), (width, height), borderValue=(90, 90, 90))
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), chance.uniform(-40, 40), chance.uniform(0.45, 1.0))
    pixels = cv2.warpAffine(pixels, turn, (width, height), borderValue=(90, 90, 90))
    pixels = cv2.GaussianBlur(pixels, (0, 0), chance.uniform(0.3, 2.4))
    noisy = pixels * chance.uniform(0.12, 1.0) + chance.normal(0, chance.uniform(0, 9), pixels.shape)
    return np.clip(noisy, 0, 255).astype(np.uint8)


def try_reader(name: str, make: Callable[[], Read], frames: list[Any], *, looks: int = 1) -> dict[str, Any]:
    """Show each frame up to ``looks`` times, as a camera would, and note the share read, wrong readings and times of one look in ms."""
    seconds: list[float] = []
    found = wrong = 0
    for pixels in frames:
        read = make()
        codes: list[bytes] = []
        for _look in range(looks):
            began = time.perf_counter()
            codes = read(pixels)
            seconds.append(time.perf_counter() - began)
            if codes:
                break
        found += codes == [TEXT.encode()]
        wrong += bool(codes) and codes != [TEXT.encode()]
    figures = {"read_percent": round(100 * found / len(frames), 1), "wrong": wrong, **Sample(name, seconds).figures(1e3)}
    print(f"  {name:<34}" + "  ".join(f"{key} {value:>6}" for key, value in figures.items()))
    return figures


def frame_to_strike(frames: list[Any]) -> dict[str, Any]:
    """Return the times from a frame to the word that lets the door go, of frames whose code was read; and of a still, empty frame."""
    held = trusted_list({CREDENTIAL: (0, 2**32)}, now=NOW)
    seconds, empty = [], np.full((720, 1280, 3), 90, np.uint8)
    reader = QrReader()
    for pixels in frames:
        for _look in range(LOOKS):
            began = time.perf_counter()
            opened = [decide(code, held, now_ms=NOW, clock=ClockTrust.SYNCED).opens for code in reader.read(pixels)]
            if any(opened):
                seconds.append(time.perf_counter() - began)
                break
    idle = Sample.of("idle", lambda _n: reader.read(empty), rounds=200)
    return {"frame_to_strike": Sample("", seconds).figures(1e3), "idle_frame": Sample("", idle.seconds[20:]).figures(1e3)}


def main(frames_wanted: int = 150) -> None:
    cv2.setNumThreads(1)
    chance = np.random.default_rng(3)
    frames = [hard_frame(chance) for _number in range(frames_wanted)]
    print(f"{len(frames)} hard frames of 720p, one core, ms a look")
    readers: dict[str, Any] = {
        "cv2.QRCodeDetector": try_reader("cv2.QRCodeDetector", lambda: by_opencv(cv2.QRCodeDetector()), frames),
        "cv2.QRCodeDetectorAruco": try_reader("cv2.QRCodeDetectorAruco", lambda: by_opencv(cv2.QRCodeDetectorAruco()), frames),
        "zxing-cpp": try_reader("zxing-cpp", lambda: by_zxing, frames),
        "anju": try_reader("anju (up to 6 looks)", lambda: QrReader().read, frames, looks=LOOKS),
    }
    whole = frame_to_strike(frames)
    for name, figures in whole.items():
        print(f"  {name:<34}" + "  ".join(f"{key} {value:>6}" for key, value in figures.items()))
    print(json.dumps({"bench": "gate_frame_to_strike", "frames": len(frames), "ms": {**readers, **whole}}))


if __name__ == "__main__":
    main()
