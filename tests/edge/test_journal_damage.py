"""A journal whose disk fails it: damaged files, full disks, read-only disks. The door's entries go on, and each number is accounted for."""

import contextlib
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from edge import journal as journals
from edge import journal_file
from edge.journal import Journal
from edge.journal_file import ASIDE_KEPT
from edge.protocol.codec import encode
from edge.protocol.messages import Entry, Range
from tests.edge.test_journal import ALARM, gaps, held, make

SOAK = bool(os.environ.get("ANJU_SOAK"))
SEEDS = 40 if SOAK else 3


def flip(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def blank_page(data: bytes, chance: random.Random) -> bytes:
    at = 4096 * chance.randrange(len(data) // 4096)
    return data[:at] + bytes(4096) + data[at + 4096 :]


DAMAGES: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "bit": flip,
    "page": blank_page,
    "half": lambda data, _chance: data[: len(data) // 2 + 100],
    "zero": lambda data, _chance: bytes(len(data)),
    "empty": lambda _data, _chance: b"",
    "foreign": lambda _data, _chance: b"not a database at all" * 300,
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("seed", range(SEEDS))
def test_whatever_is_damaged_nothing_false_is_sent_and_every_number_is_accounted_for(tmp_path: Path, damage: str, seed: int) -> None:
    journal = Journal(tmp_path)
    written = {entry.seq: encode(entry) for entry in (journal.append(make) for _number in range(300))}
    journal.close()
    path = tmp_path / "journal.db"
    path.write_bytes(DAMAGES[damage](path.read_bytes(), random.Random(seed)))
    again = Journal(tmp_path)
    found = sent(again)
    missing = {seq for gap in again.gaps() if gap.epoch == journal.epoch for seq in range(gap.first, gap.last + 1)}
    assert all(written[seq] == body for seq, body in found.items()), "an entry that was changed on the disk was believed"
    assert found.keys() | missing >= written.keys(), "a number that nobody accounts for"
    assert again.replaced or not missing
    assert again.append(make).epoch != journal.epoch
    assert again.verify() is None
    if again.replaced and damage != "empty":
        assert list(tmp_path.glob("damaged-*-journal.db"))


def sent(journal: Journal) -> dict[int, bytes]:
    """Everything that would be sent, from the beginning again whenever the journal was replaced underneath."""
    generation, place, found = -1, 0, {}
    while True:
        if generation != journal.generation:
            generation, place, found = journal.generation, 0, {}
        waiting = journal.waiting(place)
        if not waiting.bodies and generation == journal.generation:
            return found
        found |= {msgspec.json.decode(body, type=Entry).seq: body for body in waiting.bodies}
        place = waiting.last_place


def test_one_flipped_bit_costs_one_entry_and_leaves_the_rest(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for _number in range(200):
        journal.append(make)
    journal.close()
    path = tmp_path / "journal.db"
    data = bytearray(path.read_bytes())
    data[data.index(b'"door":"', len(data) // 2) + 9] ^= 1
    path.write_bytes(data)
    again = Journal(tmp_path)
    assert again.replaced
    ((_epoch, first, last, why),) = gaps(again)
    assert (first, why) == (last, "damaged")
    assert len(held(again)) == 199


@pytest.mark.parametrize("table", ["alarm", "gap", "counter"])
def test_a_column_that_a_flipped_bit_renamed_is_damage_and_not_a_disk_that_cannot_be_written(tmp_path: Path, table: str) -> None:
    journal = Journal(tmp_path)
    written = [journal.append(make) for _number in range(3)]
    journal.close()
    path = tmp_path / "journal.db"
    data = bytearray(path.read_bytes())
    name = data.index(b"(\n    ", data.index(f"CREATE TABLE {table} ".encode())) + len("(\n    ")
    data[name] ^= 1
    path.write_bytes(data)
    again = Journal(tmp_path)
    again.keep_alarm(ALARM)
    again.gaps()
    after = again.append(make)
    assert (again.replaced, again.in_memory) == (True, False)
    assert len(again.alarms()) == 1
    kept = held(again)
    missing = {seq for _epoch, first, last, _why in gaps(again) for seq in range(first, last + 1)}
    assert {seq for epoch, seq in kept if epoch == journal.epoch} | missing == {entry.seq for entry in written}
    assert kept[-1] == (after.epoch, after.seq)
    assert again.verify() is None


def test_damage_while_it_runs_is_noticed_before_anything_false_is_sent(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for _number in range(20):
        journal.append(make)
    with contextlib.closing(sqlite3.connect(tmp_path / "journal.db")) as other, other:
        other.execute("UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'granted', 'refused') AS BLOB) WHERE seq = 7")
    before = journal.generation
    assert journal.waiting().bodies == []
    assert journal.generation > before
    assert journal.replaced
    assert [seq for _epoch, seq in held(journal)] == [*range(1, 7), *range(8, 21)]
    assert [(first, last, why) for _epoch, first, last, why in gaps(journal)] == [(7, 7, "damaged")]


@pytest.mark.parametrize(("changed", "is_seen_at_once"), [(3, False), (18, True)])
def test_of_a_long_journal_the_newest_part_is_checked_at_the_start_and_the_rest_before_it_is_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: int, is_seen_at_once: bool
) -> None:
    monkeypatch.setattr(journal_file, "WHOLE_CHECK_UP_TO", 10)
    monkeypatch.setattr(journal_file, "TAIL", 5)
    journal = Journal(tmp_path)
    for _number in range(20):
        journal.append(make)
    journal.close()
    with contextlib.closing(sqlite3.connect(tmp_path / "journal.db")) as other, other:
        other.execute("UPDATE entry SET body = CAST(body || ' ' AS BLOB) WHERE seq = ?", (changed,))
    again = Journal(tmp_path)
    assert again.replaced is is_seen_at_once
    assert changed not in sent(again)
    assert [(first, last, why) for _epoch, first, last, why in gaps(again)] == [(changed, changed, "damaged")]


def test_of_files_that_were_put_aside_the_newest_few_are_kept(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for _time in range(ASIDE_KEPT + 2):
        journal.append(make)
        journal._replace()
    assert len(list(tmp_path.glob("damaged-*-journal.db"))) == ASIDE_KEPT


def test_what_the_hub_has_and_a_damaged_index_hid_from_deletion_is_not_sent_for_ever(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for _number in range(5):
        journal.append(make)
    with contextlib.closing(sqlite3.connect(tmp_path / "journal.db")) as other, other:
        hidden = other.execute("SELECT place, epoch, seq, body, head FROM entry WHERE seq IN (2, 3)").fetchall()
    assert journal.forget(journal.epoch, 3) == 3
    with contextlib.closing(sqlite3.connect(tmp_path / "journal.db")) as other, other:
        other.executemany("INSERT INTO entry (place, epoch, seq, body, head) VALUES (?, ?, ?, ?, ?)", hidden)
    assert journal.waiting().bodies == []
    assert journal.replaced
    assert sent(journal).keys() == {4, 5}
    assert journal.depth() == 2


@pytest.mark.parametrize("lost", [(1,), (5,), (5, 6), (1, 2, 3)])
def test_an_entry_that_is_gone_from_the_disk_is_declared_before_the_next_one_is_sent(tmp_path: Path, lost: tuple[int, ...]) -> None:
    journal = Journal(tmp_path)
    for _number in range(10):
        journal.append(make)
    with contextlib.closing(sqlite3.connect(tmp_path / "journal.db")) as other, other:
        other.executemany("DELETE FROM entry WHERE seq = ?", [(seq,) for seq in lost])
    assert journal.waiting().bodies == []
    assert journal.replaced
    declared = range(lost[0], lost[-1] + 2)  # the next one has nothing left to hold on to
    assert sent(journal).keys() == set(range(1, 11)) - set(declared)
    assert [(first, last, why) for _epoch, first, last, why in gaps(journal)] == [(declared[0], declared[-1], "damaged")]


@pytest.mark.parametrize("change", ["id = 'x' || id", "body = substr(body, 1, 20)", "body = replace(CAST(body AS TEXT), 'true', 'false')"])
def test_an_alarm_that_was_changed_on_the_disk_is_dropped_and_holds_nothing_up(tmp_path: Path, change: str) -> None:
    journal = Journal(tmp_path)
    journal.keep_alarm(ALARM)
    journal.keep_alarm(ALARM)
    assert len(journal.alarms()) == 1
    with contextlib.closing(sqlite3.connect(tmp_path / "journal.db")) as other, other:
        other.execute(f"UPDATE alarm SET {change}")
    assert journal.alarms() == []
    journal.keep_alarm(ALARM)
    assert len(journal.alarms()) == 1


def test_alarms_are_saved_from_a_journal_that_is_put_aside(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(make)
    journal.keep_alarm(ALARM)
    journal._replace()
    assert len(journal.alarms()) == 1
    assert len(held(journal)) == 1


@pytest.mark.parametrize("change", ["body = CAST(body AS TEXT)", "body = 7", "head = NULL || 'x'", "epoch = CAST(X'ff00fe' AS TEXT)"])
def test_values_of_another_kind_are_damage_and_stop_nobody(tmp_path: Path, change: str) -> None:
    journal = Journal(tmp_path)
    for _number in range(5):
        journal.append(make)
    with contextlib.closing(sqlite3.connect(tmp_path / "journal.db")) as other, other, contextlib.suppress(sqlite3.IntegrityError):
        other.execute(f"UPDATE entry SET {change} WHERE seq = 3")
    sent(journal)
    journal.append(make)
    journal.close()
    again = Journal(tmp_path)
    sent(again)
    assert again.append(make).seq == 1
    assert again.verify() is None


class Disk:
    """Opens the journal's file on a disk that can be full or read-only."""

    def __init__(self) -> None:
        self.pages: int | None = None
        self.read_only = False

    def connect(self, path: Path) -> sqlite3.Connection:
        if self.read_only:
            return sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False, isolation_level=None)
        connection = journal_file.connect(path)
        if self.pages:
            connection.execute(f"PRAGMA max_page_count = {self.pages}")
        return connection


def test_on_a_full_disk_the_oldest_make_room_are_counted_and_nothing_new_is_lost(tmp_path: Path) -> None:
    disk = Disk()
    disk.pages = 60
    journal = Journal(tmp_path, connect=disk.connect)
    for _number in range(1000):
        journal.append(make)
    assert not journal.in_memory
    kept = [seq for _epoch, seq in held(journal)]
    ((epoch, first, last, why),) = gaps(journal)
    assert (epoch, first, why) == (journal.epoch, 1, "overflow")
    assert kept == list(range(last + 1, 1001))
    assert len(kept) > 50
    assert journal.verify() is None


FULL_DISK = """
import sys
from pathlib import Path
from edge.journal import Journal
from tests.edge.test_journal import gaps, held, make
folder = Path(sys.argv[1])
journal = Journal(folder)
for _number in range(12_000):
    journal.append(make)
assert not journal.in_memory and journal.depth() < 12_000, journal.depth()
filler = (folder / "filler").open("wb", buffering=0)
try:
    while True:
        filler.write(bytes(1000))
except OSError:
    pass
for _number in range(300):
    journal.append(make)
filler.close()
(folder / "filler").unlink()
journal.tend()
((epoch, first, last, why),) = gaps(journal)
assert (epoch, first, why, journal.in_memory) == (journal.epoch, 1, "overflow", False)
assert [seq for _epoch, seq in held(journal)] == list(range(last + 1, 12_301))
assert journal.verify() is None
print("well")
"""


if SOAK:  # where a file system may be mounted

    def test_on_a_file_system_that_is_really_full(tmp_path: Path) -> None:
        mounted = 'mount -t tmpfs -o size=5m tmpfs "$1" && exec "$2" -c "$3" "$1"'
        arguments = ["unshare", "--mount", "sh", "-c", mounted, "sh", str(tmp_path), sys.executable, FULL_DISK]
        done = subprocess.run(arguments, capture_output=True, text=True, check=False)
        assert done.stdout == "well\n", done.stderr[-2_000:]


def test_a_disk_that_cannot_be_written_keeps_entries_in_memory_and_heals(tmp_path: Path) -> None:
    disk = Disk()
    journal = Journal(tmp_path, connect=disk.connect)
    first = journal.append(make)
    disk.read_only = True
    journal.refuse_writes()
    during = [journal.append(make) for _number in range(3)]
    journal.keep_alarm(ALARM)
    assert journal.in_memory
    assert held(journal) == [(entry.epoch, entry.seq) for entry in during]
    journal.tend()
    assert journal.in_memory
    disk.read_only = False
    journal.tend()
    assert not journal.in_memory
    after = journal.append(make)
    wanted = [(entry.epoch, entry.seq) for entry in (first, *during, after)]
    assert held(journal) == wanted
    assert len(journal.alarms()) == 1
    journal.close()
    again = Journal(tmp_path)
    assert held(again) == wanted
    assert gaps(again) == []
    assert again.verify() is None


def test_what_lies_on_a_disk_that_cannot_be_written_is_not_given_up(tmp_path: Path) -> None:
    disk = Disk()
    journal = Journal(tmp_path, connect=disk.connect)
    first = journal.append(make)
    disk.read_only = True
    journal.refuse_writes()
    journal.append(make)
    assert journal.answer(first.epoch, Range(first=1, last=1)) == ([], [])
    disk.read_only = False
    journal.tend()
    assert journal.answer(first.epoch, Range(first=1, last=1))[0] == [encode(first)]


def test_a_file_that_was_damaged_while_it_could_not_be_written_is_put_aside_once_it_can_be(tmp_path: Path) -> None:
    disk = Disk()
    journal = Journal(tmp_path, connect=disk.connect)
    first = [journal.append(make) for _number in range(3)]
    disk.read_only = True
    journal.refuse_writes()
    during = [journal.append(make) for _number in range(2)]
    path = tmp_path / "journal.db"
    path.write_bytes(bytes(path.stat().st_size))
    disk.read_only = False
    journal.tend()
    assert (journal.in_memory, journal.replaced) == (False, True)
    assert len(list(tmp_path.glob("damaged-*-journal.db"))) == 1
    assert held(journal) == [(entry.epoch, entry.seq) for entry in during]
    assert gaps(journal) == [(first[0].epoch, 1, 3, "damaged")]
    assert journal.append(make).seq == 1
    assert journal.verify() is None


def test_a_gate_starts_on_a_disk_that_cannot_be_written(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "not-there")
    assert journal.append(make).seq == 1
    assert journal.in_memory
    (tmp_path / "not-there").mkdir()
    journal.tend()
    assert not journal.in_memory
    assert len(held(journal)) == 1


def test_without_a_disk_the_oldest_make_room_in_memory_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journals, "IN_MEMORY_MAX", 3)
    journal = Journal(tmp_path / "not-there")
    for _number in range(5):
        journal.append(make)
    assert journal.depth() == 3
    assert gaps(journal) == [(journal.epoch, 1, 2, "overflow")]


def test_the_ballast_is_given_up_on_a_full_disk_and_put_back(tmp_path: Path) -> None:
    journal = Journal(tmp_path, ballast_bytes=4096)
    ballast = tmp_path / "journal.ballast"
    assert ballast.stat().st_size == 4096
    journal._make_room(sqlite3.OperationalError("full"))
    assert not ballast.exists()
    for _number in range(3):
        journal.append(make)
    assert journal.depth() == 1, "no more than the full disk held"
    journal.tend()
    assert ballast.exists()
    for _number in range(3):
        journal.append(make)
    assert journal.depth() == 4
