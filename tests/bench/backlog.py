"""How long a gate takes to tell a hub of 10,000 entries after an outage, and what happens meanwhile: ``python -m tests.bench.backlog``.

The real uplink, Mosquitto and the real link with SQLite, until the journal is empty: every entry committed and acknowledged by the hub.
Beside it what most programs do, on the same broker: one entry a JSON message at QoS 1 with paho's window of 20, taken to be delivered with
the broker's PUBACK, which is less. While the backlog drains somebody enters twenty times a second and an alarm is raised now and then: the
time until the hub has them is measured too. Quote the ratios; the figures belong to this machine and this hour.
"""

import argparse
import json
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import text

from edge.journal import Journal
from edge.protocol.codec import encode
from edge.protocol.enrolment import GateIdentity
from edge.protocol.messages import Alarm, AlarmKind, ClockTrust, Entry, Status
from edge.protocol.topics import GateAddress, topic
from edge.uplink import Broker, MqttUplink
from hub.config import HubConfig
from hub.database import OWNER, Database, migrate
from hub.secrets import make_secrets
from tests.bench._figures import Sample
from tests.edge.test_journal import make
from tests.hub.gateway.parts import Client, Hub, add_building, enrol, fresh_ports, until
from tests.rig.databases import owner

BACKLOG = 10_000
LIVE_PAUSE_S = 0.05
AIM_S = 3.0
PATIENCE_S = 120.0


def status(address: GateAddress, journal: Journal) -> Status:
    return Status(
        v=1, gate=address.gate, online=True, at=1, software="bench", list_version=2**50, journal_depth=journal.depth(),
        clock=ClockTrust.SYNCED, strike="secured", door="closed", faults=[],
    )  # fmt: skip


def entry_for(address: GateAddress) -> Any:
    return lambda epoch, seq, event: msgspec.structs.replace(make(epoch, seq, event), gate=address.gate)


class Stored:
    """What of a gate's entries the hub's database has, asked over and over."""

    def __init__(self, config: HubConfig) -> None:
        self._database = Database(config, OWNER)

    def has(self, entry: Entry) -> bool:
        with self._database.read() as session:
            found = session.connection().execute(text("SELECT 1 FROM gateway_entry WHERE event_id = :id"), {"id": entry.event_id})
            return found.first() is not None

    def close(self) -> None:
        self._database.close()


def drain(hub: Hub, identity: GateIdentity, folder: Path, backlog: int) -> dict[str, Any]:
    """Return seconds until the backlog is empty, and how long each live entry took to the hub's database."""
    address = GateAddress(identity.site, identity.gate)
    journal, stored = Journal(folder), Stored(hub.config)
    written = [journal.append(entry_for(address)) for _number in range(backlog)]
    broker = Broker(host="127.0.0.1", port=hub.config.broker_port, password=identity.broker_password, protocol="5")
    uplink = MqttUplink(
        broker,
        address,
        journal,
        status=lambda _online: status(address, journal),
        on_list=lambda *_list: False,
        on_config=lambda _payload: None,
    )
    uplink.open()
    until(uplink.is_online, PATIENCE_S, pause=0.001)
    began, live = time.perf_counter(), []
    is_drained = False
    while not is_drained and time.perf_counter() - began < PATIENCE_S:
        made, entry = time.perf_counter(), journal.append(entry_for(address))
        uplink.wake()
        if len(live) % 20 == 0:
            uplink.alarm(Alarm(v=1, gate=address.gate, kind=AlarmKind.FORCED, raised=True, at=len(live)))
        until(lambda entry=entry: stored.has(entry), PATIENCE_S, pause=0.002)  # type: ignore[misc]
        live.append(time.perf_counter() - made)
        is_drained = journal.waiting().bodies == [] or _oldest(journal) > written[-1].seq
        time.sleep(LIVE_PAUSE_S)
    seconds = time.perf_counter() - began
    uplink.close()
    journal.close()
    stored.close()
    return {"seconds": round(seconds, 2), "live": Sample("live entry → hub's COMMIT, while it drains", live)}


def _oldest(journal: Journal) -> int:
    return int(msgspec.json.decode(journal.waiting().bodies[0], type=Entry).seq)


def drain_as_most_do(hub: Hub, identity: GateIdentity, backlog: int) -> float:
    """Return seconds until the broker has taken each entry, one a message, with paho as it comes."""
    address = GateAddress(identity.site, identity.gate)
    bodies = [b'{"v":1,"entries":[%s]}' % encode(make("e" * 32, seq, f"{seq:032x}")) for seq in range(1, backlog + 1)]
    user = address.client_id
    client = Client(hub.config, user, user, identity.broker_password)
    until(lambda: client.admitted)
    began = time.perf_counter()
    sent = [client.publish(topic(address, "entries"), body, qos=1) for body in bodies]
    for one in sent:
        one.wait_for_publish(PATIENCE_S)
    seconds = time.perf_counter() - began
    client.leave()
    return seconds


def measure(backlog: int) -> dict[str, Any]:
    folder = Path(tempfile.mkdtemp(prefix="anju-bench-"))
    config = fresh_ports(HubConfig(data_dir=folder / "hub"), "mosquitto")
    make_secrets(config)
    migrate(config)
    hub = Hub(config)
    try:
        hub.start_broker()
        hub.start_link()
        with owner(config) as session:
            place, _ids = add_building(session)
            session.expunge_all()
        ours, theirs = enrol(config, "gate-1", place), enrol(config, "gate-2", place)
        (folder / "gate").mkdir()
        found = drain(hub, ours, folder / "gate", backlog)
        found["as_most_do"] = round(drain_as_most_do(hub, theirs, backlog), 2)
        return found
    finally:
        hub.release()
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--backlog", type=int, default=BACKLOG)
    chosen = arguments.parse_args()
    found = measure(chosen.backlog)
    live: Sample = found.pop("live")
    if chosen.json:
        print(json.dumps({"bench": "backlog", "entries": chosen.backlog, **found, "live_ms": live.figures(1e3), "aim_s": AIM_S}))
        return
    print(f"{chosen.backlog} entries; seconds")
    print(f"  {'Anju: committed and acknowledged by the hub':<48}{found['seconds']:>8}   aim ≤ {AIM_S}")
    print(f"  {'one a message, window of 20, PUBACK only':<48}{found['as_most_do']:>8}")
    print("milliseconds")
    print(live.row(1e3))


if __name__ == "__main__":
    main()
