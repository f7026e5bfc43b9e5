"""Cameras as they are: a folder, a film, a stream over HTTP, and a stream that freezes in the middle of a picture."""

import http.server
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from edge.readers.camera import Camera
from tests.edge.parts import wait_for

GREY = np.full((240, 320, 3), 128, np.uint8)
BOUNDARY = b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"


class Stream:
    """An MJPEG server that can be told to freeze: connections stay open and say nothing."""

    def __init__(self) -> None:
        self.frozen = threading.Event()
        self.closing = threading.Event()
        self.connections = 0
        stream = self
        jpeg = cv2.imencode(".jpg", GREY)[1].tobytes()

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                stream.connections += 1
                self.send_response(200)
                self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
                self.end_headers()
                try:
                    while not stream.closing.wait(0.04):
                        if stream.frozen.is_set():
                            self.wfile.write(BOUNDARY % len(jpeg) + jpeg[:100])
                            while stream.frozen.is_set() and not stream.closing.wait(0.1):
                                pass
                            return
                        self.wfile.write(BOUNDARY % len(jpeg) + jpeg + b"\r\n")
                except OSError:
                    return

            def log_message(self, *_arguments: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}/door.mjpeg"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()


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
    cv2.imwrite(str(tmp_path / "3.png"), GREY // 2)
    wait_for(lambda: (frame := camera.take(1.0)) and frame.pixels.mean() == 64, what="the new picture")
    assert camera.sees()


def test_a_film_is_played_and_played_again(tmp_path: Path, cameras: list[Camera]) -> None:
    film = cv2.VideoWriter(str(tmp_path / "door.avi"), cv2.VideoWriter.fourcc(*"MJPG"), 25.0, (320, 240))
    for _frame in range(5):
        film.write(GREY)
    film.release()
    camera = Camera(str(tmp_path / "door.avi"), deadline_ms=5000)
    cameras.append(camera)
    seen = 0
    until = time.monotonic() + 20
    while seen < 8 and time.monotonic() < until:
        seen += camera.take(1.0) is not None
    assert seen == 8


def test_a_stream_that_freezes_is_left_behind_and_connected_again(stream: Stream, cameras: list[Camera]) -> None:
    camera = Camera(stream.address, deadline_ms=1000)
    cameras.append(camera)
    wait_for(lambda: camera.take(0.5), what="a frame")
    assert camera.sees()
    stream.frozen.set()
    wait_for(lambda: not camera.sees(), what="noticing")
    wait_for(lambda: stream.connections >= 2, what="another connection")
    assert camera.take(0.0) is None
    stream.frozen.clear()
    wait_for(lambda: camera.take(0.5), what="a frame after the freeze")
    assert camera.sees()


def test_a_longer_deadline_waits_longer(stream: Stream, cameras: list[Camera]) -> None:
    patient, hasty = Camera(stream.address, deadline_ms=60_000), Camera(stream.address, deadline_ms=600)
    cameras += [patient, hasty]
    wait_for(lambda: patient.take(0.5) and hasty.take(0.5), what="frames")
    stream.frozen.set()
    wait_for(lambda: not hasty.sees(), what="the hasty one noticing")
    assert patient.sees()


def test_no_camera_is_no_frame_and_no_error(cameras: list[Camera]) -> None:
    camera = Camera("http://127.0.0.1:9/nothing.mjpeg", deadline_ms=500)
    cameras.append(camera)
    assert camera.take(0.5) is None
    assert not camera.sees()
