"""What happened at the door, kept until the hub says that it has it.

An entry is on the disk before ``append`` returns (WAL, synchronous FULL), holds on to the one before it by a digest, and its number is
never given again: every start begins a new epoch, so that no old copy that is put back can count on where another has counted.

Nothing at the door depends on the disk. When it is full the oldest entries make room and are counted; when it cannot be written at all
entries are kept in memory and sent from there; when its file cannot be believed the file is put aside. Each of these is reported, and
what is gone stays as a gap that the hub is told of.
"""

import contextlib
import sqlite3
import threading
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from edge import journal_file as files
from edge import journal_rows as rows
from edge import log
from edge.gate.chain import Broken, Hole, follow, start
from edge.journal_beside import Ballast, Mark
from edge.journal_parcels import Row, Waiting, fitting, not_here, parcel
from edge.journal_rows import Epoch, Salvaged
from edge.kill_points import pass_through
from edge.protocol.codec import VERSION, encode
from edge.protocol.messages import ENTRIES_PER_MESSAGE_MAX, Alarm, Entry, Gap, Lost, Range

ENTRIES_MAX = 100_000
IN_MEMORY_MAX = 10_000
ENTRY_BYTES_MAX = 4 * 1024
BALLAST_BYTES = 1024 * 1024
EPOCHS_KEPT = 1_000

T = TypeVar("T")


