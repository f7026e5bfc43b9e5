"""Wiegand, 26 and 34 bits: **legacy**. Nothing on its two wires is secret, and whoever reaches them can replay a card. Use OSDP.

The framing is pure; :class:`WiegandReader` hears the two lines by gpiod. A pulse on D0 is a zero, one on D1 a one; a silence ends a frame.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import gpiod
from gpiod.line import Bias, Direction, Edge

from edge import log
from edge.gate.presented import Card, Key

SILENCE_NS = 25_000_000
AGAIN_NS = 500_000_000
BITS_MAX = 128
EVENTS_KEPT = 256
KEYS = "0123456789*#"
CARD_BITS = (26, 34)
KEY_BITS = (4, 8)


def decode(bits: Sequence[int]) -> Card | Key | None:
    """Return what a frame says: a card's 3 or 4 bytes without the parity bits, or a key; None for anything else or a wrong parity."""
    if len(bits) in CARD_BITS:
        return _card(bits)
    if len(bits) not in KEY_BITS:
        return None
    value = _number(bits)
    if len(bits) == 8:  # a key with its complement before it
        if value >> 4 != ~value & 0xF:
            return None
        value &= 0xF
    return Key(KEYS[value]) if value < len(KEYS) else None


def _card(bits: Sequence[int]) -> Card | None:
    half = len(bits) // 2
    if sum(bits[:half]) % 2 != 0 or sum(bits[half:]) % 2 != 1:
        return None
    return Card(_number(bits[1:-1]).to_bytes(len(bits) // 8))


def _number(bits: Sequence[int]) -> int:
    return int("".join(map(str, bits)), 2)


class WiegandReader:
    """Two lines, D0 and D1, high when quiet. ``request`` is gpiod's and ``now_ns`` the clock of its events, handed in for tests.

    A chip that is pulled out is asked for its lines again until it is back.
    """

    def __init__(self, chip: str, d0: int, d1: int, *, now_ns: Callable[[], int], request: Any = gpiod.request_lines) -> None:
        heard = gpiod.LineSettings(direction=Direction.INPUT, edge_detection=Edge.FALLING, bias=Bias.PULL_UP)
        config = {d0: heard, d1: heard}
        self._request = partial(request, chip, consumer="anju-wiegand", config=config, event_buffer_size=EVENTS_KEPT)
        self._lines = self._request()
        self._d1, self._now_ns = d1, now_ns
        self._bits: list[int] = []
        self._last_ns = self._tried_ns = 0

    def heard(self) -> list[Card | Key]:
        """Return what was laid on and pressed since the last call."""
        try:
            return self._hear() if self._lines is not None or self._is_back() else []
        except OSError as error:
            log.tell("reader.lost", kind=type(error).__name__)
            self._lines, self._bits, self._tried_ns = None, [], self._now_ns()
            return []

    def _is_back(self) -> bool:
        if self._now_ns() - self._tried_ns >= AGAIN_NS:
            self._lines = self._request()
        return self._lines is not None

    def _hear(self) -> list[Card | Key]:
        found: list[Card | Key] = []
        while self._lines.wait_edge_events(0):
            for event in self._lines.read_edge_events():
                self._end_after(event.timestamp_ns, found)
                self._bits = [*self._bits, int(event.line_offset == self._d1)][-BITS_MAX:]
                self._last_ns = event.timestamp_ns
        self._end_after(self._now_ns(), found)
        return found

    def is_lost(self) -> bool:
        """Tell whether the chip is gone; a reader on these wires cannot say that it is there."""
        return self._lines is None

    def _end_after(self, at_ns: int, found: list[Card | Key]) -> None:
        if self._bits and at_ns - self._last_ns >= SILENCE_NS:
            bits, self._bits = self._bits, []
            if (one := decode(bits)) is not None:
                found.append(one)
