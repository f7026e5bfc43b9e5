"""The journal's file: made, brought up to date, examined, and, when it is damaged, put aside with whatever in it can still be believed.

The file is trusted as far as its chain of digests reaches, and no further: SQLite's own check does not see a flipped bit in an entry.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edge.gate.chain import Broken, Hole, Link, check, follow, sound, start
from edge.journal_rows import ACCOUNTS, ALARMS_MAX, Epoch, Salvaged, epochs, head_after, keep, read_alarms, transaction
from edge.protocol.messages import Alarm, Lost
from edge.words import say

FILE_NAME = "journal.db"
VERSION = 2
SCHEMA = Path(__file__).with_name("schema") / f"{VERSION:03}.sql"
WAL_PAGES = 100
WHOLE_CHECK_UP_TO = 5_000
TAIL = 200
ASIDE_KEPT = 3
_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", f"wal_autocheckpoint = {WAL_PAGES}", "busy_timeout = 5000")
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
"""A statement of ours gives SQLITE_ERROR only where a flipped bit has renamed a table or a column, where its own check sees none."""


class Damaged(sqlite3.DatabaseError):
    """The file cannot be believed."""


def connect(path: Path) -> sqlite3.Connection:
    """Open the journal's file, with the settings that a power cut asks for; raise sqlite3.Error."""
    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    connection.text_factory = readable
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        _bring_up_to_date(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def readable(text: bytes) -> str:
    """Read text whatever a flipped bit has made of it: it will be found to be wrong, and must not stop whoever finds it."""
    return text.decode("utf-8", "replace")


def is_damage(error: sqlite3.Error) -> bool:
    """Tell whether an error says that the file itself is broken, rather than that it cannot be written now."""
    return isinstance(error, Damaged) or getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE


def examine(connection: sqlite3.Connection, *, whole: bool) -> Broken | None:
    """Check the chain: all of it, or only a long journal's newest part. Raise Damaged where SQLite's own check fails."""
    count = connection.execute("SELECT count(*) FROM entry").fetchone()[0]
    if whole or count <= WHOLE_CHECK_UP_TO:
        if connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise Damaged("the journal's file is damaged")
        return next((broken for epoch in epochs(connection) if (broken := _check(connection, epoch, epoch.base))), None)
    newest = list(epochs(connection))[-1]
    return _check(connection, newest, max(newest.base, newest.seq - TAIL))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a whole check came to, in words for whoever asked for it."""

    is_whole: bool
    says: str


def verify(folder: Path) -> Verdict:
    """Check every digest of a gate's journal, which is only read; raise sqlite3.Error if it cannot be opened."""
    if not (folder / FILE_NAME).exists():
        return Verdict(False, say("there is no journal in data_dir yet: it is made when the gate runs"))
    with closing(sqlite3.connect(f"file:{folder / FILE_NAME}?mode=ro", uri=True, isolation_level=None)) as connection:
        connection.text_factory = readable
        try:
            connection.execute("BEGIN")
            broken = examine(connection, whole=True)
            entries, gone = connection.execute(
                "SELECT (SELECT count(*) FROM entry), (SELECT coalesce(sum(last - first + 1), 0) FROM gap)"
            ).fetchone()
        except sqlite3.DatabaseError as error:
            return Verdict(False, say("damaged: {error}; the gate puts it aside at its next start, and tells the hub", error=error))
    if broken:
        return Verdict(False, say("broken at number {seq}: what stands there is not what was written", seq=broken.seq))
    return Verdict(True, say("whole: {entries} entries wait for the hub, {gone} are declared gone", entries=entries, gone=gone))


def put_aside(folder: Path, mark: str) -> Path | None:
    """Rename a damaged file and its parts, keep the newest few such, and return where it is now; None if there is no file."""
    path = folder / FILE_NAME
    aside = path.with_name(f"damaged-{mark}-{FILE_NAME}")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    older = sorted(folder.glob(f"damaged-*-{FILE_NAME}"), key=lambda one: one.stat().st_mtime_ns)
    for one in older[:-ASIDE_KEPT]:
        for part in folder.glob(one.name + "*"):
            part.unlink()
    return aside if aside.exists() else None


def salvage_alarms(path: Path) -> list[Alarm]:
    """Return the alarms of a damaged file that are what was written."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.text_factory = readable
            return [alarm for _place, alarm in read_alarms(connection, 0, ALARMS_MAX)]
    except sqlite3.Error:
        return []


def salvage(path: Path) -> list[Salvaged]:
    """Return what can be believed of a damaged file; an empty list if nothing can."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.text_factory = readable
            accounts = _read(connection, ACCOUNTS, (str, int, bytes, int, bytes))
            rows = _read(connection, "SELECT epoch, seq, body, head FROM entry ORDER BY place", (str, int, bytes, bytes))
    except sqlite3.Error:
        return []
    by_epoch: dict[str, list[Link]] = {str(name): [] for name, *_account in accounts}
    for name, seq, body, head in rows:
        by_epoch.setdefault(name, []).append(Link(seq, body, head))
    known = {name: Epoch(name=name, seq=seq, head=head, base=base, base_head=base_head) for name, seq, head, base, base_head in accounts}
    return [_sound(known.get(name) or _guess(name, links), links) for name, links in by_epoch.items()]


def _check(connection: sqlite3.Connection, epoch: Epoch, after: int) -> Broken | None:
    head = epoch.base_head if after == epoch.base else head_after(connection, epoch.name, after) or b""
    links = connection.execute("SELECT seq, body, head FROM entry WHERE epoch = ? AND seq > ?", (epoch.name, after))
    holes = connection.execute("SELECT first, last, head FROM gap WHERE epoch = ? AND last > ?", (epoch.name, after))
    items: list[Link | Hole] = [*(_link(*row) for row in links), *(Hole(max(first, after + 1), last, gone) for first, last, gone in holes)]
    return check(after, head, items, last=epoch.seq, last_head=epoch.head)


def _link(seq: int, body: object, head: object) -> Link:
    """Return an entry as it is kept; raise Damaged if it is not even of the right kind."""
    if not isinstance(body, bytes) or not isinstance(head, bytes):
        raise Damaged(f"number {seq} is not what was written")
    return Link(seq, body, head)


def _sound(epoch: Epoch, links: list[Link]) -> Salvaged:
    last = max([epoch.seq, *(link.seq for link in links)])
    good, holes = sound(epoch.base, epoch.base_head, links, last=last)
    if holes and holes[-1].last == last:
        holes[-1] = holes[-1]._replace(head=epoch.head)
    return Salvaged(Epoch(name=epoch.name, seq=last, head=epoch.head, base=epoch.base, base_head=epoch.base_head), good, holes)


def _guess(name: str, links: list[Link]) -> Epoch:
    """Return an account for entries whose own cannot be read: the first of them has nothing to hold on to, and is given up."""
    newest = max(links, key=lambda link: link.seq)
    base = min(link.seq for link in links) - 1
    return Epoch(name=name, seq=newest.seq, head=newest.head, base=base, base_head=b"")


def _read(connection: sqlite3.Connection, query: str, kinds: tuple[type, ...]) -> list[Any]:
    """Return the rows of a query up to where the file can no longer be read, from both ends; a row of other kinds is damaged too."""
    rows: dict[tuple[object, ...], tuple[object, ...]] = {}
    for order in (query, f"{query} DESC"):
        try:
            for row in connection.execute(order):
                rows[row[:2]] = row
        except sqlite3.DatabaseError:
            continue
        break
    return [row for row in rows.values() if tuple(type(value) for value in row) == kinds]


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == VERSION:
        return
    if version > VERSION:
        raise Damaged("the journal was written by a newer program")
    with transaction(connection):
        old = _take_out_first_version(connection)
        for statement in SCHEMA.read_text("utf-8").split(";"):
            connection.execute(statement)
        for saved in old:
            keep(connection, saved, Lost.DAMAGED)
        connection.execute(f"PRAGMA user_version = {VERSION}")


def _take_out_first_version(connection: sqlite3.Connection) -> list[Salvaged]:
    """Return the entries of a file from before there was a chain, chained now, and drop its tables."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'counter'").fetchone():
        return []
    rows: dict[str, list[tuple[int, bytes]]] = {}
    for name, seq, body in connection.execute("SELECT epoch, seq, body FROM entry ORDER BY epoch, seq"):
        rows.setdefault(name, []).append((seq, body))
    last = dict(connection.execute("SELECT epoch, seq FROM counter").fetchall())
    connection.execute("DROP TABLE entry")
    connection.execute("DROP TABLE counter")
    return [_chained(name, rows.get(name, []), last.get(name, 0)) for name in {**rows, **last}]


def _chained(name: str, rows: list[tuple[int, bytes]], last: int) -> Salvaged:
    base = rows[0][0] - 1 if rows else last
    head = first = start(name, b"")
    links = []
    for seq, body in rows:
        head = follow(head, seq, body)
        links.append(Link(seq, body, head))
    return Salvaged(Epoch(name=name, seq=max(last, base + len(rows)), head=head, base=base, base_head=first), links, [])
