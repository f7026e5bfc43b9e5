"""B1 at the gate: the real program looks through a camera and opens a door, and no file and no packet of it holds anything of a frame.

The camera is a stream, the broker stands behind a tap that keeps every byte of either way, and each folder that the program could write to
is within the test's own. Frames are looked for as pictures (``tests/promises/pictures.py``), as pieces of the bytes that were streamed,
as rows of pixels, and by size: less leaves than the smallest thumbnail of each frame would take.
"""

import contextlib
import os
import socket
import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from edge.readers import glances
from tests.edge import frames
from tests.edge.parts import Table, now_ms, pass_text, signed_list, wait_for
from tests.edge.streams import Stream
from tests.edge.test_uplink import Broker
from tests.promises.pictures import pictures_in

FRAMES = 120
PIECE = 24
TOOLS = {".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache"}
"""What other tests and tools put beside the source meanwhile."""


class Tap:
    """Stands between the gate and its broker and keeps what passes."""

    def __init__(self, port: int) -> None:
        self.kept = bytearray()
        self._far = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listening.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _address = self._listening.accept()
                far = socket.create_connection(("127.0.0.1", self._far))
                for source, sink in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=(source, sink), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                self.kept += data
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)


class Door(Stream):
    """A camera's stream that remembers pieces of every frame that it sent: of the JPEG, and of rows of pixels as OpenCV unpacks them."""

    def __init__(self) -> None:
        self.pieces: set[bytes] = set()
        self.shown = 0
        super().__init__()

    def show(self, pixels: Any) -> None:
        super().show(pixels)
        unpacked = cv2.imdecode(np.frombuffer(self.jpeg, np.uint8), cv2.IMREAD_COLOR)
        grey = cv2.cvtColor(unpacked, cv2.COLOR_BGR2GRAY)
        thumbnails = [cv2.resize(grey, size, interpolation=cv2.INTER_AREA) for size in ((64, 36), (glances.WIDTH, glances.HEIGHT))]
        # Another decoder may round otherwise; then size and the plainness of the log remain.
        for every, contents in ((997, (self.jpeg[700:], unpacked.tobytes(), grey.tobytes())), (31, (one.tobytes() for one in thumbnails))):
            for content in contents:
                pieces = (content[at : at + PIECE] for at in range(0, len(content) - PIECE, every))
                self.pieces |= {piece for piece in pieces if len(set(piece)) > PIECE // 4}
        self.shown += 1

    def pieces_in(self, content: bytes) -> set[bytes]:
        return self.pieces & {content[at : at + PIECE] for at in range(len(content))}


@pytest.fixture
def tap(tmp_path: Path) -> Iterator[Tap]:
    broker = Broker(tmp_path)
    broker.start()
    tap = Tap(broker.port)
    yield tap
    tap.close()
    broker.stop()


@pytest.fixture
def door() -> Iterator[Door]:
    door = Door()
    yield door
    door.close()


def scenes() -> Iterator[Any]:
    """Render an entrance in which now and then somebody holds up a pass; every frame has its own noise."""
    chance = np.random.default_rng(6)
    content = pass_text(now=now_ms()).encode()
    empty = frames.entrance(chance)
    held, _corners = frames.place(frames.modules(content), frames.Hold(side=360), chance)
    for number in count():
        yield frames.camera(held if number % 40 > 20 else empty, chance, noise=4.0)


def test_no_file_and_no_packet_holds_anything_of_a_frame(table: Table, tap: Tap, door: Door) -> None:
    scratch = table.folder / "scratch"
    scratch.mkdir()
    table.hold(*signed_list(now=now_ms()))
    # A gate that is patient: what nobody confirms it would else say again and again, as long as this takes.
    table.settings = {"camera": {"source": door.address}, "uplink": {"port": tap.port, "resend_ms": 600_000}}
    before = {path.name for path in Path.cwd().iterdir()}
    table.start(TMPDIR=str(scratch), HOME=str(scratch), XDG_CACHE_HOME=str(scratch))
    wait_for(lambda: [said["state"] for said in table.bench.parts("uplink")][-1:] == ["online"], what="the broker")
    seen = scenes()

    def show() -> bool:
        door.show(next(seen))
        return door.shown >= FRAMES and bool([said for said in table.bench.parts("verdict") if said["outcome"] == "granted"])

    wait_for(show, within_s=600, what="a door that opened, and frames enough")
    table.processes[-1].terminate()
    table.processes[-1].wait(120)

    assert len(door.pieces) > 20 * FRAMES
    written = (Path(folder) / name for folder, _folders, names in os.walk(table.folder) for name in names)
    files = [path for path in written if path.is_file()]
    assert {"journal.db", "gate.log"} <= {file.name for file in files}
    assert [found for file in files for found in pictures_in(file)] == []
    assert table.log.isascii(), "what is no text in a log may be pixels"
    said = "".join(map(str, table.bench.heard)).encode()
    for content in (bytes(tap.kept), said, *(file.read_bytes() for file in files)):
        assert door.pieces_in(content) == set()
    assert b"entries" in tap.kept
    assert len(tap.kept) + len(said) < FRAMES * glances.WIDTH * glances.HEIGHT
    assert {path.name for path in Path.cwd().iterdir()} - TOOLS <= before


def test_the_search_would_find_a_frame(tmp_path: Path) -> None:
    door = Door()
    try:
        door.show(next(scenes()))
        unpacked = cv2.imdecode(np.frombuffer(door.jpeg, np.uint8), cv2.IMREAD_COLOR)
        grey = cv2.cvtColor(unpacked, cv2.COLOR_BGR2GRAY)
        for content in (door.jpeg, unpacked.tobytes(), grey.tobytes(), cv2.resize(grey, (64, 36), interpolation=cv2.INTER_AREA).tobytes()):
            assert door.pieces_in(b"around it " + content + b" and after") != set()
    finally:
        door.close()
