"""The journal's rows: what is asked of them and done to them, always inside the caller's transaction."""

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from edge import log
from edge.gate.chain import Hole, Link
from edge.kill_points import pass_through
from edge.protocol.codec import Malformed, decode, encode
from edge.protocol.messages import Alarm, Lost

ALARMS_MAX = 1_000
ACCOUNTS = "SELECT epoch, seq, head, base, base_head FROM counter ORDER BY rowid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Epoch:
    """One epoch's account: the last number given and the digest after it, and the same for what was already forgotten."""

    name: str
    seq: int
    head: bytes
    base: int
    base_head: bytes


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What a damaged file still gives of one epoch."""

    epoch: Epoch
    links: list[Link]
    holes: list[Hole]


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit at the end; undo everything on any exception."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def epochs(connection: sqlite3.Connection) -> Iterator[Epoch]:
    """Yield every epoch's account, oldest first."""
    for name, seq, head, base, base_head in connection.execute(ACCOUNTS):
        yield Epoch(name=name, seq=seq, head=head, base=base, base_head=base_head)


def account(connection: sqlite3.Connection, epoch: str) -> Epoch | None:
    """Return an epoch's account, if this journal ever gave a number of it."""
    row = connection.execute("SELECT seq, head, base, base_head FROM counter WHERE epoch = ?", (epoch,)).fetchone()
    return Epoch(name=epoch, seq=row[0], head=row[1], base=row[2], base_head=row[3]) if row else None


def head_after(connection: sqlite3.Connection, epoch: str, seq: int) -> bytes | None:
    """Return the digest after a number, as it was written, empty if nobody knows it; None where nothing accounts for the number."""
    found = connection.execute(
        "SELECT head FROM entry WHERE epoch = ?1 AND seq = ?2 UNION ALL SELECT head FROM gap WHERE epoch = ?1 AND last = ?2"
        " UNION ALL SELECT base_head FROM counter WHERE epoch = ?1 AND base = ?2",
        (epoch, seq),
    ).fetchone()
    return bytes(found[0]) if found else None


def evict(connection: sqlite3.Connection, count: int) -> int:
    """Drop the oldest entries and count each of them as gone for want of room; return how many."""
    rows = connection.execute("SELECT place, epoch, seq, head FROM entry ORDER BY place LIMIT ?", (count,)).fetchall()
    for place, epoch, seq, head in rows:
        connection.execute("DELETE FROM entry WHERE place = ?", (place,))
        add_gap(connection, epoch, Hole(seq, seq, head), Lost.OVERFLOW)
    pass_through("journal.evicted")
    return len(rows)


def keep_alarm(connection: sqlite3.Connection, alarm: Alarm) -> None:
    """Keep an alarm under its digest, and of all alarms the newest thousand."""
    named = msgspec.structs.replace(alarm, id=digest(alarm))
    connection.execute("INSERT OR IGNORE INTO alarm (id, body) VALUES (?, ?)", (named.id, encode(named)))
    connection.execute("DELETE FROM alarm WHERE place <= (SELECT max(place) FROM alarm) - ?", (ALARMS_MAX,))


def digest(alarm: Alarm) -> str:
    """Return an alarm's id: 128 bits of its SHA-256, so that what was changed on the disk is known by it, and the same twice is one."""
    return hashlib.sha256(encode(msgspec.structs.replace(alarm, id=""))).hexdigest()[:32]


def keep(connection: sqlite3.Connection, saved: Salvaged, why: Lost) -> None:
    """Write salvaged or moved entries of one epoch, inside the caller's transaction."""
    put_epoch(connection, saved.epoch)
    rows = [(saved.epoch.name, link.seq, link.body, link.head) for link in saved.links]
    connection.executemany("INSERT OR IGNORE INTO entry (epoch, seq, body, head) VALUES (?, ?, ?, ?)", rows)
    for hole in saved.holes:
        add_gap(connection, saved.epoch.name, hole, why)


def put_epoch(connection: sqlite3.Connection, epoch: Epoch) -> None:
    """Write an epoch's account."""
    connection.execute(
        "INSERT INTO counter (epoch, seq, head, base, base_head) VALUES (?, ?, ?, ?, ?) ON CONFLICT (epoch) DO UPDATE SET"
        " seq = excluded.seq, head = excluded.head, base = excluded.base, base_head = excluded.base_head",
        (epoch.name, epoch.seq, epoch.head, epoch.base, epoch.base_head),
    )


def add_gap(connection: sqlite3.Connection, epoch: str, hole: Hole, why: Lost) -> None:
    """Note that these numbers are gone, in one row with those before them that went for the same reason."""
    before = "UPDATE gap SET last = ?, head = ? WHERE epoch = ? AND last = ? AND why = ?"
    if not connection.execute(before, (hole.last, hole.head, epoch, hole.first - 1, why)).rowcount:
        connection.execute("INSERT OR REPLACE INTO gap VALUES (?, ?, ?, ?, ?)", (epoch, hole.first, hole.last, why, hole.head))


def read_alarms(connection: sqlite3.Connection, after_place: int, limit: int) -> list[tuple[int, Alarm]]:
    """Return alarms, oldest first, each with its place; one that is not what was written is dropped."""
    rows = connection.execute("SELECT place, id, body FROM alarm WHERE place > ? ORDER BY place LIMIT ?", (after_place, limit)).fetchall()
    found = [(place, _read_alarm(name, body)) for place, name, body in rows]
    for place, alarm in found:
        if alarm is None:
            log.tell("alarm.damaged")
            connection.execute("DELETE FROM alarm WHERE place = ?", (place,))
    return [(place, alarm) for place, alarm in found if alarm is not None]


def _read_alarm(name: object, body: object) -> Alarm | None:
    try:
        alarm = decode(Alarm, bytes(body)) if isinstance(body, bytes) else None
    except Malformed:
        return None
    return alarm if alarm is not None and alarm.id == name == digest(alarm) else None


def whole(connection: sqlite3.Connection, epoch: Epoch) -> tuple[Salvaged, list[tuple[Hole, Lost]]]:
    """Return everything that is kept of an epoch, to be kept elsewhere."""
    links = connection.execute("SELECT seq, body, head FROM entry WHERE epoch = ? ORDER BY seq", (epoch.name,)).fetchall()
    gaps = connection.execute("SELECT first, last, head, why FROM gap WHERE epoch = ?", (epoch.name,)).fetchall()
    return Salvaged(epoch, [Link(*row) for row in links], []), [(Hole(first, last, head), Lost(why)) for first, last, head, why in gaps]
