"""A log judged where it lies, and its export judged outside, on both databases: the same words, whatever was done to the rows."""

import time
from pathlib import Path

import pytest
from sqlalchemy import text

from hub.database import Database
from registry.audit import verify
from registry.audit.export import export_to
from registry.audit.judgement import COSIGNED_WITHIN_MS, Verdict, verify_log
from tests.registry.audit.paper import KEYS
from tests.registry.audit.parts import NOW, SIGNER, STRANGER, WITNESS, Books, public, running_witness

YEARS_MS = 3 * 365 * 86_400_000


@pytest.fixture
def kept(books: Books, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Books:
    """Books with twelve lines in the register's log and five in the other's, all witnessed."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with running_witness(tmp_path / "w") as (url, _witness):
        for name, batches in (("register", (3, 4, 5)), ("cases", (2, 3))):
            for turn, lines in enumerate(batches):
                books.write(lines, name=name, reason=f"原因 {turn}")
                books.grow(name=name, now=NOW + turn)
                assert books.publish(url, name=name, now=time.time_ns() // 1_000_000) == 1
    return books


def looked_at(books: Books, name: str = "register", *, now: int = NOW, witness: bytes = public(WITNESS), heads: int = 10) -> Verdict:
    """Judge a log with the auditor's own rights."""
    audit = Database(books.config, "audit")
    with audit.read() as session:
        verdict = verify_log(session, name, log_key=public(SIGNER), witness_key=witness, now=now, heads=heads)
    audit.close()
    return verdict


def exported(books: Books, folder: Path) -> dict[str, verify.Verdict]:
    """Export both logs with the auditor's own rights and judge them as the offline verifier does."""
    audit = Database(books.config, "audit")
    with audit.read() as session:
        export_to(session, folder)
    audit.close()
    return {name: verify.judge(name, verify.read_export(folder, name), KEYS, now_s=NOW // 1000) for name in verify.LOGS}


def test_an_empty_log_is_well(books: Books, tmp_path: Path) -> None:
    verdict = looked_at(books)
    assert (verdict.ok, verdict.size, verdict.last_hash, verdict.root, verdict.broken, verdict.heads) == (True, 0, "", "", None, ())
    assert all(not judged.findings for judged in exported(books, tmp_path / "export").values())


def test_an_honest_log_is_well(kept: Books, tmp_path: Path) -> None:
    kept.write(2)
    verdict = looked_at(kept)
    assert (verdict.ok, verdict.size, verdict.witnessed, verdict.erased, verdict.waiting, verdict.broken) == (True, 12, 12, 0, 2, None)
    assert [(head.size, head.at, head.ok, head.witnessed) for head in verdict.heads] == [
        (12, NOW + 2, True, True), (7, NOW + 1, True, True), (3, NOW, True, True),
    ]  # fmt: skip
    assert verdict.last_hash == kept.rows("SELECT hash FROM audit_leaf WHERE log = 'register' AND seq = 11")[0][0].hex()  # type: ignore[attr-defined]
    outside = exported(kept, tmp_path / "export")
    assert {name: (judged.size, judged.witnessed, judged.findings) for name, judged in outside.items()} == {
        "register": (12, 12, ()), "cases": (5, 5, ()),
    }  # fmt: skip
    assert outside["register"].root.hex() == verdict.root
    assert (tmp_path / "export").stat().st_mode & 0o777 == 0o700
    with pytest.raises(FileExistsError):
        exported(kept, tmp_path / "export")


@pytest.mark.parametrize(
    ("damage", "broken"),
    [
        ("UPDATE audit_register_entry SET reason = 'other' WHERE seq = 5", 5),
        ("UPDATE audit_register_entry SET at = at + 1 WHERE seq = 0", 0),
        ("UPDATE audit_register_entry SET actor = 'b' WHERE seq = 11", 11),
        ("UPDATE audit_register_entry SET salt = upper(salt) WHERE seq = 7", 7),
        ("UPDATE audit_register_entry SET seq = NULL WHERE seq = 4", 4),
        ("UPDATE audit_register_entry SET seq = 400 WHERE seq = 11", 11),
        ("DELETE FROM audit_register_entry WHERE seq = 2", 2),
        (
            "UPDATE audit_leaf SET hash = (SELECT hash FROM audit_leaf WHERE log = 'cases' AND seq = 0) WHERE log = 'register' AND seq = 9",
            9,
        ),
        ("DELETE FROM audit_leaf WHERE log = 'register' AND seq = 8", 8),
        ("DELETE FROM audit_leaf WHERE log = 'register' AND seq >= 10", 10),
        ("UPDATE audit_leaf SET seq = 9000000000000000000 WHERE log = 'register' AND seq = 11", 11),
        ("DELETE FROM audit_checkpoint WHERE log = 'register' AND size = 12", 7),
        ("DELETE FROM audit_checkpoint WHERE log = 'register'", 0),
        ("UPDATE audit_checkpoint SET note = 'x' WHERE log = 'register' AND size = 7", None),
        ("UPDATE audit_checkpoint SET note = replace(note, '12', '13') WHERE log = 'register' AND size = 12", 7),
    ],
)
def test_damage_is_named_inside_as_outside(kept: Books, tmp_path: Path, damage: str, broken: int | None) -> None:
    assert kept.tamper(damage) > 0
    verdict = looked_at(kept)
    assert (verdict.ok, verdict.broken) == (False, broken)
    outside = exported(kept, tmp_path / "export")
    assert outside["register"].findings == verdict.findings
    assert outside["cases"].findings == () == looked_at(kept, "cases").findings
    for name, key in (("log", SIGNER), ("witness", WITNESS)):
        (tmp_path / name).write_text(public(key).hex())
    assert verify.main([str(tmp_path / "export"), "--key", str(tmp_path / "log"), "--witness", str(tmp_path / "witness")]) == 1


def test_lines_may_be_erased_in_their_time_and_their_leaves_stay(kept: Books, tmp_path: Path) -> None:
    with kept.worker.begin() as session:
        session.execute(text("DELETE FROM audit_register_entry WHERE seq < 7"))
    now = time.time_ns() // 1_000_000
    later = looked_at(kept, now=now + YEARS_MS + 60_000)
    assert (later.ok, later.erased, later.size) == (True, 7, 12)
    sooner = looked_at(kept, now=now)
    assert {finding.code for finding in sooner.findings} == {"erased-too-soon"}
    assert sooner.broken == 0
    exported(kept, tmp_path / "export")
    assert (tmp_path / "export" / "register.entries.jsonl").read_bytes().split(b"\n").count(b"null") == 7


def test_old_signatures_are_left_to_the_export_but_not_what_the_verdict_leans_on(kept: Books) -> None:
    kept.tamper("UPDATE audit_checkpoint SET note = replace(note, '— anju', '— enju') WHERE log = 'register' AND size = 3")
    assert looked_at(kept, heads=2).ok
    assert not looked_at(kept, heads=3).ok
    for lines in (1, 1):
        kept.write(lines)
        kept.grow()
    verdict = looked_at(kept, heads=1)
    assert (verdict.ok, verdict.size, verdict.witnessed, [head.size for head in verdict.heads]) == (True, 14, 12, [14])


def test_without_a_witness_or_with_another(kept: Books) -> None:
    assert looked_at(kept, witness=b"").ok
    assert not looked_at(kept, witness=public(STRANGER)).ok


def test_a_head_waits_an_hour_for_the_witness_and_then_it_is_a_fault(books: Books, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    books.write(3)
    books.grow(now=NOW)
    books.write(2)
    books.grow(now=NOW + 60_000)
    young, late = (looked_at(books, now=NOW + COSIGNED_WITHIN_MS + more) for more in (0, 1))
    assert (young.ok, young.witnessed, young.uncosigned_since, young.findings) == (True, 0, NOW, ())
    assert (late.ok, late.uncosigned_since, [each.code for each in late.findings]) == (False, NOW, ["nothing-witnessed"])
    with running_witness(tmp_path / "w") as (url, _witness):
        assert books.publish(url, name="register", now=time.time_ns() // 1_000_000) == 1
    assert looked_at(books).uncosigned_since is None
    books.write(1)
    books.grow(now=NOW + 120_000)
    young, late = (looked_at(books, now=NOW + 120_000 + COSIGNED_WITHIN_MS + more) for more in (0, 1))
    assert (young.ok, young.witnessed, young.uncosigned_since) == (True, 5, NOW + 120_000)
    assert (late.ok, late.broken, [each.code for each in late.findings]) == (False, None, ["witness-late"])
    assert looked_at(books, now=NOW + 10 * COSIGNED_WITHIN_MS, witness=b"").ok


def test_a_time_that_is_not_yet_does_not_excuse_the_witness(books: Books) -> None:
    books.write(1)
    books.grow(now=NOW + COSIGNED_WITHIN_MS + 1)
    assert not looked_at(books, now=NOW).ok


def test_a_log_that_grows_meanwhile_is_seen_at_one_moment(kept: Books) -> None:
    """A reading session sees one state of the database, so an export is never of two heads."""
    audit = Database(kept.config, "audit")
    with audit.read() as session:
        first = verify_log(session, "register", log_key=public(SIGNER), now=NOW)
        kept.write(4)
        kept.grow()
        second = verify_log(session, "register", log_key=public(SIGNER), now=NOW)
    audit.close()
    assert first == second
    assert looked_at(kept).size == 16
