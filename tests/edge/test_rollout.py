"""The real gate program, a real link and a roll-out: what cannot run stays in the first building, and the next release goes everywhere."""

from collections.abc import Iterator
from functools import partial

import msgspec
import pytest

from edge.protocol.enrolment import GateIdentity
from hub.config import HubConfig
from hub.gateway import rollout_steps
from hub.gateway.rollout import Act
from hub.gateway.rollout_standing import Standing, standing
from hub.gateway.tables import Rollout
from registry.tables import Property
from tests.edge.parts import OTHER_KEY, Table, now_ms, public, wait_for
from tests.edge.test_software import Server, altered, release, server, signed
from tests.hub.gateway.parts import Hub, enrol, fresh_ports, running_hub
from tests.hub.gateway.rollout_parts import bare_building
from tests.hub.gateway.test_rollout_line import listener, say, software_heard
from tests.rig.databases import owner

__all__ = ["server"]
PATIENCE_S = 600.0
wait = partial(wait_for, within_s=PATIENCE_S)


@pytest.fixture
def hub(sqlite_config: HubConfig) -> Iterator[Hub]:
    with running_hub(fresh_ports(sqlite_config, "mosquitto")) as running:
        yield running


def begin(hub: Hub, place: Property, server: Server, bundle: bytes, *, number: int) -> None:
    """Serve a bundle, and have two operators roll its release out from this building on, with a moment of health only."""
    server.bundle = bundle
    with owner(hub.config) as session:
        head = signed(release(bundle, number=number, url=server.url))
        made = rollout_steps.prepare(session, head, buildings=[place.id], actor="first", now=now_ms())
        session.get_one(Rollout, made).well_for_ms = 1
        rollout_steps.take(session, Act.START, actor="second", now=now_ms())


def at(hub: Hub) -> Standing:
    with owner(hub.config) as session:
        found = standing(session)
        session.expunge_all()
    assert found is not None
    return found


def gate_on(table: Table, identity: GateIdentity) -> None:
    """Make the table's gate one that is enrolled, and takes releases of the tests' maker."""
    (table.data / "identity.json").write_bytes(msgspec.json.encode(identity))
    table.settings = {"trial": {"well_for_ms": 300, "patience_ms": 120_000}, "software": {"keys": public(OTHER_KEY).hex()}}
    table.show("a poster, so that the camera sees something")


def test_a_release_that_cannot_run_stays_in_the_first_building_and_the_next_goes_everywhere(table: Table, hub: Hub, server: Server) -> None:
    first, other = bare_building(hub.config), bare_building(hub.config)
    gate_on(table, enrol(hub.config, "north-12", first))
    away = listener(hub, "south-1", other)
    process = table.start()

    begin(hub, first, server, altered("    gate = assemble(", "    raise SystemExit(3)\n    gate = assemble("), number=2)
    assert process.wait(PATIENCE_S) == 3
    assert table.start().wait(PATIENCE_S) == 3
    table.start()
    wait(lambda: at(hub).row.state == "halted", what="the roll-out halting")
    assert at(hub).row.stopped_for == "given_up"
    assert software_heard(away) == set()
    with owner(hub.config) as session:
        rollout_steps.take(session, Act.WITHDRAW, actor="first", now=now_ms())

    begin(hub, first, server, altered('log.tell("gate.started"', 'log.tell("gate.started", by="the new one"'), number=3)
    wait(lambda: 3 in software_heard(away), what="the second building's turn")
    assert "software.kept" in table.log and "by=the new one" in table.log
    say(away, release=3)
    wait(lambda: at(hub).row.state == "done", what="the end of the roll-out")
    assert software_heard(away) == {3}, "nothing of what failed ever came here"
    away.leave()
