"""The inbox on both databases: once in effect, whatever comes twice, late, out of order, malformed, or in another's name."""

import json
import secrets
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text
from sqlmodel import select

from edge.protocol.codec import encode, encode_entries
from edge.protocol.messages import Alarm, AlarmKind, ClockTrust, Entry, EntryKind, Outcome, Reason, Status
from edge.protocol.signing import reference
from edge.protocol.topics import GateAddress, topic
from hub.config import HubConfig
from hub.database import Database
from hub.gateway import inbox as inbox_module
from hub.gateway.inbox import HEAD_BYTES, LATE_AFTER_MS, Inbox
from hub.gateway.rows import COPY_FROM_ROWS
from hub.gateway.tables import EntryRow, Gate, GateAlarm, GateStatus, SetAsideRow
from hub.gateway.wire import Message
from tests.hub.gateway.parts import add_building
from tests.rig.databases import owner

NOW = 1_800_000_000_000
EPOCH, OTHER_EPOCH = "a" * 32, "b" * 32
ADDRESS = GateAddress("town", "gate-1")
KEY = "11" * 32


class Ground:
    """A gate, a database, and an inbox to put things in."""

    def __init__(self, config: HubConfig) -> None:
        self.config = config
        self.database = Database(config, "gateway")
        self.inbox = Inbox()
        with owner(config) as session:
            place, (self.credential,) = add_building(session, claimed_at=NOW - 10, now=NOW)
            gate = Gate(
                id="g" * 32, site="town", name="gate-1", label="Door", property_id=place.id, door_group=place.door_group, state="approved",
                reference_key=KEY, created_by="a", created_at=NOW, approved_by="b", provisioned_at=NOW,
            )  # fmt: skip
            session.add(gate)

    def store(
        self, *payloads: bytes, channel: str = "entries", now: int = NOW, retained: bool = False, name: str | None = None
    ) -> inbox_module.Stored:
        messages = [Message(topic(ADDRESS, channel) if name is None else name, payload, 1, 1, retained) for payload in payloads]
        with self.database.begin() as session:
            return self.inbox.store(session, messages, now=now)

    def rows(self, kind: type) -> list:
        with owner(self.config) as session:
            found = list(session.exec(select(kind)))
            session.expunge_all()
        return sorted(found, key=lambda row: (getattr(row, "epoch", ""), getattr(row, "seq", 0)))

    def places(self) -> list[int]:
        return [row.seq for row in self.rows(EntryRow)]


@pytest.fixture
def ground(database_config: HubConfig) -> Iterator[Ground]:
    made = Ground(database_config)
    yield made
    made.database.close()


def entry(seq: int, **changes: object) -> Entry:
    plain = {
        "v": 1, "gate": "gate-1", "epoch": EPOCH, "seq": seq, "event_id": secrets.token_hex(16), "occurred_at": NOW,
        "clock": ClockTrust.SYNCED,
        "monotonic_ms": seq, "kind": EntryKind.QR, "credential": "", "reader": "camera", "outcome": Outcome.GRANTED, "reason": Reason.VALID,
        "door": "door-1",
    }  # fmt: skip
    return Entry(**{**plain, **changes})


def batch(*entries: Entry) -> bytes:
    return encode_entries(list(entries))


def committed(stored: inbox_module.Stored, epoch: str = EPOCH) -> int:
    return stored.committed[ADDRESS, epoch]


def test_what_comes_twice_is_stored_once_and_counted(ground: Ground) -> None:
    first = batch(entry(1), entry(2))
    assert committed(ground.store(first, first)) == 2
    again = ground.store(first)
    assert (committed(again), again.entries, again.duplicates) == (2, 0, 2)
    ground.inbox = Inbox()  # a link that was started anew remembers nothing
    assert ground.store(first).duplicates == 2
    assert ground.places() == [1, 2]


def test_a_gap_is_asked_for_again_and_closed_after_a_restart(ground: Ground) -> None:
    assert committed(ground.store(batch(entry(1), entry(4), entry(3)))) == 1
    ground.inbox = Inbox()
    assert committed(ground.store(batch(entry(2)))) == 4
    assert ground.places() == [1, 2, 3, 4]


def test_epochs_are_counted_apart(ground: Ground) -> None:
    stored = ground.store(batch(entry(1), entry(1, epoch=OTHER_EPOCH), entry(2)))
    assert (committed(stored), committed(stored, OTHER_EPOCH)) == (2, 1)


