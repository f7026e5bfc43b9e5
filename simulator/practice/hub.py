"""The hub of the practice runs: its real receiving, inbox and commands on a database in memory's file system.

The simulator enters by the front door everywhere else. Here it cannot: whether an entry survives the hub's death between COMMIT and
acknowledgement is not to be seen from outside, and not a thousand times a minute. The import contract names this module as its exception.
"""

import random
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import text

from edge.protocol.messages import CommandAction
from edge.protocol.topics import GateAddress, topic
from hub.config import HubConfig
from hub.database import OWNER, Database, migrate
from hub.gateway import commands
from hub.gateway.receiving import Receiver
from hub.gateway.tables import Gate
from hub.gateway.wire import Message
from simulator.practice.ledger import Place
from simulator.practice.rights import GROUP, KEY, REFERENCE_KEY

_FAST = Path("/dev/shm")  # noqa: S108 - a folder of its own is made there
_TABLES = ("entry", "feed", "gap", "set_aside", "status", "alarm", "command", "gate")


class Cabinet:
    """One database for many runs, emptied in between."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="anju-practice-", dir=_FAST if _FAST.is_dir() else None)
        self.path = Path(self._folder.name)
        config = HubConfig(data_dir=self.path / "hub")
        config.data_dir.mkdir()
        migrate(config)
        self.database, self._owner = Database(config, "gateway"), Database(config, OWNER)
        self._desk = Database(config, "people")

    def prepare(self, addresses: Sequence[GateAddress]) -> None:
        """Empty everything and write these gates."""
        with self._owner.begin() as session:
            for table in _TABLES:
                session.connection().execute(text(f"DELETE FROM gateway_{table}"))  # noqa: S608 - our own names
            for address in addresses:
                session.add(_approved(address))

    def ask(self, address: GateAddress, *, now: int, mode: str = "") -> str:
        """Have a manager ask a gate to let somebody in, or to do an act on its door's mode; return the command's number."""
        action = CommandAction.MODE if mode else CommandAction.UNLOCK
        with self._desk.begin() as session:
            return commands.ask(session, address.gate, action, actor="practice", now=now, mode=mode)

    def stored(self) -> dict[Place, str]:
        """Return every entry's event by its place."""
        return {(gate, epoch, seq): event for gate, epoch, seq, event in self._rows("gate_id, epoch, seq, event_id FROM gateway_entry")}

    def gone(self) -> dict[Place, str]:
        """Return why each number that was declared gone is."""
        rows = self._rows("gate_id, epoch, first_seq, last_seq, why FROM gateway_gap")
        return {(gate, epoch, seq): why for gate, epoch, first, last, why in rows for seq in range(first, last + 1)}

    def alarms(self, gate: str) -> set[str]:
        """Return the alarms that stand at a gate, as the hub has it."""
        return {kind for name, kind in self._rows("gate_id, kind FROM gateway_alarm WHERE raised") if name == gate}

    def flapped(self) -> set[str]:
        """Return the gates whose connection was seen to end over and over, as that of two boxes with one identity does."""
        return {gate for (gate,) in self._rows("gate_id FROM gateway_status WHERE flapped_at IS NOT NULL")}

    def close(self) -> None:
        """Close everything and remove the folder."""
        for database in (self.database, self._owner, self._desk):
            database.close()
        self._folder.cleanup()

    def _rows(self, what: str) -> Iterable[Any]:
        with self._owner.read() as session:
            return session.connection().execute(text(f"SELECT {what}")).all()


def _approved(address: GateAddress) -> Gate:
    return Gate(
        id=address.gate,
        site=address.site,
        name=address.gate,
        label="Door",
        property_id="practice",
        door_group=GROUP,
        state="approved",
        reference_key=REFERENCE_KEY.hex(),
        created_by="one",
        created_at=1,
        approved_by="another",
        provisioned_at=1,
    )


class PracticeHub:
    """A hub that can be killed at any of its steps, and begins again with what is committed. ``send`` takes what it publishes."""

    def __init__(
        self,
        cabinet: Cabinet,
        *,
        clock: Callable[[], int],
        send: Callable[[str, bytes], None],
        chance: random.Random,
        make: Callable[..., Receiver] = Receiver,
    ) -> None:
        self._cabinet, self._clock, self._send, self._chance, self._make = cabinet, clock, send, chance, make
        self.start()

    def start(self) -> None:
        """Begin anew, remembering nothing."""
        self._receiver = self._make(self, self._cabinet.database, clock=self._clock)

    def take(self, letters: Sequence[tuple[str, bytes]]) -> None:
        """Receive some messages at once."""
        if letters:
            self._receiver.take([Message(name, payload, number, 1, False) for number, (name, payload) in enumerate(letters, 1)])

    def send_commands(self) -> None:
        """Sign and send what was asked for and is fresh."""
        with self._cabinet.database.begin() as session:
            due = commands.take_due(session, KEY, now=self._clock())
        for one in due:
            self.publish(topic(one.address, "commands"), one.envelope)

    def acknowledge(self, message: Message) -> None:
        """The broker need not keep a message: the practice line keeps none."""

    def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """Hand a message to the line, which keeps nothing."""
        del retain
        self._send(topic, payload)
