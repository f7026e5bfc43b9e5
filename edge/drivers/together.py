"""Lamps on wires and a reader's own as one indicator: what one is told, all are told."""

from edge.ports import Indicator
from edge.protocol.messages import AlarmKind, DoorMode, Reason


class Together:
    """Several indicators, in the order in which they are told."""

    def __init__(self, *indicators: Indicator) -> None:
        self._all = indicators

    def idle(self) -> None:
        """Wait for the next."""
        for one in self._all:
            one.idle()

    def granted(self) -> None:
        """Say yes."""
        for one in self._all:
            one.granted()

    def refused(self, reason: Reason) -> None:
        """Say no, and why."""
        for one in self._all:
            one.refused(reason)

    def asks_pin(self) -> None:
        """Wait for the PIN of a card."""
        for one in self._all:
            one.asks_pin()

    def verdict(self, outcome: str, reason: Reason, *, took_ms: int) -> None:
        """Record a decision."""
        for one in self._all:
            one.verdict(outcome, reason, took_ms=took_ms)

    def uplink(self, is_online: bool) -> None:
        """Record whether the broker is reached."""
        for one in self._all:
            one.uplink(is_online)

    def mode(self, mode: DoorMode) -> None:
        """Show how the door is meant to stand."""
        for one in self._all:
            one.mode(mode)

    def alarm(self, kind: AlarmKind, raised: bool) -> None:
        """Show or sound an alarm, or end it."""
        for one in self._all:
            one.alarm(kind, raised)
