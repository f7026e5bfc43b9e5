"""Two live connections with one identity are seen within a minute, on both brokers where the broker lets the second in at all."""

import itertools
import time

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from sqlmodel import select

from edge.protocol.codec import encode
from edge.protocol.enrolment import GateIdentity
from edge.protocol.topics import gate_address, topic
from hub.clock import now_ms
from hub.gateway.flapping import STANDS_MS, TIMES, WITHIN_MS, Flapping, is_standing
from hub.gateway.gates import find_named
from hub.gateway.problems import problems_of
from hub.gateway.tables import GateStatus
from tests.hub.gateway.parts import Hub, add_building, enrol, status_of, until
from tests.rig.databases import owner


class Box:
    """One of two boxes with the same identity: it comes back whenever it is thrown out."""

    def __init__(self, hub: Hub, identity: GateIdentity) -> None:
        address = gate_address(identity.site, identity.gate)
        self._client = mqtt.Client(CallbackAPIVersion.VERSION2, address.client_id, protocol=mqtt.MQTTv311)
        self._client.username_pw_set(address.client_id, identity.broker_password)
        state = topic(address, "status")
        self._client.will_set(state, encode(status_of(address.gate, online=False)), 1, retain=True)
        self._client.on_connect = lambda client, *_: client.publish(state, encode(status_of(address.gate, online=True)), 1, retain=True)
        self._client.reconnect_delay_set(1, 1)
        self._client.connect("127.0.0.1", hub.config.broker_port)
        self._client.loop_start()

    def leave(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()


def test_a_copied_identity_is_a_problem_for_an_operator_within_a_minute(hub: Hub) -> None:
    with owner(hub.config) as session:
        place, _credentials = add_building(session)
        session.flush()
        session.refresh(place)
        session.expunge(place)
    identity = enrol(hub.config, "north-12", place)
    boxes = [Box(hub, identity)]

    def kinds() -> set[str]:
        with owner(hub.config) as session:
            return {problem.kind for problem in problems_of(find_named(session, "north-12"), now=now_ms())}

    def is_heard() -> bool:
        with owner(hub.config) as session:
            return session.exec(select(GateStatus)).first() is not None

    until(is_heard)
    time.sleep(0.5)
    assert "flapping" not in kinds()
    boxes.append(Box(hub, identity))
    until(lambda: "flapping" in kinds())
    for box in boxes:
        box.leave()


def test_ends_far_apart_or_few_are_an_ordinary_bad_line() -> None:
    flapping = Flapping()
    assert not any(flapping.ended("a", now=at) for at in range(0, 20 * WITHIN_MS, WITHIN_MS))
    seen = [flapping.ended(gate, now=100 * WITHIN_MS) for gate, _time in itertools.product("bcd", range(TIMES - 1))]
    assert not any(seen)
    assert flapping.ended("b", now=100 * WITHIN_MS + 1)


def test_it_stands_for_a_while_and_goes_by_itself() -> None:
    assert is_standing(5, now=5 + STANDS_MS - 1)
    assert not is_standing(5, now=5 + STANDS_MS)
    assert not is_standing(None, now=5)
