"""How soon every gate of a building knows what became of a pass: ``python -m tests.bench.credential_life [--people N] [--town N]``.

Real hub, real broker, two real gates; with ``--town`` among so many gates in the register, some of whom are connected
(:mod:`tests.bench._town`). Counted from the commit that suspends or resumes a pass until all gates of the building hold the new list, in
the building of the real gates and in buildings of the town. The ceiling is the same at the same gates without a hub: lists that were
signed before go out by a bare connection. Others load the machine too, so that the link's own processor time a change is told as well.
Prints a table and one JSON line.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import uuid4

import msgspec
from sqlalchemy import text

from edge.protocol.codec import VERSION, seal
from edge.protocol.list_delta import ListDelta, between
from edge.protocol.signing import Purpose
from edge.protocol.topics import topic
from hub.clock import now_ms
from hub.config import HubConfig
from hub.database import Database, migrate
from hub.gateway.lists import SignedList, renew, stored
from hub.gateway.wire import Wire
from hub.secrets import make_secrets, read_secret, read_signing_key
from registry.tables import ListChange, Property
from tests.bench._figures import Sample
from tests.bench._town import Home, Sessions, register, wait_for_lists, watch
from tests.edge.parts import LIST_KEY, Table, wait_for
from tests.hub.gateway.parts import Hub, add_building, enrol, fresh_ports
from tests.rig.databases import owner

GATES = 2
PEOPLE = 40
PATIENCE_S = 60.0
IDLE_S = 5.0
TICK_S = 0.002


class Building:
    """A building's gates as they run, and one of its passes. The hub must be running."""

    def __init__(self, config: HubConfig, folder: Path, *, people: int = PEOPLE) -> None:
        self._config = config
        with owner(config) as session:
            place, credentials = add_building(session, people=people)
            session.flush()
            session.refresh(place)
            session.expunge(place)
        self.place: Property = place
        self.credential = credentials[0]
        self.tables = [self._gate(folder / f"gate-{number}", f"north-{number}") for number in range(GATES)]
        self.wait_for_lists(1)

    def _gate(self, folder: Path, name: str) -> Table:
        table = Table(folder, settings={"door": {"same_pass_pause_ms": 0}})
        (table.data / "identity.json").write_bytes(msgspec.json.encode(enrol(self._config, name, self.place)))
        table.start()
        return table

    def turn(self, state: str) -> None:
        """Commit what its resident makes of the pass, as the register does it."""
        self.change(f"state = '{state}', state_by = 'resident'")

    def change(self, change: str) -> None:
        """Change the pass, and have the doors told."""
        change_pass(self._config, self.credential, self.place.door_group, change)

    def lists(self) -> int:
        """Return how many lists the gate that has accepted fewest has accepted."""
        return min(table.log.count("list.accepted") if table.log_file.exists() else 0 for table in self.tables)

    def wait_for_lists(self, count: int) -> None:
        wait_for(lambda: self.lists() >= count, within_s=PATIENCE_S, what=f"list {count} at every gate")

    def watch(self) -> Callable[[], float | None]:
        """Return what says that every gate has taken a newer list than it holds now, and when."""
        before = self.lists()
        return lambda: time.perf_counter() if self.lists() > before else None

    def seconds_until_known(self, state: str) -> float:
        """Return how long it takes from the commit until every gate holds the list that says so."""
        taken = self.watch()
        self.turn(state)
        began = time.perf_counter()
        return until(taken) - began

    def bytes_of_a_change(self) -> dict[str, int]:
        """Return how long the messages are that tell a gate of one change, beside those of the whole list."""
        before = self._newest()
        self.seconds_until_known("lost")
        after = self._newest()
        parts = between(before.parts, after.parts)
        step = ListDelta(v=VERSION, since=before.version, manifest=after.manifest, parts=parts)
        kept = sum(len(after.parts[part.name]) for part in parts) + len(after.manifest)
        whole = sum(len(payload) for _channel, payload in after.publications())
        return {"delta": len(seal(LIST_KEY, Purpose.DELTA, step)), "kept": kept, "whole": whole}

    def _newest(self) -> SignedList:
        with owner(self._config) as session:
            return next(one for one in stored(session) if one.address.gate == "north-0")

    def close(self) -> None:
        for table in self.tables:
            table.close()


def change_pass(config: HubConfig, credential: str, door_group: int, change: str) -> None:
    """Commit a change of a pass, and the order to tell its doors."""
    with owner(config) as session:
        session.connection().execute(text(f"UPDATE register_credential SET {change} WHERE id = '{credential}'"))
        session.add(ListChange(id=uuid4().hex, door_group=door_group, at=0))


def until(taken: Callable[[], float | None], see_to_it: Callable[[], object] = lambda: time.sleep(TICK_S)) -> float:
    """Return when all gates that are watched have taken a list, seeing to something meanwhile."""
    deadline = time.monotonic() + PATIENCE_S
    while (at := taken()) is None:
        assert time.monotonic() < deadline, "no newer list at the gates"
        see_to_it()
    return at


