"""Both brokers hold every client to its own address, judged by what is delivered: MQTT 3.1.1 answers a forbidden publish with success.

The clients are stock paho clients with a gate's real password and every claim that a stolen gate could make.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from edge.protocol.topics import HUB_CLIENT, GateAddress, topic
from hub.config import HubConfig
from hub.gateway import mosquitto
from hub.gateway.embedded import PACKET_BYTES_MAX
from hub.gateway.link import accounts_of
from hub.lifeline import Child
from hub.secrets import make_secrets, read_secret
from tests.hub.gateway.parts import WAIT_SECONDS, Client, fresh_ports, start_broker, until

ONE, TWO, THREE = (GateAddress("town", f"gate-{number}") for number in (1, 2, 3))
ENTRIES = ("anju/v1/+/+/entries", "anju/v1/+/+/status", "anju/v1/+/+/alarms")
EVERYTHING = (
    "#",
    "+/+/+/+/+",
    "anju/v1/+/+/lists",
    "anju/v1/town/gate-2/#",
    "anju/v1/town/+/lists/#",
    "$SYS/#",
    "$CONTROL/#",
    "anju/v1/+/+/entries",
)


@dataclass
class Place:
    """A running broker with two gates' accounts, and a client in the hub's place."""

    config: HubConfig
    broker: Child
    hub: Client

    def client(self, address: GateAddress, *filters: str, client_id: str | None = None, will: tuple[str, bytes] | None = None) -> Client:
        """Connect with this gate's password, under its own name or another."""
        user = address.client_id
        client = Client(self.config, user if client_id is None else client_id, user, f"password of {user}", filters, will)
        client.until_judged()
        return client

    def settle(self) -> None:
        """Let through what was said so far: what comes after a message of our own came before it."""
        marker = f"marker {time.monotonic_ns()}".encode()
        client = self.client(THREE)
        client.say(topic(THREE, "alarms"), marker)
        until(lambda: (topic(THREE, "alarms"), marker) in self.hub.heard)
        client.leave()

    def heard_by_hub(self) -> set[tuple[str, bytes]]:
        self.settle()
        return {(name, payload) for name, payload in self.hub.heard if not payload.startswith(b"marker")}


@pytest.fixture(scope="module", params=["embedded", "mosquitto"])
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    config = fresh_ports(HubConfig(data_dir=tmp_path_factory.mktemp("broker")), str(request.param))
    make_secrets(config)
    broker = start_broker(config)
    hub = Client(config, HUB_CLIENT, HUB_CLIENT, read_secret(config.secrets_dir / "broker-hub"), ENTRIES)
    try:
        until(lambda: hub.admitted and not hub.unanswered)
        with pytest.MonkeyPatch.context() as patient:
            patient.setattr(mosquitto, "ANSWER_SECONDS", WAIT_SECONDS)
            accounts_of(config).put(THREE, f"password of {THREE.client_id}")
            yield Place(config, broker, hub)
    finally:
        hub.leave()
        broker.release()


@pytest.fixture
def place(running: Place) -> Iterator[Place]:
    """The broker with both gates' accounts new and nothing kept."""
    for address in (ONE, TWO):
        accounts_of(running.config).put(address, f"password of {address.client_id}")
    running.hub.heard.clear()
    yield running
    for address in (ONE, TWO):
        for channel in ("lists", "lists/passes-0", "commands", "config", "acks"):
            running.hub.say(topic(address, channel), b"", retain=True)


def test_a_gate_is_heard_as_itself_and_as_nobody_else(place: Place) -> None:
    gate = place.client(ONE)
    for name in (
        topic(TWO, "entries"),
        topic(TWO, "status"),
        topic(ONE, "entries/x"),
        "anju/v1/other/gate-1/entries",
        "anju/v1/town/gate-1x/entries",
    ):
        gate.say(name, b"forged", retain=True)
    gate.say(topic(ONE, "entries"), b"mine")
    assert place.heard_by_hub() == {(topic(ONE, "entries"), b"mine")}
    gate.leave()


def test_a_gate_is_not_heard_as_the_hub(place: Place) -> None:
    listener = place.client(TWO, *(topic(TWO, channel) for channel in ("acks", "lists", "lists/#", "changes", "commands", "config")))
    gate = place.client(ONE)
    for channel in ("acks", "lists", "lists/passes-0", "changes", "commands", "config"):
        gate.say(topic(TWO, channel), b"forged", retain=True)
        gate.say(topic(ONE, channel), b"forged", retain=True)
    place.settle()
    late = place.client(TWO, topic(TWO, "lists"), topic(TWO, "commands"))
    place.hub.say(topic(TWO, "lists"), b"real", retain=True)
    until(lambda: listener.heard and late.heard)
    assert {payload for _name, payload in listener.heard + late.heard} == {b"real"}
    for client in (listener, gate, late):
        client.leave()


