"""One new alert against everybody who is confirmed: ``python -m tests.bench.sweep [--people 250000]``, or ``anju bench sweep``.

Prints one line of JSON, by database: how long the worker takes to call the roll after a start and how much memory it holds, and how long
from an alert in force to all of its cases, 20 alerts one after the other; ``cpu`` is the worker's processor time. Names are as common as
they are in the country.
"""

import argparse
import json
import os
import random
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

from sqlalchemy import insert

from hub.config import HubConfig
from hub.screening import screen
from hub.screening.frequencies import GIVEN, SURNAMES
from hub.screening.screen import call_the_roll
from registry.keys import KeyStore, load_kek
from registry.people import key_name, padded
from registry.tables import Confirmation, Occupant, Person, Property, Tenancy, Unit
from tests.bench._feed import on_postgresql, on_sqlite
from tests.hub.screening.parts import NOW, Station, number, running_station
from tests.rig.databases import owner, running_cluster

ALERTS = 20
BATCH = 10_000
DAY_MS = 86_400_000


def main() -> int:
    """Measure, print, and leave."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--people", type=int, default=250_000)
    arguments.add_argument("--only", choices=["sqlite", "postgresql"])
    arguments.add_argument("--json", action="store_true", help="it is JSON either way")
    chosen = arguments.parse_args()
    folder, found = Path(tempfile.mkdtemp(prefix="anju-sweep-")), {}
    try:
        if chosen.only != "postgresql":
            found["sqlite"] = swept(on_sqlite(folder / "sqlite"), chosen.people)
        if chosen.only != "sqlite":
            with running_cluster() as cluster:
                found["postgresql"] = swept(on_postgresql(folder / "postgresql", cluster), chosen.people)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps({"bench": "sweep", **found}))
    return 0


def swept(config: HubConfig, people: int) -> dict[str, float]:
    """Measure on one database."""
    with running_station(config) as station:
        return measure(station, move_in(station, people), people)


def move_in(station: Station, people: int) -> list[dict[str, str]]:
    """Write confirmed occupants past the front door, in few transactions of the database and of the store of keys; return some."""
    chance, kept = random.Random(7), []
    config = station.config
    store = KeyStore(config.register_keys_file, load_kek(config.secrets_dir / "registry.kek"))
    keys = sqlite3.connect(config.register_keys_file)
    home = Property(id="p", landlord_id="l", address="1 Test Lane", door_group=1, pass_key="00", created_at=1)
    dates = {"starts_on": "2026-01-01", "ends_on": "2029-01-01"}
    tenancy = Tenancy(id="t", reference="r", unit_id="u", landlord_id="l", created_at=1, **dates)
    station.add(home, Unit(id="u", property_id="p", floor=1, label="101"), tenancy)
    key = store.make("person:one")  # the same key for everybody: what is measured is opening rows, and making keys is not
    for first in range(0, people, BATCH):
        persons, occupants, confirmations, held = [], [], [], []
        for nth in range(first, min(first + BATCH, people)):
            person, occupant = uuid4().hex, uuid4().hex
            plain = somebody(chance)
            held.append((key_name(person), store._wrapping.seal(key.raw, b"anju/key/v1\x00" + key_name(person).encode())))
            sealed = key.seal(padded(plain), person.encode())
            persons.append({"id": person, "sealed": sealed, "document_hmac": "", "created_at": 1})
            occupants.append({"id": occupant, "tenancy_id": "t", "person_id": person, "account_id": occupant})
            confirmations.append({"occupant_id": occupant, "credential_id": "c", "gate_id": "g", "confirmed_at": 1})
            if nth % (people // ALERTS) == 0:
                kept.append(plain)
        keys.executemany("INSERT INTO held (name, wrapped) VALUES (?, ?)", held)
        with owner(config) as session:
            for kind, rows in ((Person, persons), (Occupant, occupants), (Confirmation, confirmations)):
                session.execute(insert(kind), rows)
    keys.commit()
    keys.close()
    return kept[:ALERTS]


def somebody(chance: random.Random) -> dict[str, str]:
    """Return the papers of somebody made up."""
    surname = chance.choices(list(SURNAMES), list(SURNAMES.values()))[0]
    given = chance.choices(list(GIVEN), list(GIVEN.values()))[0] if chance.random() < 0.3 else chance_given(chance)
    born = f"{chance.randint(1950, 2008)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    plain = {"name": surname + given, "birth_date": born, "document_kind": "resident_id", "country": "CHN"}
    return plain | {"document_number": number(born, chance.randint(1, 999)), "phone": ""}


def chance_given(chance: random.Random) -> str:
    """Return a given name of two characters, as most are."""
    letters = "".join(GIVEN)
    return chance.choice(letters) + chance.choice(letters)


def measure(station: Station, made: list[dict[str, str]], people: int) -> dict[str, float]:
    """Call the roll, then let one alert after the other come into force."""
    before, began, worked = rss(), time.perf_counter(), time.process_time()
    turns = 1
    while not call_the_roll(station.screener):
        turns += 1
    called, grown, busy = time.perf_counter() - began, rss() - before, time.process_time() - worked
    took, cpu = [], []
    for nth, plain in enumerate(made):
        document = {name: plain[f"document_{name}"] for name in ("kind", "number")} | {"country": "CHN"}
        now = NOW + nth * DAY_MS
        subject = {"name": plain["name"], "birth_date": plain["birth_date"], "document": document}
        station.alert(now=now, reference=f"M-{nth}", subject=subject, expires_at=now + DAY_MS)
        began, worked = time.perf_counter(), time.process_time()
        assert screen.run_once(station.screener, now=now) == 1
        took.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - worked) * 1000)
    took.sort()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {"people": people, "turns": turns, "roll_s": called, "roll_cpu_s": busy, "roll_mb": grown, "peak_mb": peak}
    figures |= {"sweep_p50_ms": took[len(took) // 2], "sweep_max_ms": took[-1], "sweep_cpu_max_ms": max(cpu)}
    return {name: round(value, 1) for name, value in figures.items()}


def rss() -> float:
    """Return the resident memory of this process in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1_048_576


if __name__ == "__main__":
    sys.exit(main())