def test_a_rolled_back_batch_is_as_if_it_had_never_come(ground: Ground) -> None:
    def failing() -> None:
        with ground.database.begin() as session:
            ground.inbox.store(session, [Message(topic(ADDRESS, "entries"), batch(entry(1)), 1, 1, False)], now=NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        failing()
    ground.inbox.forget()
    assert ground.places() == []
    assert committed(ground.store(batch(entry(1)))) == 1
    assert ground.places() == [1]


def test_lateness_is_the_hubs_own_judgement_or_the_gates_word(ground: Ground) -> None:
    ground.store(
        batch(entry(1, occurred_at=NOW - LATE_AFTER_MS), entry(2, occurred_at=NOW - LATE_AFTER_MS - 1), entry(3, late=True), entry(4))
    )
    assert [row.late for row in ground.rows(EntryRow)] == [False, True, True, False]


def test_a_reference_is_resolved_for_its_own_gate_only(ground: Ground) -> None:
    mine = reference(bytes.fromhex(KEY), bytes.fromhex(ground.credential))
    anothers = reference(b"\x22" * 32, bytes.fromhex(ground.credential))
    stored = ground.store(batch(entry(1, credential=mine), entry(2, credential=anothers), entry(3)))
    assert [row.credential_id for row in ground.rows(EntryRow)] == [ground.credential, None, None]
    assert stored.confirmed == 1


def test_many_rows_take_the_databases_fast_way_and_the_same_once(ground: Ground) -> None:
    count = COPY_FROM_ROWS + 50
    payloads = [batch(*(entry(seq) for seq in range(start, min(start + 100, count + 1)))) for start in range(1, count + 1, 100)]
    assert committed(ground.store(*payloads)) == count
    ground.inbox = Inbox()
    with owner(ground.config) as session:
        session.connection().execute(text("DELETE FROM gateway_feed"))  # even if the count of it were lost, the primary key holds
    ground.store(*payloads)
    assert ground.places() == list(range(1, count + 1))


GOOD = json.loads(encode(entry(1)))
BROKEN: dict[str, Callable[[dict], object]] = {
    "missing field": lambda e: {k: v for k, v in e.items() if k != "door"},
    "unknown field": lambda e: {**e, "name": "x"},
    "foreign gate": lambda e: {**e, "gate": "gate-2"},
    "wrong type": lambda e: {**e, "occurred_at": "yesterday"},
    "negative time": lambda e: {**e, "occurred_at": -1},
    "time beyond 53 bits": lambda e: {**e, "occurred_at": 2**60},
    "unknown reason": lambda e: {**e, "reason": "because"},
    "unknown outcome": lambda e: {**e, "outcome": "maybe"},
    "other version": lambda e: {**e, "v": 2},
    "credential with a name in it": lambda e: {**e, "credential": "Wang Fang"},
    "long text": lambda e: {**e, "door": "d" * 65},
    "nul": lambda e: {**e, "door": "d\x00"},
    "event id": lambda e: {**e, "event_id": "x"},
    "deep": lambda e: {**e, "door": [[[[[[]]]]]]},
}
RAW_BROKEN = {
    "a lone surrogate": rb'"door":"\ud800"',
    "NaN": b'"occurred_at":NaN',
    "infinity": b'"occurred_at":1e999',
    "a float": b'"occurred_at":1.5',
    "bytes that are no text": b'"door":"\xff\xfe"',
    "a cut-off character": b'"door":"\xe4\xb8"',
    "a huge number": b'"occurred_at":' + b"9" * 4000,
}
UNPLACED = {
    "no sequence": lambda e: {k: v for k, v in e.items() if k != "seq"},
    "sequence as text": lambda e: {**e, "seq": "1"},
    "sequence zero": lambda e: {**e, "seq": 0},
    "sequence beyond 53 bits": lambda e: {**e, "seq": 2**60},
    "sequence beyond 64 bits": lambda e: {**e, "seq": 2**70},
    "epoch as a number": lambda e: {**e, "epoch": 7},
    "epoch too long": lambda e: {**e, "epoch": "a" * 5000},
    "not an object": lambda e: 7,
    "null": lambda e: None,
    "a list": lambda e: [e],
}


def between(bad: bytes) -> bytes:
    """Return a batch of good entry 1, the bad one in place 2, good entry 3."""
    return b'{"v":1,"entries":[' + encode(entry(1)) + b"," + bad + b"," + encode(entry(3)) + b"]}"


@pytest.mark.parametrize("name", BROKEN)
def test_a_bad_entry_is_set_aside_with_its_place_and_its_neighbours_are_stored(ground: Ground, name: str) -> None:
    bad = json.dumps(BROKEN[name]({**GOOD, "seq": 2})).encode()
    stored = ground.store(between(bad))
    assert (committed(stored), stored.entries, stored.set_aside) == (3, 2, 1)
    assert ground.places() == [1, 3]
    (aside,) = ground.rows(SetAsideRow)
    assert (aside.epoch, aside.seq, aside.topic) == (EPOCH, 2, topic(ADDRESS, "entries"))
    assert aside.why
    assert "Wang" not in aside.why
    again = ground.store(between(bad))
    assert (again.set_aside, again.duplicates) == (0, 3)


@pytest.mark.parametrize("name", RAW_BROKEN)
def test_bad_values_that_only_bytes_can_say(ground: Ground, name: str) -> None:
    key = RAW_BROKEN[name].split(b":")[0].strip(b'"').decode()
    rest = json.dumps({**{k: v for k, v in GOOD.items() if k != key}, "seq": 2}).encode()
    stored = ground.store(between(rest[:-1] + b"," + RAW_BROKEN[name] + b"}"))
    assert committed(stored) == 3
    assert ground.places() == [1, 3]
    assert len(ground.rows(SetAsideRow)) == 1


@pytest.mark.parametrize("name", UNPLACED)
def test_a_bad_entry_without_a_place_harms_nobody_and_is_kept_once(ground: Ground, name: str) -> None:
    bad = json.dumps(UNPLACED[name]({**GOOD, "seq": 2})).encode()
    assert committed(ground.store(between(bad))) == 1
    ground.store(between(bad))
    assert ground.places() == [1, 3]
    (aside,) = ground.rows(SetAsideRow)
    assert (aside.epoch, aside.seq) == ("", 0)


@pytest.mark.parametrize(
    "payload",
    [
        b"", b"\xff\xfe", b"{", b"null", b"[]", b"[" * 100_000,
        b'{"v":1}', b'{"v":1,"entries":7}', b'{"v":2,"entries":[]}', b"x" * 60_000,
        b'{"v":1,"entries":[' + b",".join([b"1"] * 101) + b"]}", b'{"a":' * 20_000,
        b'{"v":1,"entries":[],"more":1}', b'{"v":1,"entries":["\xff"]}',
    ],
)  # fmt: skip
@pytest.mark.parametrize("channel", ["entries", "status", "alarms"])
def test_what_is_no_message_at_all_is_set_aside_and_a_good_one_beside_it_stored(ground: Ground, payload: bytes, channel: str) -> None:
    ground.store(payload, channel=channel)
    ground.store(payload, batch(entry(1)))
    assert ground.places() == [1]
    aside = ground.rows(SetAsideRow)
    assert {row.topic for row in aside} == {topic(ADDRESS, channel), topic(ADDRESS, "entries")}
    assert all(row.why and row.size == len(payload) and len(row.head) <= HEAD_BYTES for row in aside if row.size != 3)


@pytest.mark.parametrize(
    "name",
    ["", "a/b", "anju/v1/town/gate-9/entries", "anju/v1/TOWN/gate-1/entries", "anju/v1/town/gate-1/gossip", "anju/v1/x\x00/g/entries"],
)
def test_what_comes_from_no_gate_of_ours_is_set_aside(ground: Ground, name: str) -> None:
    stored = ground.store(batch(entry(1)), name=name)
    assert (stored.entries, stored.set_aside, stored.committed) == (0, 1, {})


def test_a_revoked_gate_is_heard_no_more(ground: Ground) -> None:
    with owner(ground.config) as session:
        session.connection().execute(text("UPDATE gateway_gate SET state = 'revoked'"))
    assert ground.store(batch(entry(1))).entries == 0


def status(**changes: object) -> bytes:
    plain = {
        "v": 1, "gate": "gate-1", "online": True, "at": NOW - 500, "software": "1", "list_version": 7, "journal_depth": 3,
        "clock": ClockTrust.SYNCED,
        "strike": "secured", "door": "closed", "faults": [],
    }  # fmt: skip
    return encode(Status(**{**plain, **changes}))


def test_a_state_that_the_broker_had_kept_looks_no_younger_than_it_is(ground: Ground) -> None:
    ground.store(status(), channel="status", retained=True)
    assert ground.rows(GateStatus)[0].received_at == NOW - 500
    stored = ground.store(status(door="open"), channel="status")
    assert (ground.rows(GateStatus)[0].received_at, ground.rows(GateStatus)[0].door) == (NOW, "open")
    assert stored.holding == {ADDRESS: 7}
    assert ground.store(status(online=False), channel="status").holding == {}


@pytest.mark.parametrize("payload", [status(gate="gate-2"), status(door="a\x00b")])
def test_a_state_in_anothers_name_or_unstorable_is_set_aside(ground: Ground, payload: bytes) -> None:
    assert ground.store(payload, channel="status").set_aside == 1
    assert ground.rows(GateStatus) == []


def test_an_older_word_on_an_alarm_changes_nothing(ground: Ground) -> None:
    def alarm(raised: bool, at: int) -> bytes:
        return encode(Alarm(v=1, gate="gate-1", kind=AlarmKind.FORCED, raised=raised, at=at))

    ground.store(alarm(True, NOW), alarm(False, NOW + 5), alarm(True, NOW + 1), channel="alarms")
    (kept,) = ground.rows(GateAlarm)
    assert (kept.raised, kept.at) == (False, NOW + 5)


def test_the_place_of_what_was_set_aside_survives_a_restart(ground: Ground) -> None:
    bad = json.dumps({**GOOD, "seq": 3, "reason": "because"}).encode()
    assert committed(ground.store(batch(entry(1)), b'{"v":1,"entries":[' + bad + b"]}")) == 1
    ground.inbox = Inbox()
    assert committed(ground.store(batch(entry(2)))) == 3
