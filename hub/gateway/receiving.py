"""What the link does with what has arrived: committed, then acknowledged to the broker, then confirmed to its gate, in this order.

It knows a line by two verbs and a clock by one, so that the very same code runs in the deterministic runs, thousands of times over.
"""

from collections import Counter
from collections.abc import Callable
from typing import Protocol

from sqlalchemy.exc import DataError, IntegrityError

from edge.protocol.codec import VERSION, encode
from edge.protocol.messages import ENTRIES_PER_MESSAGE_MAX, Ack, AlarmAck
from edge.protocol.topics import GateAddress, topic
from hub import logs
from hub.database import Database
from hub.gateway.asking import Asking
from hub.gateway.directory import Directory
from hub.gateway.inbox import Inbox, Stored
from hub.gateway.wire import Message
from hub.kill_points import pass_through


class Line(Protocol):
    """What of a connection to the broker is needed here."""

    def acknowledge(self, message: Message) -> None:
        """Tell the broker that it need not keep this message."""

    def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """Send at QoS 1."""


class Receiver:
    """Between one line and the database. ``clock`` gives UTC ms; ``counts`` is what has been received."""

    def __init__(self, line: Line, database: Database, *, clock: Callable[[], int]) -> None:
        self._line, self._database, self._clock = line, database, clock
        self._inbox = Inbox()
        self._asking = Asking()
        self.counts: Counter[str] = Counter()

    @property
    def directory(self) -> Directory:
        """The gates and credentials that are remembered."""
        return self._inbox.directory

    def take(self, messages: list[Message]) -> dict[GateAddress, int]:
        """Store, acknowledge and confirm; return which list version each gate holds that said so."""
        stored = self._store(messages)
        self._confirm(messages, stored)
        self._count(stored)
        return stored.holding

    def _confirm(self, messages: list[Message], stored: Stored) -> None:
        for message in messages:
            self._line.acknowledge(message)
        asked = self._asking.due(stored.committed, stored.missing, now=self._clock())
        for (address, epoch), committed in stored.committed.items():
            ack = Ack(v=VERSION, epoch=epoch, seq=committed, missing=asked.get((address, epoch), []))
            self._line.publish(topic(address, "acks"), encode(ack))
        for address, ids in stored.alarms.items():
            for start in range(0, len(ids), ENTRIES_PER_MESSAGE_MAX):
                part = ids[start : start + ENTRIES_PER_MESSAGE_MAX]
                self._line.publish(topic(address, "acks/alarms"), encode(AlarmAck(v=VERSION, ids=part)))

    def _store(self, messages: list[Message]) -> Stored:
        try:
            with self._database.begin() as session:
                stored = self._inbox.store(session, messages, now=self._clock())
                pass_through("link.received")
        except (DataError, IntegrityError):
            return self._store_apart(messages)
        pass_through("link.committed")
        return stored

    def _store_apart(self, messages: list[Message]) -> Stored:
        """Store a batch that the database refused message by message, so that only the one it refuses is set aside."""
        self._inbox.forget()
        if len(messages) > 1:
            parts = [self._store([message]) for message in messages]
            return sum(parts, start=Stored())
        logs.warn("message.refused_by_database", size=len(messages[0].payload))
        with self._database.begin() as session:
            self._inbox.set_aside(session, messages[0], "the database refused it", now=self._clock())
        return Stored(set_aside=1)

    def _count(self, stored: Stored) -> None:
        counted = ("entries", "duplicates", "set_aside", "gone", "confirmed")
        self.counts.update({"batches": 1, **{name: getattr(stored, name) for name in counted}})
        if stored.set_aside:
            logs.warn("message.set_aside", count=stored.set_aside)
