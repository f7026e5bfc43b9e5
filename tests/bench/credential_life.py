"""How soon every gate of a building knows what became of a pass: ``python -m tests.bench.credential_life [--rounds N] [--people N]``.

Real hub, embedded broker, two real gates. Counted from the commit that suspends or resumes a pass until both gates hold the new list; and
how many bytes one change is, as a delta, as what the broker keeps of it, and as the whole list. Prints a table and one JSON line.
"""

import argparse
import json
import tempfile
import time
from pathlib import Path
from uuid import uuid4

import msgspec
from sqlalchemy import text

from edge.protocol.codec import VERSION, seal
from edge.protocol.list_delta import ListDelta, between
from edge.protocol.signing import Purpose
from hub.config import HubConfig
from hub.database import migrate
from hub.gateway.lists import SignedList, stored
from hub.secrets import make_secrets
from registry.tables import ListChange, Property
from tests.bench.figures import Sample
from tests.edge.parts import LIST_KEY, Table, wait_for
from tests.hub.gateway.parts import Hub, add_building, enrol, fresh_ports, owner

GATES = 2
PEOPLE = 40
PATIENCE_S = 60.0


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
        with owner(self._config) as session:
            session.connection().execute(text(f"UPDATE register_credential SET {change} WHERE id = '{self.credential}'"))
            session.add(ListChange(id=uuid4().hex, door_group=self.place.door_group, at=0))

    def lists(self) -> int:
        """Return how many lists the gate that has accepted fewest has accepted."""
        return min(table.log.count("list.accepted") if table.log_file.exists() else 0 for table in self.tables)

    def wait_for_lists(self, count: int) -> None:
        wait_for(lambda: self.lists() >= count, within_s=PATIENCE_S, what=f"list {count} at every gate")

    def seconds_until_known(self, state: str) -> float:
        """Return how long it takes from the commit until every gate holds the list that says so."""
        before = self.lists()
        self.turn(state)
        began = time.perf_counter()
        self.wait_for_lists(before + 1)
        return time.perf_counter() - began

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
            return stored(session)[0]

    def close(self) -> None:
        for table in self.tables:
            table.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--people", type=int, default=PEOPLE)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        config = fresh_ports(HubConfig(data_dir=Path(folder) / "hub"), "embedded")
        config.data_dir.mkdir()
        make_secrets(config)
        migrate(config)
        hub = Hub(config)
        try:
            hub.start_broker()
            hub.start_link()
            building = Building(config, Path(folder), people=asked.people)
            states = ("suspended", "active") * (asked.rounds // 2)
            sample = Sample("commit to every gate", [building.seconds_until_known(state) for state in states])
            sizes = building.bytes_of_a_change()
            building.close()
        finally:
            hub.release()
    print(f"{GATES} gates, {asked.people} credentials, {asked.rounds} changes; milliseconds")
    print(sample.row(1e3))
    print("bytes of one change: " + ", ".join(f"{name} {size}" for name, size in sizes.items()))
    figures = {"gates": GATES, "people": asked.people, "rounds": asked.rounds, "ms": sample.figures(1e3), "bytes": sizes}
    print(json.dumps({"bench": "credential_life", **figures}))


if __name__ == "__main__":
    main()
