"""Both databases for every test that asks for one: a copy of a migrated SQLite file, or of a migrated PostgreSQL database in a cluster of
our own.

The cluster belongs to the session, listens on a free port of 127.0.0.1, keeps ``fsync`` on, asks each role for its password, and ends with
pytest, also when pytest is killed: its processes hang on a lifeline.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlmodel import Session

from hub.config import ROLES, HubConfig
from hub.database import OWNER, Database, migrate
from hub.lifeline import Child, spawn
from hub.migrations.rows import metadata
from hub.postgresql import cluster_statements, connect_statements, silence_statements
from hub.secrets import make_secrets, read_secret
from hub.walls import schema_of
from tests.rig.parts import free_port, program

_numbers = count(1)
_TEMPLATE = "anju_template"


@dataclass(frozen=True)
class Cluster:
    """A running PostgreSQL cluster with Anju's logins and one migrated database to copy. ``secrets`` holds the logins' passwords."""

    port: int
    secrets: Path
    superuser_password: str
    idle: list[str] = field(default_factory=list)
    keepers: dict[str, psycopg.Connection[tuple[object, ...]]] = field(default_factory=dict)

    def address(self, database: str) -> str:
        """Return the setting for a database of this cluster."""
        return f"postgresql+psycopg://anju_{{role}}@127.0.0.1:{self.port}/{database}"

    def superuser(self, database: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
        """Connect as the administrator."""
        place = f"host=127.0.0.1 port={self.port} user=postgres dbname={database}"
        return psycopg.connect(place, password=self.superuser_password, autocommit=True)

    def lend(self) -> str:
        """Return the name of a migrated database without a row: one that was given back, or a new copy."""
        if self.idle:
            return self.idle.pop()
        name = f"anju_{next(_numbers)}"
        with self.superuser() as connection:
            connection.execute(f"CREATE DATABASE {name} OWNER anju_owner TEMPLATE {_TEMPLATE}")
        keeper = self.keepers[name] = self.superuser(name)
        for statement in connect_statements():
            keeper.execute(statement)
        return name

    def give_back(self, name: str) -> None:
        """Take a database back, empty."""
        let_go(self.address(name))
        self._empty(name)
        self.idle.append(name)

    def empty(self, config: HubConfig) -> None:
        """Empty a database that is lent out."""
        self._empty(config.database.rpartition("/")[2])

    def _empty(self, name: str) -> None:
        """Part whoever is still connected, and empty every table: quicker by far than to drop and copy.

        The connection stays, for what it knows of sixty tables is half of what emptying them costs.
        """
        with self.keepers[name].transaction():
            connection = self.keepers[name]
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            connection.execute("SET LOCAL session_replication_role = replica")
            connection.execute("; ".join(f"DELETE FROM {schema_of(table.name)}.{table.name}" for table in metadata.sorted_tables))


_owners: dict[str, Database] = {}


@contextmanager
def owner(config: HubConfig) -> Iterator[Session]:
    """A transaction of the database's owner, to arrange and to judge: to connect anew each time costs 15 ms of the processor's."""
    place = str(config.sqlite_file) if config.on_sqlite else config.database
    if place not in _owners:
        _owners[place] = Database(config, OWNER)
    with _owners[place].begin() as session:
        yield session


def let_go(place: str) -> None:
    """Close what :func:`owner` opened in a database, which is over."""
    if place in _owners:
        _owners.pop(place).close()


def _as_postgres() -> list[str]:
    """Return the prefix that runs a command as the user ``postgres``: PostgreSQL refuses to run as root."""
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] if os.geteuid() == 0 else []


def _make(folder: Path, password: str) -> None:
    (folder / "password").write_text(password, "ascii")
    if os.geteuid() == 0:
        for path in (folder, folder / "password"):
            shutil.chown(path, "postgres", "postgres")
    initdb = [
        *_as_postgres(),
        program("postgres").with_name("initdb"),
        "-D",
        folder / "data",
        "-U",
        "postgres",
        "-A",
        "scram-sha-256",
        "-E",
        "UTF8",
        "--no-sync",
        "--locale=C.UTF-8",
    ]
    subprocess.run([*map(str, initdb), "--pwfile", str(folder / "password")], check=True, capture_output=True, cwd=folder)


def _start(folder: Path, port: int) -> Child:
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        "unix_socket_directories": "",
        "max_connections": 120,
        "shared_buffers": "64MB",
        "fsync": "on",
        "max_wal_size": "256MB",
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    log = (folder / "log").open("wb")
    command = [*_as_postgres(), program("postgres"), "-D", folder / "data", *options]
    return spawn(command, foreign=True, stdout=log, stderr=log, cwd=Path(__file__).parents[2])


def _wait(cluster: Cluster, server: Child, folder: Path) -> None:
    deadline = time.monotonic() + 180
    while True:
        try:
            cluster.superuser().close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text()}") from None
            time.sleep(0.05)


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """Run a PostgreSQL cluster of our own, with the logins of every role; benches use it too."""
    folder = Path(tempfile.mkdtemp(prefix="anju-cluster-"))
    _make(folder, "for-this-session-only")
    port = free_port()
    server = _start(folder, port)
    running = Cluster(port=port, secrets=folder / "secrets", superuser_password="for-this-session-only")
    try:
        _wait(running, server, folder)
        folder.chmod(0o755)
        config = HubConfig(data_dir=folder, database=running.address(_TEMPLATE))
        make_secrets(config)
        passwords = {role: read_secret(config.secrets_dir / f"db-{role}") for role in (*ROLES, "owner")}
        with running.superuser() as connection:
            for statement in cluster_statements(_TEMPLATE, passwords):
                connection.execute(statement)
        with running.superuser(_TEMPLATE) as connection:
            for statement in [*silence_statements(), *connect_statements()]:
                connection.execute(statement)
        migrate(config)
        yield running
    finally:
        for name, keeper in running.keepers.items():
            let_go(running.address(name))
            keeper.close()
        _end_at_once(folder)
        server.release()
        shutil.rmtree(folder, ignore_errors=True)


def _end_at_once(folder: Path) -> None:
    """Told to leave as any process is, PostgreSQL waits for whoever is connected, and then writes down what is deleted next."""
    with suppress(FileNotFoundError, ProcessLookupError):
        os.kill(int((folder / "data/postmaster.pid").read_text().split()[0]), signal.SIGQUIT)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL cluster of our own for the session."""
    with running_cluster() as running:
        yield running


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite database to copy."""
    config = HubConfig(data_dir=tmp_path_factory.mktemp("migrated"))
    migrate(config)
    return config.sqlite_file


@pytest.fixture(scope="module")
def sqlite_walls(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Iterator[HubConfig]:
    """A SQLite database that a module's tests only try to pry into."""
    config = HubConfig(data_dir=tmp_path_factory.mktemp("walls"))
    make_secrets(config)
    shutil.copyfile(migrated_file, config.sqlite_file)
    yield config
    let_go(str(config.sqlite_file))


