"""Cameras as they are: a folder, a film, a stream over HTTP, and a stream that freezes in the middle of a picture."""

import itertools
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from edge.gate.obstruction import Obstruction
from edge.readers.camera import LEFT_BEHIND_MAX, Camera
from tests.edge import frames
from tests.edge.parts import wait_for
from tests.edge.streams import GREY, Stream


@pytest.fixture
def stream() -> Iterator[Stream]:
    stream = Stream()
    yield stream
    stream.close()


@pytest.fixture
def cameras() -> Iterator[list[Camera]]:
    opened: list[Camera] = []
    yield opened
    for camera in opened:
        camera.close()


def test_a_folder_gives_each_picture_and_then_what_is_put_there_later(tmp_path: Path, cameras: list[Camera]) -> None:
    cv2.imwrite(str(tmp_path / "1.png"), GREY)
    (tmp_path / "2.png").write_bytes(b"no picture")
    camera = Camera(str(tmp_path), deadline_ms=5000)
    cameras.append(camera)
    assert wait_for(lambda: camera.take(1.0), what="a frame").pixels.mean() == 128
    cv2.imwrite(str(tmp_path / "unfinished.bmp"), GREY // 2)
    (tmp_path / "unfinished.bmp").rename(tmp_path / "3.png")
    wait_for(lambda: (frame := camera.take(1.0)) and frame.pixels.mean() == 64, what="the new picture")
    wait_for(camera.sees, what="seeing")


@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_folder_that_is_taken_away_is_found_again(tmp_path: Path, cameras: list[Camera]) -> None:
    (tmp_path / "camera").mkdir()
    cv2.imwrite(str(tmp_path / "camera/1.png"), GREY)
    camera = Camera(str(tmp_path / "camera"), deadline_ms=600)
    cameras.append(camera)
    wait_for(lambda: camera.take(0.5), what="a frame")
    (tmp_path / "camera").rename(tmp_path / "away")
    wait_for(lambda: not camera.sees() and camera.take(0.0) is None, what="noticing")
    (tmp_path / "away").rename(tmp_path / "camera")
    wait_for(lambda: camera.take(0.5) and camera.sees(), what="a frame after it is back")


def test_a_film_is_played_and_played_again(tmp_path: Path, cameras: list[Camera]) -> None:
    film = cv2.VideoWriter(str(tmp_path / "door.avi"), cv2.VideoWriter.fourcc(*"MJPG"), 25.0, (320, 240))
    for _frame in range(5):
        film.write(GREY)
    film.release()
    camera = Camera(str(tmp_path / "door.avi"), deadline_ms=5000)
    cameras.append(camera)
    for number in range(1, 9):
        wait_for(lambda: camera.take(1.0), what=f"frame {number} of a film of five")


def test_a_stream_that_freezes_is_left_behind_and_connected_again(stream: Stream, cameras: list[Camera]) -> None:
    camera = Camera(stream.address, deadline_ms=1000)
    cameras.append(camera)
    wait_for(lambda: camera.take(0.5) and camera.sees(), what="a frame")
    stream.frozen.set()
    wait_for(lambda: not camera.sees() and camera.take(0.0) is None, what="noticing")
    wait_for(lambda: stream.connections >= 2, what="another connection")
    assert camera.take(0.0) is None
    stream.frozen.clear()
    wait_for(lambda: camera.take(0.5) and camera.sees(), what="a frame after the freeze")


def test_a_longer_deadline_waits_longer(stream: Stream, cameras: list[Camera]) -> None:
    patient, hasty = Camera(stream.address, deadline_ms=60_000), Camera(stream.address, deadline_ms=600)
    cameras += [patient, hasty]
    wait_for(lambda: patient.take(0.5) and hasty.take(0.5), what="frames")
    stream.frozen.set()
    wait_for(lambda: not hasty.sees(), what="the hasty one noticing")
    assert patient.sees()


class Stuck:
    """A camera that gives three frames, and then lets a read wait for as long as a test likes: it asks nobody about a deadline."""

    def __init__(self, level: int, ended: threading.Event) -> None:
        self._level, self._left, self._ended = level, 3, ended

    def read(self) -> tuple[bool, Any]:
        time.sleep(0.02)
        self._left -= 1
        if self._left < 0:
            self._ended.wait()
        return True, np.full((24, 32, 3), self._level, np.uint8)

    def release(self) -> None:
        pass


def readings() -> int:
    return sum(thread.name == "camera-read" for thread in threading.enumerate())


def test_a_read_that_never_returns_is_left_behind(monkeypatch: pytest.MonkeyPatch, cameras: list[Camera]) -> None:
    wait_for(lambda: readings() == 0, what="the ends of what other cameras read")
    ended, opened = threading.Event(), itertools.count(100)
    monkeypatch.setattr("edge.readers.camera._open", lambda _source, _deadline_s: Stuck(next(opened), ended))
    camera = Camera("0", deadline_ms=300)
    cameras.append(camera)
    levels: list[float] = []

    def take() -> float:
        if frame := camera.take(0.5):
            levels.append(frame.pixels.mean())
        return levels[-1] if levels else 0.0

    wait_for(lambda: take() == 100 + LEFT_BEHIND_MAX - 1, what="one connection after the other, while the first reads wait")
    assert levels == sorted(levels)
    wait_for(lambda: not camera.sees(), what="noticing")
    wait_for(lambda: readings() >= LEFT_BEHIND_MAX, what="as many as may be left behind")
    time.sleep(1.0)
    assert next(opened) == 100 + LEFT_BEHIND_MAX
    camera.take(0.0)
    ended.set()
    after = {wait_for(lambda: camera.take(0.5), what="a frame at last").pixels.mean() for _frame in range(6)}
    assert min(after) >= 100 + LEFT_BEHIND_MAX - 1, "what a read gives that was left behind is not taken"


def test_an_opening_that_never_returns_is_left_behind(tmp_path: Path, cameras: list[Camera]) -> None:
    os.mkfifo(tmp_path / "door.avi")
    wait_for(lambda: readings() == 0, what="the ends of what other cameras read")
    camera = Camera(str(tmp_path / "door.avi"), deadline_ms=300)
    cameras.append(camera)
    wait_for(lambda: readings() >= 2, what="another connection")
    began = time.monotonic()
    assert camera.take(0.05) is None
    assert time.monotonic() - began < 60, "nobody waits for it"
    assert not camera.sees()
    camera.close()
    wait_for(lambda: (os.close(os.open(tmp_path / "door.avi", os.O_RDWR | os.O_NONBLOCK)), readings() == 0)[1], what="their ends")


def test_a_camera_that_is_unplugged_is_found_again(tmp_path: Path, cameras: list[Camera]) -> None:
    film = cv2.VideoWriter(str(tmp_path / "door.avi"), cv2.VideoWriter.fourcc(*"MJPG"), 25.0, (320, 240))
    for _frame in range(5):
        film.write(GREY)
    film.release()
    camera = Camera(str(tmp_path / "door.avi"), deadline_ms=600)
    cameras.append(camera)
    wait_for(lambda: camera.take(0.5), what="a frame")
    (tmp_path / "door.avi").rename(tmp_path / "away.avi")
    wait_for(lambda: not camera.sees() and camera.take(0.0) is None, what="noticing")
    (tmp_path / "away.avi").rename(tmp_path / "door.avi")
    wait_for(lambda: camera.take(0.5) and camera.sees(), what="a frame after it is back")


def test_no_camera_is_no_frame_and_no_error(cameras: list[Camera]) -> None:
    camera = Camera("http://127.0.0.1:9/nothing.mjpeg", deadline_ms=500)
    cameras.append(camera)
    assert camera.take(0.5) is None
    assert not camera.sees()


def test_a_camera_that_is_covered_is_noticed_and_forgiven(stream: Stream, cameras: list[Camera], monkeypatch: pytest.MonkeyPatch) -> None:
    # A glance a second and 45 s of patience are tried on made-up times elsewhere; here they pass fifty times as fast.
    monkeypatch.setattr("edge.readers.glances.EVERY_MS", 20)
    monkeypatch.setattr("edge.gate.obstruction.NOTICE_MS", 900)
    monkeypatch.setattr("edge.gate.obstruction.CLEAR_MS", 60)
    door = cv2.resize(frames.show_nothing(frames.DEVELOPMENT, 1).pixels, (640, 360))
    chance = np.random.default_rng(8)

    def show(scene: Any) -> Callable[[], Any]:
        return lambda: stream.show(np.clip(scene + chance.normal(0, 4, scene.shape), 0, 255).astype(np.uint8))

    show(door)()
    camera = Camera(stream.address, deadline_ms=5000)
    cameras.append(camera)
    wait_for(lambda: camera.take(0.5), what="a frame")
    wait_for(lambda: (show(door)(), camera.is_clear())[1], what="seeing the door")
    wait_for(lambda: (show(np.full(door.shape, 9.0))(), camera.obstruction() is Obstruction.COVERED)[1], what="noticing the hand")
    assert not camera.is_clear()
    wait_for(lambda: (show(door)(), camera.is_clear())[1], what="seeing the door again")


def test_a_stream_that_sends_one_frame_for_ever_is_frozen(stream: Stream, cameras: list[Camera], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edge.readers.glances.EVERY_MS", 20)
    monkeypatch.setattr("edge.gate.obstruction.NOTICE_MS", 300)
    stream.show(frames.show_nothing(frames.DEVELOPMENT, 1).pixels)
    camera = Camera(stream.address, deadline_ms=5000)
    cameras.append(camera)
    wait_for(lambda: camera.obstruction() is Obstruction.FROZEN, what="noticing the freeze")
    wait_for(camera.sees, what="frames, though always the same")


def test_a_folder_may_show_one_picture_for_ever(tmp_path: Path, cameras: list[Camera], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edge.readers.glances.EVERY_MS", 20)
    monkeypatch.setattr("edge.gate.obstruction.NOTICE_MS", 300)
    cv2.imwrite(str(tmp_path / "1.png"), frames.show_nothing(frames.DEVELOPMENT, 1).pixels)
    camera = Camera(str(tmp_path), deadline_ms=5000)
    cameras.append(camera)
    for _frame in range(6):
        wait_for(lambda: camera.take(1.0), what="a frame")
    assert camera.is_clear()
