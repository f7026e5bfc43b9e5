"""The journal with real files and real kills: nothing that was written is lost unseen, and no number is ever given twice."""

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from edge import journal as journals
from edge import journal_file, journal_rows
from edge.gate.chain import start
from edge.journal import ENTRIES_MAX, ENTRY_BYTES_MAX, Journal
from edge.journal_rows import epochs as epochs_of
from edge.kill_points import STATUS
from edge.protocol.codec import decode_entries, encode
from edge.protocol.messages import Alarm, AlarmKind, Entry, Gap, Range
from tests.protocol.examples import ENTRY

SOAK = bool(os.environ.get("ANJU_SOAK"))
KILLS = 200 if SOAK else 4
KILLS_A_PLACE = 1000 if SOAK else 3
ALARM = Alarm(v=1, gate=ENTRY.gate, kind=AlarmKind.FORCED, raised=True, at=1_795_526_585_000)

WRITER = """
import sys
from pathlib import Path
from edge.journal import Journal
from tests.edge.test_journal import make
journal = Journal(Path(sys.argv[1]))
while True:
    entry = journal.append(make)
    print(entry.epoch, entry.seq, flush=True)
"""

BUSY = """
import sys
from pathlib import Path
from edge.journal import Journal
from tests.edge.test_journal import make
journal = Journal(Path(sys.argv[1]), entries_max=40)
for number in range(1, 10_000):
    entry = journal.append(make)
    print(entry.epoch, entry.seq, flush=True)
    if number % 3 == 0:
        journal.forget(journal.epoch, number // 4)
"""


def make(epoch: str, seq: int, event_id: str) -> Entry:
    return msgspec.structs.replace(ENTRY, epoch=epoch, seq=seq, event_id=event_id)


def held(journal: Journal) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    place = 0
    while (waiting := journal.waiting(place)).bodies:
        found += [(one.epoch, one.seq) for one in (msgspec.json.decode(body, type=Entry) for body in waiting.bodies)]
        place = waiting.last_place
    return found


def gaps(journal: Journal) -> list[tuple[str, int, int, str]]:
    return [(gap.epoch, gap.first, gap.last, gap.why.value) for gap in journal.gaps()]


def test_numbers_have_no_holes_and_every_start_counts_in_an_epoch_of_its_own(tmp_path: Path) -> None:
    first = Journal(tmp_path)
    for _number in range(3):
        first.append(make)
    first.forget(first.epoch, 2)
    first.close()
    again = Journal(tmp_path)
    assert (again.append(make).seq, again.replaced, again.depth()) == (1, False, 2)
    assert held(again) == [(first.epoch, 3), (again.epoch, 1)]
    assert again.epoch != first.epoch
    before, after = epochs_of(again._connection)
    assert after.base_head == start(after.name, before.head), "each epoch holds on to the one before it"
    assert gaps(again) == []
    assert again.verify() is None


