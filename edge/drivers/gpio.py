"""Real wires by the kernel's GPIO character device. Asking for a line moves nothing: the strike starts, and is left, secured."""

from datetime import timedelta
from typing import Any

import gpiod
from gpiod.line import Bias, Direction, Edge, Value

from edge.config import PinsConfig
from edge.protocol.messages import Reason

DEBOUNCE_US = 20_000


class Lines:
    """Strike, door monitor, REX and two lamps. An open door and a pressed button pull their line up; -1 leaves a line out.

    ``request`` is gpiod's, handed in so that the rules can be tried without a chip.
    """

    def __init__(self, pins: PinsConfig, *, request: Any = gpiod.request_lines) -> None:

        self._pins = pins
        outputs = [pin for pin in (pins.strike, pins.granted, pins.refused) if pin >= 0]
        inputs = [pin for pin in (pins.door, pins.rex) if pin >= 0]
        quiet = gpiod.LineSettings(direction=Direction.OUTPUT, output_value=Value.INACTIVE)
        heard = gpiod.LineSettings(
            direction=Direction.INPUT, edge_detection=Edge.BOTH, bias=Bias.PULL_DOWN, debounce_period=timedelta(microseconds=DEBOUNCE_US)
        )
        self._lines = request(pins.chip, consumer="anju-edge", config={**dict.fromkeys(outputs, quiet), **dict.fromkeys(inputs, heard)})
        self._moves: list[bool] = []
        self._is_pressed = False
        if pins.door >= 0:
            self._moves.append(self._lines.get_value(pins.door) is Value.ACTIVE)

    def release(self) -> None:
        """Let the door go."""
        self._set(self._pins.strike, True)

    def secure(self) -> None:
        """Hold the door."""
        self._set(self._pins.strike, False)

    def moves(self) -> list[bool]:
        """Return the door's movements since the last call; True for open."""
        self._hear()
        moves, self._moves = self._moves, []
        return moves

    def pressed(self) -> bool:
        """Tell whether REX was pressed since the last call."""
        self._hear()
        pressed, self._is_pressed = self._is_pressed, False
        return pressed

    def idle(self) -> None:
        """Put both lamps out."""
        self._set(self._pins.granted, False)
        self._set(self._pins.refused, False)

    def granted(self) -> None:
        """Light the lamp that says yes."""
        self._set(self._pins.refused, False)
        self._set(self._pins.granted, True)

    def refused(self, reason: Reason) -> None:
        """Light the lamp that says no; two lamps cannot say why."""
        self._set(self._pins.granted, False)
        self._set(self._pins.refused, reason is not Reason.VALID)

    def verdict(self, outcome: str, reason: Reason, *, took_ms: int) -> None:
        """There is no wire for this."""

    def uplink(self, is_online: bool) -> None:
        """There is no wire for this."""

    def _set(self, pin: int, active: bool) -> None:
        if pin >= 0:
            self._lines.set_value(pin, Value.ACTIVE if active else Value.INACTIVE)

    def _hear(self) -> None:
        while self._lines.wait_edge_events(0):
            for event in self._lines.read_edge_events():
                rising = event.event_type is event.Type.RISING_EDGE
                if event.line_offset == self._pins.door:
                    self._moves.append(rising)
                elif event.line_offset == self._pins.rex:
                    self._is_pressed = self._is_pressed or rising
