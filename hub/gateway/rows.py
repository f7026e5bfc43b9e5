"""Many rows in one go, as each database likes it best: ``executemany``, or on PostgreSQL from 500 rows on COPY into a table of the moment.

The primary key settles what comes twice: a row that is already there stays as it is. Table and column names here are our own constants.
"""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from hub.gateway.tables import EntryRow, GapRow, SetAsideRow
from hub.gateway.tables import Feed as FeedRow

COPY_FROM_ROWS = 500

ENTRY_COLUMNS = tuple(EntryRow.__table__.columns.keys())  # type: ignore[attr-defined]
FEED_COLUMNS = tuple(FeedRow.__table__.columns.keys())  # type: ignore[attr-defined]
GAP_COLUMNS = tuple(GapRow.__table__.columns.keys())  # type: ignore[attr-defined]
SET_ASIDE_COLUMNS = tuple(SetAsideRow.__table__.columns.keys())  # type: ignore[attr-defined]

Row = tuple[object, ...]


def add_entries(session: Session, rows: Sequence[Row]) -> None:
    """Store entries, in the order of ``ENTRY_COLUMNS``."""
    if len(rows) >= COPY_FROM_ROWS and not _on_sqlite(session):
        _copy(session, "gateway_entry", ENTRY_COLUMNS, rows)
    else:
        _insert(session, "gateway_entry", ENTRY_COLUMNS, rows)


def add_set_aside(session: Session, rows: Sequence[Row]) -> None:
    """Store what was set aside, in the order of ``SET_ASIDE_COLUMNS``."""
    _insert(session, "gateway_set_aside", SET_ASIDE_COLUMNS, rows)


def add_gaps(session: Session, rows: Sequence[Row]) -> None:
    """Store what will not come, in the order of ``GAP_COLUMNS``."""
    _insert(session, "gateway_gap", GAP_COLUMNS, rows)


def put_feeds(session: Session, rows: Sequence[Row]) -> None:
    """Store how far feeds are dealt with, in the order of ``FEED_COLUMNS``."""
    newer = "(gate_id, epoch) DO UPDATE SET committed = excluded.committed, duplicates = excluded.duplicates"
    _insert(session, "gateway_feed", FEED_COLUMNS, rows, on_conflict=newer)


def _insert(session: Session, table: str, columns: Sequence[str], rows: Sequence[Row], *, on_conflict: str = "DO NOTHING") -> None:
    if rows:
        marks = ", ".join(["?" if _on_sqlite(session) else "%s"] * len(columns))
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) ON CONFLICT {on_conflict}"  # noqa: S608
        session.connection().exec_driver_sql(statement, list(rows))


def _copy(session: Session, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    names = ", ".join(columns)
    connection = session.connection()
    connection.exec_driver_sql(f"CREATE TEMPORARY TABLE IF NOT EXISTS arriving_{table} (LIKE {table}) ON COMMIT DELETE ROWS")
    driver: Any = connection.connection
    with driver.cursor() as cursor, cursor.copy(f"COPY arriving_{table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    connection.exec_driver_sql(f"INSERT INTO {table} ({names}) SELECT {names} FROM arriving_{table} ON CONFLICT DO NOTHING")  # noqa: S608


def _on_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
