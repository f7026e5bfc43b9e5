"""Readers on a serial line that send a card's number as text and end it with a line or an ETX: 8N1, raw."""

import re

from edge.gate.presented import Card, Key
from edge.readers.device import Device
from edge.readers.digits import DIGITS_MAX, card_of
from edge.serial_port import prepare

ENDS = re.compile(rb"[\r\n\x03]+")
START = b"\x02"


class SerialReader:
    """One line, such as ``/dev/serial/by-id/…``. Digits as configured; with ``#`` or ``*`` alone on a line they are keys."""

    def __init__(self, path: str, *, baud: int, form: str) -> None:
        self._form = form
        self._device = Device(path, prepare=lambda file: prepare(file, baud))
        self._rest = b""

    def heard(self) -> list[Card | Key]:
        """Return what was laid on and pressed since the last call."""
        *lines, self._rest = ENDS.split(self._rest + self._device.read())
        self._rest = self._rest[-2 * DIGITS_MAX :] if self._device.is_there else b""
        return [one for line in lines if (one := self._read(line)) is not None]

    def is_lost(self) -> bool:
        """Tell whether it is unplugged."""
        return self._device.is_lost()

    def close(self) -> None:
        """Let it go."""
        self._device.close()

    def _read(self, line: bytes) -> Card | Key | None:
        text = line.rpartition(START)[2].strip().decode("ascii", "replace")
        if len(text) == 1 and text in "0123456789*#":
            return Key(text)
        return card_of(text, self._form)
