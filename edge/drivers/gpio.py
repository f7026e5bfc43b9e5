"""The lamps and the buzzer by the kernel's GPIO character device, and the display beside them. The lock is driven by the process below the
agent, not here.
"""

from typing import Any

import gpiod
from gpiod.line import Direction, Value

from edge import log
from edge.config import PinsConfig
from edge.drivers.display import Display
from edge.protocol.messages import AlarmKind, DoorMode, Reason
from edge.sentences import ASKS_PIN, SENTENCES, SOUNDS


class Lamps:
    """Two lamps and a buzzer; -1 leaves one out. ``request`` is gpiod's, handed in so that the rules can be tried without a chip."""

    def __init__(self, pins: PinsConfig, display: Display, *, request: Any = gpiod.request_lines) -> None:
        self._pins, self._display = pins, display
        self._sounding: frozenset[AlarmKind] = frozenset()
        outputs = [pin for pin in (pins.granted, pins.refused, pins.buzzer) if pin >= 0]
        quiet = gpiod.LineSettings(direction=Direction.OUTPUT, output_value=Value.INACTIVE)
        # A chip cannot be asked for no lines at all.
        self._lines = request(pins.chip, consumer="anju-edge", config=dict.fromkeys(outputs, quiet)) if outputs else None

    def idle(self) -> None:
        """Put both lamps out."""
        self._put_out()
        self._display.show()

    def granted(self) -> None:
        """Light the lamp that says yes."""
        self._set(self._pins.refused, False)
        self._set(self._pins.granted, True)
        self._display.show(*SENTENCES[Reason.VALID])

    def refused(self, reason: Reason) -> None:
        """Light the lamp that says no; two lamps cannot say why, a display can."""
        self._set(self._pins.granted, False)
        self._set(self._pins.refused, reason is not Reason.VALID)
        self._display.show(*SENTENCES[reason])

    def asks_pin(self) -> None:
        """Put both lamps out: the reader itself blinks for a PIN."""
        self._put_out()
        self._display.show(*ASKS_PIN)

    def verdict(self, outcome: str, reason: Reason, *, took_ms: int) -> None:
        """There is no wire for this."""

    def uplink(self, is_online: bool) -> None:
        """There is no wire for this."""

    def mode(self, mode: DoorMode) -> None:
        """There is no wire for this."""

    def alarm(self, kind: AlarmKind, raised: bool) -> None:
        """Sound while the door itself is wrong: about to be held open, held open, or forced."""
        if kind in SOUNDS:
            self._sounding = self._sounding | {kind} if raised else self._sounding - {kind}
            self._set(self._pins.buzzer, bool(self._sounding))

    def _put_out(self) -> None:
        self._set(self._pins.granted, False)
        self._set(self._pins.refused, False)

    def _set(self, pin: int, active: bool) -> None:
        if pin < 0 or self._lines is None:
            return
        try:
            self._lines.set_value(pin, Value.ACTIVE if active else Value.INACTIVE)
        except OSError as error:  # nobody is kept outside, and no entry unwritten, for a lamp
            log.tell("lamp.failed", kind=type(error).__name__)
