"""What a door remembers survives a restart and a damaged file opens it nonetheless."""

import contextlib
import sqlite3
from pathlib import Path

from edge.gate.forgetting import KEPT_MS, is_over
from edge.gate.memory import Kind, Mark, Name, Note
from edge.gate.time_trust import AHEAD_MS_MAX
from edge.kept_memory import FILE_NAME, KeptMemory

NOW = 1_790_000_000_000
DAY_MS = 86_400_000
USED = Note(Name(Kind.USES, b"v" * 16), Mark(1, NOW + DAY_MS))
TRIED = Note(Name(Kind.ATTEMPTS, b""), Mark(3, NOW))


def test_what_was_noted_is_there_after_a_restart(tmp_path: Path) -> None:
    memory = KeptMemory(tmp_path)
    memory.keep([USED, TRIED])
    memory.keep([Note(TRIED.name, Mark(4, NOW))])
    again = KeptMemory(tmp_path)  # without a goodbye, as after a power cut
    assert dict(again.marks) == dict(memory.marks) == {USED.name: USED.mark, TRIED.name: Mark(4, NOW)}


def test_what_no_rule_asks_for_any_more_is_dropped_for_good(tmp_path: Path) -> None:
    memory = KeptMemory(tmp_path)
    memory.keep([USED, TRIED])
    memory.forget(now_ms=NOW + 6 * DAY_MS, signed_ms=NOW)
    assert set(memory.marks) == {USED.name, TRIED.name}
    memory.forget(now_ms=NOW + 7 * DAY_MS, signed_ms=NOW)
    assert set(memory.marks) == {USED.name}
    assert set(KeptMemory(tmp_path).marks) == {USED.name}


def test_nothing_is_kept_for_more_than_ninety_days() -> None:
    assert set(KEPT_MS) == set(Kind)
    for kind in Kind:
        assert is_over(kind, Mark(2**40, NOW), now_ms=NOW + 90 * DAY_MS, signed_ms=0)


def test_a_clock_that_was_believed_too_far_ahead_makes_no_used_pass_new(tmp_path: Path) -> None:
    memory = KeptMemory(tmp_path)
    memory.keep([USED])
    memory.forget(now_ms=USED.mark.at + AHEAD_MS_MAX, signed_ms=NOW)
    assert set(memory.marks) == {USED.name}


def test_a_damaged_file_is_set_aside_and_the_door_begins_anew(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"no database" * 500)
    memory = KeptMemory(tmp_path)
    assert dict(memory.marks) == {}
    memory.keep([USED])
    assert set(KeptMemory(tmp_path).marks) == {USED.name}
    assert [path.read_bytes() for path in tmp_path.glob("damaged-*")] == [b"no database" * 500]


def test_a_mark_that_is_none_any_more_is_passed_over(tmp_path: Path) -> None:
    memory = KeptMemory(tmp_path)
    memory.keep([USED, TRIED])
    memory.close()
    with contextlib.closing(sqlite3.connect(tmp_path / FILE_NAME)) as file, file:
        file.execute("UPDATE mark SET number = x'ff' WHERE kind = 'uses'")
        file.execute("INSERT INTO mark VALUES ('of-a-newer-gate', x'00', 1, 1)")
    assert dict(KeptMemory(tmp_path).marks) == {TRIED.name: TRIED.mark}


def test_a_place_that_cannot_be_opened_keeps_no_door_from_opening(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    memory = KeptMemory(tmp_path)
    memory.keep([USED])
    memory.forget(now_ms=NOW, signed_ms=0)
    assert set(memory.marks) == {USED.name}
    assert list(tmp_path.glob("damaged-*")) == [], "what cannot be opened now may be whole"


def test_without_a_disk_it_remembers_until_it_ends(tmp_path: Path) -> None:
    memory = KeptMemory(tmp_path)
    memory.close()
    memory.keep([USED])
    assert set(memory.marks) == {USED.name}
