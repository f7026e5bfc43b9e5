"""SQL that is compiled once for all databases of a kind: SQLAlchemy keeps what it compiled for one engine only, and each test has its own.

To compile was a quarter of what this process reckoned in a test of the hub. What runs, and where, is as it was; two databases are of one
kind when their dialect and what their server said of itself are the same.
"""

import functools
from collections.abc import Iterator

import pytest
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

from hub import database

KINDS = (SQLiteDialect_pysqlite, PGDialect_psycopg)
COMPILED: LRUCache[object, object] = LRUCache(2_000)


def is_alike(one: DefaultDialect, other: object) -> bool:
    """Tell whether what was compiled for one is right for the other."""
    return isinstance(other, DefaultDialect) and type(one) is type(other) and _told(one) == _told(other)


def _told(dialect: DefaultDialect) -> tuple[object, ...]:
    return getattr(dialect, "server_version_info", None), getattr(dialect, "default_schema_name", None)


@pytest.fixture(scope="session", autouse=True)
def statements_compiled_once() -> Iterator[None]:
    """Let engines of one kind read what any of them compiled."""
    with pytest.MonkeyPatch.context() as patch:
        for kind in KINDS:
            patch.setattr(kind, "__eq__", is_alike)
            patch.setattr(kind, "__hash__", lambda dialect: hash(type(dialect)))
        make = functools.partial(database.create_engine, execution_options={"compiled_cache": COMPILED})
        patch.setattr(database, "create_engine", make)
        yield
