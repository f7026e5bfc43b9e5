"""A roll-out over the line: a running link and broker, gates in two buildings, and a second one that hears nothing before its time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec
import pytest
from sqlmodel import select

from edge.protocol.codec import decode, encode
from edge.protocol.messages import DesiredConfig, Signed
from edge.protocol.topics import topic
from hub.clock import now_ms
from hub.gateway import configuration, rollout_steps, rollouts
from hub.gateway.rollout import Act
from hub.gateway.tables import Gate, Rollout, RolloutGate
from registry.tables import Property
from tests.hub.gateway.parts import Client, Hub, PretendGate, enrol, in_a_town, status_of, until
from tests.hub.gateway.rollout_parts import bare_building, release
from tests.rig.databases import owner

PATIENCE_S = 600.0
pytestmark = in_a_town


def listener(hub: Hub, name: str, place: Property) -> PretendGate:
    """A gate of a building that is enrolled, and listens to what is wished for it and nothing else; over a new line too."""
    gate = PretendGate(hub.config, enrol(hub.config, name, place))
    user = gate.address.client_id
    client = gate.client = Client(hub.config, user, user, gate.identity.broker_password, (topic(gate.address, "config"),))
    until(lambda: client.admitted and not client.unanswered)
    return gate


def say(gate: PretendGate, **changes: object) -> None:
    """Have a gate say that all is well, but for these changes."""
    assert gate.client
    status = msgspec.structs.replace(status_of(gate.identity.gate, online=True), **changes)
    gate.client.say(topic(gate.address, "status"), encode(status), retain=True)


def software_heard(gate: PretendGate) -> set[int]:
    """Return the numbers of the releases that a gate was sent, 0 for settings without one."""
    assert gate.client
    sent = [decode(DesiredConfig, decode(Signed, payload).body) for name, payload in gate.client.heard if name.endswith("/config")]
    return {found.number if (found := rollouts.read_release(one.release)) else 0 for one in sent}


@dataclass
class Fleet:
    """Two gates in two buildings, connected, and what each has heard of software."""

    hub: Hub
    places: tuple[Property, Property]
    gates: tuple[PretendGate, PretendGate]

    def heard(self, number: int) -> set[int]:
        return software_heard(self.gates[number])

    def until_while_saying(self, done: Callable[[], object], *said: dict[str, object]) -> None:
        """Have both gates say how they are until something is so, as gates do."""

        def say_and_look() -> object:
            for gate, words in zip(self.gates, said, strict=True):
                say(gate, **words)
            return done()

        until(say_and_look, PATIENCE_S, pause=0.5)

    def begin(self) -> None:
        """Prepare and start a roll-out of release 5 that asks for a moment of health only."""
        with owner(self.hub.config) as session:
            number = rollout_steps.prepare(session, release(), buildings=[self.places[0].id], actor="first", now=now_ms())
            session.get_one(Rollout, number).well_for_ms = 1
            rollout_steps.take(session, Act.START, actor="second", now=now_ms())

    @property
    def state(self) -> str:
        with owner(self.hub.config) as session:
            return session.exec(select(Rollout.state)).one()


@pytest.fixture
def fleet(hub: Hub) -> Iterator[Fleet]:
    places, gates = [], []
    for name in ("pilot", "other"):
        place = bare_building(hub.config)
        gate = listener(hub, name, place)
        places.append(place)
        gates.append(gate)
    yield Fleet(hub, tuple(places), tuple(gates))  # type: ignore[arg-type]
    for gate in gates:
        gate.leave()


def test_the_second_building_hears_nothing_until_the_first_has_said_that_it_is_well(fleet: Fleet) -> None:
    fleet.begin()
    fleet.until_while_saying(lambda: fleet.heard(0), {}, {})
    fleet.until_while_saying(lambda: "taking" in phases(fleet.hub), {}, {})
    assert fleet.heard(1) == set()
    fleet.until_while_saying(lambda: fleet.heard(1), {"release": 5}, {})
    fleet.until_while_saying(lambda: fleet.state == "done", {"release": 5}, {"release": 5})
    assert (fleet.heard(0), fleet.heard(1)) == ({5}, {5})


def test_a_release_that_the_first_building_returns_from_goes_nowhere_else(fleet: Fleet) -> None:
    fleet.begin()
    fleet.until_while_saying(lambda: fleet.heard(0), {}, {})
    fleet.until_while_saying(lambda: fleet.state == "halted", {"release_given_up": 5}, {})
    with owner(fleet.hub.config) as session:
        other = session.exec(select(Gate.id).where(Gate.name == "other")).one()
        configuration.wish(session, other, {"door.release_ms": 4000}, actor="first", now=now_ms())
    until(lambda: fleet.heard(1), PATIENCE_S)
    assert (fleet.heard(1), fleet.state) == ({0}, "halted"), "what an operator sends by hand comes, and no software with it"


@pytest.mark.parametrize("place_of_death", ["rollout.decided", "rollout.kept"])
def test_killed_before_or_after_a_decision_is_kept_the_link_goes_on_and_sends_once(fleet: Fleet, place_of_death: str) -> None:
    hub = fleet.hub
    assert hub.link
    hub.link.kill()
    hub.link.release()
    fleet.begin()
    link = hub.start_link(kill_at=place_of_death)
    until(lambda: link.poll() is not None, PATIENCE_S)
    hub.link.release()
    assert phases(hub) == ["later", "later" if place_of_death == "rollout.decided" else "offline"]
    assert fleet.heard(0) == set()
    hub.start_link()
    fleet.until_while_saying(lambda: fleet.heard(1), {"release": 5}, {})
    hub.link.kill()
    hub.link.release()
    hub.start_link()
    fleet.until_while_saying(lambda: fleet.state == "done", {"release": 5}, {"release": 5})
    assert fleet.heard(0) == fleet.heard(1) == {5}
    with owner(hub.config) as session:
        sent = session.exec(select(RolloutGate.sent_at)).all()
    assert len(set(sent)) == 2, "one stage after the other, each sent to once"


def phases(hub: Hub) -> list[str]:
    with owner(hub.config) as session:
        return sorted(session.exec(select(RolloutGate.phase)))
