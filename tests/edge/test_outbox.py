"""The outbox, turned by hand: what is sent first, how much at once, again when, and that only the hub's word ends it."""

from pathlib import Path

import msgspec
import pytest

from edge import uplink
from edge.journal import Journal
from edge.outbox import BACKLOG_ENTRIES, WINDOW_MESSAGES, Outbox, Parcel
from edge.protocol.codec import decode, decode_batch, encode
from edge.protocol.messages import Ack, Alarm, AlarmAck, ClockTrust, CommandResult, Entry, Range, Receipt, Status
from edge.uplink import RECONNECT_S, STUCK_AFTER_RESENDS, reconnect_s
from tests.edge.parts import ADDRESS, wait_for
from tests.edge.test_journal import ALARM, make
from tests.protocol.examples import ENTRY

RESEND_MS = 1000
STATUS = Status(
    v=1,
    gate=ADDRESS.gate,
    online=True,
    at=1,
    software="test",
    list_version=0,
    journal_depth=0,
    clock=ClockTrust.SYNCED,
    strike="secured",
    door="closed",
    faults=[],
)


class Line:
    """An outbox and everything that it has given out."""

    def __init__(self, folder: Path, entries: int = 0, **limits: int) -> None:
        self.journal = Journal(folder, **limits)
        self.add(entries)
        self.outbox = Outbox(self.journal, resend_ms=RESEND_MS)
        self.outbox.connected(now_ms=0)

    def add(self, count: int) -> None:
        for _number in range(count):
            self.journal.append(make)

    def drain(self, *, now: int = 0, most: int = 10_000) -> list[Parcel]:
        parcels = []
        while len(parcels) < most and (parcel := self.outbox.next(now_ms=now)):
            parcels.append(parcel)
            self.outbox.delivered()
        return parcels

    def acknowledge(self, seq: int, *, now: int = 0, missing: tuple[Range, ...] = ()) -> None:
        self.outbox.heard("acks", encode(Ack(v=1, epoch=self.journal.epoch, seq=seq, missing=list(missing))), now_ms=now)


def numbers(*parcels: Parcel) -> list[int]:
    return [entry.seq for parcel in parcels for entry in decode_batch(ENTRY.gate, parcel.body).good]


def test_what_happens_now_goes_before_what_has_waited(tmp_path: Path) -> None:
    line = Line(tmp_path, 1_000)
    first = line.drain(most=2)
    line.add(1)
    line.journal.keep_alarm(ALARM)
    line.outbox.receipt(Receipt(v=1, gate=ENTRY.gate, number="a" * 32, at=1, result=CommandResult.DONE, took_ms=1))
    following = line.drain(most=4)
    assert [parcel.channel for parcel in following] == ["receipts", "alarms", "entries", "entries"]
    assert numbers(following[2]) == [1_001]
    assert numbers(following[3])[0] == numbers(*first)[-1] + 1
    rest = line.drain()
    assert sorted(numbers(*first, *following[2:], *rest)) == list(range(1, 1_002))


def test_a_receipt_that_no_broker_has_taken_goes_over_the_next_line(tmp_path: Path) -> None:
    line = Line(tmp_path)
    receipts = [Receipt(v=1, gate=ENTRY.gate, number=f"{number:032x}", at=1, result=CommandResult.DONE, took_ms=1) for number in range(3)]
    line.outbox.receipt(receipts[0])
    line.drain()
    line.outbox.receipt(receipts[1])
    assert line.outbox.next(now_ms=0) is not None
    line.outbox.receipt(receipts[2])
    line.outbox.connected(now_ms=1)
    assert [decode(Receipt, parcel.body) for parcel in line.drain()] == receipts[1:]
    line.outbox.connected(now_ms=2)
    assert line.drain() == []


def test_the_window_is_two_hundred_messages_and_a_bounded_backlog(tmp_path: Path) -> None:
    assert WINDOW_MESSAGES >= 200
    line = Line(tmp_path, BACKLOG_ENTRIES + 500)
    given = line.drain()
    assert BACKLOG_ENTRIES <= len(numbers(*given)) < BACKLOG_ENTRIES + 100
    line.acknowledge(1_000)
    assert len(numbers(*line.drain())) == BACKLOG_ENTRIES + 500 - len(numbers(*given))
    for number in range(WINDOW_MESSAGES + 5):
        line.journal.keep_alarm(msgspec.structs.replace(ALARM, at=number))
    held_back = [line.outbox.next(now_ms=0) for _number in range(WINDOW_MESSAGES + 5)]
    assert held_back.count(None) == 5


def test_only_the_hubs_word_ends_it(tmp_path: Path) -> None:
    line = Line(tmp_path, 5)
    assert numbers(*line.drain()) == [1, 2, 3, 4, 5]
    assert not line.outbox.is_silent(now_ms=RESEND_MS - 1)
    line.acknowledge(2, now=900)
    assert not line.outbox.is_silent(now_ms=RESEND_MS + 1)
    assert line.outbox.is_silent(now_ms=900 + RESEND_MS)
    assert numbers(*line.drain(now=2_000)) == [3, 4, 5]
    assert [line.outbox.is_silent(now_ms=10_000 * turn) and bool(line.drain(now=10_000 * turn)) for turn in (1, 2)] == [True, True]
    assert line.outbox.resends == 3
    line.acknowledge(5, now=30_000)
    assert line.journal.depth() == 0
    assert not line.outbox.is_silent(now_ms=99_000)
    assert line.outbox.resends == 0


