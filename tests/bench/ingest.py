"""Entries stored durably a second on each database, beside what the same database and the same loop can do at all, in the same run.

A backlog waits at Mosquitto; it is drained once by the loop without a database (the ceiling of the wire), once by the link. The database's
own ceiling is the same rows written a thousand a transaction. The peer is what most programs do: a row object and a commit a message.
Quote the ratios; the figures belong to this machine and this hour.
"""

import argparse
import json
import secrets
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from edge.protocol.codec import decode_entries, encode_entries
from edge.protocol.enrolment import GateIdentity
from edge.protocol.messages import ClockTrust, Entry, EntryKind, Outcome, Reason
from edge.protocol.topics import GateAddress, topic
from hub.clock import now_ms
from hub.config import HubConfig
from hub.database import Database, migrate
from hub.gateway import rows
from hub.gateway.keys import Signer
from hub.gateway.link import Link, accounts_of
from hub.gateway.provisioning import Place
from hub.gateway.tables import EntryRow, Gate
from hub.gateway.wire import Wire
from hub.secrets import make_secrets, read_secret
from tests.hub.gateway.parts import PretendGate, fresh_ports, owner, start_broker
from tests.rig.databases import running_cluster

ADDRESS = GateAddress("town", "gate-1")
EPOCH = "e" * 32
ROWS_A_TRANSACTION = 1_000


def entry(seq: int, epoch: str = EPOCH) -> Entry:
    return Entry(
        v=1, gate=ADDRESS.gate, epoch=epoch, seq=seq, event_id=secrets.token_hex(16), occurred_at=now_ms(), clock=ClockTrust.SYNCED,
        monotonic_ms=seq, kind=EntryKind.QR, credential="", reader="camera", outcome=Outcome.GRANTED, reason=Reason.VALID, door="door-1",
    )  # fmt: skip


def ceiling(config: HubConfig, count: int) -> float:
    """Return rows a second of the bare database: ready tuples, a thousand a transaction, no message in sight."""
    database = Database(config, "gateway")
    ready = [
        ("g", "c" * 32, seq, secrets.token_hex(16), now_ms(), now_ms(), "synced", "qr", None, "granted", "valid", "door-1", False)
        for seq in range(1, count + 1)
    ]
    began = time.perf_counter()
    for start in range(0, count, ROWS_A_TRANSACTION):
        with database.begin() as session:
            rows.add_entries(session, ready[start : start + ROWS_A_TRANSACTION])
    seconds = time.perf_counter() - began
    database.close()
    return count / seconds


def naive(config: HubConfig, count: int) -> float:
    """Return entries a second of the plain way: decode, add a row object, commit, for each message."""
    database = Database(config, "gateway")
    payloads = [encode_entries([entry(seq)]) for seq in range(1, count + 1)]
    began = time.perf_counter()
    for payload in payloads:
        (one,), _bad = decode_entries(ADDRESS.gate, payload)
        with database.begin() as session:
            session.add(
                EntryRow(
                    gate_id="n", epoch=one.epoch, seq=one.seq, event_id=one.event_id, occurred_at=one.occurred_at, received_at=now_ms(),
                    clock=one.clock, kind=one.kind, outcome=one.outcome, reason=one.reason, door=one.door, late=False,
                )
            )  # fmt: skip
    seconds = time.perf_counter() - began
    database.close()
    return count / seconds


@contextmanager
def backlog(config: HubConfig, entries: int, batch: int) -> Iterator[None]:
    """Let messages wait at the broker for the hub's kept session."""
    make_wire(config).open_and_leave()
    gate = PretendGate(config, identity(), epoch=secrets.token_hex(16)).connect()
    assert gate.client is not None
    sent = []
    for start in range(1, entries + 1, batch):
        payload = encode_entries([entry(seq, gate.epoch) for seq in range(start, min(start + batch, entries + 1))])
        sent.append(gate.client.publish(topic(ADDRESS, "entries"), payload, qos=1))
    for one in sent:
        one.wait_for_publish(60)
    gate.leave()
    yield


class BenchWire(Wire):
    """The hub's own connection, with a kept session whatever the settings say."""

    def open_and_leave(self) -> None:
        """Subscribe, so that the broker keeps what comes, and leave."""
        self.open()
        for _turn in range(5):
            for message in self.receive(0.05):
                self.acknowledge(message)
        self.close()


def make_wire(config: HubConfig) -> BenchWire:
    return BenchWire(config.broker_host, config.broker_port, password=read_secret(config.secrets_dir / "broker-hub"), keep_session=True)


def drain_without_database(config: HubConfig, messages: int) -> float:
    """Return messages a second of the same loop that reads, decodes and acknowledges, and stores nothing."""
    wire = make_wire(config)
    began = time.perf_counter()
    wire.open()
    left = messages
    while left > 0:
        for message in wire.receive(1):
            if message.topic.endswith("/entries"):
                decode_entries(ADDRESS.gate, message.payload)
                left -= 1
            wire.acknowledge(message)
    seconds = time.perf_counter() - began
    wire.close()
    return messages / seconds


