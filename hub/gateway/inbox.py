"""What arrived from the gates, stored once in effect: entries, states, alarms, and with its reason whatever was none of these.

Everything of a batch goes into the caller's transaction; only after its commit is anything acknowledged. What could not be understood
is set aside with the reason, its place in the journal counts as dealt with, and its neighbours are stored as if it had not been there.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import text, update
from sqlmodel import Session, col

from edge.protocol.codec import Malformed, SetAside, decode
from edge.protocol.messages import RANGES_PER_ACK_MAX, Alarm, Entry, Gap, Range, Receipt, Status
from edge.protocol.topics import GateAddress, parse_topic, topic
from hub.gateway import commands, rows
from hub.gateway.confirm import Confirmations, Passage, may_confirm
from hub.gateway.directory import Directory, KnownGate
from hub.gateway.duress import Pressed, tell_contacts
from hub.gateway.feed import Arrival, Feed
from hub.gateway.flapping import Flapping
from hub.gateway.salvage import UNSTORABLE, read_entries
from hub.gateway.status import note_flapping, store_alarm, store_status
from hub.gateway.tables import Gate
from hub.gateway.wire import Message

LATE_AFTER_MS = 60_000
HEAD_BYTES = 4 * 1024

_EPOCH = re.compile(r"[0-9a-f]{32}")
_SEQ_MAX = 2**53 - 1
_FeedName = tuple[str, str]  # gate id, epoch
_parse_topic = lru_cache(maxsize=50_000)(parse_topic)
_epoch_of, _occurred_at = attrgetter("epoch"), attrgetter("occurred_at")
_CREDENTIAL, _LATE = (rows.ENTRY_COLUMNS.index(name) for name in ("credential_id", "late"))


@dataclass(slots=True)
class Stored:
    """What a batch came to: how far each feed is dealt with now and what it misses, which alarms came, which list versions gates hold, and
    counts.
    """

    committed: dict[tuple[GateAddress, str], int] = field(default_factory=dict)
    missing: dict[tuple[GateAddress, str], list[Range]] = field(default_factory=dict)
    alarms: dict[GateAddress, list[str]] = field(default_factory=dict)
    holding: dict[GateAddress, int] = field(default_factory=dict)
    entries: int = 0
    duplicates: int = 0
    set_aside: int = 0
    gone: int = 0
    confirmed: int = 0

    def __add__(self, later: "Stored") -> "Stored":
        """Return what two batches came to, one after the other."""
        return Stored(
            committed=self.committed | later.committed,
            missing={**{key: ranges for key, ranges in self.missing.items() if key not in later.committed}, **later.missing},
            alarms={address: self.alarms.get(address, []) + later.alarms.get(address, []) for address in {**self.alarms, **later.alarms}},
            holding=self.holding | later.holding,
            entries=self.entries + later.entries,
            duplicates=self.duplicates + later.duplicates,
            set_aside=self.set_aside + later.set_aside,
            gone=self.gone + later.gone,
            confirmed=self.confirmed + later.confirmed,
        )


@dataclass(slots=True)
class _Batch:
    """``waiting`` holds entries in the order of their arrival that are not looked at yet: many of one gate cost less together."""

    now: int
    waiting: dict[str, tuple[KnownGate, list[Entry]]] = field(default_factory=dict)
    entries: list[rows.Row] = field(default_factory=list)
    gaps: list[rows.Row] = field(default_factory=list)
    set_aside: dict[str, rows.Row] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)
    pressed: list[Pressed] = field(default_factory=list)
    touched: dict[_FeedName, tuple[KnownGate, Feed]] = field(default_factory=dict)
    stored: Stored = field(default_factory=Stored)


class Inbox:
    """Stores batches. What it remembers between them is only ever what was committed: after a failure, :meth:`forget`."""

    def __init__(self) -> None:
        self.directory = Directory()
        self._feeds: dict[_FeedName, Feed] = {}
        self._confirmations = Confirmations()
        self._heard: set[str] = set()
        self._flapping = Flapping()

    def forget(self) -> None:
        """Read everything anew: the transaction that it was remembered from did not commit."""
        self.directory.forget()
        self._feeds.clear()
        self._confirmations.forget()
        self._heard.clear()

    def store(self, session: Session, messages: Sequence[Message], *, now: int) -> Stored:
        """Put a batch into this transaction, in the order of its arrival; ``now`` is UTC ms. Nothing in a message can make this raise."""
        batch = _Batch(now)
        for message in messages:
            self._sort(session, batch, message)
        for gate, entries in batch.waiting.values():
            self._take_good(session, batch, gate, entries)
        rows.add_entries(session, batch.entries)
        rows.add_gaps(session, batch.gaps)
        rows.add_set_aside(session, list(batch.set_aside.values()))
        rows.put_feeds(session, [(*name, feed.committed, feed.duplicates) for name, (_gate, feed) in batch.touched.items()])
        stored = batch.stored
        stored.entries, stored.set_aside = len(batch.entries), len(batch.set_aside)
        tell_contacts(session, batch.pressed)
        batch.passages.sort(key=_occurred_at)
        stored.confirmed = self._confirmations.write(session, batch.passages, now=now)
        for (_id, epoch), (gate, feed) in batch.touched.items():
            stored.committed[gate.address, epoch] = feed.committed
            if feed.ahead:
                missing = feed.missing(RANGES_PER_ACK_MAX)
                stored.missing[gate.address, epoch] = [Range(first=first, last=last) for first, last in missing]
        return stored

    def set_aside(self, session: Session, message: Message, why: str, *, now: int) -> None:
        """Keep a message that could be understood and yet not be stored."""
        batch = _Batch(now)
        _keep(batch, message.topic, message.payload, why)
        rows.add_set_aside(session, list(batch.set_aside.values()))

    def _sort(self, session: Session, batch: _Batch, message: Message) -> None:
        try:
            address, channel = _parse_topic(message.topic)
            gate = self.directory.gate(session, address)
            if gate is None:
                raise Malformed("not from a gate that is approved here")
            match channel:
                case "entries":
                    self._take_entries(session, batch, gate, message.payload)
                case "status":
                    self._take_status(session, batch, gate, message)
                case "alarms":
                    self._take_alarm(session, batch, gate, message)
                case "receipts":
                    commands.store_receipt(session, gate.id, _own(decode(Receipt, message.payload), gate), now=batch.now)
                case _:
                    raise Malformed("a channel that is not known here")
        except ValueError as error:
            why = str(error) if isinstance(error, Malformed) else "not a topic of this protocol"
            _keep(batch, message.topic, message.payload, why)

    def _take_entries(self, session: Session, batch: _Batch, gate: KnownGate, payload: bytes) -> None:
        good, bad, gaps = read_entries(gate.address.gate, payload)
        _gate, waiting = batch.waiting.setdefault(gate.id, (gate, []))
        waiting += good
        if bad or gaps:  # what came before them is dealt with before them
            self._take_good(session, batch, *batch.waiting.pop(gate.id))
        for item in bad:
            placed = bool(_EPOCH.fullmatch(item.epoch)) and 1 <= item.seq <= _SEQ_MAX
            if not placed:
                item = SetAside(epoch="", seq=0, why=item.why, raw=item.raw)
            if not placed or _is_new(batch, self._touched(session, batch, gate, item.epoch), item.seq):
                _keep(batch, topic(gate.address, "entries"), item.raw, item.why, epoch=item.epoch, seq=item.seq)
        for gap in gaps:
            self._take_gap(session, batch, gate, gap)

    def _take_good(self, session: Session, batch: _Batch, gate: KnownGate, waiting: list[Entry]) -> None:
        for epoch, run in groupby(waiting, key=_epoch_of):
            feed, entries = self._touched(session, batch, gate, epoch), list(run)
            if not feed.arrive_in_row([entry.seq for entry in entries]):
                entries = [entry for entry in entries if _is_new(batch, feed, entry.seq)]
            self._add(session, batch, gate, entries)

    def _add(self, session: Session, batch: _Batch, gate: KnownGate, entries: list[Entry]) -> None:
        """Note rows for new entries of a gate, and whatever else an entry of a known credential brings about."""
        known = self.directory.credentials(session, gate)
        added = rows.of_entries(gate.id, entries, known, now=batch.now, on_time_from=batch.now - LATE_AFTER_MS)
        batch.entries += added
        settled = self._confirmations.settled
        for entry, row in zip(entries, added, strict=True):
            credential_id: Any = row[_CREDENTIAL]
            if credential_id is None or (credential_id in settled and not entry.duress):
                continue
            if entry.duress is True:  # whom the door did not let in needs help no less
                batch.pressed.append((credential_id, entry.occurred_at))
            late, at = bool(row[_LATE]), entry.occurred_at
            if may_confirm(outcome=entry.outcome, clock=entry.clock, late=late, occurred_at=at, now=batch.now):
                batch.passages.append(Passage(gate_id=gate.id, credential_id=credential_id, occurred_at=at))

    def _take_gap(self, session: Session, batch: _Batch, gate: KnownGate, gap: Gap) -> None:
        feed = self._touched(session, batch, gate, gap.epoch)
        for first, last in feed.skip(gap.first, gap.last) or ():
            batch.gaps.append((gate.id, gap.epoch, first, last, gap.why.value, batch.now))
            batch.stored.gone += last - first + 1

    def _take_alarm(self, session: Session, batch: _Batch, gate: KnownGate, message: Message) -> None:
        alarm = _own(decode(Alarm, message.payload), gate)
        store_alarm(session, gate.id, alarm, now=batch.now)
        if alarm.id:
            batch.stored.alarms.setdefault(gate.address, []).append(alarm.id)

    def _take_status(self, session: Session, batch: _Batch, gate: KnownGate, message: Message) -> None:
        status = _own(decode(Status, message.payload), gate)
        store_status(session, gate.id, status, retained=message.retained, now=batch.now)
        if not (status.online or message.retained) and self._flapping.ended(gate.id, now=batch.now):
            note_flapping(session, gate.id, now=batch.now)
        if gate.id not in self._heard:
            session.connection().execute(update(Gate).where(col(Gate.id) == gate.id).values(identity=None))
            self._heard.add(gate.id)
        if status.online:
            batch.stored.holding[gate.address] = status.list_version

    def _touched(self, session: Session, batch: _Batch, gate: KnownGate, epoch: str) -> Feed:
        """Return a feed of which this batch says something."""
        name = (gate.id, epoch)
        feed = self._feeds.get(name)
        if feed is None:
            feed = self._feeds[name] = read_feed(session, gate, epoch)
        batch.touched[name] = gate, feed
        return feed


def read_feed(session: Session, gate: KnownGate, epoch: str) -> Feed:
    """Return how far a feed is dealt with, as the database has it."""
    place: dict[str, Any] = {"gate": gate.id, "epoch": epoch, "topic": topic(gate.address, "entries")}
    connection = session.connection()
    row = connection.execute(text("SELECT committed, duplicates FROM gateway_feed WHERE gate_id = :gate AND epoch = :epoch"), place).first()
    feed = Feed(committed=row[0], duplicates=row[1]) if row else Feed()
    place["committed"] = feed.committed
    ahead = connection.execute(
        text(
            "SELECT seq FROM gateway_entry WHERE gate_id = :gate AND epoch = :epoch AND seq > :committed"
            " UNION SELECT seq FROM gateway_set_aside WHERE topic = :topic AND epoch = :epoch AND seq > :committed"
        ),
        place,
    )
    feed.ahead = {seq for (seq,) in ahead}
    told = text("SELECT first_seq, last_seq FROM gateway_gap WHERE gate_id = :gate AND epoch = :epoch AND last_seq > :committed")
    for first, last in connection.execute(told, place):
        feed.ahead.update(range(max(first, feed.committed + 1), last + 1))
    return feed


def _is_new(batch: _Batch, feed: Feed, seq: int) -> bool:
    arrival = feed.arrive(seq)
    if arrival is Arrival.DUPLICATE:
        batch.stored.duplicates += 1
    return arrival is Arrival.NEW


def _own(said: Any, gate: KnownGate) -> Any:
    """Return a state or alarm that a gate said about itself; raise Malformed if it names another, or holds text that no database stores."""
    if said.gate != gate.address.gate:
        raise Malformed("another gate than the topic's")
    if any("\x00" in value for value in (getattr(said, name, "") for name in ("software", "strike", "door"))):
        raise Malformed(UNSTORABLE)
    return said


def _keep(batch: _Batch, topic: str, raw: bytes, why: str, *, epoch: str = "", seq: int = 0) -> None:
    """Note what is set aside under a digest of it, so that the same again is the same row."""
    name = hashlib.sha256(b"\x00".join([topic.encode(), epoch.encode(), b"%d" % seq, raw])).hexdigest()[:32]
    batch.set_aside[name] = (name, topic.replace("\x00", "")[:256], epoch, seq, why, len(raw), raw[:HEAD_BYTES], batch.now)
