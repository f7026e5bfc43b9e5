"""Mutual TLS with Mosquitto, judged by what is delivered: a gate is whom its certificate names, and one that is out is out at once."""

import ssl
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlmodel import col, select

from edge.certificates import BadCertificate, context_for, judge, renews_at_ms
from edge.enrolment import load_key
from edge.protocol.enrolment import GateIdentity
from edge.protocol.topics import HUB_CLIENT, GateAddress, gate_address, topic
from hub.config import ConfigError, HubConfig, load_config
from hub.gateway import gates
from hub.gateway.certificates import DAY_MS, GATE_DAYS, issue_client, open_authority, private_pem
from hub.gateway.tables import EntryRow, Gate
from hub.secrets import read_signing_key
from registry.tables import Property
from tests.edge.conftest import table
from tests.edge.parts import PASS_KEY, Table, now_ms, pass_text, public, wait_for
from tests.hub.gateway.parts import Client, Hub, add_building, enrol, fresh_ports, until
from tests.rig.databases import owner

__all__ = ["table"]
FOREIGN = open_authority(Ed25519PrivateKey.from_private_bytes(b"f" * 32), site="town")


@dataclass
class Ground:
    """A hub whose broker speaks TLS only, a building, and gates that are enrolled."""

    hub: Hub
    place: Property
    credentials: list[str]
    keys: dict[str, Ed25519PrivateKey] = field(default_factory=dict)
    identities: dict[str, GateIdentity] = field(default_factory=dict)

    def enrol(self, name: str, key: Ed25519PrivateKey | None = None) -> GateIdentity:
        self.keys[name] = key or Ed25519PrivateKey.generate()
        self.identities[name] = enrol(self.hub.config, name, self.place, self.keys[name])
        return self.identities[name]

    def context(self, name: str) -> ssl.SSLContext:
        context = context_for(self.identities[name], self.keys[name])
        assert context is not None
        return context

    def connect(self, tls: ssl.SSLContext, *, user: str, client_id: str | None = None, filters: tuple[str, ...] = ()) -> Client:
        """Connect with whatever password and names; what counts is the certificate."""
        return Client(self.hub.config, client_id or user, user, "any password", filters, tls=tls)

    def statuses(self) -> dict[str, str]:
        """What the hub took from each gate, by its name."""
        with owner(self.hub.config) as session:
            names = dict(session.exec(select(Gate.id, Gate.name)).all())
            return {names[row.gate_id]: row.outcome for row in session.exec(select(EntryRow))}


@pytest.fixture
def ground(sqlite_config: HubConfig) -> Iterator[Ground]:
    config = fresh_ports(sqlite_config, "mosquitto").model_copy(update={"broker_tls": True})
    hub = Hub(config)
    try:
        with owner(config) as session:
            place, credentials = add_building(session, people=1, claimed_at=now_ms() - 5000)
            place.pass_key = public(PASS_KEY).hex()
            session.add(place)
            session.flush()
            session.refresh(place)
            session.expunge(place)
        hub.start_broker()
        hub.start_link()
        yield Ground(hub, place, credentials)
    finally:
        hub.release()


def address(name: str) -> GateAddress:
    return gate_address("town", name)


def test_the_real_gate_gets_its_list_and_its_entry_is_stored(ground: Ground, table: Table) -> None:
    identity = ground.enrol("north-12", load_key(table.data))
    (table.data / "identity.json").write_bytes(msgspec.json.encode(identity))
    table.start()
    wait_for(lambda: "list.accepted" in table.log, what="the signed list over TLS")
    table.show(pass_text(bytes.fromhex(ground.credentials[0]), now=now_ms(), group=ground.place.door_group))
    wait_for(ground.statuses, what="the entry at the hub")
    assert ground.statuses() == {"north-12": "granted"}


def test_a_gate_is_whom_its_certificate_names_whatever_else_it_says(ground: Ground) -> None:
    ground.enrol("north-1")
    ground.enrol("north-2")
    other = ground.connect(ground.context("north-2"), user=address("north-2").client_id, filters=(topic(address("north-2"), "lists"),))
    until(lambda: other.heard)
    told = set(other.heard)
    for claimed in (address("north-2").client_id, HUB_CLIENT, "anju-admin"):
        thief = ground.connect(ground.context("north-1"), user=claimed, filters=(topic(address("north-2"), "lists"), "$CONTROL/#"))
        thief.until_judged()
        thief.say(topic(address("north-2"), "lists"), b"forged", retain=True)
        thief.say("$CONTROL/dynamic-security/v1", b'{"commands": [{"command": "listClients"}]}')
        time.sleep(0.3)
        assert thief.heard == []
        thief.leave()
    assert set(other.heard) == told
    assert other.admissions == 1, "somebody was thrown out, if only for a moment"
    other.leave()


