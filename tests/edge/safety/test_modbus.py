"""A relay board on Modbus, serial and TCP: what it is asked, what it drops by itself, and what happens when it is pulled out."""

import contextlib
import os
import pty
import signal
import socket
import struct
import subprocess
import sys
import termios
import threading
import time
import tty
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from edge.safety import modbus_frames as frames
from edge.safety.latch import LATCHED
from edge.safety.link import SafetyLink
from edge.safety.words import SOCKET_NAME
from tests.edge.parts import Table, wait_for

PINS = {"strike": 0, "door": 0, "rex": 1, "fire": 2, "fire_key": 3}
EXIT, FIRE, KEY = 1, 2, 3
UNIT = 7
PATIENT = "import sys; from edge.safety import __main__, modbus; modbus.SILENT_MS = 120_000; sys.exit(__main__.main())"
"""The program as it is, but with more patience: the board is a thread of this busy process, and may be late with its answer."""


class Board:
    """Eight relays with timers and eight inputs, as the boards have them; on a pseudo-terminal or a TCP port."""

    def __init__(self, folder: Path, *, over: str) -> None:
        self.inputs = [False, False, True, False] + [False] * 4
        self.closed_until = [0.0] * 8
        self.given: list[float] = []  # seconds of current, 0 where it was taken
        self.questions = self.renewed_in_time = self.garble = 0
        self._over, self._gone = over, threading.Event()
        if over == "tcp":
            self._server = socket.create_server(("127.0.0.1", 0))
            self.device = f"127.0.0.1:{self._server.getsockname()[1]}"
        else:
            self._outer, self._inner = pty.openpty()
            tty.setraw(self._inner)
            self.device = str(folder / "ttyUSB0")
            Path(self.device).symlink_to(os.ttyname(self._inner))
        threading.Thread(target=self._serve, daemon=True).start()

    def has_current(self, relay: int = 0) -> bool:
        return time.monotonic() < self.closed_until[relay]

    def pull_out(self) -> None:
        self._gone.set()
        if self._over == "tcp":
            self._server.close()
            with contextlib.suppress(OSError):
                self._link.shutdown(socket.SHUT_RDWR)
        else:
            Path(self.device).unlink()
            os.close(self._outer)
            os.close(self._inner)

    def _serve(self) -> None:
        try:
            if self._over == "tcp":
                self._link, _ = self._server.accept()
                self._answer_all(12, self._link.recv, self._link.sendall)
            else:
                self._answer_all(8, lambda size: os.read(self._outer, size), lambda frame: os.write(self._outer, frame))
        except OSError:
            return

    def _answer_all(self, size: int, receive: Callable[[int], bytes], send: Callable[[bytes], object]) -> None:
        data = b""
        while more := receive(size):
            data += more
            while len(data) >= size:
                question, data = data[:size], data[size:]
                send(self._over_tcp(question) if self._over == "tcp" else self._over_serial(question))

    def _over_tcp(self, question: bytes) -> bytes:
        assert question[6] == UNIT
        pdu = self._do(question[7:])
        return question[:4] + struct.pack(">HB", len(pdu) + 1, question[6]) + pdu

    def _over_serial(self, question: bytes) -> bytes:
        assert question[0] == UNIT
        assert frames.crc(question[:-2]) == int.from_bytes(question[-2:], "little")
        answer = frames.to_rtu(question[0], self._do(question[1:-2]))
        if not self.garble:
            return answer
        self.garble -= 1
        return answer[:-1] + bytes([answer[-1] ^ 1])

    def _do(self, pdu: bytes) -> bytes:
        self.questions += 1
        function, address, value = struct.unpack(">BHH", pdu)
        if function == frames.READ_INPUTS:
            bits = sum(on << place for place, on in enumerate(self.inputs[address : address + value]))
            return bytes([function, (value + 7) // 8]) + bits.to_bytes((value + 7) // 8, "little")
        relay = address - frames.TIMED_RELAYS if address >= frames.TIMED_RELAYS else address
        self.given.append(value / 10 if relay != address else float("inf") if value else 0.0)
        self.renewed_in_time = self.renewed_in_time + 1 if self.has_current(relay) and self.given[-1] else 0
        self.closed_until[relay] = time.monotonic() + self.given[-1]
        return pdu


@pytest.fixture(params=["tcp", "serial"])
def board(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Board]:
    board = Board(tmp_path, over=request.param)
    yield board
    if not board._gone.is_set():
        board.pull_out()


def start(table: Table, board: Board, **door: object) -> "subprocess.Popen[bytes]":
    table.settings = {
        "door": {"driver": "modbus", **door},
        "modbus": {"device": board.device, "baud": 115200, "unit": UNIT},
        "pins": PINS,
        "safety": {"exit_release_ms": 200},
    }
    with (table.folder / "safety.log").open("ab") as log:
        process = subprocess.Popen([sys.executable, "-c", PATIENT, "--config", str(table.config())], stderr=log)
    table.processes.append(process)
    return process


def joined(table: Table) -> SafetyLink:
    link = SafetyLink(table.data / SOCKET_NAME, now=lambda: time.monotonic_ns() // 1_000_000, start=None)
    wait_for(lambda: link.heard() or link.is_connected(), what="the process below")
    return link


def test_checksums_are_those_of_the_standard() -> None:
    assert frames.to_rtu(1, bytes.fromhex("05 0000 ff00")).hex() == "01050000ff008c3a"
    assert frames.to_rtu(1, bytes.fromhex("03 0000 000a")).hex() == "01030000000ac5cd"


@given(st.binary(max_size=40))
@example(bytes([0, 1, 0, 0, 0, 2, 1, 0x82]))  # a refusal that does not say why
def test_no_bytes_from_a_board_raise_anything_but_bad_frame(data: bytes) -> None:
    for read in (lambda: frames.from_rtu(1, data), lambda: frames.from_tcp(1, data), lambda: frames.inputs(data, 8)):
        with contextlib.suppress(frames.BadFrame):
            assert read() is None or data


def test_a_frame_comes_in_pieces() -> None:
    whole = frames.to_rtu(3, bytes([frames.READ_INPUTS, 1, 0b101]))
    assert [frames.from_rtu(3, whole[:size]) for size in range(len(whole))] == [None] * len(whole)
    assert frames.inputs(frames.from_rtu(3, whole) or b"", 3) == [True, False, True]
    with pytest.raises(frames.BadFrame):
        frames.from_rtu(4, whole)


def test_the_relay_follows_the_agent_the_button_and_fire(table: Table, board: Board) -> None:
    start(table, board)
    link = joined(table)
    link.release(60_000)
    wait_for(lambda: board.renewed_in_time > 3, what="renewing before the board takes it")
    link.secure()
    wait_for(lambda: not board.has_current(), what="no current")
    wait_for(lambda: pressed_and_let_go(board) < 0.3, what="the exit button at once")
    board.inputs[FIRE] = False
    wait_for(board.has_current, what="fire")
    board.inputs[FIRE] = True
    before = board.renewed_in_time
    wait_for(lambda: board.renewed_in_time > before + 3, what="renewing what is latched")
    board.inputs[KEY] = True
    wait_for(lambda: not board.has_current(), what="the key")
    told: list[tuple[str, str]] = []

    def is_over() -> bool:
        told.extend((one.part, one.state) for one in link.heard() if one.part in ("exit", "fire"))
        return told[-1:] == [("fire", "normal")]

    wait_for(is_over, what="being told that it is over")
    assert told[-4:] == [("exit", "pressed"), ("exit", "let_go"), ("fire", "alarm"), ("fire", "normal")]


def pressed_and_let_go(board: Board) -> float:
    """Return the seconds from the press to the current, with everything as before."""
    began = time.monotonic()
    board.inputs[EXIT] = True
    wait_for(board.has_current, what="the exit button")
    took_s = time.monotonic() - began
    board.inputs[EXIT] = False
    wait_for(lambda: not board.has_current(), what="holding again")
    return took_s


def test_a_pulse_ends_when_whoever_asked_for_it_is_dead(table: Table, board: Board) -> None:
    process = start(table, board)
    link = joined(table)
    link.release(2500)
    wait_for(lambda: any(board.given), what="current")
    link._leave("dead")
    wait_for(lambda: board.given[-1] == 0.0, what="no current, taken when the pulse was over")
    assert process.poll() is None and max(board.given) <= 1.0


@pytest.mark.parametrize("lock", ["fail_secure", "fail_safe"])
def test_a_process_that_is_killed_leaves_the_lock_at_rest_within_a_second(table: Table, board: Board, lock: str) -> None:
    process = start(table, board, lock=lock)
    link = joined(table)
    if lock == "fail_secure":
        link.release(60_000)
    wait_for(board.has_current, what="current")
    process.kill()
    wait_for(lambda: not board.has_current(), what="rest")
    assert 0.0 < max(board.given) <= 1.0


@pytest.mark.parametrize("lock", ["fail_secure", "fail_safe"])
def test_a_process_that_starts_while_it_burns_holds_no_door_before_it_has_heard_the_board(table: Table, board: Board, lock: str) -> None:
    board.inputs[FIRE] = False
    board.garble = 1  # on a serial line: its first word is not understood
    start(table, board, lock=lock)
    wait_for((table.data / LATCHED).exists, what="fire")
    asked = board.questions
    wait_for(lambda: board.questions > asked + 5, what="what is done then")
    assert any(board.given) is (lock == "fail_secure"), "current frees the one lock and holds the other"


def test_an_orderly_end_takes_the_current_at_once(table: Table, board: Board) -> None:
    process = start(table, board, lock="fail_safe")
    wait_for(board.has_current, what="current")
    process.send_signal(signal.SIGTERM)
    assert process.wait(120) == 0
    wait_for(lambda: board.given[-1] == 0.0, what="no current, taken before it ran out")


def test_a_board_that_is_pulled_out_ends_the_process_with_a_word(table: Table, board: Board) -> None:
    process = start(table, board)
    joined(table)
    wait_for(lambda: board.questions, what="the process at the board")
    board.pull_out()
    assert process.wait(120) == 1
    assert "anju-edge: " in (table.folder / "safety.log").read_text()


def test_a_serial_board_is_asked_at_the_speed_that_is_set(table: Table, tmp_path: Path) -> None:
    board = Board(tmp_path, over="serial")
    start(table, board)
    wait_for(lambda: board.questions, what="the process at the board")
    assert termios.tcgetattr(board._inner)[4:6] == [termios.B115200] * 2


def test_a_damaged_frame_or_two_are_asked_for_again(table: Table, tmp_path: Path) -> None:
    board = Board(tmp_path, over="serial")
    process = start(table, board)
    joined(table)
    board.garble = 3
    wait_for(lambda: board.garble == 0, what="the noise")
    board.inputs[EXIT] = True
    wait_for(board.has_current, what="the exit button")
    assert process.poll() is None
    board.pull_out()
