"""Real brokers and real links as processes, a register with credentials to open doors for, and a gate that journals like one."""

import itertools
import os
import secrets
import shutil
import signal
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socket import SHUT_RDWR

import paho.mqtt.client as mqtt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from paho.mqtt.enums import CallbackAPIVersion
from sqlmodel import Session

from edge.protocol.codec import decode, encode, encode_entries
from edge.protocol.enrolment import EnrolmentRequest, GateIdentity
from edge.protocol.messages import Ack, ClockTrust, Entry, EntryKind, Outcome, Reason, Status
from edge.protocol.signing import Purpose, reference, sign
from edge.protocol.topics import GateAddress, topic
from hub.clock import now_ms
from hub.config import HubConfig
from hub.database import Database
from hub.gateway import gates
from hub.gateway.mosquitto import write_settings
from hub.lifeline import Child, spawn
from registry.tables import Credential, ListChange, Occupant, Person, Property, Tenancy, Unit
from tests.rig.nursery import fork
from tests.rig.parts import free_port, program
from tests.rig.processes import REPOSITORY, until

WAIT_SECONDS = 180.0
PAIRS = ("sqlite-embedded", "postgresql-mosquitto")
in_a_town = pytest.mark.parametrize("hub", PAIRS[1:], indirect=True)
"""For what waits for the link's own pauses: once is enough, on what serves a town."""


def listens(port: int) -> bool:
    import socket

    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def settings_file(config: HubConfig) -> Path:
    """Write the settings as a process reads them."""
    path = config.data_dir / "hub.toml"
    wanted = {"data_dir": config.data_dir, "database": config.database, "broker_kind": config.broker_kind, "site": config.site}
    lines = [f'{key} = "{value}"' for key, value in wanted.items()]
    lines += [f"broker_port = {config.broker_port}", f"link_port = {config.link_port}", f"broker_tls = {str(config.broker_tls).lower()}"]
    path.write_text("\n".join(lines) + "\n")
    return path


def start(config: HubConfig, *command: str, kill_at: str = "") -> Child:
    """Start one of our processes with these settings."""
    environment = {**os.environ, **({"ANJU_KILL_AT": kill_at} if kill_at else {})}
    with (config.data_dir / f"{command[-1]}.log").open("ab") as log:
        return fork(*command, "--config", settings_file(config), env=environment, log=log)


def start_broker(config: HubConfig) -> Child:
    """Start the configured broker and wait until it listens."""
    if config.broker_kind == "embedded":
        child = start(config, "broker", "run")
    else:
        conf = write_settings(config, config.data_dir / "mosquitto", user="root" if os.geteuid() == 0 else "nobody")
        log = (config.data_dir / "mosquitto.log").open("ab")
        child = spawn([program("mosquitto"), "-c", conf], foreign=True, cwd=REPOSITORY, stdout=log, stderr=log)
    until(lambda: listens(config.broker_port) or child.poll() is not None)
    assert child.poll() is None, (config.data_dir / "mosquitto.log").read_text() if config.broker_kind == "mosquitto" else "the broker left"
    return child


@dataclass
class Hub:
    """A link and its broker that can be killed and started again; released at the end of the test."""

    config: HubConfig
    broker: Child | None = None
    link: Child | None = None

    def start_broker(self) -> None:
        self.broker = start_broker(self.config)

    def start_link(self, kill_at: str = "") -> Child:
        self.link = start(self.config, "hub", "run", "link", kill_at=kill_at)
        return self.link

    def kill_broker(self) -> None:
        assert self.broker is not None
        if self.config.broker_kind == "mosquitto":  # beneath a watcher, which leaves when it has gone
            (broker,) = Path(f"/proc/{self.broker.pid}/task/{self.broker.pid}/children").read_text().split()
            os.kill(int(broker), signal.SIGKILL)
        else:
            self.broker.kill()
        self.broker.wait(120)
        self.broker.release()
        assert not listens(self.config.broker_port)

    def release(self) -> None:
        for child in (self.link, self.broker):
            if child is not None:
                child.release()


@contextmanager
def running_hub(config: HubConfig) -> Iterator[Hub]:
    """A broker and a link as processes, until the test is over."""
    running = Hub(config)
    try:
        running.start_broker()
        running.start_link()
        yield running
    finally:
        running.release()


_groups = itertools.count(1)


