"""The one database, as one process may use it: every connection carries its process's role, and the role's wall stands before the first
query.

On PostgreSQL a role is a login of its own with the rights of :mod:`hub.walls`; on SQLite the same table becomes an authorizer's allow-list.
A write transaction takes the lock at its start, so that two processes queue instead of failing at commit. No I/O belongs inside a
transaction.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlmodel import Session

from hub import walls
from hub.config import HubConfig
from hub.postgresql import raise_walls
from hub.secrets import read_secret

OWNER = "owner"
MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_MS = 20_000
"""How long a writer of SQLite waits for another, and who connects to PostgreSQL for an answer; a broker waits longer for a sign of life."""
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", f"busy_timeout={BUSY_MS}")


class Database:
    """Connections of one role (``gateway``, ``worker``, ``people``, ``police``, ``audit``). Safe to share between threads."""

    def __init__(self, config: HubConfig, role: str) -> None:
        self.role = role
        self.on_sqlite = config.on_sqlite
        self.engine = make_engine(config, role)

    @contextmanager
    def begin(self, actor: str = "") -> Iterator[Session]:
        """Give a session in a write transaction that commits at the end and rolls back on any exception.

        ``actor`` is the account on whose behalf it runs: PostgreSQL's row security hides from an officer the cases they may not know of.
        """
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            self._introduce(session, actor)
            yield session

    @contextmanager
    def read(self, actor: str = "") -> Iterator[Session]:
        """Give a session in a transaction that sees one state of the database and is always rolled back."""
        one_state = {} if self.on_sqlite else {"isolation_level": "REPEATABLE READ"}
        with Session(self.engine.execution_options(reading=True, **one_state), expire_on_commit=False) as session:
            self._introduce(session, actor)
            yield session

    def close(self) -> None:
        """Close every connection that is not in use."""
        self.engine.dispose()

    def _introduce(self, session: Session, actor: str) -> None:
        if not self.on_sqlite:
            session.connection().execute(text("SELECT set_config('anju.actor', :actor, true)"), {"actor": actor})


def make_engine(config: HubConfig, role: str) -> Engine:
    """Return an engine whose every connection has this role's rights; ``owner`` has all of them and is for migrations only."""
    if config.on_sqlite:
        engine = create_engine(f"sqlite:///{config.sqlite_file}", connect_args={"timeout": BUSY_MS / 1000}, hide_parameters=True)
        event.listen(engine, "connect", lambda connection, _record: _prepare_sqlite(connection, role))
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    schemas = ",".join((*walls.SCHEMAS, "public"))
    settings = f"-c search_path={schemas} -c timezone=UTC"
    options = {"connect_timeout": BUSY_MS // 1000, "options": settings, "application_name": f"anju-{role}"}
    return create_engine(
        _postgresql_url(config, role), connect_args=options, use_native_hstore=False, pool_pre_ping=True, hide_parameters=True
    )


def migrate(config: HubConfig) -> None:
    """Bring the database to the newest revision as its owner, and raise the walls. Harmless when nothing is to be done."""
    from alembic import command
    from alembic.config import Config

    if config.on_sqlite:
        config.sqlite_file.parent.mkdir(parents=True, exist_ok=True)
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    engine = make_engine(config, OWNER)
    try:
        with engine.begin() as connection:
            settings.attributes["connection"] = connection
            command.upgrade(settings, "head")
            if not config.on_sqlite:
                raise_walls(connection)
    finally:
        engine.dispose()


def newest_revision() -> str:
    """Return the revision that this program's tables are at."""
    from alembic.script import ScriptDirectory

    return str(ScriptDirectory(str(MIGRATIONS)).get_current_head())


def _postgresql_url(config: HubConfig, role: str) -> URL:
    url = make_url(config.database.format(role=role, data_dir=config.data_dir))
    return url.set(password=read_secret(config.secrets_dir / f"db-{role}"))


def _prepare_sqlite(connection: sqlite3.Connection, role: str) -> None:
    connection.isolation_level = None  # the "begin" event says which kind of transaction starts
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    if role != OWNER:
        connection.set_authorizer(walls.authorizer(role))


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
