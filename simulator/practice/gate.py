"""A gate of the practice runs: the real journal, outbox, commands and believed time; its door, its clock and its disk are pretended."""

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

from edge import journal_file
from edge.clock import TrustedClock
from edge.commands import Commands
from edge.gate.time_trust import Believed
from edge.journal import Journal
from edge.outbox import Outbox, Parcel
from edge.protocol.codec import VERSION
from edge.protocol.messages import Alarm, AlarmKind, Entry, EntryKind, Outcome, Reason
from edge.protocol.topics import GateAddress

RESEND_MS = 5_000


class Hands:
    """A gate's clocks: the steady one follows the world, the wall clock lies by ``lie_ms``."""

    def __init__(self, world: Callable[[], int]) -> None:
        self._world = world
        self._booted = world()
        self.lie_ms = 0

    def boot(self) -> None:
        """Count the steady clock from now."""
        self._booted = self._world()

    def wall_ms(self) -> int:
        """Return what the wall clock shows."""
        return max(0, self._world() + self.lie_ms)

    def monotonic_ms(self) -> int:
        """Return milliseconds since the gate was switched on."""
        return self._world() - self._booted


class Door:
    """Counts what moved its lock, by the number of the command that did."""

    def __init__(self) -> None:
        self.moves = 0

    def let_in(self) -> bool:
        """Let go once."""
        self.moves += 1
        return True

    def change_mode(self, _act: str) -> bool:
        """Refuse: practice opens doors only."""
        return False

    def drill(self) -> bool:
        """Do nothing."""
        return True


class PracticeGate:
    """One gate that can lose its power at any step and is switched on again from what is on its disk."""

    def __init__(
        self, address: GateAddress, folder: Path, *, world: Callable[[], int], chance: random.Random, key: bytes, limit: int
    ) -> None:
        self.address, self.hands, self.door = address, Hands(world), Door()
        self._folder, self._chance, self._key, self._limit = folder, chance, key, limit
        self._signed_ms = world()
        self.is_disk_readable_only = False
        self.is_on = False
        folder.mkdir(parents=True, exist_ok=True)
        self.switch_on()

    def switch_on(self) -> None:
        """Start the program anew."""
        self.hands.boot()
        self.journal = Journal(self._folder, entries_max=self._limit, ballast_bytes=4096, ids=self._id, connect=self._connect)
        self.outbox = Outbox(self.journal, resend_ms=RESEND_MS)
        self.clock = TrustedClock(self.hands, self._folder)
        self.commands = Commands(
            self._folder,
            address=self.address,
            keys=(self._key,),
            door=self.door,
            clock=self.hands,
            believed=self.believed,
            witness=self.clock.witness,
            answer=self.outbox.receipt,
        )
        self.is_on = True

    def lose_power(self) -> None:
        """Drop everything that is not on the disk."""
        if self.is_on:
            self.journal.close()
        self.is_on = False

    def believed(self) -> Believed:
        """Return the time to decide by; a list was signed when the world began."""
        return self.clock.believed(floor_ms=self._signed_ms)

    def swipe(self, note: Callable[[Entry], None]) -> Entry:
        """Let somebody in and journal it; ``note`` is told of the entry before it is written."""
        believed = self.believed()

        def make(epoch: str, seq: int, event: str) -> Entry:
            entry = Entry(
                v=VERSION,
                gate=self.address.gate,
                epoch=epoch,
                seq=seq,
                event_id=event,
                occurred_at=max(0, believed.now_ms),
                clock=believed.clock,
                monotonic_ms=max(0, self.hands.monotonic_ms()),
                kind=EntryKind.QR,
                credential="",
                reader="camera-1",
                outcome=Outcome.GRANTED,
                reason=Reason.VALID,
                door="door-1",
            )
            note(entry)
            return entry

        return self.journal.append(make)

    def alarm(self, *, raised: bool) -> None:
        """Have the door forced, or the alarm cleared."""
        at = max(0, self.believed().now_ms)
        self.journal.keep_alarm(Alarm(v=VERSION, gate=self.address.gate, kind=AlarmKind.FORCED, raised=raised, at=at))

    def connected(self) -> None:
        """A line to the broker was made."""
        self.outbox.connected(now_ms=self.hands.monotonic_ms())
        self.commands.connected()

    def next(self) -> Parcel | None:
        """Return the next message; begin again with the oldest where the hub has been silent for too long."""
        now = self.hands.monotonic_ms()
        self.outbox.is_silent(now_ms=now)
        parcel = self.outbox.next(now_ms=now)
        if parcel is not None:
            self.outbox.delivered()
        return parcel

    def hear(self, channel: str, payload: bytes, *, retained: bool) -> int:
        """Take a message from the hub; return how often the lock moved."""
        before = self.door.moves
        if channel == "commands":
            self.commands.hear(payload, retained)
            self.commands.see_to_them()
        else:
            self.outbox.heard(channel, payload, now_ms=self.hands.monotonic_ms())
        return self.door.moves - before

    def flip_a_bit(self) -> None:
        """Damage the journal's file while the power is off."""
        path = self._folder / journal_file.FILE_NAME
        data = bytearray(path.read_bytes()) if path.exists() else bytearray()
        if data:
            data[self._chance.randrange(len(data))] ^= 1 << self._chance.randrange(8)
            path.write_bytes(data)

    def _id(self) -> str:
        return f"{self._chance.getrandbits(128):032x}"

    def _connect(self, path: Path) -> sqlite3.Connection:
        if str(path) != ":memory:" and self.is_disk_readable_only:
            raise sqlite3.OperationalError("attempt to write a readonly database")
        return journal_file.connect(path)

    def make_disk_read_only(self) -> None:
        """Let the disk refuse every write from now on."""
        self.is_disk_readable_only = True
        self.journal.refuse_writes()

    def mend_disk(self) -> None:
        """Let it be written again."""
        self.is_disk_readable_only = False
        self.journal.tend()
