"""What a log's lines say goes after three years and not a moment sooner, and the log without them is as whole as before."""

from datetime import UTC, datetime

import pytest
from sqlmodel import col, select

from hub.database import Database
from hub.web.auditor import retention
from registry.audit import erasing, note
from registry.audit.erasing import erase_old
from registry.audit.judgement import verify_log
from registry.audit.tables import Checkpoint
from registry.audit.verify import ERASED_AFTER_S
from tests.registry.audit.parts import NOW, SIGNER, STRANGER, WITNESS, Books, public

DAY_MS = 86_400_000
YEARS_MS = 1000 * ERASED_AFTER_S
MONTH_MS = 30 * DAY_MS
LATE_MS = 5_000


def a_month(books: Books, at: int, *, cosigned_at: int = 0) -> None:
    """Write three lines, sign the head, and have the witness cosign it five seconds later or when it is said."""
    books.write(3, at=at, reason="原因")
    books.grow(now=at)
    seconds = (cosigned_at or at + LATE_MS) // 1000
    with books.worker.begin() as session:
        head = session.exec(select(Checkpoint).where(Checkpoint.log == "register").order_by(col(Checkpoint.size).desc())).first()
        assert head is not None
        head.note += note.cosign(note.parse(head.note).head, WITNESS, name="witness.example/1", seconds=seconds)
        head.witnessed = True


def erase(books: Books, now: int, *, witness_key: bytes = public(WITNESS)) -> int:
    """Let the job take one turn at the register's log."""
    with books.worker.begin() as session:
        return erase_old(session, "register", witness_key=witness_key, now=now)


def kept(books: Books) -> list[int]:
    """Return when the lines were written that still say something."""
    return sorted({int(str(at)) for (at,) in books.rows("SELECT at FROM audit_register_entry")})


def test_through_seven_years_nothing_is_kept_longer_and_nothing_goes_sooner(books: Books) -> None:
    audit, written = Database(books.config, "audit"), []
    for month in range(85):
        now = NOW + month * MONTH_MS
        a_month(books, now)
        written.append(now)
        moment = now + LATE_MS + 1
        erase(books, moment)
        assert kept(books) == [at for at in written if at + LATE_MS > moment - YEARS_MS]
        if month % 12 == 0:
            with audit.read() as session:
                verdict = verify_log(session, "register", log_key=public(SIGNER), witness_key=public(WITNESS), now=moment)
                assert retention.overdue(session, today=datetime.fromtimestamp(moment / 1000, UTC).date(), now=moment).overdue == 0
            assert (verdict.ok, verdict.size) == (True, 3 * len(written))
            assert verdict.erased == 3 * (len(written) - len(kept(books)))
    assert len(kept(books)) == 37
    assert books.rows("SELECT count(*) FROM audit_leaf") == [(3 * 85,)]
    audit.close()


@pytest.mark.parametrize(("more", "gone"), [(-1, 0), (0, 3)])
def test_three_years_are_told_by_the_witness(books: Books, more: int, gone: int) -> None:
    a_month(books, NOW, cosigned_at=NOW + MONTH_MS)
    assert erase(books, NOW + MONTH_MS + YEARS_MS + more) == gone
    assert erase(books, NOW + MONTH_MS + YEARS_MS + more) == 0


def test_what_no_witness_has_seen_stays_while_one_is_named(books: Books) -> None:
    books.write(3)
    books.grow()
    ever = NOW + 10 * YEARS_MS
    assert erase(books, ever) == 0
    a_month(books, NOW + 1)
    assert (erase(books, ever, witness_key=public(STRANGER)), erase(books, ever)) == (0, 6)


@pytest.mark.parametrize(("more", "gone"), [(-1, 0), (0, 3)])
def test_without_a_witness_the_heads_own_time_tells(books: Books, more: int, gone: int) -> None:
    books.write(3)
    books.grow(now=NOW + 7)
    assert erase(books, NOW + 7 + YEARS_MS + more, witness_key=b"") == gone


def test_a_line_without_a_place_and_a_line_above_the_head_stay(books: Books) -> None:
    a_month(books, NOW)
    books.write(1, at=NOW + MONTH_MS)
    books.grow(now=NOW + MONTH_MS)
    books.write(1)
    assert erase(books, NOW + YEARS_MS + LATE_MS) == 3
    assert books.rows("SELECT seq FROM audit_register_entry ORDER BY seq IS NULL, seq") == [(3,), (None,)]


def test_many_go_in_turns_the_oldest_first(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasing, "LINES_A_TURN", 4)
    for month in range(2):
        a_month(books, NOW + month)
    ever = NOW + 2 * YEARS_MS
    assert erase(books, ever) == 4
    assert books.rows("SELECT seq FROM audit_register_entry ORDER BY seq") == [(4,), (5,)]
    assert (erase(books, ever), erase(books, ever)) == (2, 0)
