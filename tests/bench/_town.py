"""A town in the register, and some of its gates at the broker: what a change in one building has to be found among.

Buildings, passes and gates are rows; the link signs their lists as it does any others. The gates that are connected are MQTT sessions of
one thread, each with an account and topics of its own and the gate's own :class:`HeldList`, which verifies, applies and writes down what
comes as it does on a wall. Door, camera and journal they have none, and all passes of a building have one holder.
"""

import secrets
import selectors
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from sqlalchemy import func, insert
from sqlmodel import select

from edge.clock import SystemClock, TrustedClock
from edge.held_list import HeldList
from edge.keyring import Keyring
from edge.protocol.topics import GateAddress, parse_topic, topic
from edge.uplink import LISTENS_TO
from hub.clock import now_ms
from hub.config import HubConfig
from hub.gateway.link import accounts_of
from hub.gateway.tables import Gate, PassList
from hub.secrets import read_signing_key
from registry.tables import Credential, Occupant, Person, Property, Tenancy, Unit
from tests.edge.parts import public, wait_for
from tests.rig.databases import owner

GATES_A_BUILDING = 2
PEOPLE_A_BUILDING = 40
FIRST_GROUP = 1_000_000
PATIENCE_S = 900.0


@dataclass(frozen=True)
class Home:
    """A building of the town: its door group, one of its passes, and its gates with their reference keys."""

    group: int
    credential: str
    gates: tuple[tuple[GateAddress, bytes], ...]


def register(config: HubConfig, gates: int) -> list[Home]:
    """Write a town with so many gates; return its buildings."""
    homes, rows = [], dict[type, list[dict[str, Any]]]()
    for number in range(gates // GATES_A_BUILDING):
        homes.append(_home(number, rows, now=now_ms()))
    with owner(config) as session:
        for kind, values in rows.items():
            session.connection().execute(insert(kind), values)
    return homes


def _home(number: int, rows: dict[type, list[dict[str, Any]]], *, now: int) -> Home:
    def add(kind: type, **values: Any) -> str:
        rows.setdefault(kind, []).append({"id": secrets.token_hex(16), **values})
        return str(rows[kind][-1]["id"])

    group = FIRST_GROUP + number
    place = add(Property, landlord_id="l", address="1 Town Lane", door_group=group, pass_key=secrets.token_hex(32), created_at=now)
    unit = add(Unit, property_id=place, floor=1, label="101")
    person = add(Person, sealed=secrets.token_bytes(64), document_hmac=secrets.token_hex(32), created_at=now)
    lease = {"reference": secrets.token_hex(8), "landlord_id": "l", "starts_on": "2026-01-01", "ends_on": "2027-01-01", "created_at": now}
    occupant = add(Occupant, tenancy_id=add(Tenancy, unit_id=unit, **lease), person_id=person)
    window = {"not_before": now // 1000 - 86_400, "not_after": now // 1000 + 30 * 86_400}
    for _pass in range(PEOPLE_A_BUILDING):
        made = {"occupant_id": occupant, "door_group": group, "short_number": secrets.token_hex(6), "pass_text": "AJ1:"}
        credential = add(Credential, **made, **window)
    built = []
    for door in range(GATES_A_BUILDING):
        address, key = GateAddress("town", f"t{number:05}-{door}"), secrets.token_bytes(32)
        add(
            Gate, site=address.site, name=address.gate, label=address.gate, property_id=place, door_group=group, state="approved",
            reference_key=key.hex(), created_by="a", created_at=now, approved_by="b", approved_at=now, provisioned_at=now,
        )  # fmt: skip
        built.append((address, key))
    return Home(group, credential, tuple(built))


def wait_for_lists(config: HubConfig, gates: int) -> float:
    """Return how many seconds it takes until so many gates have a list."""
    began = time.perf_counter()

    def signed() -> int:
        time.sleep(1.0)
        with owner(config) as session:
            return session.exec(select(func.count()).select_from(PassList)).one()

    wait_for(lambda: signed() >= gates, within_s=PATIENCE_S, what="a list for every gate")
    return time.perf_counter() - began


class Session:
    """One gate at the broker: the list that it holds, when it took it, and how many messages came."""

    def __init__(self, config: HubConfig, folder: Path, address: GateAddress, reference_key: bytes) -> None:
        folder.mkdir(parents=True)
        self.address, self.took_at, self.messages = address, 0.0, 0
        keys = (public(read_signing_key(config.secrets_dir / "list.key")),)
        keyring, clock = Keyring(folder, site=address.site, first=keys), TrustedClock(SystemClock(), folder)
        self.held = HeldList(folder, address=address, keyring=keyring, reference_key=reference_key, clock=clock)
        password = secrets.token_urlsafe(24)
        accounts_of(config).put(address, password)
        self.client = mqtt.Client(CallbackAPIVersion.VERSION2, address.client_id, protocol=mqtt.MQTTv311)
        self.client.username_pw_set(address.client_id, password)
        self.client.on_connect = lambda *_: self.client.subscribe([(topic(address, channel), 1) for channel in LISTENS_TO])
        self.client.on_message = self._heard
        self.client.connect(config.broker_host, config.broker_port, keepalive=60)

    def _heard(self, _client: mqtt.Client, _data: object, message: mqtt.MQTTMessage) -> None:
        self.messages += 1
        channel = parse_topic(message.topic)[1]
        if channel.split("/")[0] in ("lists", "changes") and self.held.offer(channel, message.payload):
            self.took_at = time.perf_counter()


class Sessions(threading.Thread):
    """All that are connected, seen to by one thread until closed."""

    def __init__(self, config: HubConfig, folder: Path, homes: Sequence[Home]) -> None:
        super().__init__(daemon=True)
        self._over = threading.Event()
        self._ready = selectors.DefaultSelector()
        self.of = {home.group: [Session(config, folder / one.gate, one, key) for one, key in home.gates] for home in homes}
        for session in self.all:
            self._ready.register(session.client.socket(), selectors.EVENT_READ, session)
        self.start()
        wait_for(lambda: all(session.held.version for session in self.all), within_s=PATIENCE_S, what="a list at every session")

    @property
    def all(self) -> list[Session]:
        """Every session."""
        return [session for sessions in self.of.values() for session in sessions]

    def messages(self) -> int:
        """Return how many messages came to all of them."""
        return sum(session.messages for session in self.all)

    def run(self) -> None:
        """Read what comes, answer, and keep the connections alive."""
        tended = 0.0
        while not self._over.is_set():
            for key, _mask in self._ready.select(0.2):
                key.data.client.loop_read()
                if key.data.client.want_write():
                    key.data.client.loop_write()
            if time.monotonic() - tended > 1.0:
                tended = time.monotonic()
                for session in self.all:
                    session.client.loop_misc()

    def close(self) -> None:
        """End it, and every connection."""
        self._over.set()
        self.join()
        for session in self.all:
            session.client.disconnect()


def watch(sessions: Sequence[Session]) -> Callable[[], float | None]:
    """Return what says when the last of these sessions took a newer list than each holds now; None until all have."""
    before = {session.address: session.held.version for session in sessions}

    def taken() -> float | None:
        is_done = all(session.held.version > before[session.address] for session in sessions)
        return max(session.took_at for session in sessions) if is_done else None

    return taken
