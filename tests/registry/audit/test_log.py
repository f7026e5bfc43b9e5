"""Lines and their places, on both databases: written before anything else happens, numbered once, and signed only if they follow."""

import threading

import pytest
from sqlalchemy.exc import DBAPIError, StatementError
from sqlmodel import select

from hub.database import Database
from registry.audit import chain, log, note, record, trees
from registry.audit.tables import CasesEntry, Checkpoint
from registry.audit.trees import TreeBroken
from tests.registry.audit.parts import NOW, SIGNER, STRANGER, Books, public

HOUR = 3_600_000


def checkpoints(books: Books, name: str = "register") -> list[Checkpoint]:
    with books.worker.read() as session:
        return list(session.exec(select(Checkpoint).where(Checkpoint.log == name).order_by(Checkpoint.size)))


def test_a_line_is_in_the_database_when_it_was_written(books: Books) -> None:
    """As the worker writes it, who may read what it wrote in the same transaction; the police may write a line and read none."""
    with books.worker.begin() as session:
        words = {"actor": "o", "role": "officer", "unit": "east", "act": "alert.approved", "subject": "x", "purpose": "alert"}
        words["reason"] = "因为"
        name = log.write(session, "cases", at=NOW, **words)
        assert session.connection().exec_driver_sql("SELECT id FROM audit_cases_entry").all() == [(name,)]
        (row,) = session.exec(select(CasesEntry).where(CasesEntry.id == name))
        assert {key: getattr(row, key) for key in words} == words
        assert (row.at, row.seq, len(bytes.fromhex(row.salt))) == (NOW, None, 32)
    assert books.rows("SELECT id FROM audit_cases_entry") == [(name,)]


def test_each_line_has_a_salt_of_its_own(books: Books) -> None:
    books.write(20)
    assert len({salt for (salt,) in books.rows("SELECT salt FROM audit_register_entry")}) == 20


def test_a_line_that_cannot_be_written_ends_the_transaction(books: Books) -> None:
    with pytest.raises((DBAPIError, StatementError, UnicodeError)), books.worker.begin() as session:
        log.write(session, "register", at=NOW, actor="a", role="r", act="first", subject="s", purpose="p")
        log.write(session, "register", at=NOW, actor="a", role="r", act=None, subject="s", purpose="p")  # type: ignore[arg-type]
    with pytest.raises(KeyError), books.worker.begin() as session:
        log.write(session, "entries", at=NOW, actor="a", role="r", act="x", subject="s", purpose="p")
    assert books.rows("SELECT count(*) FROM audit_register_entry") == [(0,)]


def test_who_may_not_write_in_a_log_cannot(books: Books) -> None:
    for role, name in (("people", "cases"), ("police", "register"), ("gateway", "register"), ("audit", "cases")):
        database = Database(books.config, role)
        with pytest.raises(DBAPIError), database.begin() as session:
            log.write(session, name, at=NOW, actor="a", role="r", act="x", subject="s", purpose="p")
        database.close()


def test_lines_are_numbered_oldest_first(books: Books) -> None:
    for at in (NOW + 3, NOW + 1, NOW + 2, NOW + 1, NOW):
        books.write(2, at=at)
    assert books.grow() == 10
    rows = books.rows("SELECT at, id FROM audit_register_entry ORDER BY seq")
    assert rows == sorted(rows)
    assert books.rows("SELECT seq FROM audit_register_entry ORDER BY seq") == [(nth,) for nth in range(10)]
    assert books.grow() == 0
    books.write(at=NOW - 1000)
    assert books.grow() == 1
    assert books.rows("SELECT seq FROM audit_register_entry WHERE at < :now", now=NOW) == [(10,)]


def test_a_leaf_is_the_hash_of_its_line_and_of_nothing_else(books: Books) -> None:
    books.write(3, reason="好")
    books.grow()
    fields = ", ".join(record.FIELDS)
    expected = [record.leaf("register", row) for row in books.rows(f"SELECT {fields} FROM audit_register_entry ORDER BY seq")]
    with books.worker.read() as session:
        assert trees.leaves_between(session, "register", 0, 3) == expected
    assert {len(leaf) for leaf in expected} == {32}
    assert len(set(expected)) == 3


def test_every_turn_that_finds_lines_signs_the_tree_so_far(books: Books) -> None:
    for turn, lines in enumerate((1, 2, 5, 8)):
        books.write(lines)
        books.write(turn + 1, name="cases", role="officer", act="case.opened", purpose="case")
        assert books.grow(now=NOW + turn) == lines
        assert books.grow(name="cases", now=NOW + turn) == turn + 1
    with books.worker.read() as session:
        leaves = {name: trees.leaves_between(session, name, 0, 16 if name == "register" else 10) for name in ("register", "cases")}
    for name, sizes in (("register", [1, 3, 8, 16]), ("cases", [1, 3, 6, 10])):
        heads = checkpoints(books, name)
        assert [(head.size, head.at, head.witnessed) for head in heads] == [(size, NOW + turn, False) for turn, size in enumerate(sizes)]
        for head in heads:
            read = note.parse(head.note)
            origin = note.origin_of(public(SIGNER), name)
            assert read.head == note.Head(origin, head.size, chain.root(leaves[name][: head.size]))
            assert note.is_signed(read, public(SIGNER))