@pytest.mark.parametrize("claimed", [HUB_CLIENT, TWO.client_id, "anju-admin", "", "anyone"])
def test_a_gate_under_another_client_id_silences_nobody_and_is_heard_only_as_itself(place: Place, claimed: str) -> None:
    other = place.client(TWO, topic(TWO, "lists"))
    gate = place.client(ONE, *EVERYTHING, client_id=claimed)
    for name in (topic(TWO, "entries"), topic(TWO, "lists"), topic(ONE, "lists")):
        gate.publish(name, b"forged", qos=1)
    gate.leave()
    other.say(topic(TWO, "entries"), b"still heard")
    assert place.heard_by_hub() == {(topic(TWO, "entries"), b"still heard")}
    place.hub.say(topic(TWO, "lists"), b"still told", retain=True)
    until(lambda: other.heard)
    assert other.heard == [(topic(TWO, "lists"), b"still told")]
    assert (other.admissions, place.hub.admissions) == (1, 1), "somebody was thrown out, if only for a moment"
    assert gate.heard == []
    other.leave()


@pytest.mark.parametrize(
    ("user", "password"), [(HUB_CLIENT, "guess"), (TWO.client_id, "password of town.gate-1"), ("", ""), ("anju-admin", "")]
)
def test_a_wrong_password_gets_nothing_and_disturbs_nobody(place: Place, user: str, password: str) -> None:
    other = place.client(TWO, topic(TWO, "lists"))
    intruder = Client(place.config, user, user, password, EVERYTHING)
    intruder.until_judged()
    assert not intruder.admitted
    intruder.leave()
    place.hub.say(topic(TWO, "lists"), b"still told")
    until(lambda: other.heard)
    other.say(topic(TWO, "entries"), b"still heard")
    assert place.heard_by_hub() == {(topic(TWO, "entries"), b"still heard")}
    assert (other.admissions, place.hub.admissions) == (1, 1), "somebody was thrown out, if only for a moment"
    assert intruder.heard == []
    other.leave()


def test_lists_reach_their_own_gate_only_with_whatever_wildcards_another_asks(place: Place) -> None:
    for channel in ("lists/passes-0", "lists"):
        place.hub.say(topic(TWO, channel), b"two's", retain=True)
        place.hub.say(topic(ONE, channel), b"one's", retain=True)
    own = ("acks", "lists", "lists/#")
    two = place.client(TWO, *(topic(TWO, channel) for channel in own))
    one = place.client(ONE, *EVERYTHING, *(topic(ONE, channel) for channel in own))
    for channel in ("lists", "acks"):
        place.hub.say(topic(TWO, channel), b"two's", retain=channel == "lists")
        place.hub.say(topic(ONE, channel), b"one's", retain=channel == "lists")
    until(lambda: (topic(ONE, "acks"), b"one's") in one.heard and (topic(TWO, "acks"), b"two's") in two.heard)
    until(lambda: {(topic(ONE, "lists"), b"one's"), (topic(ONE, "lists/passes-0"), b"one's")} <= set(one.heard))
    again = place.client(ONE)  # reconnects without asking for anything
    time.sleep(0.3)
    assert {payload for _name, payload in one.heard + again.heard} == {b"one's"}
    assert {payload for _name, payload in two.heard} == {b"two's"}
    for client in (one, two, again):
        client.leave()


@pytest.mark.parametrize("name", [topic(TWO, "status"), topic(TWO, "lists"), topic(ONE, "lists"), "$CONTROL/dynamic-security/v1"])
def test_a_last_will_speaks_under_its_own_address_only(place: Place, name: str) -> None:
    listener = place.client(TWO, topic(TWO, "lists"))
    gate = place.client(ONE, will=(name, b"forged"))
    gate.vanish()
    honest = place.client(ONE, will=(topic(ONE, "status"), b"gone"))
    assert honest.admitted
    honest.vanish()
    until(lambda: (topic(ONE, "status"), b"gone") in place.hub.heard)
    assert place.heard_by_hub() == {(topic(ONE, "status"), b"gone")}
    assert listener.heard == []
    listener.leave()


def test_no_gate_and_not_even_the_hub_reaches_control(place: Place) -> None:
    order = b'{"commands":[{"command":"createClient","username":"town.gate-9","password":"x","roles":[{"rolename":"anju-hub"}]}]}'
    gate = place.client(ONE, "$CONTROL/#", "$CONTROL/dynamic-security/v1/response")
    for client in (gate, place.hub):
        client.say("$CONTROL/dynamic-security/v1", order)
        client.say("$SYS/broker/version", b"forged")
    intruder = Client(place.config, "town.gate-9", "town.gate-9", "x")
    intruder.until_judged()
    assert not intruder.admitted
    assert gate.heard == []
    for client in (gate, intruder):
        client.leave()


def test_a_revoked_gate_is_cut_off_and_a_new_password_replaces_the_old(place: Place) -> None:
    gate = place.client(ONE)
    accounts = accounts_of(place.config)
    accounts.remove(ONE)
    until(lambda: not gate.is_connected())
    gate.leave()
    refused = place.client(ONE)
    assert not refused.admitted
    refused.leave()
    accounts.put(ONE, "another")
    renewed = Client(place.config, ONE.client_id, ONE.client_id, "another")
    until(lambda: renewed.admitted)
    renewed.leave()
    late = place.client(ONE)
    assert not late.admitted
    late.leave()


def test_an_oversized_packet_ends_its_sender_only(place: Place) -> None:
    other, gate = place.client(TWO), place.client(ONE)
    gate.say(topic(ONE, "entries"), b"x" * (PACKET_BYTES_MAX + 1000))
    other.say(topic(TWO, "entries"), b"still heard")
    assert place.heard_by_hub() == {(topic(TWO, "entries"), b"still heard")}
    for client in (other, gate):
        client.leave()
