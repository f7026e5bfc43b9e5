"""The log and its witness over real HTTP, on both databases: cosigned once, from where the witness is; never a tree that did not grow."""

import shutil
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from registry.audit import note, verify
from registry.audit.cosigning import WitnessDisagrees
from tests.registry.audit.parts import NOW, SIGNER, STRANGER, WITNESS, Books, public, running_witness, saying

PUBLISHED = "SELECT size, note FROM audit_checkpoint WHERE witnessed ORDER BY size"
ORIGIN = note.origin_of(public(SIGNER), "register")


@pytest.fixture(autouse=True)
def _no_detour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def now() -> int:
    """About the machine's time, which a witness's clock says."""
    return time.time_ns() // 1_000_000


def test_each_newest_head_is_cosigned_once(books: Books, tmp_path: Path, now: int) -> None:
    with running_witness(tmp_path / "w") as (url, witness):
        assert books.publish(url, now=now) == 0
        for lines in (1, 4, 2):
            books.write(lines)
            books.grow()
            assert [books.publish(url, now=now), books.publish(url, now=now)] == [1, 0]
        books.write(1)
        books.grow()
        books.write(1)
        books.grow()
        assert books.publish(url + "/", now=now) == 1
        last = witness.last(ORIGIN)
    rows = books.rows(PUBLISHED)
    assert [size for size, _text in rows] == [1, 5, 7, 9]
    for _size, text in rows:
        read = note.parse(str(text))
        assert note.is_signed(read, public(SIGNER))
        at = note.cosigned_at(read, public(WITNESS))
        assert at is not None
        assert now // 1000 <= at <= time.time()
    assert last == note.parse(str(rows[-1][1])).head


def test_both_logs_have_the_same_witness(books: Books, tmp_path: Path, now: int) -> None:
    with running_witness(tmp_path / "w") as (url, witness):
        for name in ("register", "cases"):
            books.write(3, name=name)
            books.grow(name=name)
            assert books.publish(url, name=name, now=now) == 1
        assert [witness.last(origin).size for origin in witness.origins()] == [3, 3]  # type: ignore[union-attr]
        with urlopen(f"{url}/checkpoint/{ORIGIN}") as answer:
            kept = answer.read().decode()
    head = verify.read_note(kept, ORIGIN, verify.Keys(public(SIGNER), public(WITNESS)))
    assert (head.size, head.fault, head.cosigned_at > 0) == (3, "", True)


def test_nobody_waits_for_a_witness_that_is_away(books: Books, tmp_path: Path, now: int) -> None:
    books.write(2)
    books.grow()
    assert books.publish("http://127.0.0.1:1", now=now) == 0
    with saying({"/add-checkpoint": (503, "later")}) as url:
        assert books.publish(url, now=now) == 0
    assert books.rows(PUBLISHED) == []
    with running_witness(tmp_path / "w") as (url, _witness):
        assert books.publish(url, now=now) == 1


def test_an_answer_that_was_lost_is_asked_for_again(books: Books, tmp_path: Path, now: int) -> None:
    with running_witness(tmp_path / "w") as (url, _witness):
        books.write(3)
        books.grow()
        books.publish(url, now=now)
        books.tamper(
            "UPDATE audit_checkpoint SET witnessed = :no, note = :note",
            no=False,
            note=str(books.rows("SELECT note FROM audit_checkpoint")[0][0]).rpartition("— ")[0],
        )
        assert books.publish(url, now=now) == 1
        books.tamper("UPDATE audit_checkpoint SET witnessed = :no", no=False)
        books.write(4)
        books.grow()
        assert books.publish(url, now=now) == 1
    assert [size for size, _text in books.rows(PUBLISHED)] == [7]


def test_a_witness_that_has_seen_another_tree_is_told_of(books: Books, tmp_path: Path, now: int) -> None:
    """The witness goes on from a tree of five; the log is put back to three, and grows otherwise."""
    with running_witness(tmp_path / "w") as (url, _witness):
        books.write(3)
        books.grow()
        books.publish(url, now=now)
        books.write(2)
        books.grow()
        books.publish(url, now=now)
        for damage in (
            "DELETE FROM audit_checkpoint WHERE size = 5",
            "DELETE FROM audit_leaf WHERE seq >= 3",
            "DELETE FROM audit_register_entry WHERE seq >= 3",
        ):
            assert books.tamper(damage)
        for lines in (1, 1, 1):
            books.write(lines)
            books.grow()
            with pytest.raises(WitnessDisagrees, match=r"409|422"):
                books.publish(url, now=now)


def test_a_witness_that_knows_more_than_the_log_is_told_of(books: Books, tmp_path: Path, now: int) -> None:
    with running_witness(tmp_path / "w") as (url, _witness):
        books.write(3)
        books.grow()
        books.publish(url, now=now)
        for damage in ("DELETE FROM audit_checkpoint", "DELETE FROM audit_leaf", "DELETE FROM audit_register_entry"):
            books.tamper(damage)
        books.write(1)
        books.grow()
        with pytest.raises(WitnessDisagrees, match="409"):
            books.publish(url, now=now)


def test_a_witness_of_another_log_does_not_cosign(books: Books, tmp_path: Path, now: int) -> None:
    books.write()
    books.grow()
    with running_witness(tmp_path / "w", log_key=STRANGER) as (url, _witness), pytest.raises(WitnessDisagrees, match="404"):
        books.publish(url, now=now)


def test_a_cosignature_by_another_key_is_not_kept(books: Books, tmp_path: Path, now: int) -> None:
    books.write()
    books.grow()
    with running_witness(tmp_path / "w", key=STRANGER) as (url, _witness), pytest.raises(WitnessDisagrees):
        books.publish(url, now=now)
    assert books.rows(PUBLISHED) == []


def test_a_cosignature_of_another_day_is_not_kept(books: Books, tmp_path: Path) -> None:
    books.write()
    books.grow()
    with running_witness(tmp_path / "w") as (url, _witness), pytest.raises(WitnessDisagrees):
        books.publish(url, now=NOW + 10**12)


@pytest.mark.parametrize(
    "said", [(200, ""), (200, "well done\n"), (200, "— x AAAAAAAA\n"), (403, "no"), (409, "x"), (409, "9" * 300), (400, "")]
)
def test_any_answer_of_a_witness_is_judged(books: Books, now: int, said: tuple[int, str]) -> None:
    books.write()
    books.grow()
    with saying({"/add-checkpoint": said}) as url, pytest.raises(WitnessDisagrees):
        books.publish(url, now=now)
    assert books.rows(PUBLISHED) == []


def test_a_witness_goes_on_after_a_restart(books: Books, tmp_path: Path, now: int) -> None:
    for turn in range(3):
        books.write(2)
        books.grow()
        with running_witness(tmp_path / "w") as (url, _witness):
            assert books.publish(url, now=now) == 1
        shutil.copytree(tmp_path / "w", tmp_path / f"w{turn}")
    books.write(2)
    books.grow()
    with running_witness(tmp_path / "w0") as (url, _witness):
        assert books.publish(url, now=now) == 1
