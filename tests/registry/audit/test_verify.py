"""The verifier: what it finds, what it lets pass, and that it stands alone in an empty folder."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from registry.audit import verify
from registry.audit.verify import Evidence, Finding
from tests.registry.audit.paper import KEYS, book, judged, leaf, line, signed, swapped, write
from tests.registry.audit.parts import SECONDS, SIGNER, STRANGER, WITNESS, public
from tests.rig.processes import REPOSITORY

YEARS_S = 3 * 365 * 86_400
LOG_ONLY = verify.Keys(public(SIGNER))


def without(values: list[object], place: int) -> list[object]:
    return [*values[:place], *values[place + 1 :]]


def replaced(values: list[object], place: int, value: object) -> list[object]:
    return [*values[:place], value, *values[place + 1 :]]


def resealed(held: Evidence, place: int, text: bytes) -> Evidence:
    """Return the log with another line at a place, and its leaf computed anew."""
    return swapped(held, lines=replaced(held.lines, place, text), leaves=replaced(held.leaves, place, leaf(text)))


def test_an_honest_log_is_well() -> None:
    for held in (Evidence([], [], []), book(1), book(3, 1, 7, 16), book(1, 2, witnessed=False)):
        keys = KEYS if held.notes and "w " in held.notes[0] else LOG_ONLY
        verdict = verify.judge("register", held, keys, now_s=SECONDS + 60)
        assert verdict.findings == ()
        assert verdict.size == len(held.lines)
        assert [head.size for head in verdict.checkpoints] == [
            verify._HEAD.match(text)[2] and int(verify._HEAD.match(text)[2]) for text in held.notes
        ]  # type: ignore[index]
    assert verify.judge("register", Evidence([], [], []), KEYS, now_s=SECONDS).findings == ()


def test_a_record_that_was_changed_is_named() -> None:
    held = book(3, 4, 5)
    for place in range(12):
        altered = line(place, reason="another")
        assert judged(swapped(held, lines=replaced(held.lines, place, altered))) == [("record-altered", place, place)]
        first, *_ = judged(swapped(held, leaves=replaced(held.leaves, place, leaf(altered))))
        assert first in [("record-altered", place, place), ("root-differs", place, place)]


def test_a_record_that_was_changed_with_its_leaf_is_one_of_its_batch() -> None:
    held = book(3, 4, 5)
    for place in range(12):
        begin, end = next((begin, end) for begin, end in ((0, 2), (3, 6), (7, 11)) if place <= end)
        assert judged(resealed(held, place, line(place, reason="another"))) == [("root-differs", begin, end)]


def test_whoever_holds_the_log_key_cannot_change_what_is_witnessed() -> None:
    held = book(3, 4, 5)
    changed = resealed(held, 4, line(4, reason="another"))
    sizes = (3, 7, 12)
    anew = [signed(changed.leaves[:size]) for size in sizes]
    assert judged(swapped(changed, notes=anew), LOG_ONLY) == []
    assert judged(swapped(changed, notes=anew)) == [("nothing-witnessed", -1, -1)]
    assert ("root-differs", 3, 6) in judged(swapped(changed, notes=[held.notes[0], held.notes[1], anew[2]]))
    assert judged(swapped(changed, notes=[held.notes[0], *anew[1:]], kept=[held.notes[2]])) == [("root-differs", 0, 11)]
    lent = [text + held.notes[nth].partition("\n\n")[2].partition("\n")[2] for nth, text in enumerate(anew)]
    assert {code for code, _first, _last in judged(swapped(changed, notes=lent))} == {"signature-foreign", "leaves-beyond-checkpoints"}


def test_what_was_taken_away_is_found() -> None:
    held = book(3, 4, 5)
    assert judged(swapped(held, lines=held.lines[:-1])) == [("leaf-without-record", 11, 11)]
    assert judged(swapped(held, leaves=held.leaves[:-1])) == [("record-without-leaf", 11, 11), ("records-missing", 11, 11)]
    shorter = swapped(held, lines=held.lines[:-1], leaves=held.leaves[:-1])
    assert judged(shorter) == [("records-missing", 7, 11)]
    assert judged(swapped(held, lines=without(held.lines, 4), leaves=without(held.leaves, 4)))[0] == ("root-differs", 3, 6)
    assert judged(swapped(held, notes=held.notes[:2])) == [("leaves-beyond-checkpoints", 7, 11)]
    rolled_back = Evidence(held.lines[:7], held.leaves[:7], held.notes[:2])
    assert judged(rolled_back) == []
    assert judged(swapped(rolled_back, kept=[held.notes[2]])) == [("records-missing", 0, 11)]
    assert judged(swapped(held, kept=[held.notes[1]])) == []


def test_what_was_put_in_or_moved_is_found() -> None:
    held = book(3, 4, 5)
    more = line(99)
    added = swapped(held, lines=[*held.lines, more], leaves=[*held.leaves, leaf(more)])
    assert judged(added) == [("leaves-beyond-checkpoints", 12, 12)]
    moved_lines = [*held.lines[:4], held.lines[5], held.lines[4], *held.lines[6:]]
    moved_leaves = [*held.leaves[:4], held.leaves[5], held.leaves[4], *held.leaves[6:]]
    assert judged(swapped(held, lines=moved_lines)) == [("record-altered", 4, 4), ("record-altered", 5, 5)]
    assert judged(swapped(held, lines=moved_lines, leaves=moved_leaves)) == [("root-differs", 3, 6)]


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda text: "", "checkpoint-unreadable"),
        (lambda text: text.replace("\n7\n", "\n8\n"), "checkpoint-unsigned"),
        (lambda text: signed(book(3, 4).leaves, signer=STRANGER), "checkpoint-unsigned"),
        (lambda text: signed(book(3, 4).leaves, log="cases", cosigned=SECONDS), "checkpoint-unsigned"),
        (lambda text: text + text.rpartition("— ")[1] + "someone AAAAAAAA\n", "signature-foreign"),
        (lambda text: book(3).notes[0], "checkpoint-out-of-order"),
    ],
)
def test_a_checkpoint_that_is_not_the_logs_is_found(damage: object, code: str) -> None:
    held = book(3, 4, 5)
    found = judged(swapped(held, notes=replaced(held.notes, 1, damage(held.notes[1]))))  # type: ignore[operator]
    assert found == [(code, -1, -1)]


def test_without_a_witness_key_others_lines_do_not_matter() -> None:
    held = book(3, 4)
    assert judged(held, LOG_ONLY) == []
    assert ("checkpoint-unsigned", -1, -1) in judged(held, verify.Keys(public(STRANGER)))
    assert ("signature-foreign", -1, -1) in judged(held, verify.Keys(public(SIGNER), public(STRANGER)))


def test_a_record_may_be_erased_when_the_witness_calls_it_three_years_old() -> None:
    held = book(3, 4, 5, every=100)
    erased = swapped(held, lines=[None] * 7 + held.lines[7:])
    for now_s, found in ((SECONDS + YEARS_S + 100, []), (SECONDS + YEARS_S + 99, [3, 4, 5, 6]), (SECONDS + YEARS_S - 1, list(range(7)))):
        assert judged(erased, now_s=now_s) == [("erased-too-soon", nth, nth) for nth in found]
    assert verify.judge("register", erased, KEYS, now_s=SECONDS + YEARS_S + 100).erased == 7
    assert judged(erased, LOG_ONLY) == []
    assert judged(swapped(erased, leaves=replaced(erased.leaves, 2, b"\0" * 32)), now_s=SECONDS + YEARS_S + 100) == [("root-differs", 0, 2)]


def test_the_first_wrong_record_comes_first() -> None:
    held = book(3, 4, 5)
    damaged = swapped(held, lines=replaced(replaced(held.lines, 9, b"x"), 2, b"y"), notes=replaced(held.notes, 0, ""))
    assert judged(damaged) == [("record-altered", 2, 2), ("record-altered", 9, 9), ("checkpoint-unreadable", -1, -1)]


def test_every_finding_has_its_sentence() -> None:
    for code in verify._SENTENCES:
        assert (
            verify.sentence(Finding(code)) and "3" in verify.sentence(Finding(code, 3, 3)) and "5" in verify.sentence(Finding(code, 3, 5))
        )


# -- the program, alone ------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but the verifier, an export and two public keys."""
    folder = tmp_path_factory.mktemp("alone")
    shutil.copy(REPOSITORY / "registry" / "audit" / "verify.py", folder / "verify.py")
    for log, batches in (("register", (3, 4, 5)), ("cases", (1, 1))):
        write(folder / "export", book(*batches, log=log, began=1_700_000_000), log)
    for name, key in (("log.pub", SIGNER), ("witness.pub", WITNESS), ("other.pub", STRANGER)):
        (folder / name).write_text(public(key).hex() + "\n")
    return folder


