"""A practice gate's way to the hub: the real outbox and the gate's own rhythm of telling its state, without a network or a thread."""

from collections.abc import Callable

from edge.journal import Journal
from edge.outbox import Outbox, Parcel
from edge.protocol.codec import encode
from edge.protocol.messages import Alarm, Receipt, Status
from edge.uplink import STATUS_S

RESEND_MS = 5_000


class PracticeUplink:
    """What :class:`edge.uplink.MqttUplink` is to a gate. ``now`` gives steady ms; ``failures`` counts connections in vain."""

    def __init__(self, journal: Journal, *, status: Callable[[bool], Status], now: Callable[[], int]) -> None:
        self._journal, self._status, self._now = journal, status, now
        self._outbox = Outbox(journal, resend_ms=RESEND_MS)
        self._status_at, self.is_status_due = now(), True
        self.is_connected = False
        self.will = Parcel("status", encode(status(False)))

    def connected(self) -> None:
        """A line was made: leave a last will with it, and begin again with the oldest that the hub has not confirmed."""
        self.is_connected = self.is_status_due = True
        self.will = Parcel("status", encode(self._status(False)))
        self._outbox.connected(now_ms=self._now())

    def next(self) -> Parcel | None:
        """Return the next message; begin again with the oldest where the hub has been silent for too long."""
        now = self._now()
        self._outbox.is_silent(now_ms=now)
        parcel = self._outbox.next(now_ms=now)
        if parcel is not None:
            self._outbox.delivered()
            return parcel
        if self.is_status_due or now - self._status_at >= STATUS_S * 1000:
            self._status_at, self.is_status_due = now, False
            return Parcel("status", encode(self._status(True)))
        return None

    def heard(self, channel: str, payload: bytes) -> None:
        """Take the hub's word."""
        self._outbox.heard(channel, payload, now_ms=self._now())

    def is_quiet(self) -> bool:
        """Tell whether the hub has everything, as far as this gate knows; what lies on a disk that cannot be written it does not know."""
        journal = self._journal
        return not (self.is_status_due or journal.in_memory or journal.depth() or journal.gaps() or journal.alarms())

    def wake(self) -> None:
        """The state has changed."""
        self.is_status_due = True

    def alarm(self, alarm: Alarm) -> None:
        """Keep an alarm until the hub has it."""
        self._journal.keep_alarm(alarm)

    def receipt(self, receipt: Receipt) -> None:
        """Send what became of a command."""
        self._outbox.receipt(receipt)

    def is_online(self) -> bool:
        """Tell whether the broker is reached."""
        return self.is_connected

    def close(self) -> None:
        """There is nothing to close."""