def test_a_word_that_comes_late_does_not_make_what_was_sent_after_it_forgotten(tmp_path: Path) -> None:
    line = Line(tmp_path, 5)
    line.drain()
    assert line.outbox.is_silent(now_ms=RESEND_MS)
    line.add(1)
    assert numbers(*line.drain(now=RESEND_MS, most=1)) == [6]
    line.acknowledge(5, now=RESEND_MS)
    line.drain(now=RESEND_MS)
    assert line.outbox.is_silent(now_ms=3 * RESEND_MS), "an entry that the hub never had is not waited for any more"
    assert numbers(*line.drain(now=3 * RESEND_MS)) == [6]


def test_a_broker_that_takes_a_full_window_and_says_nothing_is_silent_again_and_again(tmp_path: Path) -> None:
    line = Line(tmp_path)
    for number in range(WINDOW_MESSAGES + 1):
        line.journal.keep_alarm(msgspec.structs.replace(ALARM, at=number))
    while line.outbox.next(now_ms=0):
        pass
    silent = []
    for turn in range(1, STUCK_AFTER_RESENDS + 1):
        silent.append(line.outbox.is_silent(now_ms=turn * RESEND_MS))
        assert line.outbox.next(now_ms=turn * RESEND_MS) is None, "the window is full"
    assert all(silent)
    assert line.outbox.resends == STUCK_AFTER_RESENDS, "after so many the line is made anew"


def test_an_alarm_is_sent_again_until_it_is_named(tmp_path: Path) -> None:
    line = Line(tmp_path)
    line.journal.keep_alarm(ALARM)
    (parcel,) = line.drain()
    alarm = decode(Alarm, parcel.body)
    assert line.outbox.is_silent(now_ms=RESEND_MS)
    assert line.drain(now=RESEND_MS) == [parcel]
    line.outbox.heard("acks/alarms", encode(AlarmAck(v=1, ids=[alarm.id])), now_ms=RESEND_MS)
    assert not line.outbox.is_silent(now_ms=9 * RESEND_MS)
    assert line.drain(now=9 * RESEND_MS) == []


def test_a_gap_is_told_until_it_is_acknowledged(tmp_path: Path) -> None:
    line = Line(tmp_path, 30, entries_max=10)
    told = decode_batch(ENTRY.gate, line.drain()[0].body).gaps
    assert [(gap.first, gap.last) for gap in told] == [(1, 20)]
    assert line.outbox.is_silent(now_ms=RESEND_MS)
    assert [gap.last for parcel in line.drain(now=RESEND_MS) for gap in decode_batch(ENTRY.gate, parcel.body).gaps] == [20]
    line.acknowledge(30, now=RESEND_MS)
    assert not line.outbox.is_silent(now_ms=9 * RESEND_MS)
    assert line.journal.gaps() == []


def test_what_the_hub_asks_for_is_answered_at_once(tmp_path: Path) -> None:
    line = Line(tmp_path, 30, entries_max=25)
    line.drain()
    line.acknowledge(0, missing=(Range(first=4, last=7),))
    (answer,) = line.drain()
    batch = decode_batch(ENTRY.gate, answer.body)
    assert [entry.seq for entry in batch.good] == [6, 7]
    assert [(gap.first, gap.last, gap.why) for gap in batch.gaps] == [(1, 5, "overflow")]


def test_a_new_line_begins_again_with_the_oldest(tmp_path: Path) -> None:
    line = Line(tmp_path, 3)
    line.drain()
    line.outbox.connected(now_ms=5)
    assert numbers(*line.drain(now=5)) == [1, 2, 3]


def test_a_journal_that_was_replaced_underneath_is_sent_from_its_beginning(tmp_path: Path) -> None:
    line = Line(tmp_path, 3)
    line.drain()
    line.journal._replace()
    assert numbers(*line.drain()) == [1, 2, 3]


def test_what_is_too_large_is_left_out_and_holds_nothing_up(tmp_path: Path) -> None:
    line = Line(tmp_path, 1)
    line.outbox.receipt(Receipt(v=1, gate="x" * 60_000, number="a" * 32, at=1, result=CommandResult.DONE, took_ms=1))
    assert [parcel.channel for parcel in line.drain()] == ["entries"]


@pytest.mark.parametrize("payload", [b"", b"{", b"\xff", b'{"v":1,"epoch":"x","seq":1}', b"[" * 9000])
def test_nonsense_from_the_hub_changes_nothing(tmp_path: Path, payload: bytes) -> None:
    line = Line(tmp_path, 2)
    for channel in ("acks", "acks/alarms"):
        line.outbox.heard(channel, payload, now_ms=0)
    assert msgspec.json.decode(line.journal.waiting().bodies[0], type=Entry).seq == 1
    assert line.journal.depth() == 2


class FailsOnce(Journal):
    """A journal that fails in a way that nobody thought of, once."""

    tended = 0

    def tend(self) -> None:
        self.tended += 1
        if self.tended == 1:
            raise KeyError


def test_the_uplink_goes_on_after_what_nobody_thought_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uplink, "TEND_S", 0.0)
    journal = FailsOnce(tmp_path)
    broker = uplink.Broker(host="127.0.0.1", port=1, password="")
    line = uplink.MqttUplink(
        broker, ADDRESS, journal, status=lambda _online: STATUS, on_list=lambda *_list: False, on_config=lambda _payload: None
    )
    line.open()
    wait_for(lambda: journal.tended > 1, what="another turn")
    line.close()
    assert "uplink.failed kind=KeyError" in capsys.readouterr().err


def test_gates_do_not_come_back_as_one() -> None:
    first, longest = RECONNECT_S
    assert {round(reconnect_s(0, chance / 10), 2) for chance in range(10)} == {
        round(first * (0.5 + chance / 10), 2) for chance in range(10)
    }
    waits = [reconnect_s(failures, 0.5) for failures in range(12)]
    assert waits == sorted(waits)
    assert waits[-1] == longest
    assert waits[1] == 2 * waits[0]