def run(alone: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "verify.py", *arguments]
    return subprocess.run(command, cwd=alone, capture_output=True, text=True, timeout=60, check=False, env={"PYTHONUTF8": "1"})


def test_alone_it_verifies_an_export(alone: Path) -> None:
    done = run(alone, "export", "--key", "log.pub", "--witness", "witness.pub")
    assert (done.returncode, done.stderr) == (0, "")
    assert [text.split(",")[0] for text in done.stdout.splitlines()] == ["register: well: 12 records", "cases: well: 2 records"]
    assert run(alone, "export", "--key", "log.pub").returncode == 0


LOADED = """
import runpy, sys
sys.argv = ["verify.py", "export", "--key", "log.pub"]
try:
    runpy.run_path("verify.py", run_name="__main__")
except SystemExit:
    print(*sorted({name.split(".")[0] for name in sys.modules} - set(sys.stdlib_module_names)))
"""


def test_alone_it_needs_nothing_of_ours(alone: Path) -> None:
    done = subprocess.run([sys.executable, "-I", "-c", LOADED], cwd=alone, capture_output=True, text=True, timeout=60, check=True)
    assert {name for name in done.stdout.splitlines()[-1].split() if not name.startswith("_")} == {"cryptography"}


def test_it_says_in_json_what_it_found(alone: Path) -> None:
    said = json.loads(run(alone, "export", "--key", "log.pub", "--witness", "witness.pub", "--json").stdout)
    assert (said["ok"], said["logs"]["register"]["records"], said["logs"]["cases"]["witnessed"]) == (True, 12, 2)
    said = json.loads(run(alone, "export", "--key", "other.pub", "--json").stdout)
    assert said["ok"] is False
    assert {found["code"] for found in said["logs"]["register"]["findings"]} == {"checkpoint-unsigned", "leaves-beyond-checkpoints"}