def add_building(session: Session, *, people: int = 1, claimed_at: int | None = None, now: int | None = None) -> tuple[Property, list[str]]:
    """Write a building with tenants; return it and their credential ids. Sealed values are random: nobody here reads them."""
    now = now or now_ms()
    group = next(_groups)
    place = Property(
        id=secrets.token_hex(16),
        landlord_id="landlord",
        address="1 Test Lane",
        door_group=group,
        pass_key=secrets.token_hex(32),
        created_at=now,
    )
    session.add(place)
    session.flush()
    ids = []
    for number in range(people):
        unit = Unit(id=secrets.token_hex(16), property_id=place.id, floor=1, label=f"1{number:02}")
        person = Person(id=secrets.token_hex(16), sealed=secrets.token_bytes(64), document_hmac=secrets.token_hex(32), created_at=now)
        session.add_all([unit, person])
        session.flush()
        tenancy = Tenancy(
            id=secrets.token_hex(16),
            reference=secrets.token_hex(4),
            unit_id=unit.id,
            landlord_id="landlord",
            starts_on="2026-01-01",
            ends_on="2027-01-01",
            created_at=now,
        )
        session.add(tenancy)
        session.flush()
        occupant = Occupant(id=secrets.token_hex(16), tenancy_id=tenancy.id, person_id=person.id)
        session.add(occupant)
        session.flush()
        credential = Credential(
            id=secrets.token_hex(16),
            occupant_id=occupant.id,
            door_group=group,
            short_number=secrets.token_hex(4),
            pass_text="AJ1:",
            not_before=now // 1000 - 86_400,
            not_after=now // 1000 + 86_400,
            claimed_at=claimed_at,
        )
        session.add(credential)
        ids.append(credential.id)
    session.add(ListChange(id=secrets.token_hex(16), door_group=group, at=now))
    session.flush()
    return place, ids


def enrol(config: HubConfig, name: str, place: Property, key: Ed25519PrivateKey | None = None) -> GateIdentity:
    """Take a gate through its enrolment while a link runs: create, ask, approve, ask until the identity is there."""
    people = Database(config, "people")
    key = key or Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    with people.begin() as session:
        made = gates.create_gate(
            session, site="town", name=name, label=name, property_id=place.id, door_group=place.door_group, actor="first", now=now_ms()
        )
    proof = sign(key, Purpose.ENROLMENT, made.code.encode() + public).hex()
    request = EnrolmentRequest(code=made.code, public_key=public.hex(), proof=proof)

    def ask() -> GateIdentity | None:
        with people.begin() as session:
            return gates.request(session, request, now=now_ms()).identity

    assert ask() is None
    with people.begin() as session:
        gates.approve(session, made.gate_id, actor="second", now=now_ms())
    until(ask)
    identity = ask()
    people.close()
    assert identity is not None
    return identity