def test_a_long_queue_takes_several_turns(books: Books) -> None:
    books.write(log.LINES_A_TURN + 3)
    assert [books.grow() for _ in range(3)] == [log.LINES_A_TURN, 3, 0]


def test_a_turn_that_fails_leaves_everything_as_it_was(books: Books) -> None:
    books.write(5)
    with pytest.raises(RuntimeError), books.worker.begin() as session:
        log.sequence(session, "register", SIGNER, NOW)
        raise RuntimeError
    assert books.rows("SELECT count(*) FROM audit_leaf") == [(0,)]
    assert books.grow() == 5


def test_two_workers_at_once_give_no_place_twice(books: Books) -> None:
    """Four threads write and number at once, each with connections of its own; every line has one place and every head follows."""
    troubles: list[BaseException] = []

    def work(database: Database) -> None:
        try:
            for _ in range(8):
                with database.begin() as session:
                    for _ in range(3):
                        log.write(session, "register", at=NOW, actor="a", role="r", act="x", subject="s", purpose="p")
                with database.begin() as session:
                    log.sequence(session, "register", SIGNER, NOW)
        except Exception as error:  # noqa: BLE001  told of below
            troubles.append(error)

    databases = [Database(books.config, "worker") for _ in range(4)]
    threads = [threading.Thread(target=work, args=(database,)) for database in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for database in databases:
        database.close()
    assert troubles == []
    books.grow()
    assert books.rows("SELECT seq FROM audit_register_entry ORDER BY seq") == [(nth,) for nth in range(96)]
    with books.worker.read() as session:
        leaves = trees.leaves_between(session, "register", 0, 96)
        for head in checkpoints(books):
            assert note.parse(head.note).head.root == chain.root(leaves[: head.size]) == trees.at_size(session, "register", head.size).root


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM audit_leaf WHERE seq = 4",
        "DELETE FROM audit_checkpoint WHERE size = 5",
        "UPDATE audit_checkpoint SET peaks = replace(peaks, substr(peaks, 1, 1), 'x') WHERE size = 5",
        "UPDATE audit_checkpoint SET peaks = substr(peaks, 65) WHERE size = 5",
        "UPDATE audit_checkpoint SET note = replace(note, 'anju/', 'else/') WHERE size = 5",
        "UPDATE audit_checkpoint SET note = '' WHERE size = 5",
    ],
)
def test_the_log_does_not_grow_from_what_does_not_fit(books: Books, damage: str) -> None:
    books.write(3)
    books.grow()
    books.write(2)
    books.grow()
    if damage.startswith("DELETE FROM audit_leaf"):
        assert books.tamper(damage) == 1
    else:
        assert books.tamper(damage.replace("'x'", "CASE substr(peaks, 1, 1) WHEN '0' THEN '1' ELSE '0' END")) == 1
    books.write(1)
    with pytest.raises(TreeBroken):
        books.grow()
    assert books.rows("SELECT count(*) FROM audit_register_entry WHERE seq IS NULL") == [(1,)]


def test_another_key_does_not_go_on_with_the_log(books: Books) -> None:
    books.write()
    books.grow()
    books.write()
    with pytest.raises(TreeBroken):
        books.grow(signer=STRANGER)


def test_what_a_writer_sees_of_the_tree(books: Books) -> None:
    with books.worker.read() as session:
        assert not log.has_waiting(session, "register")
        assert log.public_checkpoint(session, now=NOW) is None


def test_the_public_sees_the_register_as_it_was_before_this_hour(books: Books) -> None:
    began = NOW - NOW % HOUR
    for at in (began - HOUR - 1, began - 1, began, began + 5):
        books.write(at=at)
        books.grow(now=at)
        books.write(at=at, name="cases")
        books.grow(name="cases", now=at)
    people = Database(books.config, "people")

    def seen(now: int) -> int:
        with people.read() as session:
            shown = log.public_checkpoint(session, now=now)
        return shown.size if shown else 0

    assert [seen(now) for now in (began, began + HOUR - 1)] == [0, 0]
    books.tamper("UPDATE audit_checkpoint SET witnessed = :so", so=True)
    assert [seen(now) for now in (began - 1, began, began + 5, began + HOUR - 1, began + HOUR)] == [1, 2, 2, 2, 4]
    people.close()


def test_the_row_of_a_head_does_not_grow_with_the_tree() -> None:
    """Peaks are at most one hash for each binary digit of the size."""
    tree = chain.Tree().grown(nth.to_bytes(2, "big") for nth in range(5000))
    assert len(trees.peaks_text(tree)) == 64 * (5000).bit_count()


def test_the_head_of_the_hour_is_put_where_everybody_reads_it(books: Books) -> None:
    books.write(5)
    books.grow(now=NOW)
    books.tamper("UPDATE audit_checkpoint SET witnessed = :so", so=True)
    seen = []
    for now in (NOW, NOW + HOUR, NOW + HOUR + 1):
        with books.worker.begin() as session:
            told = log.announce(session, now=now)
        for role in ("people", "police", "audit"):
            database = Database(books.config, role)
            with database.read() as session:
                seen.append((told, getattr(log.announced(session), "size", None)))
            database.close()
    assert seen == [(0, None)] * 3 + [(1, 5)] * 3 + [(0, 5)] * 3
