"""A gate of the practice runs: the real agent with everything below, beside and behind it; its clock, its disk and its door are pretended.

Nothing of the program is left out but what waits: MQTT's own threads, and the one that takes pictures.
"""

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from edge import held_list, journal_file
from edge.agent import Agent
from edge.clock import TrustedClock
from edge.commands import CommandedDoor, Commands
from edge.config import DoorConfig, GateConfig
from edge.desired import Desired
from edge.held_list import HeldList
from edge.journal import Journal
from edge.kept_memory import KeptMemory
from edge.kept_mode import KeptMode
from edge.keyring import Keyring
from edge.outbox import Parcel
from edge.ports import Hardware
from edge.probation import Probation
from edge.protocol.messages import DoorMode, Entry, Outcome, Reason
from edge.protocol.topics import GateAddress
from edge.renewal import Renewal
from edge.safety.link import SafetyLink
from edge.safety.words import socket_path
from edge.software import Releases
from simulator.practice.door import Below, Copper, Front, Lens
from simulator.practice.ledger import Book, Broken
from simulator.practice.rights import CARD, PIN, PUBLIC_KEY, REFERENCE_KEY, identity, kept_list, residents_pass, strangers_pass
from simulator.practice.uplink import PracticeUplink

BALLAST_BYTES = 4096


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


class Counted:
    """A door as commands see it, that counts what moved its lock from afar."""

    def __init__(self, door: CommandedDoor) -> None:
        self._door = door
        self.moves = 0

    def let_in(self) -> bool:
        """Let go once."""
        return self._count(self._door.let_in())

    def change_mode(self, act: str, *, until: int) -> bool:
        """Do an act on the door's mode."""
        return self._count(self._door.change_mode(act, until=until))

    def drill(self) -> bool:
        """Move nothing."""
        return self._door.drill()

    def _count(self, done: bool) -> bool:
        self.moves += done
        return done


class AccountedJournal(Journal):
    """A journal whose entries somebody else writes down too, before and after."""

    book: Book

    def append(self, make: Callable[[str, int, str], Entry]) -> Entry:
        """Write the next entry."""

        def noted(epoch: str, seq: int, event_id: str) -> Entry:
            entry = make(epoch, seq, event_id)
            self.book.made(entry)
            return entry

        entry = super().append(noted)
        self.book.journaled(entry, is_fragile=self.in_memory)
        return entry


class CutWires(SafetyLink):
    """The line to the process below, which ends when its program does."""

    def cut(self) -> None:
        """End it without a goodbye."""
        self._leave("died")