def _contexts(ground: Ground) -> dict[str, ssl.SSLContext]:
    trusted = ground.identities["north-1"].authority
    key = ground.keys["north-1"]
    own, user = key.public_key().public_bytes_raw(), address("north-1").client_id
    real = open_authority(read_signing_key(ground.hub.config.secrets_dir / "ca.key"), site=ground.hub.config.site)
    foreign = issue_client(FOREIGN, own, user=user, now=now_ms()).pem
    expired = issue_client(real, own, user=user, now=now_ms() - (GATE_DAYS + 1) * DAY_MS).pem
    contexts = {"no certificate": ssl.create_default_context(cadata=trusted)}
    for what, pem in (("another authority's", foreign), ("expired", expired)):
        contexts[what] = ssl.create_default_context(cadata=trusted)
        _load(contexts[what], key, pem)
    return contexts


def _load(context: ssl.SSLContext, key: Ed25519PrivateKey, pem: str) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".pem") as file:
        file.write(private_pem(key) + pem)
        file.flush()
        context.load_cert_chain(file.name)


def test_without_a_certificate_of_the_hubs_own_in_its_time_nobody_is_admitted(ground: Ground) -> None:
    ground.enrol("north-1")
    for what, context in _contexts(ground).items():
        context.check_hostname = True
        try:
            stranger = ground.connect(context, user=address("north-1").client_id)
        except (ssl.SSLError, OSError):
            continue
        stranger.until_judged()
        assert not stranger.admitted, what
        stranger.leave()
    known = ground.connect(ground.context("north-1"), user=address("north-1").client_id)
    until(lambda: known.admitted)
    known.leave()


def test_a_gate_that_is_taken_out_loses_its_open_connection_and_is_heard_no_more(ground: Ground) -> None:
    ground.enrol("north-1")
    mine = topic(address("north-1"), "lists")
    gate = ground.connect(ground.context("north-1"), user=address("north-1").client_id, filters=(mine,))
    until(lambda: gate.heard)
    with owner(ground.hub.config) as session:
        gates.revoke(session, session.exec(select(Gate.id).where(col(Gate.name) == "north-1")).one())
    until(lambda: not gate.is_connected() or gate.admissions > 1)
    gate.leave()
    again = ground.connect(ground.context("north-1"), user=address("north-1").client_id, filters=(mine, topic(address("north-1"), "#")))
    again.until_judged()
    assert again.heard == []
    again.leave()


def test_a_gate_takes_only_a_certificate_for_its_own_key_and_name_by_its_own_authority() -> None:
    key = Ed25519PrivateKey.generate()
    own, user = key.public_key().public_bytes_raw(), address("north-1").client_id
    authority = open_authority(Ed25519PrivateKey.from_private_bytes(b"a" * 32), site="town")
    identity = GateIdentity(
        site="town", gate="north-1", broker_host="127.0.0.1", broker_port=1, broker_password="", list_keys=[], reference_key="11" * 32,
        authority=authority.pem,
    )  # fmt: skip
    good = issue_client(authority, own, user=user, now=now_ms())
    judge(good.pem, identity, own)
    assert renews_at_ms(good.pem) == pytest.approx(good.ends_at - GATE_DAYS * DAY_MS // 3, abs=DAY_MS)
    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    for pem in (
        issue_client(FOREIGN, own, user=user, now=now_ms()).pem,
        issue_client(authority, other, user=user, now=now_ms()).pem,
        issue_client(authority, own, user=address("north-2").client_id, now=now_ms()).pem,
        "",
        "no certificate",
    ):
        with pytest.raises(BadCertificate):
            judge(pem, identity, own)


@pytest.mark.parametrize(
    "settings", [{"broker_kind": "mosquitto", "broker_host": "10.0.0.5"}, {"broker_kind": "embedded", "broker_tls": "true"}]
)
def test_a_broker_beyond_this_machine_needs_tls_and_the_embedded_one_has_none(settings: dict[str, object]) -> None:
    with pytest.raises(ConfigError, match="broker_tls"):
        load_config(environ={}, flags=settings)
