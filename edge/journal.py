"""What happened at the door, kept until the hub says that it has it.

An entry is on the disk before ``append`` returns (WAL, synchronous FULL), and its number is never given again: a counter that falls
behind the mark beside the file, as after restoring an old copy, or a file that cannot be read, begins a new epoch.
"""

import sqlite3
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from edge.protocol.codec import VERSION, encode
from edge.protocol.messages import ENTRIES_PER_MESSAGE_MAX, MESSAGE_BYTES_MAX, Entry

SCHEMA = Path(__file__).with_name("schema") / "001.sql"
BATCH_BYTES = MESSAGE_BYTES_MAX - 1024


@dataclass(frozen=True, slots=True)
class Waiting:
    """Encoded entries in journal order, and the place of the last of them."""

    bodies: list[bytes]
    last_place: int


class Journal:
    """The entries of one gate. May be used from several threads; ``replaced`` tells that an epoch had to be begun anew."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "journal.db"
        self._mark_path = folder / "journal.mark"
        self._lock = threading.Lock()
        self._epoch, self._seq = "", 0
        self.replaced = False
        try:
            self._open()
        except sqlite3.DatabaseError:
            self._set_aside()
            self._open()

    @property
    def epoch(self) -> str:
        """The epoch in which entries are being written."""
        return self._epoch

    def append(self, make: Callable[[str, int, str], Entry]) -> Entry:
        """Write ``make(epoch, seq, event_id)`` under the next number and return it; raise sqlite3.Error, and then no number is used."""
        with self._lock, self._connection:
            entry = make(self._epoch, self._seq + 1, uuid.uuid4().hex)
            self._connection.execute("INSERT INTO entry (epoch, seq, body) VALUES (?, ?, ?)", (entry.epoch, entry.seq, encode(entry)))
            self._connection.execute("UPDATE counter SET seq = ?", (entry.seq,))
            self._connection.commit()
            self._seq = entry.seq
            self._write_mark()
        return entry

    def waiting(self, after_place: int = 0) -> Waiting:
        """Return the oldest entries after a place, as many as one message carries."""
        wanted = "SELECT place, body FROM entry WHERE place > ? ORDER BY place LIMIT ?"
        bodies: list[bytes] = []
        place, size = after_place, 0
        with self._lock:
            for row_place, body in self._connection.execute(wanted, (after_place, ENTRIES_PER_MESSAGE_MAX)).fetchall():
                size += len(body) + 1
                if size > BATCH_BYTES:
                    break
                bodies.append(body)
                place = row_place
        return Waiting(bodies, place)

    def forget(self, epoch: str, seq: int) -> int:
        """Drop what the hub has committed and return how many that were. A number this journal never gave begins a new epoch."""
        with self._lock, self._connection:
            gone = self._connection.execute("DELETE FROM entry WHERE epoch = ? AND seq <= ?", (epoch, seq)).rowcount
            if epoch == self._epoch and seq > self._seq:
                self._begin_epoch()
                self.replaced = True
        return gone

    def depth(self) -> int:
        """Return how many entries wait for the hub's word."""
        with self._lock:
            return int(self._connection.execute("SELECT count(*) FROM entry").fetchone()[0])

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def _open(self) -> None:
        self._connection = sqlite3.connect(self._path, timeout=5, check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.executescript(SCHEMA.read_text("utf-8"))
        if self._connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("the journal is damaged")
        with self._connection:
            self._continue_epoch()

    def _continue_epoch(self) -> None:
        row = self._connection.execute("SELECT epoch, seq FROM counter").fetchone()
        mark = self._read_mark()
        self._epoch, self._seq = row or ("", 0)
        if row and (mark is None or (mark[0] == self._epoch and mark[1] <= self._seq)):
            return
        self.replaced = self.replaced or bool(row or mark)
        self._begin_epoch()

    def _begin_epoch(self) -> None:
        self._epoch, self._seq = uuid.uuid4().hex, 0
        self._connection.execute("INSERT OR REPLACE INTO counter (one, epoch, seq) VALUES (1, ?, 0)", (self._epoch,))
        self._connection.commit()
        self._write_mark()

    def _set_aside(self) -> None:
        """Keep a damaged file for whoever looks into it, under another name."""
        self._connection.close()
        aside = uuid.uuid4().hex[:8]
        for suffix in ("", "-wal", "-shm"):
            part = self._path.with_name(self._path.name + suffix)
            if part.exists():
                part.rename(part.with_name(f"damaged-{aside}-{part.name}"))
        self.replaced = True

    def _write_mark(self) -> None:
        """Note the last number outside the file. Not synced: after a power cut it may lag behind the journal, which is harmless."""
        self._mark_path.write_text(f"{VERSION} {self._epoch} {self._seq:020}\n", "ascii")

    def _read_mark(self) -> tuple[str, int] | None:
        try:
            _version, epoch, seq = self._mark_path.read_text("ascii").split()
            return epoch, int(seq)
        except (FileNotFoundError, ValueError):
            return None
