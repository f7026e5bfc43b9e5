"""Entries stored durably a second on each database, beside what the same database and the same loop can do at all, in the same run.

A backlog waits at Mosquitto and the link drains it. Its ceilings are the same loop without a database, and the database without a loop: the
same rows into the same table, as many a transaction as the link had. Link and ceiling take turns, each finds the table empty, and a ratio
is the median over rounds. The peer is what most programs do: a row object and a commit a message. Processor time, the database's servers'
included, is told beside time: it says more while others work on the same machine. The clocks start when the connection stands. ``--long``
also drains into a table of five million rows.

Quote the ratios; the figures belong to this machine and this hour.
"""

import argparse
import gc
import json
import secrets
import shutil
import statistics
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path

from edge.protocol.codec import decode_entries, encode_entries
from hub.clock import now_ms
from hub.config import HubConfig
from hub.gateway import rows
from hub.gateway.tables import EntryRow
from tests.bench._feed import ADDRESS, RESIDENTS, Cost, Ground, measured, on_postgresql, on_sqlite, ready_rows
from tests.hub.gateway.parts import start_broker
from tests.rig.databases import Cluster, running_cluster

BATCH = 50
ROWS_PRESENT = 5_000_000
ROWS_A_GATE = 400
AIMS = {"single_of_wire": 0.7, "single_of_naive": 15, "batched_of_ceiling": 0.7, "batched_of_empty": 0.8}


@dataclass(frozen=True)
class Sizes:
    """How many entries are measured, how often, and how many rows lie in the table that is not empty (0 for no such table)."""

    singles: int
    batched: int
    rounds: int
    present: int


