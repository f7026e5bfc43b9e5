"""From publish to commit at 500 entries a second: ``python -m tests.bench.publish_to_commit``.

Mosquitto and the link are processes of their own, and a gate sends one entry every 2 ms whatever comes back. What is timed ends when the
gate has the acknowledgement, so it is a little more than until the COMMIT. Beside it stands the floor: what the same database takes to
commit one such row by itself, on the same disk and in the same minute, since the disk decides. Quote it as a multiple of the floor.
"""

import argparse
import json
import shutil
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from edge.protocol.codec import decode, encode_entries
from edge.protocol.messages import Ack
from edge.protocol.topics import topic
from hub.config import HubConfig
from hub.gateway import rows
from tests.bench._feed import ADDRESS, Ground, on_postgresql, on_sqlite, ready_rows
from tests.bench._figures import Sample
from tests.hub.gateway.parts import Hub, PretendGate, until
from tests.rig.databases import running_cluster

A_SECOND = 500
AIM_P99_MS = 5


@dataclass
class TimedGate(PretendGate):
    """A gate that notes when it published each entry, and how long it waited for the hub's word."""

    published: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def _acked(self, payload: bytes) -> None:
        now, ack = time.perf_counter(), decode(Ack, payload)
        if ack.epoch == self.epoch:
            self.seconds += [now - at for at in self.published[len(self.seconds) : ack.seq]]


def measure(config: HubConfig, seconds: int) -> list[Sample]:
    hub = Hub(config)
    try:
        hub.start_broker()
        ground = Ground(config)
        ground.subscribe()
        hub.start_link()
        gate = ground.gate(TimedGate)
        _publish(ground, gate, A_SECOND)  # the link starts, reads and compiles what it will need
        warm = len(gate.published)
        until(lambda: len(gate.seconds) == warm)
        floor = Sample("one row committed by itself", _commits(ground, A_SECOND // 2))
        _publish(ground, gate, seconds * A_SECOND)
        until(lambda: len(gate.seconds) == len(gate.published))
        gate.leave()
        return [Sample("publish → hub's acknowledgement", gate.seconds[warm:]), floor]
    finally:
        hub.release()


def _publish(ground: Ground, gate: TimedGate, count: int) -> None:
    assert gate.client is not None
    payloads = [encode_entries([ground.entry(len(gate.published) + seq, gate.epoch)]) for seq in range(1, count + 1)]
    began = time.perf_counter()
    for number, payload in enumerate(payloads):
        time.sleep(max(0.0, began + number / A_SECOND - time.perf_counter()))
        gate.published.append(time.perf_counter())
        gate.client.publish(topic(ADDRESS, "entries"), payload, qos=1)


def _commits(ground: Ground, count: int) -> list[float]:
    seconds = []
    for row in ready_rows(ground.gate_id, ground.credentials, count):
        began = time.perf_counter()
        with ground.database.begin() as session:
            rows.add_entries(session, [row])
        seconds.append(time.perf_counter() - began)
    return seconds


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--seconds", type=int, default=20)
    chosen = arguments.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="anju-bench-"))
    try:
        found = {"sqlite": measure(on_sqlite(folder / "sqlite"), chosen.seconds)}
        with running_cluster() as cluster:
            found["postgresql"] = measure(on_postgresql(folder / "postgresql", cluster), chosen.seconds)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if chosen.json:
        figures = {name: {one.name: one.figures(1e3) for one in samples} for name, samples in found.items()}
        print(json.dumps({"bench": "publish_to_commit", "a_second": A_SECOND, "ms": figures, "aim_p99_ms": AIM_P99_MS}))
        return
    print(f"{A_SECOND} entries a second; milliseconds; aim p99 ≤ {AIM_P99_MS}")
    for name, samples in found.items():
        print(name, *(one.row(1e3) for one in samples), sep="\n")


if __name__ == "__main__":
    main()
