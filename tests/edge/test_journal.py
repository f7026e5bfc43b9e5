"""The journal with real files and real kills: nothing that was written is lost, and no number is ever given twice."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from edge.journal import Journal
from edge.protocol.codec import decode_entries
from edge.protocol.messages import Entry
from tests.protocol.examples import ENTRY

KILLS = 200 if os.environ.get("ANJU_SOAK") else 8

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


def make(epoch: str, seq: int, event_id: str) -> Entry:
    return msgspec.structs.replace(ENTRY, epoch=epoch, seq=seq, event_id=event_id)


def held(journal: Journal) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    place = 0
    while (waiting := journal.waiting(place)).bodies:
        found += [(one.epoch, one.seq) for one in (msgspec.json.decode(body, type=Entry) for body in waiting.bodies)]
        place = waiting.last_place
    return found


def test_numbers_have_no_holes_and_survive_a_restart(tmp_path: Path) -> None:
    first = Journal(tmp_path)
    for _number in range(3):
        first.append(make)
    first.forget(first.epoch, 3)
    first.close()
    again = Journal(tmp_path)
    assert (again.append(make).seq, again.epoch, again.replaced) == (4, first.epoch, False)


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


def test_an_old_copy_put_back_begins_a_new_epoch(tmp_path: Path) -> None:
    live, copy = tmp_path / "live", tmp_path / "copy"
    live.mkdir()
    journal = Journal(live)
    journal.append(make)
    journal.close()
    shutil.copytree(live, copy)
    journal = Journal(live)
    journal.append(make)
    journal.close()
    shutil.copy(copy / "journal.db", live / "journal.db")
    restored = Journal(live)
    assert restored.replaced
    assert restored.epoch != journal.epoch
    assert restored.append(make).seq == 1
    assert held(restored) == [(journal.epoch, 1), (restored.epoch, 1)]


def test_a_whole_folder_put_back_is_noticed_when_the_hub_knows_more(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(make)
    before = journal.epoch
    journal.forget(before, 9)
    assert journal.replaced
    assert journal.append(make).epoch != before


@pytest.mark.parametrize("damage", [b"", b"not a database at all" * 300, None])
def test_a_damaged_journal_is_set_aside_and_the_gate_goes_on(tmp_path: Path, damage: bytes | None) -> None:
    journal = Journal(tmp_path)
    for _number in range(300):
        journal.append(make)
    journal.close()
    path = tmp_path / "journal.db"
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2 + 100] if damage is None else damage)
    again = Journal(tmp_path)
    assert again.replaced
    assert again.epoch != journal.epoch
    assert again.append(make).seq == 1
    if damage != b"":
        assert list(tmp_path.glob("damaged-*-journal.db"))


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
    journal = Journal(tmp_path)
    kept = held(journal)
    assert not journal.replaced
    assert len(set(kept)) == len(kept)
    assert set(said) <= set(kept)
    assert len(set(said)) == len(said)
    assert [seq for _epoch, seq in kept] == list(range(1, len(kept) + 1))


def _place(line: str) -> tuple[str, int]:
    epoch, seq = line.split()
    return epoch, int(seq)


def test_the_file_is_written_as_a_power_cut_asks_for(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    assert journal._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert journal._connection.execute("PRAGMA synchronous").fetchone() == (2,)