def test_only_what_the_hub_named_is_forgotten(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for _number in range(5):
        journal.append(make)
    assert journal.forget("0" * 32, 5) == 0
    assert journal.forget(journal.epoch, 3) == 3
    assert [seq for _epoch, seq in held(journal)] == [4, 5]
    assert journal.depth() == 2


def test_a_message_is_never_larger_than_the_wire_allows(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for _number in range(250):
        journal.append(make)
    waiting = journal.waiting()
    good, bad = decode_entries(ENTRY.gate, b'{"v":1,"entries":[' + b",".join(waiting.bodies) + b"]}")
    assert (len(good), bad) == (len(waiting.bodies), [])
    assert [seq for _epoch, seq in held(journal)] == list(range(1, 251))


def test_an_old_copy_put_back_is_noticed_and_what_it_lacks_is_declared(tmp_path: Path) -> None:
    live, copy = tmp_path / "live", tmp_path / "copy"
    live.mkdir()
    journal = Journal(live)
    journal.append(make)
    shutil.copytree(live, copy)
    journal.append(make)
    journal.append(make)
    journal.close()
    for name in ("journal.db", "journal.db-wal", "journal.db-shm"):
        (live / name).unlink(missing_ok=True)
        if (copy / name).exists():
            shutil.copy(copy / name, live / name)
    restored = Journal(live)
    assert restored.replaced
    assert restored.append(make).seq == 1
    assert held(restored) == [(journal.epoch, 1), (restored.epoch, 1)]
    assert gaps(restored) == [(journal.epoch, 2, 3, "restored")]
    assert restored.verify() is None


def test_a_whole_folder_put_back_uses_no_number_twice(tmp_path: Path) -> None:
    live, copy = tmp_path / "live", tmp_path / "copy"
    live.mkdir()
    first = Journal(live)
    first.append(make)
    first.close()
    shutil.copytree(live, copy)
    given = set()
    for folder in (live, copy, live):
        journal = Journal(folder)
        given |= {(entry.epoch, entry.seq) for entry in (journal.append(make) for _number in range(5))}
        journal.close()
    assert len(given) == 15


def test_a_hub_that_knows_more_than_was_given_begins_a_new_epoch(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(make)
    before = journal.epoch
    journal.forget(before, 9)
    assert journal.replaced
    assert journal.append(make).epoch != before


def test_the_oldest_make_room_and_every_one_of_them_is_counted(tmp_path: Path) -> None:
    journal = Journal(tmp_path, entries_max=50)
    for _number in range(120):
        journal.append(make)
    assert journal.depth() == 50
    assert [seq for _epoch, seq in held(journal)] == list(range(71, 121))
    assert gaps(journal) == [(journal.epoch, 1, 70, "overflow")]
    assert journal.verify() is None
    assert journal.forget(journal.epoch, 100) == 30
    assert gaps(journal) == []
    assert journal.verify() is None


def test_a_hundred_thousand_entries_find_room(tmp_path: Path) -> None:
    assert ENTRIES_MAX >= 100_000
    journal = Journal(tmp_path)
    journal._room = 2_000  # the limit is one number, tried here where it takes a second
    for _number in range(2_001):
        journal.append(make)
    assert (journal.depth(), [gap.last for gap in journal.gaps()]) == (2_000, [1])


def test_what_waits_keeps_its_account_however_often_the_gate_was_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journals, "EPOCHS_KEPT", 2)
    first = Journal(tmp_path)
    first.append(make)
    first.close()
    for _start in range(5):
        journal = Journal(tmp_path)
        journal.append(make)
        journal.forget(journal.epoch, 1)
        journal.close()
    again = Journal(tmp_path)
    assert held(again) == [(first.epoch, 1)]
    assert len(list(epochs_of(again._connection))) == 3, "what is done with is forgotten but for the newest"
    assert again.forget(first.epoch, 1) == 1


def test_of_alarms_the_newest_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_rows, "ALARMS_MAX", 3)
    journal = Journal(tmp_path)
    for at in range(1, 8):
        journal.keep_alarm(msgspec.structs.replace(ALARM, at=at))
    assert [alarm.at for _place, alarm in journal.alarms()] == [5, 6, 7]


def test_alarms_are_kept_apart_from_entries_until_the_hub_has_them(tmp_path: Path) -> None:
    journal = Journal(tmp_path, entries_max=3)
    journal.keep_alarm(ALARM)
    for _number in range(30):
        journal.append(make)
    journal.close()
    again = Journal(tmp_path)
    ((_place, alarm),) = again.alarms()
    assert msgspec.structs.replace(alarm, id="") == ALARM
    assert len(alarm.id) == 32
    assert again.forget_alarms([alarm.id]) == 1
    assert again.alarms() == []


def test_an_entry_beyond_the_limit_becomes_a_gap_and_holds_nobody_up(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(make)
    journal.append(lambda epoch, seq, event: msgspec.structs.replace(make(epoch, seq, event), door="x" * ENTRY_BYTES_MAX))
    journal.append(make)
    assert [seq for _epoch, seq in held(journal)] == [1, 3]
    assert gaps(journal) == [(journal.epoch, 2, 2, "oversize")]
    assert journal.verify() is None


def test_what_the_hub_misses_is_answered_with_entries_or_with_the_reason_why_not(tmp_path: Path) -> None:
    journal = Journal(tmp_path, entries_max=4)
    for _number in range(9):
        journal.append(make)
    journal.forget(journal.epoch, 2)

    def why(found: list[Gap]) -> list[tuple[int, int, str]]:
        return sorted((gap.first, gap.last, gap.why.value) for gap in found)

    bodies, told = journal.answer(journal.epoch, Range(first=1, last=7))
    assert [msgspec.json.decode(body, type=Entry).seq for body in bodies] == [6, 7]
    assert why(told) == [(1, 2, "acknowledged"), (3, 5, "overflow")]
    assert why(journal.answer(journal.epoch, Range(first=9, last=12))[1]) == [(10, 12, "never_here")]
    assert why(journal.answer("0" * 32, Range(first=1, last=3))[1]) == [(1, 3, "never_here")]


def test_a_journal_from_before_the_chain_is_taken_over_whole(tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "journal.db")) as old, old:
        old.executescript((Path(journal_file.__file__).parent / "schema" / "001.sql").read_text())
        old.execute("INSERT INTO counter VALUES (1, ?, 5)", ("a" * 32,))
        for seq in (3, 4, 5):
            body = encode(make("a" * 32, seq, "b" * 32))
            old.execute("INSERT INTO entry (epoch, seq, body) VALUES (?, ?, ?)", ("a" * 32, seq, body))
    journal = Journal(tmp_path)
    assert not journal.replaced
    assert held(journal) == [("a" * 32, seq) for seq in (3, 4, 5)]
    assert journal.verify() is None
    assert journal.append(make).epoch != "a" * 32


def test_kill_9_loses_nothing_that_was_said_and_doubles_nothing(tmp_path: Path) -> None:
    said: list[tuple[str, int]] = []
    for kill in range(KILLS):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        assert writer.stdout
        said.append(_place(writer.stdout.readline()))
        time.sleep(0.003 * (kill % 7))
        writer.send_signal(signal.SIGKILL)
        said += [_place(line) for line in writer.stdout if line.endswith("\n")]
        writer.wait()
        writer.stdout.close()
    check_journal(tmp_path, said, KILLS)


@pytest.mark.parametrize("place", ["journal.inserted", "journal.committed", "journal.evicted", "journal.forgetting"])
def test_killed_at_a_named_place_nothing_that_was_said_is_lost(tmp_path: Path, place: str) -> None:
    chance = random.Random(place)
    said: list[tuple[str, int]] = []
    for _kill in range(KILLS_A_PLACE):
        environment = {**os.environ, "ANJU_KILL_AT": f"{place}:{chance.randrange(1, 20)}"}
        done = subprocess.run([sys.executable, "-c", BUSY, str(tmp_path)], capture_output=True, text=True, env=environment, timeout=120)
        assert done.returncode == STATUS, done.stderr
        said += [_place(line) for line in done.stdout.splitlines()]
    check_journal(tmp_path, said, KILLS_A_PLACE)


def check_journal(folder: Path, said: list[tuple[str, int]], epochs: int) -> None:
    """Every number that was said is there once, in an unbroken run from each epoch's first, or is declared gone or was forgotten."""
    journal = Journal(folder)
    kept = held(journal)
    declared = {(gap.epoch, seq) for gap in journal.gaps() for seq in range(gap.first, gap.last + 1)}
    forgotten = {(one.name, seq) for one in epochs_of(journal._connection) for seq in range(1, one.base + 1)}
    assert not journal.replaced
    assert len(set(kept)) == len(kept)
    assert len(set(said)) == len(said)
    assert set(said) <= set(kept) | declared | forgotten
    assert journal.verify() is None
    assert len({epoch for epoch, _seq in said}) <= epochs


def _place(line: str) -> tuple[str, int]:
    epoch, seq = line.split()
    return epoch, int(seq)


def test_the_file_is_written_as_a_power_cut_asks_for(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    assert journal._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert journal._connection.execute("PRAGMA synchronous").fetchone() == (2,)
