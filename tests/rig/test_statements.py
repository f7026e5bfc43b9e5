"""What was compiled for one database is read for another of its kind, and for no other."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import Connection, Dialect, event
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.interfaces import CacheStats
from sqlmodel import select

from hub.accounts.tables import PoliceAttempt
from hub.config import HubConfig
from hub.database import Database


@dataclass
class Watched:
    """A database that notes of each statement whether it had to be compiled."""

    database: Database
    seen: list[CacheStats] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin to note."""
        event.listen(self.database.engine, "before_cursor_execute", self._note)

    def _note(self, _connection: Connection, _cursor: Any, _text: str, _values: Any, context: Any, _many: bool) -> None:
        if context.compiled is not None:
            self.seen.append(context.cache_hit)

    def use(self) -> list[str]:
        """Write and read by the ways that keep what is compiled: a unit of work, and a query."""
        with self.database.begin() as session:
            session.add(PoliceAttempt(key="k", failures=1, open_at=2))
        with self.database.read() as session:
            keys = [row.key for row in session.exec(select(PoliceAttempt).where(PoliceAttempt.failures == 1)).all()]
        self.database.close()
        return keys


def test_the_second_database_of_a_kind_compiles_nothing(twin_configs: tuple[HubConfig, HubConfig]) -> None:
    one, other = (Watched(Database(config, "police")) for config in twin_configs)
    assert one.use() == other.use() == ["k"]
    assert len(other.seen) > 1
    assert {seen for seen in other.seen if seen is not CacheStats.NO_CACHE_KEY} == {CacheStats.CACHE_HIT}


def _told(dialect: Any, version: tuple[int, ...]) -> Dialect:
    dialect.server_version_info = version
    return dialect  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (_told(PGDialect_psycopg(), (15, 4)), _told(PGDialect_psycopg(), (15, 4)), True),
        (_told(PGDialect_psycopg(), (15, 4)), _told(PGDialect_psycopg(), (17, 0)), False),
        (_told(PGDialect_psycopg(), (3, 40)), _told(SQLiteDialect_pysqlite(), (3, 40)), False),
        (_told(PGDialect_psycopg(), (15, 4)), None, False),
    ],
)
def test_another_server_is_another_kind(one: Dialect, other: Dialect | None, alike: bool) -> None:
    assert (one == other) == alike
