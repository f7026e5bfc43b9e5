"""Is this hub well? One small check after the other; each says what it saw and, when something is wrong, the one thing to do."""

import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from hub import oversight, pulse
from hub.config import ROLES, HubConfig
from hub.database import Database, newest_revision
from hub.run import PROCESSES
from hub.secrets import SecretError, read_secret, read_signing_key, secret_names

PATIENCE_SECONDS = 1.0


class Level(StrEnum):
    """How a check came out."""

    WELL = "well"
    WARNING = "warning"
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """One check's result: a stable code, how it came out, and a sentence with what to do."""

    code: str
    level: Level
    says: str


Check = Callable[[HubConfig], Iterator[Finding]]


def examine(config: HubConfig) -> list[Finding]:
    """Return what every check found, in order."""
    return [finding for check in CHECKS for finding in check(config)]


def _python(_config: HubConfig) -> Iterator[Finding]:
    good = sys.version_info >= (3, 11)
    yield Finding(
        "python", Level.WELL if good else Level.BROKEN, f"Python {sys.version.split()[0]}" + ("" if good else "; install 3.11 or newer")
    )


def _secrets(config: HubConfig) -> Iterator[Finding]:
    for name in secret_names(config):
        try:
            read_secret(config.secrets_dir / name)
        except SecretError as error:
            yield Finding("secrets", Level.BROKEN, str(error))
            return
    yield Finding("secrets", Level.WELL, f"secrets in {config.secrets_dir} are there and nobody else may read them")


def _database(config: HubConfig) -> Iterator[Finding]:
    revision, wanted = "", newest_revision()
    for role in ROLES:
        try:
            revision = _revision(config, role) or revision
        except (SQLAlchemyError, SecretError) as error:
            yield Finding(
                "database",
                Level.BROKEN,
                f"role {role} cannot use the database ({type(error).__name__}): anju db upgrade, or check the address",
            )
            return
    if revision == wanted:
        yield Finding("database", Level.WELL, f"every role reaches the database; revision {revision}")
    else:
        yield Finding("database", Level.BROKEN, f"the database is at revision {revision or 'none'}, not {wanted}: run anju db upgrade")


def _revision(config: HubConfig, role: str) -> str:
    if config.on_sqlite and not config.sqlite_file.exists():
        return ""
    database = Database(config, role)
    try:
        with database.read() as session:
            return str(session.execute(text("SELECT version_num FROM anju_revision")).scalar() or "") if role == "worker" else ""
    finally:
        database.close()


def _broker(config: HubConfig) -> Iterator[Finding]:
    place = f"{config.broker_host}:{config.broker_port}"
    try:
        socket.create_connection((config.broker_host, config.broker_port), PATIENCE_SECONDS).close()
    except OSError:
        yield Finding("broker", Level.WARNING, f"no MQTT broker answers at {place}: gates keep their entries until one does")
    else:
        yield Finding("broker", Level.WELL, f"a broker answers at {place}")


def _processes(config: HubConfig) -> Iterator[Finding]:
    for process in PROCESSES:
        heard = pulse.ask(config, process)
        if not heard.answers:
            yield Finding(
                f"process-{process}",
                Level.WARNING,
                f"{process} does not answer on port {config.port_of(process)}: is anju hub run running?",
            )
        elif heard.is_well:
            yield Finding(f"process-{process}", Level.WELL, f"{process} answers")
        else:
            yield Finding(f"process-{process}", Level.WARNING, f"{process} answers, but is not well: read its log")


def _oversight(config: HubConfig) -> Iterator[Finding]:
    try:
        log_key = read_signing_key(config.secrets_dir / "audit.key").public_key().public_bytes_raw()
    except SecretError:
        return
    lacks = oversight.missing(config, log_key)
    if lacks:
        yield Finding("oversight", Level.WARNING, f"screening will not start without {', '.join(lacks)}; doors and register work")
    else:
        yield Finding("oversight", Level.WELL, "an auditor has signed for the audit log, and a witness is named")


def _catalogues(_config: HubConfig) -> Iterator[Finding]:
    folder = Path(__file__).parent / "web" / "locale"
    sources, compiled = ({path.stem for path in folder.rglob(pattern)} for pattern in ("*.po", "*.mo"))
    lost = sorted(sources - compiled)
    if lost or not compiled:
        yield Finding("catalogues", Level.WARNING, f"no compiled Chinese for {', '.join(lost) or 'any page'}: reinstall the package")
    else:
        yield Finding("catalogues", Level.WELL, f"{len(compiled)} catalogues are compiled")


def _production(config: HubConfig) -> Iterator[Finding]:
    gates = "" if config.broker_tls else ", gates have no TLS (set broker_tls, with Mosquitto)"
    says = f"not for production yet: sign-in has no second factor{gates}, and pages have no HTTPS of their own"
    yield Finding("production", Level.WARNING, says)


CHECKS: tuple[Check, ...] = (_python, _secrets, _database, _broker, _processes, _oversight, _catalogues, _production)