class Client(mqtt.Client):
    """A stock MQTT client that writes down what it is given."""

    def __init__(
        self,
        config: HubConfig,
        client_id: str,
        user: str,
        password: str,
        filters: tuple[str, ...] = (),
        will: tuple[str, bytes] | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        super().__init__(CallbackAPIVersion.VERSION2, client_id=client_id, protocol=mqtt.MQTTv311)
        self.username_pw_set(user, password)
        if tls is not None:
            self.tls_set_context(tls)
        self.heard: list[tuple[str, bytes]] = []
        self.admitted: bool | None = None
        self.admissions = 0
        self.partings = 0
        self.unanswered = len(filters)
        self.on_connect, self.on_subscribe, self.on_disconnect = self._connected, self._subscribed, self._parted
        self.on_message = lambda _client, _data, message: self.heard.append((message.topic, message.payload))
        self._wanted = filters
        if will:
            self.will_set(*will, qos=1)
        self.connect_timeout = 60
        self.connect("127.0.0.1", config.broker_port, keepalive=30)
        self.loop_start()

    def _connected(self, _client: object, _data: object, _flags: object, reason: object, _properties: object) -> None:
        self.admitted = reason == "Success"
        self.admissions += self.admitted
        self.unanswered = len(self._wanted)
        for one in self._wanted:
            self.subscribe(one, qos=1)

    def _parted(self, *_words: object) -> None:
        self.partings += 1

    def until_judged(self) -> None:
        """Wait until the broker has admitted us and answered what we asked to hear, or has refused us, with a word or by hanging up."""
        until(lambda: self.partings or self.admitted is False or (self.admitted and not self.unanswered))

    def listen(self, name: str) -> None:
        """Subscribe to one more, and wait until the broker has answered: what is not kept is not sent to whoever subscribes later."""
        self.unanswered += 1
        self.subscribe(name, qos=1)
        until(lambda: not self.unanswered)

    def _subscribed(self, *_answer: object) -> None:
        self.unanswered -= 1

    def say(self, name: str, payload: bytes, *, retain: bool = False) -> None:
        """Publish and wait for the broker to have it; one that refuses it may say nothing, or throw us out."""
        told = self.publish(name, payload, qos=1, retain=retain)
        until(lambda: told.is_published() or not self.is_connected())

    def leave(self) -> None:
        self.disconnect()
        self.loop_stop()

    def vanish(self) -> None:
        """Break the connection without a word, so that the last will is spoken."""
        sock = self.socket()
        if sock is not None:
            sock.shutdown(SHUT_RDWR)
        self.loop_stop()


@dataclass
class PretendGate:
    """Journals entries and sends them until the hub says that they are committed, as a gate does; what it journaled is the ledger."""

    config: HubConfig
    identity: GateIdentity
    epoch: str = field(default_factory=lambda: secrets.token_hex(16))
    journal: dict[int, Entry] = field(default_factory=dict)
    committed: int = 0
    acks: list[Ack] = field(default_factory=list)
    client: Client | None = None

    @property
    def address(self) -> GateAddress:
        return GateAddress(self.identity.site, self.identity.gate)

    def connect(self) -> "PretendGate":
        user = self.address.client_id
        filters = tuple(topic(self.address, channel) for channel in ("acks", "lists", "lists/#", "changes"))
        self.client = Client(self.config, user, user, self.identity.broker_password, filters)
        self.client.reconnect_delay_set(1, 1)
        self.client.message_callback_add(topic(self.address, "acks"), lambda _client, _data, message: self._acked(message.payload))
        until(lambda: self.client.admitted and not self.client.unanswered)
        return self

    def _acked(self, payload: bytes) -> None:
        ack = decode(Ack, payload)
        self.acks.append(ack)
        if ack.epoch == self.epoch:
            self.committed = max(self.committed, ack.seq)

    def enter(self, credential: str = "", *, at: int | None = None, **changes: object) -> Entry:
        """Journal one entry; nothing is sent yet."""
        seq = len(self.journal) + 1
        name = reference(bytes.fromhex(self.identity.reference_key), bytes.fromhex(credential)) if credential else ""
        entry = Entry(
            **{
                "v": 1,
                "gate": self.identity.gate,
                "epoch": self.epoch,
                "seq": seq,
                "event_id": secrets.token_hex(16),
                "occurred_at": at or now_ms(),
                "clock": ClockTrust.SYNCED,
                "monotonic_ms": seq,
                "kind": EntryKind.QR,
                "credential": name,
                "reader": "camera",
                "outcome": Outcome.GRANTED,
                "reason": Reason.VALID,
                "door": "door-1",
                **changes,
            }
        )
        self.journal[seq] = entry
        return entry

    def send(self, *, batch: int = 10, window: int = 20) -> None:
        """Send what is not committed, oldest first."""
        assert self.client is not None
        waiting = [entry for seq, entry in sorted(self.journal.items()) if seq > self.committed][: batch * window]
        for start_at in range(0, len(waiting), batch):
            self.client.publish(topic(self.address, "entries"), encode_entries(waiting[start_at : start_at + batch]), qos=1)

    def send_until_committed(self, seconds: float = WAIT_SECONDS, **how: int) -> None:
        """Send again and again until the hub has said that everything is committed."""
        deadline = time.monotonic() + seconds
        while self.committed < len(self.journal):
            assert time.monotonic() < deadline, f"{self.committed} of {len(self.journal)} committed"
            self.send(**how)
            settled = time.monotonic() + 0.5
            while self.committed < len(self.journal) and time.monotonic() < settled:
                time.sleep(0.01)

    def report(self, *, list_version: int = 0, online: bool = True) -> None:
        assert self.client is not None
        status = status_of(self.identity.gate, list_version=list_version, online=online)
        self.client.say(topic(self.address, "status"), encode(status), retain=True)

    def leave(self) -> None:
        if self.client is not None:
            self.client.leave()


def status_of(gate: str, *, online: bool, list_version: int = 0) -> Status:
    """What a gate says of itself when all is well, or its last will."""
    return Status(
        v=1,
        gate=gate,
        online=online,
        at=now_ms(),
        software="test",
        list_version=list_version,
        journal_depth=0,
        clock=ClockTrust.SYNCED,
        strike="secured",
        door="closed",
        faults=[],
    )


def forget_folder(path: Path) -> None:
    shutil.rmtree(path, ignore_errors=True)


def fresh_ports(config: HubConfig, broker_kind: str) -> HubConfig:
    """Return the settings with free ports and this broker."""
    return config.model_copy(update={"broker_port": free_port(), "link_port": free_port(), "broker_kind": broker_kind, "site": "town"})
