"""Real wires by the kernel's GPIO character device. Asking for the lines leaves the lock without current.

Every closed contact pulls its line up; -1 leaves a line out.
"""

import select
from datetime import timedelta
from typing import Any

import gpiod
from gpiod.line import Bias, Direction, Edge, Value

from edge.config import PinsConfig
from edge.safety.contacts import STATES, parts_of
from edge.safety.words import Said

DEBOUNCE = timedelta(milliseconds=20)


class GpioWires:
    """A door's lines on one chip. ``request`` is gpiod's, handed in so that the rules can be tried without a chip."""

    def __init__(self, pins: PinsConfig, *, is_fail_safe: bool, request: Any = gpiod.request_lines) -> None:
        self._strike, self._is_fail_safe = pins.strike, is_fail_safe
        self._parts = parts_of(pins)
        heard = gpiod.LineSettings(direction=Direction.INPUT, edge_detection=Edge.BOTH, bias=Bias.PULL_DOWN, debounce_period=DEBOUNCE)
        driven = gpiod.LineSettings(direction=Direction.OUTPUT, output_value=Value.INACTIVE)
        settings = {**({pins.strike: driven} if pins.strike >= 0 else {}), **dict.fromkeys(self._parts, heard)}
        self._lines = request(pins.chip, consumer="anju-safety", config=settings)
        self._is_new = True

    tick_ms = 250

    def watched(self) -> dict[int, int]:
        """Return the request's descriptor."""
        return {self._lines.fd: select.POLLIN}

    def heard(self, now_ms: int) -> list[Said]:
        """Return what the inputs did; first how they stand."""
        if self._is_new:
            self._is_new = False
            return [Said(part, STATES[part][self._lines.get_value(pin) is Value.ACTIVE], now_ms) for pin, part in self._parts.items()]
        told: list[Said] = []
        while self._lines.wait_edge_events(0):
            for event in self._lines.read_edge_events():
                part = self._parts[event.line_offset]
                told.append(Said(part, STATES[part][event.event_type is event.Type.RISING_EDGE], now_ms))
        return told

    def release(self) -> None:
        """Let the door go."""
        self._give_current(not self._is_fail_safe)

    def secure(self) -> None:
        """Hold the door."""
        self._give_current(self._is_fail_safe)

    def are_gone(self, now_ms: int) -> bool:  # noqa: ARG002 - real wires stay
        """Tell that real wires stay."""
        return False

    def rest(self) -> None:
        """Take the current from the lock."""
        self._give_current(False)

    def _give_current(self, is_on: bool) -> None:
        if self._strike >= 0:
            self._lines.set_value(self._strike, Value.ACTIVE if is_on else Value.INACTIVE)