class Journal:
    """The entries of one gate. May be used from several threads; none of its methods raises because of the disk.

    ``replaced`` tells that a file could not be believed or was an old copy, ``in_memory`` that the disk cannot be written now;
    ``generation`` counts how often the places that :meth:`waiting` gave have lost their meaning.
    """

    def __init__(
        self,
        folder: Path,
        *,
        entries_max: int = ENTRIES_MAX,
        ballast_bytes: int = BALLAST_BYTES,
        ids: Callable[[], str] = lambda: uuid.uuid4().hex,
        connect: Callable[[Path], sqlite3.Connection] = files.connect,
    ) -> None:
        self._folder, self._entries_max = folder, entries_max
        self._room = entries_max
        self._ids, self._connect = ids, connect
        self._mark, self._ballast = Mark(folder), Ballast(folder, ballast_bytes)
        self._lock = threading.RLock()
        self._saved_alarms: list[Alarm] = []
        self._depth = self.generation = 0
        self.replaced = self.in_memory = False
        self._end = self._new_epoch(b"")
        self._connection = self._open()

    @property
    def epoch(self) -> str:
        """The epoch in which entries are being written."""
        return self._end.name

    def append(self, make: Callable[[str, int, str], Entry]) -> Entry:
        """Write ``make(epoch, seq, event_id)`` under the next number and return it."""
        return self._change(lambda connection: self._append(connection, make))

    def waiting(self, after_place: int = 0, *, until_place: int | None = None) -> Waiting:
        """Return the oldest entries after a place, as many as one message carries; none beyond ``until_place``."""
        wanted = "SELECT place, epoch, seq, body, head FROM entry WHERE place > ? AND place <= ? ORDER BY place LIMIT ?"
        until = 2**62 if until_place is None else until_place
        with self._lock:
            found = self._read(lambda connection: connection.execute(wanted, (after_place, until, ENTRIES_PER_MESSAGE_MAX)).fetchall())
            if not self._hold(found):
                self._replace()
                return Waiting([], after_place)
        return parcel(found, after_place)

    def newest_place(self) -> int:
        """Return the place of the newest entry, 0 without one."""
        return int(self._read(lambda connection: connection.execute("SELECT coalesce(max(place), 0) FROM entry").fetchone()[0]))

    def gaps(self) -> list[Gap]:
        """Return what the hub has to be told of and has not confirmed yet."""
        query = "SELECT epoch, first, last, why FROM gap ORDER BY epoch, first"
        found = self._read(lambda connection: connection.execute(query).fetchall())
        return [Gap(v=VERSION, epoch=epoch, first=first, last=last, why=Lost(why)) for epoch, first, last, why in found]

    def answer(self, epoch: str, asked: Range) -> tuple[list[bytes], list[Gap]]:
        """Return, for numbers that the hub misses, the first message's worth of entries, and a gap for those that are not here any more."""
        query = "SELECT seq, body FROM entry WHERE epoch = ? AND seq BETWEEN ? AND ? ORDER BY seq LIMIT ?"
        limits = (epoch, asked.first, asked.last, ENTRIES_PER_MESSAGE_MAX)
        with self._lock:
            found = self._read(lambda connection: connection.execute(query, limits).fetchall())
            account = self._read(lambda connection: rows.account(connection, epoch))
        if account is None and self.in_memory:
            return [], []  # it may lie in the file that cannot be written now, and is read again when it can
        if account is None:
            return [], [Gap(v=VERSION, epoch=epoch, first=asked.first, last=asked.last, why=Lost.NEVER_HERE)]
        return fitting([bytes(body) for _seq, body in found]), not_here(asked, account, self.gaps())

    def forget(self, epoch: str, seq: int) -> int:
        """Drop what the hub has committed and return how many that were. A number this journal never gave begins a new epoch."""
        return self._change(lambda connection: self._forget(connection, epoch, seq))

    def depth(self) -> int:
        """Return how many entries wait for the hub's word."""
        return self._depth

    def keep_alarm(self, alarm: Alarm) -> None:
        """Keep an alarm until the hub has it: apart from entries, which never push it out."""
        self._change(lambda connection: rows.keep_alarm(connection, alarm))

    def alarms(self, after_place: int = 0) -> list[tuple[int, Alarm]]:
        """Return the alarms that the hub has not confirmed, oldest first, each with its place."""
        return self._read(lambda connection: rows.read_alarms(connection, after_place, ENTRIES_PER_MESSAGE_MAX))

    def forget_alarms(self, ids: Sequence[str]) -> int:
        """Drop alarms that the hub has committed and return how many that were."""
        marks = ", ".join("?" * len(ids))
        drop = f"DELETE FROM alarm WHERE id IN ({marks})"  # noqa: S608 - question marks only
        return self._change(lambda connection: connection.execute(drop, list(ids)).rowcount)

    def tend(self) -> None:
        """Try whether a disk that could not be written can be now; called now and then."""
        with self._lock:
            if self.in_memory:
                self._return_to_disk()
            elif self._ballast.take_on():
                self._room = self._entries_max

    def refuse_writes(self) -> None:
        """Let the file behave as on a disk that has just become read-only; for practice."""
        with self._lock:
            self._connection.execute("PRAGMA query_only = ON")

    def verify(self) -> Broken | None:
        """Check every digest and the file itself; return the first number that does not hold. Raise sqlite3.DatabaseError."""
        with self._lock:
            return files.examine(self._connection, whole=True)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def _append(self, connection: sqlite3.Connection, make: Callable[[str, int, str], Entry]) -> Entry:
        end = self._end
        entry = make(end.name, end.seq + 1, self._ids())
        body = encode(entry)
        if len(body) > ENTRY_BYTES_MAX:
            log.tell("journal.oversize", bytes=len(body))
            body = b""
        head = follow(end.head, entry.seq, body)
        if body:
            row = (entry.epoch, entry.seq, body, head)
            connection.execute("INSERT INTO entry (epoch, seq, body, head) VALUES (?, ?, ?, ?)", row)
        else:
            rows.add_gap(connection, entry.epoch, Hole(entry.seq, entry.seq, head), Lost.OVERSIZE)
        self._end = replace(end, seq=entry.seq, head=head)
        rows.put_epoch(connection, self._end)
        self._depth += bool(body)
        pass_through("journal.inserted")
        limit = IN_MEMORY_MAX if self.in_memory else self._room
        if self._depth > limit:
            self._depth -= rows.evict(connection, self._depth - limit)
        return entry

    def _forget(self, connection: sqlite3.Connection, epoch: str, seq: int) -> int:
        account = rows.account(connection, epoch)
        if account is None:
            return 0
        upto = min(seq, account.seq)
        if seq > account.seq:
            log.tell("journal.hub_knows_more", by=seq - account.seq)
            self.replaced = True
            if epoch == self._end.name:
                self._end = self._new_epoch(account.head)
        if upto <= account.base:
            return 0
        head = rows.head_after(connection, epoch, upto) or b""
        gone = connection.execute("DELETE FROM entry WHERE epoch = ? AND seq <= ?", (epoch, upto)).rowcount
        connection.execute("DELETE FROM gap WHERE epoch = ? AND last <= ?", (epoch, upto))
        connection.execute("UPDATE gap SET first = ? WHERE epoch = ? AND first <= ?", (upto + 1, epoch, upto))
        left = replace(account, base=upto, base_head=head)
        rows.put_epoch(connection, left)
        if epoch == self._end.name:
            self._end = left
        self._depth -= gone
        pass_through("journal.forgetting")
        return gone

    def _change(self, act: Callable[[sqlite3.Connection], T]) -> T:
        """Do something in a transaction: on the disk if it can be, after making room if that helps, else in memory."""
        with self._lock:
            for mend in (self._make_room, self._go_to_memory):
                try:
                    return self._transact(act)
                except sqlite3.DatabaseError as error:
                    if files.is_damage(error):
                        self._replace()
                    else:
                        mend(error)
            return self._transact(act)

    def _transact(self, act: Callable[[sqlite3.Connection], T]) -> T:
        before = (self._end, self._depth)
        is_kept = False
        try:
            with rows.transaction(self._connection):
                done = act(self._connection)
            is_kept = True
        finally:
            if not is_kept:
                self._end, self._depth = before
        pass_through("journal.committed")
        if not self.in_memory:
            self._mark.write(self._end)
        return done

    def _read(self, ask: Callable[[sqlite3.Connection], T]) -> T:
        with self._lock:
            try:
                return ask(self._connection)
            except sqlite3.DatabaseError as error:
                if files.is_damage(error):
                    self._replace()
                else:
                    self._go_to_memory(error)
                return ask(self._connection)

    def _hold(self, found: Sequence[Row]) -> bool:
        """Tell whether each entry follows from the one before it: one that is among these, still kept, forgotten last, or declared gone.

        For a number that nothing accounts for the hub would wait and ask for ever. An entry before what was forgotten last was hidden from
        deletion by a damaged index, and would be sent for ever.
        """
        before: tuple[str, int, bytes] | None = None
        for _place, epoch, seq, body, head in found:
            last: bytes | None
            if before and before[:2] == (epoch, seq - 1):
                last = before[2]
            else:
                last = self._read(lambda connection, at=(epoch, seq - 1): rows.head_after(connection, *at))  # type: ignore[misc]
            if last is None or not isinstance(body, bytes) or not isinstance(head, bytes):
                return False
            if last and follow(last, seq, body) != head:
                return False
            before = (epoch, seq, head)
        return True

    def _open(self, saved: Sequence[Salvaged] = ()) -> sqlite3.Connection:
        """Return a connection to a journal that can be believed: the file, a new file beside the damaged one, or memory."""
        return self._open_file(saved) or self._memory()

    def _open_file(self, saved: Sequence[Salvaged] = ()) -> sqlite3.Connection | None:
        """Return a connection to the file, or to a new one beside it where it is damaged; None where it cannot be written."""
        for _try in range(2):
            try:
                connection = self._connect(self._folder / files.FILE_NAME)
                self._settle(connection, saved)
                return connection
            except (sqlite3.DatabaseError, OSError) as error:
                if not isinstance(error, sqlite3.Error) or not files.is_damage(error):
                    if not self.in_memory:
                        log.tell("journal.unwritable", kind=type(error).__name__)
                    break
                saved = self._put_aside() or saved
        return None

    def _settle(self, connection: sqlite3.Connection, saved: Sequence[Salvaged]) -> None:
        """Make a just opened file the journal: check it, take over what was salvaged, and declare what is missing at its end."""
        with contextlib.ExitStack() as undo:
            undo.callback(connection.close)
            if files.examine(connection, whole=False):
                raise files.Damaged("an entry does not follow from the one before it")
            with rows.transaction(connection):
                self._take_over(connection, saved)
            undo.pop_all()
        accounts = list(rows.epochs(connection))
        self._saved_alarms = []
        self._end = self._new_epoch(accounts[-1].head if accounts else b"")
        self._depth = connection.execute("SELECT count(*) FROM entry").fetchone()[0]
        self.in_memory = False
        if self._ballast.take_on():
            self._room = self._entries_max

    def _take_over(self, connection: sqlite3.Connection, saved: Sequence[Salvaged]) -> None:
        for one in saved:
            rows.keep(connection, one, Lost.DAMAGED)
        for alarm in self._saved_alarms:
            rows.keep_alarm(connection, alarm)
        self._declare_missing_end(connection, Lost.DAMAGED if saved or self.replaced else Lost.RESTORED)
        for old in list(rows.epochs(connection))[:-EPOCHS_KEPT]:
            connection.execute("DELETE FROM counter WHERE epoch = ? AND base = seq", (old.name,))

    def _declare_missing_end(self, connection: sqlite3.Connection, why: Lost) -> None:
        """Compare with the mark beside the file: numbers that it knows and the file does not were given once, and are gone."""
        mark = self._mark.read()
        if mark is None:
            return
        epoch, seq = mark
        account = rows.account(connection, epoch) or Epoch(name=epoch, seq=0, head=b"", base=0, base_head=b"")
        if seq > account.seq:
            self.replaced = True
            rows.put_epoch(connection, replace(account, seq=seq, head=b""))
            rows.add_gap(connection, epoch, Hole(account.seq + 1, seq, b""), why)

    def _replace(self) -> None:
        """Put the file aside, and go on with a new one that holds what could be salvaged."""
        self._connection.close()
        saved = self._put_aside()
        self.generation += 1
        self._connection = self._open(saved)

    def _put_aside(self) -> list[Salvaged]:
        self.replaced = True
        log.tell("journal.damaged")
        try:
            aside = files.put_aside(self._folder, uuid.uuid4().hex[:8])
        except OSError:
            return []
        if aside is None:
            return []
        self._saved_alarms = files.salvage_alarms(aside)
        return files.salvage(aside)

    def _memory(self) -> sqlite3.Connection:
        connection = files.connect(Path(":memory:"))
        self._end, self._depth, self.in_memory = self._new_epoch(b""), 0, True
        self.generation += 1
        return connection

    def _go_to_memory(self, error: sqlite3.Error) -> None:
        if self.in_memory:
            raise error
        log.tell("journal.unwritable", kind=type(error).__name__)
        self._connection.close()
        self._connection = self._memory()

    def _return_to_disk(self) -> None:
        """Move what was kept in memory into the file, if it can be written again."""
        memory, end, depth = self._connection, self._end, self._depth
        kept = [rows.whole(memory, epoch) for epoch in rows.epochs(memory)]
        alarms = memory.execute("SELECT id, body FROM alarm ORDER BY place").fetchall()
        connection = self._open_file()
        if connection is None:
            return
        try:
            with rows.transaction(connection):
                for one, gaps in kept:
                    rows.keep(connection, one, Lost.OVERFLOW)
                    for hole, why in gaps:
                        rows.add_gap(connection, one.epoch.name, hole, why)
                connection.executemany("INSERT OR IGNORE INTO alarm (id, body) VALUES (?, ?)", alarms)
        except (sqlite3.DatabaseError, OSError):
            connection.close()
            self._end, self._depth, self.in_memory = end, depth, True
            return
        self._connection = connection
        self._depth += sum(len(one.links) for one, _gaps in kept)
        self.generation += 1
        memory.close()
        log.tell("journal.on_disk_again", entries=self._depth)

    def _make_room(self, error: sqlite3.Error) -> None:
        """A disk is full: give up the ballast and the oldest twentieth of the entries, counted, and keep no more than that for now."""
        self._ballast.throw_off()
        log.tell("journal.makes_room", kind=type(error).__name__)
        with contextlib.suppress(sqlite3.DatabaseError):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            with rows.transaction(self._connection):
                gone = rows.evict(self._connection, max(1, self._depth // 20))
            self._depth -= gone
            self._room = max(1, self._depth)
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _new_epoch(self, before: bytes) -> Epoch:
        name = self._ids()
        head = start(name, before)
        return Epoch(name=name, seq=0, head=head, base=0, base_head=head)