def drain_with_link(config: HubConfig, entries: int) -> float:
    """Return entries a second of the link: received, stored, committed, acknowledged."""
    database = Database(config, "gateway")
    place = Place(broker_host=config.broker_host, broker_port=config.broker_port, list_keys=())
    link = Link(
        make_wire(config), database, accounts_of(config), site=config.site, signer=Signer(config.secrets_dir), place=place, clock=now_ms
    )
    began = time.perf_counter()
    link.open()
    while link.counts["entries"] < entries:
        link.turn()
    seconds = time.perf_counter() - began
    link.close()
    database.close()
    return entries / seconds


def identity() -> GateIdentity:
    return GateIdentity(
        site=ADDRESS.site,
        gate=ADDRESS.gate,
        broker_host="127.0.0.1",
        broker_port=1,
        broker_password="bench",
        list_keys=[],
        reference_key="11" * 32,
    )


def prepare(config: HubConfig) -> None:
    """Write the one gate that sends everything, and its account."""
    accounts_of(config).put(ADDRESS, "bench")
    with owner(config) as session:
        session.add(
            Gate(
                id="g" * 32, site=ADDRESS.site, name=ADDRESS.gate, label="Bench", property_id="p", door_group=1, state="approved",
                reference_key="11" * 32, created_by="a", created_at=1, approved_by="b", provisioned_at=1,
            )
        )  # fmt: skip


def measure(config: HubConfig, *, singles: int, batched: int, rounds: int) -> dict[str, float]:
    """Return the medians for one database; every rate is per second."""
    broker = start_broker(config)
    try:
        prepare(config)
        found: dict[str, list[float]] = {}
        for _round in range(rounds):
            clear(config)
            found.setdefault("ceiling_rows", []).append(ceiling(config, batched))
            found.setdefault("naive_entries", []).append(naive(config, singles // 20))
            for name, entries, size in (("single", singles, 1), ("batched", batched, 50)):
                with backlog(config, entries, size):
                    found.setdefault(f"{name}_without_database", []).append(drain_without_database(config, entries // size) * size)
                with backlog(config, entries, size):
                    found.setdefault(f"{name}_stored", []).append(drain_with_link(config, entries))
        return {name: round(statistics.median(values)) for name, values in found.items()}
    finally:
        broker.release()


def clear(config: HubConfig) -> None:
    with owner(config) as session:
        for table in ("gateway_entry", "gateway_feed"):
            session.connection().execute(text(f"DELETE FROM {table}"))


def ratios(found: dict[str, float]) -> dict[str, float]:
    """Return what may be quoted, beside its aim in ``performance.md``."""
    return {
        "single_of_wire": round(found["single_stored"] / found["single_without_database"], 2),
        "single_of_naive": round(found["single_stored"] / found["naive_entries"], 1),
        "batched_of_ceiling": round(found["batched_stored"] / found["ceiling_rows"], 2),
    }


AIMS = {"single_of_wire": 0.7, "single_of_naive": 15, "batched_of_ceiling": 0.7}


def main() -> None:
    """Measure and print a table, or JSON."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--singles", type=int, default=10_000)
    arguments.add_argument("--batched", type=int, default=50_000)
    arguments.add_argument("--rounds", type=int, default=3)
    chosen = arguments.parse_args()
    sizes = {"singles": chosen.singles, "batched": chosen.batched, "rounds": chosen.rounds}
    folder = Path(tempfile.mkdtemp(prefix="anju-bench-"))
    figures: dict[str, dict[str, float]] = {}
    try:
        sqlite = fresh_ports(HubConfig(data_dir=folder / "sqlite"), "mosquitto")
        make_secrets(sqlite)
        migrate(sqlite)
        figures["sqlite"] = measure(sqlite, **sizes)
        with running_cluster() as cluster:
            postgresql = fresh_ports(HubConfig(data_dir=folder / "postgresql", database=cluster.address(cluster.lend())), "mosquitto")
            shutil.copytree(cluster.secrets, postgresql.secrets_dir)
            make_secrets(postgresql)
            figures["postgresql"] = measure(postgresql, **sizes)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    results = {name: {**found, **ratios(found)} for name, found in figures.items()}
    if chosen.json:
        print(json.dumps({**results, "aims": AIMS, **sizes}))
        return
    print(f"{'entries a second, medians':28}" + "".join(f"{name:>14}" for name in results))
    for key in next(iter(results.values())):
        aim = f"   aim ≥ {AIMS[key]}" if key in AIMS else ""
        print(f"{key:28}" + "".join(f"{found[key]:>14,}" for found in results.values()) + aim)


if __name__ == "__main__":
    main()
