"""What a gate remembers of earlier answers, on the disk: written after the strike, read when it starts.

It lies in a file of its own. One that is damaged is set aside, and without a disk there is none: a door that has forgotten which pass was
used opens for its tenants all the same, and a door that does not open is worse. What was noted counts until the program ends, at least.
"""

import sqlite3
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import MappingProxyType

from edge import log
from edge.gate.forgetting import is_over
from edge.gate.memory import Kind, Mark, Memory, Name, Note
from edge.journal_file import is_damage

SCHEMA = Path(__file__).with_name("schema") / "memory.sql"
FILE_NAME = "memory.db"
# A flipped bit may have made something else of a number; whoever stands outside is no worse off without that mark.
SOUND = """SELECT kind, key, number, at FROM mark
    WHERE typeof(kind) = 'text' AND typeof(key) = 'blob' AND typeof(number) = 'integer' AND typeof(at) = 'integer'"""


class KeptMemory:
    """The marks of one door. For the agent's own thread."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._marks: dict[Name, Mark] = {}
        self._connection = self._open_or_begin_anew()

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

    def forget(self, *, now_ms: int, signed_ms: int) -> None:
        """Drop what no rule asks for any more at this UTC ms, with a list that was signed at that one (0 without a list)."""
        gone = [name for name, mark in self._marks.items() if is_over(name.kind, mark, now_ms=now_ms, signed_ms=signed_ms)]
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

    def _open_or_begin_anew(self) -> sqlite3.Connection:
        for _again in range(2):
            try:
                return self._open(str(self._path))
            except sqlite3.Error as error:
                log.tell("memory.unreadable", kind=type(error).__name__)
                if not is_damage(error) or not self._is_set_aside():
                    break
        return self._open(":memory:")

    def _open(self, place: str) -> sqlite3.Connection:
        connection = sqlite3.connect(place, timeout=5)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.executescript(SCHEMA.read_text("utf-8"))
            rows = connection.execute(SOUND).fetchall()
        except sqlite3.Error:
            connection.close()
            raise
        known = {kind.value for kind in Kind}
        self._marks = {Name(Kind(kind), bytes(key)): Mark(number, at) for kind, key, number, at in rows if kind in known}
        return connection

    def _is_set_aside(self) -> bool:
        aside = uuid.uuid4().hex[:8]
        try:
            for part in [self._path.with_name(self._path.name + suffix) for suffix in ("", "-wal", "-shm")]:
                if part.exists():
                    part.rename(part.with_name(f"damaged-{aside}-{part.name}"))
        except OSError:
            return False
        return True
