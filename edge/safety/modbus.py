"""A relay board on Modbus as a door's wires: it gives the lock current for a second at a time, and takes it when nobody asks again.

So a process that dies, or a cable that is pulled, leaves the lock at rest, as a GPIO line does. A board that is silent ends this process.
"""

import os
import select
import socket
from collections.abc import Callable
from typing import Protocol

from edge import log
from edge.config import ModbusConfig, PinsConfig
from edge.safety import modbus_frames as frames
from edge.safety.contacts import STATES, parts_of
from edge.safety.words import Said
from edge.serial_port import open_raw

CURRENT_TENTHS = 10
RENEW_MS = 300
LOOK_MS = 20
ANSWER_MS = 200
SILENT_MS = 1500
BYTES_MAX = 512


class Line(Protocol):
    """A way to the board. Reading and writing never wait."""

    def fileno(self) -> int:
        """Return the descriptor to wait on."""

    def send(self, unit: int, pdu: bytes) -> None:
        """Ask; raise OSError."""

    def answer(self, unit: int) -> bytes | None:
        """Return the answer, or None while it is to come; raise OSError."""


class SerialLine:
    """Modbus RTU."""

    def __init__(self, path: str, baud: int) -> None:
        self._file, self._data = open_raw(path, baud), b""

    def fileno(self) -> int:
        """Return the descriptor to wait on."""
        return self._file

    def send(self, unit: int, pdu: bytes) -> None:
        """Ask."""
        self._data = b""
        os.write(self._file, frames.to_rtu(unit, pdu))

    def answer(self, unit: int) -> bytes | None:
        """Return the answer, if it is whole."""
        self._data += _whatever_came(lambda: os.read(self._file, BYTES_MAX))
        return frames.from_rtu(unit, self._data)


class TcpLine:
    """Modbus TCP."""

    def __init__(self, host: str, port: int) -> None:
        self._link, self._data, self._number = socket.create_connection((host, port), SILENT_MS / 1000), b"", 0
        self._link.setblocking(False)

    def fileno(self) -> int:
        """Return the descriptor to wait on."""
        return self._link.fileno()

    def send(self, unit: int, pdu: bytes) -> None:
        """Ask."""
        self._number, self._data = self._number + 1, b""
        self._link.send(frames.to_tcp(self._number, unit, pdu))

    def answer(self, unit: int) -> bytes | None:  # noqa: ARG002 - the number of the question tells whose answer it is
        """Return the answer, if it is whole."""
        self._data += _whatever_came(lambda: self._link.recv(BYTES_MAX))
        return frames.from_tcp(self._number, self._data)


def open_line(config: ModbusConfig) -> Line:
    """Return the way to the board; raise OSError if it is not there."""
    host, _, port = config.device.rpartition(":")
    return TcpLine(host, int(port)) if host and port.isdigit() else SerialLine(config.device, config.baud)


def _whatever_came(read: Callable[[], bytes]) -> bytes:
    try:
        data = read()
    except BlockingIOError:
        return b""
    if not data:
        raise ConnectionError("the relay board was unplugged")
    return data


class ModbusWires:
    """A board's relay and inputs: one question at a time, the lock before the inputs."""

    tick_ms = LOOK_MS

    def __init__(self, line: Line, pins: PinsConfig, *, unit: int, is_fail_safe: bool) -> None:
        self._line, self._unit, self._relay, self._is_fail_safe = line, unit, pins.strike, is_fail_safe
        self._parts = parts_of(pins)
        self._count = max(self._parts, default=-1) + 1
        self._stands: dict[str, str] = {}
        self._wants_current = self._has_current = False
        self._asking = b""
        self._now = 0
        self._heard_at: int | None = None
        self._asked_at = self._looked_at = self._renewed_at = -SILENT_MS

    def watched(self) -> dict[int, int]:
        """Return the line's descriptor."""
        return {self._line.fileno(): select.POLLIN}

    def heard(self, now_ms: int) -> list[Said]:
        """Take the board's answer and ask the next question; raise OSError once it has been silent for too long."""
        self._now = now_ms
        self._heard_at = now_ms if self._heard_at is None else self._heard_at
        told = self._take_answer() if self._asking else []
        if now_ms - self._heard_at >= SILENT_MS:
            raise TimeoutError("the relay board does not answer")
        if not told:  # else what it means for the lock comes first
            self._ask()
        return told

    def release(self) -> None:
        """Let the door go."""
        self._give_current(not self._is_fail_safe)

    def secure(self) -> None:
        """Hold the door."""
        self._give_current(self._is_fail_safe)

    def are_gone(self, now_ms: int) -> bool:  # noqa: ARG002 - a real board stays
        """Tell that a real board stays."""
        return False

    def rest(self) -> None:
        """Take the current from the lock; where this does not arrive, the board does it within a second."""
        if self._relay >= 0:
            self._line.send(self._unit, frames.take_current(self._relay))

    def _give_current(self, is_on: bool) -> None:
        self._wants_current = is_on
        self._ask()

    def _ask(self) -> None:
        question = b"" if self._asking else self._next()
        if question:
            self._asking, self._asked_at = question, self._now
            self._line.send(self._unit, question)

    def _next(self) -> bytes:
        is_due = self._now - self._renewed_at >= RENEW_MS
        has_heard = self._stands or not self._count  # a start while it burns does not hold a fail-safe door for a moment
        if self._relay >= 0 and self._wants_current and has_heard and (is_due or not self._has_current):
            self._has_current, self._renewed_at = True, self._now
            return frames.give_current(self._relay, CURRENT_TENTHS)
        if self._relay >= 0 and self._has_current and not self._wants_current:
            self._has_current = False
            return frames.take_current(self._relay)
        if self._count and self._now - self._looked_at >= LOOK_MS:
            self._looked_at = self._now
            return frames.read_inputs(0, self._count)
        return b""

    def _take_answer(self) -> list[Said]:
        try:
            answer = self._line.answer(self._unit)
            if answer and answer[0] != self._asking[0]:
                raise frames.BadFrame("the board's answer came too late")
            told = self._read(answer) if answer and self._asking[0] == frames.READ_INPUTS else []
        except frames.BadFrame as error:
            log.tell("modbus.bad_frame", why=error)
            answer, told = b"", []
        if answer is None and self._now - self._asked_at < ANSWER_MS:
            return []
        if answer:
            self._heard_at = self._now
        elif self._asking[0] == frames.WRITE_RELAY:  # asked again, as if it had not been said
            self._has_current = not self._wants_current
        self._asking = b""
        return told

    def _read(self, answer: bytes) -> list[Said]:
        stand = frames.inputs(answer, self._count)
        now = {part: STATES[part][stand[place]] for place, part in self._parts.items()}
        told = [Said(part, state, self._now) for part, state in now.items() if self._stands.get(part) != state]
        self._stands = now
        return told