def seconds_in_town(config: HubConfig, home: Home, sessions: Sessions, state: str) -> float:
    """Return how long it takes until both gates of a building of the town have taken what was committed."""
    taken = watch(sessions.of[home.group])
    change_pass(config, home.credential, home.group, f"state = '{state}', state_by = 'resident'")
    began = time.perf_counter()
    return until(taken) - began


class Bare:
    """The hub's place at the broker, and nothing behind it but lists that were signed before. The link must be gone."""

    def __init__(self, config: HubConfig) -> None:
        self._config, self._database = config, Database(config, "gateway")
        self._key = read_signing_key(config.secrets_dir / "list.key")
        self._wire = Wire(config.broker_host, config.broker_port, password=read_secret(config.secrets_dir / "broker-hub"))
        self._wire.open()

    def seconds(self, credential: str, door_group: int, state: str, taken: Callable[[], float | None]) -> float:
        """Return how long the gates of a building take from the first byte that is published."""
        change_pass(self._config, credential, door_group, f"state = '{state}', state_by = 'resident'")
        with self._database.begin() as session:
            signed = renew(session, self._key, now=now_ms())
        began = time.perf_counter()
        for one in signed:
            for channel, payload in one.news():
                self._wire.publish(topic(one.address, channel), payload, retain=channel != "changes")
        return until(taken, lambda: self._wire.receive(TICK_S)) - began

    def close(self) -> None:
        self._wire.close()
        self._database.close()


def processor_seconds(pid: int) -> float:
    """Return how long a process has had a processor."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(hub: Hub, folder: Path, asked: argparse.Namespace, homes: Sequence[Home]) -> dict[str, object]:
    """Return all figures; print them too."""
    link = hub.start_link()
    figures: dict[str, object] = {"gates": GATES, "people": asked.people, "town": asked.town, "rounds": asked.rounds}
    if homes:
        figures["first lists s"] = round(wait_for_lists(hub.config, asked.town), 1)
    connected = homes[:: max(1, len(homes) * 2 // asked.connected)][: asked.connected // 2] if homes else []
    sessions = Sessions(hub.config, folder / "town", connected)
    figures["connected"] = len(sessions.all)
    building = Building(hub.config, folder, people=asked.people)
    before = processor_seconds(link.pid)
    time.sleep(IDLE_S)
    idle = (processor_seconds(link.pid) - before) / IDLE_S
    states = ("suspended", "active") * (asked.rounds // 2)

    began, before, heard = time.perf_counter(), processor_seconds(link.pid), sessions.messages()
    samples = [Sample("commit to every gate", [building.seconds_until_known(state) for state in states])]
    worked = processor_seconds(link.pid) - before - idle * (time.perf_counter() - began)
    figures |= {"link idle %": round(100 * idle, 1), "link ms a change": round(1e3 * worked / len(states), 1)}
    figures["messages to others"] = sessions.messages() - heard
    chosen = [(connected[number % len(connected)], state) for number, state in enumerate(states)] if connected else []
    if chosen:
        samples.append(Sample("the same in the town", [seconds_in_town(hub.config, home, sessions, state) for home, state in chosen]))
    figures["bytes"] = building.bytes_of_a_change()

    link.release()
    bare = Bare(hub.config)
    there = [bare.seconds(building.credential, building.place.door_group, state, building.watch()) for state in states]
    samples.append(Sample("ceiling: no hub", there))
    if chosen:
        alone = [bare.seconds(home.credential, home.group, state, watch(sessions.of[home.group])) for home, state in chosen]
        samples.append(Sample("ceiling in the town", alone))
    bare.close()
    sessions.close()
    building.close()
    print("\n".join([*(f"  {name}: {value}" for name, value in figures.items()), *(sample.row(1e3) for sample in samples)]))
    return {**figures, "ms": {sample.name: sample.figures(1e3) for sample in samples}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--people", type=int, default=PEOPLE, help="passes in the building of the real gates")
    parser.add_argument("--town", type=int, default=0, help="gates of other buildings in the register")
    parser.add_argument("--connected", type=int, default=300, help="how many of them are at the broker")
    parser.add_argument("--broker", choices=("mosquitto", "embedded"), default="mosquitto")
    parser.add_argument("--json", action="store_true", help="the last line is JSON either way")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        config = fresh_ports(HubConfig(data_dir=Path(folder) / "hub"), asked.broker).model_copy(update={"broker_tls": False})
        config.data_dir.mkdir()
        make_secrets(config)
        migrate(config)
        homes = register(config, asked.town) if asked.town else []
        hub = Hub(config)
        try:
            hub.start_broker()
            figures = measure(hub, Path(folder), asked, homes)
        finally:
            hub.release()
    print(json.dumps({"bench": "credential_life", **figures}))


if __name__ == "__main__":
    main()