class PracticeGate:
    """One gate that can lose its power at any step and is switched on again from what is on its disk."""

    def __init__(
        self, address: GateAddress, folder: Path, *, world: Callable[[], int], chance: random.Random, book: Book, limit: int
    ) -> None:
        self.address, self.folder, self.hands = address, folder, Hands(world)
        self._world, self._chance, self._book, self._limit = world, chance, book, limit
        self.copper, self.lens = Copper(), Lens(now=self.hands.monotonic_ms)
        self.is_disk_readable_only = self.is_on = self.is_powered = False
        self._mode: DoorMode | None = None
        if not folder.exists():
            folder.mkdir(parents=True)
            (folder / held_list.FILE_NAME).write_bytes(kept_list(address))
        self.switch_on()

    def copy(self, folder: Path, *, book: Book) -> "PracticeGate":
        """Return a second box with this one's disk as it is now, and so with its identity, on a table of its own."""
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("*.sock"))
        return PracticeGate(self.address, folder, world=self._world, chance=self._chance, book=book, limit=self._limit)

    def switch_on(self) -> None:
        """Give it power where it has none, and start its program."""
        if not self.is_powered:
            self.hands.boot()
            self.below = Below(self.copper, self.folder, now=self.hands.monotonic_ms)
            self.is_powered = True
        self._start()
        if self._mode not in (None, self.mode):
            raise Broken(f"a start moved a door from {self._mode} to {self.mode}")

    def _start(self) -> None:
        self.lens.start()
        self.started_at = self._world()
        self.journal = AccountedJournal(
            self.folder, entries_max=self._limit, ballast_bytes=BALLAST_BYTES, ids=self._id, connect=self._connect
        )
        self.journal.book = self._book
        trusted = TrustedClock(self.hands, self.folder)
        self._memory = KeptMemory(self.folder)
        self._keyring = Keyring(self.folder, site=self.address.site, first=(PUBLIC_KEY,))
        self._wires = CutWires(socket_path(self.folder, ""), now=self.hands.monotonic_ms, start=None)
        self.front = Front(self._book)
        self.agent = self._make_agent(trusted)
        self.uplink = PracticeUplink(self.journal, status=self.agent.status, now=self.hands.monotonic_ms)
        self.remote = Counted(self.agent.from_afar)
        self.commands = self._make_commands(trusted)
        self.agent.attach(self.uplink, self.commands)
        self.is_on = True

    def _make_agent(self, trusted: TrustedClock) -> Agent:
        config = GateConfig(data_dir=self.folder, door=DoorConfig(same_pass_pause_ms=0))
        desired = Desired(self.folder, address=self.address, keyring=self._keyring, base=config)
        releases = Releases(config)
        desired.start()
        return Agent(
            self.address,
            REFERENCE_KEY,
            config=config.door,
            clock=self.hands,
            camera=self.lens,
            reader=self.lens,
            hardware=Hardware(self._wires, self.front, self.front),
            journal=self.journal,
            held=HeldList(self.folder, address=self.address, keyring=self._keyring, reference_key=REFERENCE_KEY, clock=trusted),
            memory=self._memory,
            kept_mode=KeptMode(self.folder, first=config.door.mode),
            desired=desired,
            releases=releases,
            probation=Probation(desired, releases, Renewal(config, identity(self.address)), started_ms=self.hands.monotonic_ms()),
        )

    def _make_commands(self, trusted: TrustedClock) -> Commands:
        return Commands(
            self.folder,
            address=self.address,
            keyring=self._keyring,
            door=self.remote,
            clock=self.hands,
            believed=self.agent.believed,
            witness=trusted.witness,
            answer=self.agent.answer,
        )

    def die(self) -> None:
        """End the program in the middle of what it does; the process below goes on."""
        if self.is_on:
            self.is_on, self._mode = False, self.mode
            self.uplink.is_connected = False
            self.journal.close()
            self._memory.close()
            self._wires.cut()

    def lose_power(self) -> None:
        """Drop everything that is not on the disk."""
        self.die()
        if self.is_powered:
            self.is_powered = False
            self.below.end()

    @property
    def mode(self) -> DoorMode:
        """How the door is meant to stand, but for somebody who is just being let in."""
        mode = self.agent.status(True).mode
        return DoorMode.LOCKED if mode in (None, DoorMode.ACCESSED) else mode

    def standing(self) -> set[str]:
        """Return the alarms that stand at the door."""
        return {str(kind) for kind in self.agent.status(True).alarms or ()}

    def turn(self) -> None:
        """Go once round: the process below, the gate, and the process below again, which hears what the gate wants.

        The journal is tended in every round, by what in a gate is the uplink's thread.
        """
        self.journal.tend()
        self.below.turn()
        self.agent.turn()
        self.below.turn()

    def show_pass(self, *, is_strangers: bool = False) -> tuple[Outcome, Reason] | None:
        """Hold a pass to the camera; return the answer, None if it was not read."""
        self.lens.hold_up(strangers_pass() if is_strangers else residents_pass())
        return self._answer()

    def lay_on_card(self) -> tuple[Outcome, Reason] | None:
        """Lay a resident's card on the reader; return the answer."""
        self.front.present(CARD)
        return self._answer()

    def type_pin(self) -> tuple[Outcome, Reason] | None:
        """Type a resident's PIN; return the answer."""
        self.front.present(*PIN)
        return self._answer()

    def _answer(self) -> tuple[Outcome, Reason] | None:
        self.front.answers.clear()
        self.turn()
        return next(iter(self.front.answers), None)

    def hear(self, channel: str, payload: bytes, *, is_retained: bool) -> int:
        """Take a message from the hub; return how often the lock or its mode moved."""
        before = self.remote.moves
        if channel == "commands":
            self.commands.hear(payload, is_retained)
            self.commands.see_to_them()
            self.below.turn()
        else:
            self.uplink.heard(channel, payload)
        return self.remote.moves - before

    def connected(self) -> None:
        """A line to the broker was made."""
        self.commands.connected()
        self.uplink.connected()

    def next(self) -> Parcel | None:
        """Return the next message for the hub."""
        return self.uplink.next()

    def flip_a_bit(self) -> None:
        """Damage the journal's file while the power is off."""
        path = self.folder / journal_file.FILE_NAME
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
        """Let it be written again; the journal finds out by itself."""
        self.is_disk_readable_only = False