@pytest.fixture(scope="module")
def postgresql_walls(tmp_path_factory: pytest.TempPathFactory, cluster: Cluster) -> Iterator[HubConfig]:
    """A PostgreSQL database that a module's tests only try to pry into."""
    name = cluster.lend()
    config = HubConfig(data_dir=tmp_path_factory.mktemp("walls"), database=cluster.address(name))
    shutil.copytree(cluster.secrets, config.secrets_dir)
    yield config
    cluster.give_back(name)


@pytest.fixture
def sqlite_config(tmp_path: Path, migrated_file: Path) -> Iterator[HubConfig]:
    """Settings with secrets and a fresh, migrated SQLite database."""
    config = HubConfig(data_dir=tmp_path / "anju", demo=True)
    make_secrets(config)
    shutil.copyfile(migrated_file, config.sqlite_file)
    yield config
    let_go(str(config.sqlite_file))


@pytest.fixture
def postgresql_config(tmp_path: Path, cluster: Cluster) -> Iterator[HubConfig]:
    """Settings with secrets and a fresh, migrated PostgreSQL database."""
    name = cluster.lend()
    config = HubConfig(data_dir=tmp_path / "anju", demo=True, database=cluster.address(name))
    shutil.copytree(cluster.secrets, config.secrets_dir)
    make_secrets(config)
    yield config
    cluster.give_back(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_config(request: pytest.FixtureRequest) -> HubConfig:
    """Settings with a fresh, migrated database: every test that asks for this runs on both."""
    config = request.getfixturevalue(f"{request.param}_config")
    assert isinstance(config, HubConfig)
    return config


@pytest.fixture(params=["sqlite", "postgresql"])
def twin_configs(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[HubConfig, HubConfig]]:
    """Settings of two hubs alike to the byte, secrets included: what happens in one only must show nowhere else."""
    one: HubConfig = request.getfixturevalue(f"{request.param}_config")
    folder = tmp_path / "twin"
    twin = one.model_copy(update={"data_dir": folder})
    shutil.copytree(one.secrets_dir, twin.secrets_dir)
    make_secrets(twin)
    if one.on_sqlite:
        shutil.copyfile(one.sqlite_file, twin.sqlite_file)
        yield one, twin
        let_go(str(twin.sqlite_file))
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    name = cluster.lend()
    yield one, twin.model_copy(update={"database": cluster.address(name)})
    cluster.give_back(name)
