"""Gate, broker and hub are killed at random while entries go on: in the end the hub has each of them once, and nobody has lent a hand."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import text

from hub.config import HubConfig
from tests.edge.chatter import read_ledger
from tests.hub.gateway.parts import Hub, add_building, enrol, fresh_ports, running_hub
from tests.rig.databases import owner

SOAK = bool(os.environ.get("ANJU_SOAK"))
ENTRIES, KILLS, RUNS = (20_000, 20, 10) if SOAK else (1_500, 5, 1)
PAUSE_MS = 1.0
PATIENCE_S = 600

pytestmark = pytest.mark.timeout(7_200 if SOAK else 900)


@pytest.fixture
def hub(sqlite_config: HubConfig) -> Iterator[Hub]:
    with running_hub(fresh_ports(sqlite_config, "mosquitto")) as running:
        yield running


class Gate:
    """The chattering program, started anew whenever it was killed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.start()

    def start(self) -> None:
        with (self.folder / "log").open("ab") as log:
            arguments = [sys.executable, "-m", "tests.edge.chatter", str(self.folder), str(ENTRIES), str(PAUSE_MS)]
            self.process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=log, text=True)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def stored(hub: Hub) -> list[int]:
    with owner(hub.config) as session:
        rows = session.connection().execute(text("SELECT event_id FROM gateway_entry ORDER BY event_id")).all()
    return [int(event, 16) for (event,) in rows]


@pytest.mark.parametrize("seed", range(RUNS))
def test_every_entry_is_in_the_hub_once_whatever_was_killed(hub: Hub, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with owner(hub.config) as session:
        place, _ids = add_building(session)
        session.expunge_all()
    (tmp_path / "identity.json").write_bytes(msgspec.json.encode(enrol(hub.config, "north-12", place)))
    gate = Gate(tmp_path)
    try:
        for kill in range(KILLS):
            time.sleep(chance.uniform(0.3, 1.5))
            victims = ("gate", "broker", "hub")
            match victims[kill] if kill < len(victims) else chance.choice(victims):
                case "gate":
                    gate.kill()
                    gate.start()
                case "broker":
                    hub.kill_broker()
                    hub.start_broker()
                case "hub":
                    assert hub.link
                    hub.link.kill()
                    hub.link.release()
                    hub.start_link()
        told, _nothing = gate.process.communicate(timeout=PATIENCE_S)
        assert told == "all told\n", (tmp_path / "log").read_text()[-2_000:]
    finally:
        gate.kill()
    begun, done = read_ledger(tmp_path)
    there = stored(hub)
    assert len(done) == ENTRIES
    assert len(there) == len(set(there)), "stored twice"
    assert done <= set(there), f"{len(done - set(there))} entries are lost"
    assert set(there) - done <= begun - done, "entries that nobody made"
    assert len(there) - ENTRIES <= KILLS
