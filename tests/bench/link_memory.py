"""How much memory the link takes while a million entries wait at the broker: ``python -m tests.bench.link_memory``.

The link is a process of its own on SQLite, as in production, and starts when everything waits: what it held at most is read from Linux. The
shipped Mosquitto would keep 256 MiB of it, some 800,000 entries, and leave the rest in the gates' journals; here it may keep all.
"""

import argparse
import json
import os
import re
import tempfile
import time
from pathlib import Path

from sqlalchemy import text

from hub.config import HubConfig
from hub.gateway.mosquitto import write_settings
from hub.lifeline import Child, spawn
from tests.bench._feed import Ground, on_sqlite
from tests.hub.gateway.parts import Hub, listens, until
from tests.rig.databases import owner
from tests.rig.parts import program

ENTRIES = 1_000_000
BATCH = 100
AIM_MB = 200
PATIENCE_S = 900.0


def measure(folder: Path, entries: int) -> dict[str, float]:
    """Return how many MB the link held before anything came and at most, and how fast it took everything."""
    config = on_sqlite(folder / "hub")
    hub = Hub(config)
    try:
        hub.broker = _broker_that_keeps_all(config)
        ground = Ground(config)
        link = hub.start_link()
        until(lambda: listens(config.link_port))
        idle = _most_mb(link)
        link.release()
        ground.backlog(entries, BATCH)
        link, began = hub.start_link(), time.perf_counter()
        until(lambda: _committed(config) >= entries, PATIENCE_S, pause=0.5)
        return {"idle_mb": idle, "most_mb": _most_mb(link), "entries_a_second": round(entries / (time.perf_counter() - began))}
    finally:
        hub.release()


def _broker_that_keeps_all(config: HubConfig) -> Child:
    settings = write_settings(config, config.data_dir / "mosquitto", user="root" if os.geteuid() == 0 else "nobody")
    settings.write_text(re.sub(r"(?m)^max_queued_bytes .*$", "max_queued_bytes 0", settings.read_text()))
    child = spawn([program("mosquitto"), "-c", settings], foreign=True)
    until(lambda: listens(config.broker_port))
    return child


def _most_mb(process: Child) -> float:
    """Return how much of a process was in memory at most."""
    (line,) = re.findall(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process.pid}/status").read_text())
    return round(int(line) / 1024, 1)


def _committed(config: HubConfig) -> int:
    with owner(config) as session:
        return int(session.connection().execute(text("SELECT coalesce(sum(committed), 0) FROM gateway_feed")).scalar_one())


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--entries", type=int, default=ENTRIES)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="anju-bench-") as folder:
        found = measure(Path(folder), chosen.entries)
    if chosen.json:
        print(json.dumps({"bench": "link_memory", "entries": chosen.entries, **found, "aim_mb": AIM_MB}))
        return
    print(f"{chosen.entries:,} entries wait; the link holds at most {found['most_mb']} MB (before: {found['idle_mb']}); aim ≤ {AIM_MB}")
    print(f"it takes {found['entries_a_second']:,} a second")


if __name__ == "__main__":
    main()