@dataclass
class Bench:
    """One database's ground, and another that is full of rows; ``servers`` writes for us, if we do not write ourselves."""

    ground: Ground
    full: Ground | None
    sizes: Sizes
    servers: int = 0
    costs: dict[str, list[Cost]] = field(default_factory=dict)
    rows_a_turn: int = 1_000

    def run(self) -> None:
        """Measure round by round; who of those that are set against each other goes first alternates."""
        self.drain(self.ground, self.sizes.batched, BATCH)  # the first time is nobody's measure
        for number in range(self.sizes.rounds):
            for rivals in self._rivals():
                for name, entries, measure in rivals[:: -1 if number % 2 else 1]:
                    self.ground.clear()
                    self.costs.setdefault(name, []).append(measure().over(entries))

    def _rivals(self) -> list[list[tuple[str, int, Callable[[], Cost]]]]:
        singles, batched, peers = self.sizes.singles, self.sizes.batched, self.sizes.singles // 20
        single = ("single_stored", singles, lambda: self.drain(self.ground, singles, 1))
        stored = ("batched_stored", batched, lambda: self.drain(self.ground, batched, BATCH))
        against = [
            [single, ("single_without_database", singles, lambda: self.drain_without_database(singles))],
            [stored, ("ceiling", batched, lambda: self.ceiling(batched))],
            [("naive", peers, lambda: self.naive(peers))],
        ]
        if (full := self.full) is not None:
            against[1].append(("batched_full", batched, lambda: self.drain(full, batched, BATCH)))
        return against

    def drain(self, ground: Ground, entries: int, batch: int) -> Cost:
        """Let the link take a backlog: received, stored, committed, acknowledged."""
        ground.backlog(entries, batch)
        with ground.link() as link:
            link.open()
            with measured(self.servers) as cost:
                while link.counts["entries"] < entries:
                    link.turn()
            self.rows_a_turn = max(1, entries // link.counts["batches"])
        return cost

    def drain_without_database(self, entries: int) -> Cost:
        """Run the same loop, which reads, decodes and acknowledges, and stores nothing."""
        self.ground.backlog(entries, 1)
        wire = self.ground.wire()
        wire.open()
        with measured(self.servers) as cost:
            while entries > 0:
                for message in wire.receive(1):
                    if message.topic.endswith("/entries"):
                        entries -= len(decode_entries(ADDRESS.gate, message.payload)[0])
                    wire.acknowledge(message)
        wire.close()
        return cost

    def ceiling(self, entries: int) -> Cost:
        """Write ready rows, as many a transaction as the link did when it was last measured."""
        ready = ready_rows(self.ground.gate_id, self.ground.credentials, entries)
        with measured(self.servers) as cost:
            for start in range(0, entries, self.rows_a_turn):
                with self.ground.database.begin() as session:
                    rows.add_entries(session, ready[start : start + self.rows_a_turn])
        return cost

    def naive(self, entries: int) -> Cost:
        """Go the plain way: decode, add a row object, commit, for each message."""
        epoch = "e" * 32
        payloads = [encode_entries([self.ground.entry(seq, epoch)]) for seq in range(1, entries + 1)]
        with measured(self.servers) as cost:
            for payload in payloads:
                (one,), _bad = decode_entries(ADDRESS.gate, payload)
                with self.ground.database.begin() as session:
                    session.add(
                        EntryRow(
                            gate_id="n", epoch=one.epoch, seq=one.seq, event_id=one.event_id, occurred_at=one.occurred_at,
                            received_at=now_ms(), clock=one.clock, kind=one.kind, outcome=one.outcome, reason=one.reason, door=one.door,
                            late=False,
                        )
                    )  # fmt: skip
        return cost

    def found(self) -> dict[str, float]:
        """Return the median of each rate a second, and what may be quoted: ratios of time and, as ``…_processor``, of processor time."""
        rates = {name: round(statistics.median(1 / one.wall for one in costs)) for name, costs in self.costs.items()}
        quoted = {"rows_a_turn": self.rows_a_turn, **self._ratios("single_of_wire", "single_stored", "single_without_database")}
        quoted |= self._ratios("single_of_naive", "single_stored", "naive") | self._ratios(
            "batched_of_ceiling", "batched_stored", "ceiling"
        )
        if self.full is not None:
            quoted |= self._ratios("batched_of_empty", "batched_full", "batched_stored")
        return {**rates, **quoted}

    def _ratios(self, name: str, one: str, other: str) -> dict[str, float]:
        pairs = list(zip(self.costs[one], self.costs[other], strict=True))
        return {
            name: round(statistics.median(theirs.wall / ours.wall for ours, theirs in pairs), 2),
            f"{name}_processor": round(statistics.median(theirs.processor / ours.processor for ours, theirs in pairs), 2),
        }


def measure(configs: list[HubConfig], sizes: Sizes, *, servers: int = 0) -> dict[str, float]:
    """Measure one kind of database: on the first of these, and on the second while it is full."""
    with ExitStack() as brokers:
        grounds = []
        for config in configs[: 2 if sizes.present else 1]:
            brokers.callback(start_broker(config).release)
            grounds.append(Ground(config))
        if sizes.present:
            fill(grounds[1], sizes.present)
        gc.freeze()  # as the link's own process does
        bench = Bench(grounds[0], grounds[1] if sizes.present else None, sizes, servers)
        bench.run()
        return bench.found()


def fill(ground: Ground, count: int) -> None:
    """Write what a town of gates sent before, gate by gate, each with residents of its own."""
    for _gate in range(count // ROWS_A_GATE):
        residents = [secrets.token_hex(16) for _one in range(RESIDENTS)]
        with ground.database.begin() as session:
            rows.add_entries(session, ready_rows(secrets.token_hex(16), residents, ROWS_A_GATE))


def main() -> None:
    """Measure and print a table, or JSON."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--long", action="store_true", help="ten times as much, and into a full table too")
    arguments.add_argument("--singles", type=int, default=10_000)
    arguments.add_argument("--batched", type=int, default=50_000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--present", type=int, default=0, help="rows in the full table")
    arguments.add_argument("--only", choices=["sqlite", "postgresql"])
    chosen = arguments.parse_args()
    more = 10 if chosen.long else 1
    sizes = Sizes(chosen.singles * more, chosen.batched * more, chosen.rounds, chosen.present or (ROWS_PRESENT if chosen.long else 0))
    folder = Path(tempfile.mkdtemp(prefix="anju-bench-"))
    results: dict[str, dict[str, float]] = {}
    try:
        if chosen.only != "postgresql":
            results["sqlite"] = measure([on_sqlite(folder / name) for name in ("sqlite", "full")], sizes)
        if chosen.only != "sqlite":
            with running_cluster() as cluster:
                configs = [on_postgresql(folder / name, cluster) for name in ("postgresql", "full-postgresql")]
                results["postgresql"] = measure(configs, sizes, servers=postmaster_of(cluster))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if chosen.json:
        print(json.dumps({**results, "aims": AIMS, **asdict(sizes)}))
        return
    print(f"{'entries a second, medians':32}" + "".join(f"{name:>14}" for name in results))
    for key in next(iter(results.values())):
        aim = f"   aim ≥ {AIMS[key]}" if key in AIMS else ""
        print(f"{key:32}" + "".join(f"{found[key]:>14,}" for found in results.values()) + aim)


def postmaster_of(cluster: Cluster) -> int:
    """Return the process whose children serve the cluster's connections."""
    return int((cluster.secrets.parent / "data" / "postmaster.pid").read_text().split()[0])


if __name__ == "__main__":
    main()
