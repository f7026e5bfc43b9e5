"""Many rows in one go, as each database likes it best: ``executemany`` on SQLite; on PostgreSQL an array a column in one statement, or from
500 rows on COPY into a table of the moment.

The primary key settles what comes twice: a row that is already there stays as it is. Table and column names here are our own constants.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy.dialects import postgresql
from sqlmodel import Session, SQLModel

from edge.protocol.messages import Entry
from hub.gateway.tables import EntryRow, GapRow, SetAsideRow
from hub.gateway.tables import Feed as FeedRow

COPY_FROM_ROWS = 500

Row = tuple[object, ...]


def _columns(kind: type[SQLModel]) -> tuple[str, ...]:
    return tuple(kind.__table__.columns.keys())  # type: ignore[attr-defined]


ENTRY_COLUMNS = _columns(EntryRow)


def of_entries(gate_id: str, entries: Iterable[Entry], credentials: Mapping[str, str], *, now: int, on_time_from: int) -> list[Row]:
    """Return entries as rows, in the order of ``ENTRY_COLUMNS``; ``credentials`` are ids by reference, times UTC ms.

    Nothing else in the hub is done as often: hence one expression without a call of our own.
    """
    return [
        (
            gate_id,
            entry.epoch,
            entry.seq,
            entry.event_id,
            entry.occurred_at,
            now,
            entry.clock._value_,  # ``value`` is a property, and costs as much as the rest of the row
            entry.kind._value_,
            credentials.get(entry.credential),
            entry.outcome._value_,
            entry.reason._value_,
            entry.door,
            entry.late or entry.occurred_at < on_time_from,
        )
        for entry in entries
    ]


def add_entries(session: Session, rows: Sequence[Row]) -> None:
    """Store entries, in the order of ``ENTRY_COLUMNS``."""
    if len(rows) >= COPY_FROM_ROWS and not _on_sqlite(session):
        _copy(session, EntryRow, rows)
    else:
        _insert(session, EntryRow, rows)


def add_set_aside(session: Session, rows: Sequence[Row]) -> None:
    """Store what was set aside, in the order of the table's columns."""
    _insert(session, SetAsideRow, rows)


def add_gaps(session: Session, rows: Sequence[Row]) -> None:
    """Store what will not come, in the order of the table's columns."""
    _insert(session, GapRow, rows)


def put_feeds(session: Session, rows: Sequence[Row]) -> None:
    """Store how far feeds are dealt with, in the order of the table's columns."""
    newer = "(gate_id, epoch) DO UPDATE SET committed = excluded.committed, duplicates = excluded.duplicates"
    _insert(session, FeedRow, rows, on_conflict=newer)


def _insert(session: Session, kind: type[SQLModel], rows: Sequence[Row], *, on_conflict: str = "DO NOTHING") -> None:
    if not rows:
        return
    names = _columns(kind)
    into = f"INSERT INTO {kind.__tablename__} ({', '.join(names)})"
    if _on_sqlite(session):
        marks = ", ".join("?" * len(names))
        session.connection().exec_driver_sql(f"{into} VALUES ({marks}) ON CONFLICT {on_conflict}", list(rows))
    else:
        arrays = tuple(map(list, zip(*rows, strict=True)))
        session.connection().exec_driver_sql(f"{into} SELECT * FROM unnest({_arrays(kind)}) ON CONFLICT {on_conflict}", arrays)  # noqa: S608


@cache
def _arrays(kind: type[SQLModel]) -> str:
    """Return a mark for an array of each column's type."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    types = [column.type.compile(dialect) for column in kind.__table__.columns]  # type: ignore[attr-defined]
    return ", ".join(f"%b::{one}[]" for one in types)


def _copy(session: Session, kind: type[SQLModel], rows: Sequence[Row]) -> None:
    table, names = kind.__tablename__, ", ".join(_columns(kind))
    connection = session.connection()
    connection.exec_driver_sql(f"CREATE TEMPORARY TABLE IF NOT EXISTS arriving_{table} (LIKE {table}) ON COMMIT DELETE ROWS")
    driver: Any = connection.connection
    with driver.cursor() as cursor, cursor.copy(f"COPY arriving_{table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    connection.exec_driver_sql(f"INSERT INTO {table} ({names}) SELECT {names} FROM arriving_{table} ON CONFLICT DO NOTHING")  # noqa: S608


def _on_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