def test_a_damaged_export_is_told_of_with_the_record(alone: Path, tmp_path: Path) -> None:
    folder = tmp_path / "damaged"
    shutil.copytree(alone / "export", folder)
    entries = folder / "register.entries.jsonl"
    rows = entries.read_bytes().split(b"\n")
    rows[8] = rows[8].replace(b'"landlord"', b'"resident"')
    entries.write_bytes(b"\n".join(rows))
    done = run(alone, str(folder), "--key", "log.pub", "--witness", "witness.pub")
    assert done.returncode == 1
    assert (
        "register: NOT WELL" in done.stdout and "record 8 is not what its leaf was made of" in done.stdout and "cases: well" in done.stdout
    )


def test_many_findings_are_counted(alone: Path, tmp_path: Path) -> None:
    held = book(50, began=1_700_000_000)
    write(tmp_path / "e", swapped(held, lines=[b"x"] * 50), "register")
    write(tmp_path / "e", Evidence([], [], []), "cases")
    done = run(alone, str(tmp_path / "e"), "--key", "log.pub")
    assert "and 30 more" in done.stdout
    assert done.returncode == 1


def test_a_kept_checkpoint_shows_what_was_rolled_back(alone: Path, tmp_path: Path) -> None:
    held = book(3, 4, 5, began=1_700_000_000)
    kept, foreign = tmp_path / "kept", tmp_path / "foreign"
    kept.write_text(held.notes[2], "utf-8")
    foreign.write_text("something else\n")
    assert run(alone, "export", "--key", "log.pub", "--kept", str(kept)).returncode == 0
    assert run(alone, "export", "--key", "log.pub", "--kept", str(foreign)).returncode == 3
    shutil.copytree(alone / "export", tmp_path / "rolled")
    write(tmp_path / "rolled", Evidence(held.lines[:7], held.leaves[:7], held.notes[:2]), "register")
    assert run(alone, str(tmp_path / "rolled"), "--key", "log.pub").returncode == 0
    done = run(alone, str(tmp_path / "rolled"), "--key", "log.pub", "--kept", str(kept))
    assert (done.returncode, "is missing" in done.stdout) == (1, True)


def test_what_cannot_be_read_is_three_and_a_wrong_call_is_two(alone: Path, tmp_path: Path) -> None:
    assert run(alone, "export").returncode == 2
    assert run(alone, "--key", "log.pub").returncode == 2
    assert run(alone, "nowhere", "--key", "log.pub").returncode == 3
    assert run(alone, "export", "--key", "verify.py").returncode == 3
    assert run(alone, "export", "--key", "log.pub", "--witness", "nowhere").returncode == 3
    shutil.copytree(alone / "export", tmp_path / "cut")
    cut = tmp_path / "cut" / "cases.leaves.jsonl"
    cut.write_bytes(cut.read_bytes()[:-1])
    done = run(alone, str(tmp_path / "cut"), "--key", "log.pub")
    assert (done.returncode, "cut off" in done.stderr) == (3, True)
    cut.unlink()
    assert run(alone, str(tmp_path / "cut"), "--key", "log.pub").returncode == 3


def test_where_it_lies_it_runs_without_isolation_too(alone: Path) -> None:
    """A script's own folder comes first on the path: no module beside the verifier may bear the name of one of Python's."""
    verifier = REPOSITORY / "registry" / "audit" / "verify.py"
    command = [sys.executable, str(verifier), "export", "--key", "log.pub"]
    assert subprocess.run(command, cwd=alone, capture_output=True, text=True, timeout=60, check=False).returncode == 0
    assert {path.stem for path in verifier.parent.glob("*.py")} & sys.stdlib_module_names == set()
