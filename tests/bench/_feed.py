"""What the benches of the link stand on: a broker, a gate whose residents come and go, and a backlog that waits for the hub's kept session.

An entry here is as one from a door: its credential is known and was claimed long ago, so that every row has its place in every index.
"""

import os
import secrets
import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from sqlalchemy import text

from edge.protocol.codec import encode_entries
from edge.protocol.enrolment import GateIdentity
from edge.protocol.messages import ClockTrust, Entry, EntryKind, Outcome, Reason
from edge.protocol.signing import reference
from edge.protocol.topics import GateAddress, topic
from hub.clock import now_ms
from hub.config import HubConfig
from hub.database import Database, migrate
from hub.gateway.keys import Signer
from hub.gateway.link import Link, accounts_of
from hub.gateway.provisioning import Place
from hub.gateway.rows import Row
from hub.gateway.tables import Gate
from hub.gateway.wire import Wire
from hub.secrets import make_secrets, read_secret
from tests.hub.gateway.parts import PretendGate, add_building, fresh_ports
from tests.rig.databases import Cluster, owner

ADDRESS = GateAddress("town", "gate-1")
REFERENCE_KEY = "11" * 32
RESIDENTS = 40
A_DAY_MS = 86_400_000

G = TypeVar("G", bound=PretendGate)


@dataclass
class Ground:
    """One database with one gate of one building, and its broker."""

    config: HubConfig
    gate_id: str = field(default_factory=lambda: secrets.token_hex(16))
    credentials: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.database = Database(self.config, "gateway")
        accounts_of(self.config).put(ADDRESS, "bench")
        with owner(self.config) as session:
            place, self.credentials = add_building(session, people=RESIDENTS, claimed_at=now_ms() - A_DAY_MS, now=now_ms())
            session.add(
                Gate(
                    id=self.gate_id, site=ADDRESS.site, name=ADDRESS.gate, label="Bench", property_id=place.id, door_group=place.door_group,
                    state="approved", reference_key=REFERENCE_KEY, created_by="a", created_at=1, approved_by="b", provisioned_at=1,
                )
            )  # fmt: skip
        self.references = [reference(bytes.fromhex(REFERENCE_KEY), bytes.fromhex(one)) for one in self.credentials]

    def entry(self, seq: int, epoch: str) -> Entry:
        return Entry(
            v=1, gate=ADDRESS.gate, epoch=epoch, seq=seq, event_id=secrets.token_hex(16), occurred_at=now_ms(), clock=ClockTrust.SYNCED,
            monotonic_ms=seq, kind=EntryKind.QR, credential=secrets.choice(self.references), reader="camera", outcome=Outcome.GRANTED,
            reason=Reason.VALID, door="door-1",
        )  # fmt: skip

    def gate(self, kind: type[G]) -> G:
        """Return the gate, connected, with a journal of its own."""
        identity = GateIdentity(
            site=ADDRESS.site,
            gate=ADDRESS.gate,
            broker_host="127.0.0.1",
            broker_port=1,
            broker_password="bench",
            list_keys=[],
            reference_key=REFERENCE_KEY,
        )
        gate = kind(self.config, identity)
        gate.connect()
        return gate

    def subscribe(self) -> None:
        """Let the broker keep from now on what comes for the hub."""
        wire = self.wire()
        wire.open()
        for _turn in range(5):
            for message in wire.receive(0.05):
                wire.acknowledge(message)
        wire.close()

    def backlog(self, entries: int, batch: int) -> None:
        """Let entries wait at the broker for the hub's kept session."""
        self.subscribe()
        gate = self.gate(PretendGate)
        assert gate.client is not None
        sent = []
        for start in range(1, entries + 1, batch):
            payload = encode_entries([self.entry(seq, gate.epoch) for seq in range(start, min(start + batch, entries + 1))])
            sent.append(gate.client.publish(topic(ADDRESS, "entries"), payload, qos=1))
        for one in sent:
            one.wait_for_publish(120)
        gate.leave()

    def wire(self) -> Wire:
        """Return the hub's own connection, with a kept session whatever the settings say."""
        password = read_secret(self.config.secrets_dir / "broker-hub")
        return Wire(self.config.broker_host, self.config.broker_port, password=password, keep_session=True)

    @contextmanager
    def link(self) -> Iterator[Link]:
        """Give a link that is not open yet."""
        place = Place(broker_host=self.config.broker_host, broker_port=self.config.broker_port, list_keys=())
        link = Link(
            self.wire(),
            self.database,
            accounts_of(self.config),
            site=self.config.site,
            signer=Signer(self.config.secrets_dir),
            place=place,
            clock=now_ms,
        )
        try:
            yield link
        finally:
            link.close()

    def clear(self) -> None:
        """Take out all entries, so that whoever is measured next finds what the last one found."""
        with owner(self.config) as session:
            for table in ("gateway_entry", "gateway_feed"):
                session.connection().execute(text(f"DELETE FROM {table}" if self.config.on_sqlite else f"TRUNCATE {table}"))
        if self.config.on_sqlite:
            with closing(sqlite3.connect(self.config.sqlite_file)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def ready_rows(gate_id: str, credentials: Sequence[str], count: int) -> list[Row]:
    """Return what the link makes of so many entries of a gate, without an entry in sight."""
    epoch, now = secrets.token_hex(16), now_ms()
    return [
        (
            gate_id,
            epoch,
            seq,
            secrets.token_hex(16),
            now,
            now,
            "synced",
            "qr",
            secrets.choice(credentials),
            "granted",
            "valid",
            "door-1",
            False,
        )
        for seq in range(1, count + 1)
    ]


@dataclass
class Cost:
    """What something took, in seconds: on the wall, and of processor time, that of the database's servers included."""

    wall: float = 0.0
    processor: float = 0.0

    def over(self, entries: int) -> "Cost":
        """Return what it took for one of so many entries."""
        return Cost(self.wall / entries, self.processor / entries)


@contextmanager
def measured(servers: int = 0) -> Iterator[Cost]:
    """Measure what is done meanwhile; ``servers`` is the process whose children write for us, if we do not do it ourselves."""
    cost = Cost()
    wall, processor = time.perf_counter(), time.process_time() + _spent_by_children(servers)
    yield cost
    cost.wall, cost.processor = time.perf_counter() - wall, time.process_time() + _spent_by_children(servers) - processor


def _spent_by_children(pid: int) -> float:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split() if pid else []
    fields = [Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split() for child in children]
    return sum(int(one[11]) + int(one[12]) for one in fields) / os.sysconf("SC_CLK_TCK")


def on_sqlite(folder: Path) -> HubConfig:
    config = fresh_ports(HubConfig(data_dir=folder), "mosquitto")
    make_secrets(config)
    migrate(config)
    return config


def on_postgresql(folder: Path, cluster: Cluster) -> HubConfig:
    config = fresh_ports(HubConfig(data_dir=folder, database=cluster.address(cluster.lend())), "mosquitto")
    shutil.copytree(cluster.secrets, config.secrets_dir)
    make_secrets(config)
    return config
