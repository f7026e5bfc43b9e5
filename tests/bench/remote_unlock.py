"""From a manager's word to the strike, over a real hub, Mosquitto and the real gate program: ``python -m tests.bench.remote_unlock``.

The clock starts when the desk's transaction has committed the command, and stops when the door's lock is let go, as its bench hears it.
"""

import argparse
import json
import shutil
import tempfile
import time
from pathlib import Path

import msgspec
from sqlmodel import select

from edge.protocol.messages import CommandAction
from hub.clock import now_ms
from hub.config import HubConfig
from hub.database import Database, migrate
from hub.gateway import commands
from hub.gateway.tables import Gate
from hub.secrets import make_secrets
from tests.bench._figures import Sample
from tests.edge.parts import Table
from tests.hub.gateway.parts import Hub, add_building, enrol, fresh_ports, until
from tests.rig.databases import owner

ROUNDS = 40
AIM_MS = 150


def measure(rounds: int) -> Sample:
    folder = Path(tempfile.mkdtemp(prefix="anju-bench-"))
    config = fresh_ports(HubConfig(data_dir=folder / "hub"), "mosquitto")
    make_secrets(config)
    migrate(config)
    hub, table = Hub(config), Table(folder / "gate")
    desk = Database(config, "people")
    try:
        hub.start_broker()
        hub.start_link()
        with owner(config) as session:
            place, _ids = add_building(session)
            session.expunge_all()
        identity = enrol(config, "north-12", place)
        (table.data / "identity.json").write_bytes(msgspec.json.encode(identity))
        table.settings = {"door": {"release_ms": 200}, "uplink": {"protocol": "5"}}
        table.start()
        until(lambda: "list.accepted" in table.log and "uplink.online" in table.log)
        with owner(config) as session:
            gate_id = session.exec(select(Gate.id)).one()
        time.sleep(1)
        return Sample("manager's word → strike", [one_unlock(desk, table, gate_id) for _round in range(rounds)])
    finally:
        table.close()
        hub.release()
        desk.close()
        shutil.rmtree(folder, ignore_errors=True)


def one_unlock(desk: Database, table: Table, gate_id: str) -> float:
    released = len(strikes(table))
    with desk.begin() as session:
        commands.ask(session, gate_id, CommandAction.UNLOCK, actor="manager", now=now_ms())
    began = time.perf_counter()
    until(lambda: len(strikes(table)) > released, 10, pause=0.001)
    seconds = time.perf_counter() - began
    time.sleep(0.4)
    return seconds


def strikes(table: Table) -> list[object]:
    return [line for line in table.bench.parts("strike") if line["state"] == "released"]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = arguments.parse_args()
    sample = measure(chosen.rounds)
    if chosen.json:
        print(json.dumps({"bench": "remote_unlock", "rounds": chosen.rounds, "ms": sample.figures(1e3), "aim_p95_ms": AIM_MS}))
        return
    print(f"{chosen.rounds} times; milliseconds; aim p95 ≤ {AIM_MS}")
    print(sample.row(1e3))


if __name__ == "__main__":
    main()
