"""A commitment a day to the log of cases: it says nothing, comes whatever happens, holds the log to what it was, and opens in its time."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from hub.database import Database
from registry.audit import commitments, note
from registry.audit.commitments import Committed, committed_days, is_opened_by
from registry.audit.tables import Opening
from tests.registry.audit.parts import NOW, SIGNER, Books, public

DAY_MS = 86_400_000
MIDNIGHT = NOW - NOW % DAY_MS
FIRST = datetime.fromtimestamp(MIDNIGHT / 1000, UTC).date()


def work(books: Books, now: int) -> tuple[int, int]:
    """Let the job take a turn; return how many days were committed to and how many opened."""
    with books.worker.begin() as session:
        return commitments.commit_days(session, SIGNER, now=now), commitments.open_days(session, now=now)


def seen(books: Books, *, role: str = "people") -> list[Committed]:
    """Return every day that a process that serves the public can show, page by page, the newest first."""
    database, days, page = Database(books.config, role), list[Committed](), 1
    with database.read() as session:
        while more := committed_days(session, page=page):
            days, page = days + more, page + 1
    database.close()
    return days


def look(books: Books, at: int, *, lines: int = 1) -> None:
    """Have cases looked at, and the head signed and witnessed."""
    books.write(lines, name="cases", at=at)
    books.grow(name="cases", now=at)
    books.tamper("UPDATE audit_checkpoint SET witnessed = :so WHERE log = 'cases'", so=True)


def day(nth: int) -> str:
    return (FIRST + timedelta(days=nth)).isoformat()


def test_each_day_that_is_over_is_committed_to_once_whether_anything_happened_or_not(books: Books) -> None:
    assert [work(books, MIDNIGHT + offset) for offset in (0, DAY_MS - 1, DAY_MS, DAY_MS + 1)] == [(1, 0), (0, 0), (1, 0), (0, 0)]
    look(books, MIDNIGHT + DAY_MS + 5)
    assert work(books, MIDNIGHT + 4 * DAY_MS) == (3, 0)  # the worker was away for two days
    days = seen(books)
    assert [one.day for one in days] == [day(nth) for nth in (3, 2, 1, 0, -1)]
    assert [one.at for one in days] == [MIDNIGHT + nth * DAY_MS for nth in (4, 4, 4, 1, 0)]
    assert {(len(one.hash), one.nonce, one.note) for one in days} == {(64, None, None)}
    with books.worker.read() as session:
        held = session.exec(select(Opening)).all()
    assert len({opening.nonce for opening in held}) == len({one.hash for one in days}) == len(days)
    assert {len(opening.nonce) for opening in held} == {64}
    for role in ("police", "audit"):
        assert seen(books, role=role) == days


def test_a_day_is_opened_when_no_notice_of_it_can_be_deferred_any_more(books: Books) -> None:
    look(books, MIDNIGHT + 5, lines=3)
    work(books, MIDNIGHT + DAY_MS)
    due = MIDNIGHT + DAY_MS + commitments.OPENED_AFTER_DAYS * DAY_MS
    assert commitments.OPENED_AFTER_DAYS > 365
    assert work(books, due - 1)[1] == 0
    assert {one.nonce for one in seen(books)} == {None}
    assert work(books, due) == (1, 1)
    *closed, opened = seen(books)
    assert {one.nonce for one in closed} == {None} and len(closed) == commitments.OPENED_AFTER_DAYS
    assert (opened.day, is_opened_by(opened)) == (day(0), True)
    read = note.parse(opened.note or "")
    assert (read.head.size, note.is_signed(read, public(SIGNER))) == (3, True)
    assert work(books, due) == (0, 0)


def test_what_is_opened_is_what_was_committed_to(books: Books) -> None:
    look(books, MIDNIGHT + 5)
    work(books, MIDNIGHT + DAY_MS)
    look(books, MIDNIGHT + DAY_MS + 5)
    work(books, MIDNIGHT + 2 * DAY_MS)
    work(books, MIDNIGHT + 400 * DAY_MS)
    later, first = seen(books)[-2:]
    assert [is_opened_by(one) for one in (later, first)] == [True, True]
    assert [is_opened_by(replace(first, **change)) for change in (  # type: ignore[arg-type]
        {"note": later.note}, {"nonce": later.nonce}, {"day": later.day}, {"hash": later.hash}, {"nonce": None}, {"note": "x"},
    )] == [False] * 6  # fmt: skip


def test_the_hash_can_be_computed_by_anybody_as_the_api_says(books: Books) -> None:
    look(books, MIDNIGHT + 5)
    work(books, MIDNIGHT + DAY_MS)
    with books.worker.read() as session:
        held = session.exec(select(Opening)).one()
    head = "\n".join(held.note.splitlines()[:3]) + "\n"
    told = b"anju/commitment/v1\x00" + bytes.fromhex(held.nonce) + f"{held.day}\n{head}".encode()
    assert seen(books)[0].hash == hashlib.sha256(told).hexdigest()


@pytest.mark.parametrize("role", ["people", "police", "gateway"])
def test_nobody_who_serves_the_public_can_open_a_day_before_its_time(books: Books, role: str) -> None:
    work(books, MIDNIGHT)
    database = Database(books.config, role)
    with pytest.raises(DBAPIError), database.read() as session:
        session.exec(select(Opening.nonce)).all()
    database.close()


@pytest.mark.parametrize(("at", "witnessed", "size"), [(-1, True, 2), (0, True, 0), (-1, False, 0)])
def test_a_day_holds_what_was_witnessed_and_signed_before_it_ended(books: Books, at: int, witnessed: bool, size: int) -> None:
    books.write(2, name="cases", at=MIDNIGHT + at)
    books.grow(name="cases", now=MIDNIGHT + at)
    books.tamper("UPDATE audit_checkpoint SET witnessed = :so", so=witnessed)
    work(books, MIDNIGHT + 5)
    with books.worker.read() as session:
        held = session.exec(select(Opening)).one()
    assert (date.fromisoformat(held.day), note.parse(held.note).head.size) == (FIRST - timedelta(days=1), size)
