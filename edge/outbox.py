"""What goes to the hub next: alarms, then what is happening now, then what the hub asked for, then what has waited longest.

It decides and remembers; it sends nothing and reads no clock, so that it can be run a thousand times a minute without a network. Only the
hub's own word makes the journal forget: what is sent and not acknowledged is sent again.
"""

from collections import deque
from dataclasses import dataclass

from edge import log
from edge.journal import Journal
from edge.protocol.codec import Malformed, decode, encode, join_entries
from edge.protocol.messages import GAPS_PER_MESSAGE_MAX, MESSAGE_BYTES_MAX, Ack, AlarmAck, Range, Receipt

WINDOW_MESSAGES = 200
BACKLOG_ENTRIES = 1_500
RECEIPTS_MAX = 100
ASKED_MAX = 1_000


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message to be published: its channel and bytes."""

    channel: str
    body: bytes


class Outbox:
    """Where sending stands. Times are milliseconds of one steady clock; the caller sees to it that one thread at a time is in here."""

    def __init__(self, journal: Journal, *, resend_ms: int) -> None:
        self._journal, self._resend_ms = journal, resend_ms
        self._receipts: deque[Receipt] = deque(maxlen=RECEIPTS_MAX)
        self._handed_over: deque[Receipt] = deque(maxlen=RECEIPTS_MAX)
        self._asked: deque[tuple[str, Range]] = deque(maxlen=ASKED_MAX)
        self._live_place = self._old_place = self._old_until = self._alarm_place = 0
        self._outstanding = self._in_hand = 0
        self._gaps_due, self._waits = True, False
        self._generation = journal.generation
        self._progress_at = 0
        self.resends = 0

    def connected(self, *, now_ms: int) -> None:
        """Begin again with the oldest that the hub has not confirmed: everything that is there now is backlog."""
        self._receipts = deque([*self._handed_over, *self._receipts], maxlen=RECEIPTS_MAX)
        self._handed_over.clear()
        self._in_hand = 0
        self.resends = 0
        self._rewind(now_ms)

    def receipt(self, receipt: Receipt) -> None:
        """Have a receipt sent; the newest hundred are kept while there is no line."""
        self._receipts.append(receipt)

    def delivered(self) -> None:
        """The broker has taken one message, or said that it will not."""
        self._in_hand = max(0, self._in_hand - 1)
        if not self._in_hand:
            self._handed_over.clear()

    def next(self, *, now_ms: int) -> Parcel | None:
        """Return the next message, or None when everything was sent that may be."""
        if self._generation != self._journal.generation:
            self._rewind(now_ms)
        if self._in_hand >= WINDOW_MESSAGES:
            return None
        for source in (self._next_receipt, self._next_alarm, self._next_live, self._next_answer, self._next_gaps, self._next_old):
            parcel = source()
            if parcel is None:
                continue
            if len(parcel.body) > MESSAGE_BYTES_MAX:
                log.tell("uplink.oversize", channel=parcel.channel, bytes=len(parcel.body))
                continue
            self._in_hand += 1
            if not self._waits:
                self._waits, self._progress_at = True, now_ms
            return parcel
        return None

    def heard(self, channel: str, payload: bytes, *, now_ms: int) -> None:
        """Take the hub's word on ``acks`` or ``acks/alarms``; what is none of these changes nothing."""
        try:
            if channel == "acks/alarms":
                if self._journal.forget_alarms(decode(AlarmAck, payload).ids):
                    self._progress(now_ms)
            else:
                self._acknowledged(decode(Ack, payload), now_ms)
        except Malformed as error:
            log.tell("ack.malformed", why=error)

    def is_silent(self, *, now_ms: int) -> bool:
        """Tell whether something was sent and the hub has said nothing for longer than patience; then everything is begun again."""
        if not self._waits or now_ms - self._progress_at < self._resend_ms:
            return False
        if self.is_done and not self._journal.alarms() and not self._journal.gaps():
            self._waits = False
            return False
        times = self.resends + 1
        log.tell("uplink.resends", waiting=self._outstanding, times=times)
        self._rewind(now_ms)
        self.resends = times
        return True

    @property
    def is_done(self) -> bool:
        """Tell whether every entry is acknowledged. What was sent is no measure: a word that comes late counts what was sent before."""
        return self._journal.depth() == 0

    def _acknowledged(self, ack: Ack, now_ms: int) -> None:
        gone = self._journal.forget(ack.epoch, ack.seq)
        self._outstanding = max(0, self._outstanding - gone)
        if gone:
            self._progress(now_ms)
        self._asked.extend((ack.epoch, one) for one in ack.missing)

    def _progress(self, now_ms: int) -> None:
        self._progress_at, self.resends = now_ms, 0

    def _rewind(self, now_ms: int) -> None:
        self._generation = self._journal.generation
        self._old_place = self._alarm_place = self._outstanding = 0
        self._old_until = self._live_place = self._journal.newest_place()
        self._gaps_due, self._waits = True, self._in_hand > 0
        self._progress_at = now_ms

    def _next_receipt(self) -> Parcel | None:
        """Nobody acknowledges a receipt but the broker: until it has, a new line carries it again."""
        if not self._receipts:
            return None
        self._handed_over.append(self._receipts.popleft())
        return Parcel("receipts", encode(self._handed_over[-1]))

    def _next_alarm(self) -> Parcel | None:
        for place, alarm in self._journal.alarms(self._alarm_place)[:1]:
            self._alarm_place = place
            return Parcel("alarms", encode(alarm))
        return None

    def _next_live(self) -> Parcel | None:
        waiting = self._journal.waiting(self._live_place)
        if not waiting.bodies:
            return None
        self._live_place = waiting.last_place
        self._outstanding += len(waiting.bodies)
        return Parcel("entries", join_entries(waiting.bodies))

    def _next_answer(self) -> Parcel | None:
        if not self._asked:
            return None
        epoch, asked = self._asked.popleft()
        bodies, gaps = self._journal.answer(epoch, asked)
        return Parcel("entries", join_entries(bodies, gaps[:GAPS_PER_MESSAGE_MAX])) if bodies or gaps else None

    def _next_gaps(self) -> Parcel | None:
        if not self._gaps_due:
            return None
        self._gaps_due = False
        gaps = self._journal.gaps()[:GAPS_PER_MESSAGE_MAX]
        return Parcel("entries", join_entries([], gaps)) if gaps else None

    def _next_old(self) -> Parcel | None:
        if self._outstanding >= BACKLOG_ENTRIES or self._old_place >= self._old_until:
            return None
        waiting = self._journal.waiting(self._old_place, until_place=self._old_until)
        if not waiting.bodies:
            self._old_place = self._old_until
            return None
        self._old_place = waiting.last_place
        self._outstanding += len(waiting.bodies)
        return Parcel("entries", join_entries(waiting.bodies))
