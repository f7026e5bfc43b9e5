"""What a gate remembers of earlier answers, on the disk: written after the strike, read when it starts.

It lies in a file of its own. One that is damaged is set aside: a door that has forgotten which pass was used opens for its tenants all the
same, and a door that does not open is worse. Disk or no disk, what was noted counts until the program ends.
"""

import sqlite3
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import MappingProxyType

from edge import log
from edge.gate.memory import Kind, Mark, Memory, Name, Note, is_over

SCHEMA = Path(__file__).with_name("schema") / "memory.sql"
FILE_NAME = "memory.db"


class KeptMemory:
    """The marks of one door. For the agent's own thread."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        try:
            self._open()
        except sqlite3.DatabaseError as error:
            log.tell("memory.set_aside", kind=type(error).__name__)
            self._set_aside()
            self._open()

    @property
    def marks(self) -> Memory:
        """What the rules may read."""
        return MappingProxyType(self._marks)

    def keep(self, notes: Iterable[Note]) -> None:
        """Remember at once, and on the disk if that can be written."""
        new = {note.name: note.mark for note in notes}
        if not new:
            return
        self._marks |= new
        rows = [(name.kind.value, name.key, mark.number, mark.at) for name, mark in new.items()]
        self._write("INSERT OR REPLACE INTO mark (kind, key, number, at) VALUES (?, ?, ?, ?)", rows)

    def forget(self, *, now_ms: int) -> None:
        """Drop what no rule asks for any more at this UTC ms."""
        gone = [name for name, mark in self._marks.items() if is_over(name.kind, mark, now_ms)]
        for name in gone:
            del self._marks[name]
        self._write("DELETE FROM mark WHERE kind = ? AND key = ?", [(name.kind.value, name.key) for name in gone])

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        try:
            with self._connection:
                self._connection.executemany(statement, rows)
        except sqlite3.Error as error:
            log.tell("memory.failed", kind=type(error).__name__)

    def _open(self) -> None:
        self._connection = sqlite3.connect(self._path, timeout=5)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.executescript(SCHEMA.read_text("utf-8"))
        rows = self._connection.execute("SELECT kind, key, number, at FROM mark").fetchall()
        known = {kind.value for kind in Kind}
        self._marks = {Name(Kind(kind), bytes(key)): Mark(number, at) for kind, key, number, at in rows if kind in known}

    def _set_aside(self) -> None:
        self._connection.close()
        aside = uuid.uuid4().hex[:8]
        for suffix in ("", "-wal", "-shm"):
            part = self._path.with_name(self._path.name + suffix)
            if part.exists():
                part.rename(part.with_name(f"damaged-{aside}-{part.name}"))
