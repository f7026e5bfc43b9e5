"""A roll-out in the hub's database: two operators, nothing before its time, everything kept, and gates that come, go and are seen to."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from edge.protocol.codec import seal
from edge.protocol.messages import Release
from edge.protocol.signing import Purpose
from hub.config import HubConfig
from hub.gateway import configuration, rollout_steps, rollouts
from hub.gateway.rollout import Act
from hub.gateway.rollouts import MINUTE_MS
from hub.gateway.tables import Gate, GateWish, Rollout
from registry.audit.tables import RegisterEntry
from registry.refusals import Refused
from tests.hub.gateway.rollout_parts import KEY, NOW, Town, release
from tests.rig.databases import owner


@pytest.fixture
def town(database_config: HubConfig) -> Iterator[Town]:
    """Three buildings, the first with two gates."""
    made = Town(database_config, 2, 1, 1)
    yield made
    made.close()


@pytest.fixture
def small(sqlite_config: HubConfig) -> Iterator[Town]:
    """Two buildings with a gate each, on SQLite alone."""
    made = Town(sqlite_config, 1, 1)
    yield made
    made.close()


def acts(session: Session) -> list[str]:
    return sorted(row.act for row in session.exec(select(RegisterEntry)) if row.act.startswith("software."))


def test_one_prepares_another_starts_and_stage_after_stage_has_it(town: Town) -> None:
    town.prepare()
    town.look()
    assert town.wished() == {}
    assert town.refused(Act.START, actor="first") == "rollout-second-person"
    town.take(Act.START)
    town.look()
    assert town.wished() == {"gate-0": 5, "gate-1": 5}
    town.says_again("gate-0", minutes=1, release=5)
    town.says_again("gate-0", "gate-1", minutes=59, release=5)
    town.says_again("gate-0", "gate-1", minutes=59, release=5)
    assert town.phases == {"gate-0": "done", "gate-1": "well", "gate-2": "later", "gate-3": "later"}
    assert "gate-2" not in town.wished(), "a gate of the first building has not been well for an hour"
    town.says_again("gate-0", "gate-1", minutes=1, release=5)
    assert town.wished() == {"gate-0": 5, "gate-1": 5, "gate-2": 5}
    town.says_again("gate-2", release=5)
    town.says_again("gate-2", minutes=60, release=5)
    assert town.wished()["gate-3"] == 5
    town.says_again("gate-3", release=5)
    town.says_again("gate-3", minutes=60, release=5)
    assert (town.state, set(town.phases.values())) == ("done", {"done"})
    with owner(town.config) as session:
        assert acts(session) == ["software.prepared", "software.started"]
    town.prepare(number=6)


def test_the_settings_of_a_gate_stay_as_they_are_wished(town: Town) -> None:
    with town.desk.begin() as session:
        configuration.wish(session, "gate-0", {"door.release_ms": 4000}, actor="first", now=town.now)
    town.begin()
    with town.desk.read() as session:
        assert configuration.wished(session, "gate-0")[0] == {"door.release_ms": 4000}


@pytest.mark.parametrize(
    ("said", "phase"),
    [
        ({"release_given_up": 5}, "given_up"),
        ({"config_given_up": NOW * 2}, "settings_back"),
        ({"config": NOW * 2, "release_step": "unsigned"}, "refused"),
    ],
)
def test_who_fails_in_the_first_building_halts_it_and_no_other_building_gets_it(town: Town, said: dict[str, object], phase: str) -> None:
    town.begin()
    town.says_again("gate-1", minutes=1, release=5)
    town.says_again("gate-0", **said)
    found = town.at()
    assert (found.row.state, found.row.stopped_by, found.row.stopped_for) == ("halted", "gate-0", phase)
    assert [each.gate.id for each in found.failed] == ["gate-0"]
    town.says_again("gate-1", minutes=600, release=5)
    assert set(town.wished()) == {"gate-0", "gate-1"}
    assert town.refused(Act.RESUME) == "rollout-gate-failed"


def test_a_gate_that_failed_is_skipped_and_the_rest_goes_on(town: Town) -> None:
    town.begin()
    town.says_again("gate-0", release_given_up=5)
    town.take(Act.SKIP, "gate-0")
    assert town.refused(Act.SKIP, "gate-0") == "rollout-not-waited-for"
    town.take(Act.RESUME)
    town.says_again("gate-1", release=5)
    town.says_again("gate-1", minutes=60, release=5)
    assert (town.state, set(town.wished())) == ("running", {"gate-0", "gate-1", "gate-2"})
    assert town.at().row.stopped_by is None


def test_a_gate_that_is_not_back_in_time_halts_it_and_going_on_gives_it_as_long_again(town: Town) -> None:
    town.begin()
    town.says_again("gate-0", "gate-1", release=5, online=False, received_at=town.now + 1)
    town.says_again(minutes=29)
    assert (town.state, town.phases["gate-0"]) == ("running", "gone")
    town.says_again(minutes=1)
    assert (town.state, town.phases["gate-0"]) == ("halted", "late")
    town.take(Act.RESUME)
    town.says_again(minutes=29)
    assert town.state == "running"
    town.says_again("gate-0", "gate-1", release=5)
    town.says_again("gate-0", "gate-1", minutes=60, release=5)
    assert town.wished()["gate-2"] == 5


def test_who_cannot_be_heard_is_waited_for_and_when_skipped_gets_it_all_the_same(town: Town) -> None:
    town.says("gate-0", online=False)
    town.begin()
    town.says_again("gate-1", release=5)
    town.says_again("gate-1", minutes=600, release=5)
    (now, *_later) = town.at().stages
    assert (town.state, [each.gate.id for each in now.waited_for], now.state) == ("running", ["gate-0"], "now")
    town.take(Act.SKIP, "gate-0")
    town.look()
    assert town.wished()["gate-0"] == town.wished()["gate-2"] == 5
    town.says_again("gate-0", release_given_up=5)
    assert town.state == "halted", "who was skipped was not heard yet: what it says now is news"


def test_a_gate_in_a_fire_or_a_lockdown_is_waited_for(town: Town) -> None:
    town.begin()
    town.says_again("gate-0", "gate-1", minutes=60, mode="locked_down")
    town.says_again("gate-0", "gate-1", minutes=600, mode="locked_down")
    assert (town.state, town.phases["gate-0"]) == ("running", "postponed")


def test_health_is_what_software_may_spoil(town: Town) -> None:
    town.begin()
    town.says_again("gate-0", release=5, faults='["camera_lost"]')
    town.says_again("gate-1", release=5, faults='["camera_covered"]')
    assert (town.phases["gate-0"], town.phases["gate-1"]) == ("unwell", "well")


def test_a_pause_sends_nothing_and_sees_what_fails(town: Town) -> None:
    town.begin()
    town.take(Act.PAUSE)
    town.says_again("gate-0", "gate-1", release=5)
    town.says_again("gate-0", "gate-1", minutes=60, release=5)
    assert (town.state, set(town.wished())) == ("paused", {"gate-0", "gate-1"})
    assert town.refused(Act.START) == "rollout-not-now"
    town.take(Act.RESUME)
    town.look()
    assert set(town.wished()) == {"gate-0", "gate-1", "gate-2"}
    town.take(Act.PAUSE)
    town.says_again("gate-2", config_given_up=NOW * 2)
    assert town.state == "halted"


def test_withdrawn_who_is_not_done_is_wished_what_was_before(town: Town) -> None:
    with town.desk.begin() as session:
        configuration.wish(session, "gate-1", {}, release=release(4), actor="first", now=town.now)
        configuration.wish(session, "gate-2", {}, release=release(3), actor="first", now=town.now)
    town.begin(per_stage=2)
    assert town.wished() == {"gate-0": 5, "gate-1": 5, "gate-2": 3}
    town.says_again("gate-0", release=5)
    town.says_again("gate-0", minutes=60, release=5)
    with town.desk.begin() as session:
        configuration.wish(session, "gate-3", {}, release=release(9), actor="first", now=town.now)
    town.take(Act.WITHDRAW)
    town.look()
    assert town.wished() == {"gate-0": 5, "gate-1": 4, "gate-2": 3, "gate-3": 9}
    assert town.state == "withdrawn"
    for act in Act:
        assert town.refused(act) == "rollout-not-now"
    town.prepare(number=6)


def test_what_was_sent_by_hand_and_is_newer_stays(town: Town) -> None:
    with town.desk.begin() as session:
        configuration.wish(session, "gate-0", {}, release=release(7), actor="first", now=town.now)
        configuration.wish(session, "gate-1", {}, release=b"\xff", actor="first", now=town.now)
    town.look()
    town.begin()
    assert town.wished() == {"gate-0": 7, "gate-1": 5}
    town.says_again("gate-0", release=7)
    assert town.phases["gate-0"] == "well"
    town.take(Act.WITHDRAW)
    with owner(town.config) as session:
        assert [session.get_one(GateWish, gate).release for gate in ("gate-0", "gate-1")] == [release(7), b"\xff"]


def test_gates_and_buildings_that_come_in_meanwhile_are_of_the_last_stage(town: Town) -> None:
    town.begin()
    beside = town.put_up(town.buildings[0])
    town.build(1)
    town.look()
    assert set(town.wished()) == {"gate-0", "gate-1"}
    last = town.at().stages[-1]
    assert {each.gate.id for each in last.gates} == {"gate-3", beside, "gate-5"}


def test_a_gate_that_is_taken_out_is_not_waited_for(town: Town) -> None:
    town.begin()
    town.says_again("gate-0", release=5)
    with owner(town.config) as session:
        session.get_one(Gate, "gate-1").state = "revoked"
    town.says_again("gate-0", minutes=60, release=5)
    assert town.wished()["gate-2"] == 5
    assert "gate-1" not in town.phases


def test_it_goes_on_without_a_gate_that_failed_and_was_taken_out(small: Town) -> None:
    small.begin()
    small.says_again("gate-0", release_given_up=5)
    with owner(small.config) as session:
        session.get_one(Gate, "gate-0").state = "revoked"
    small.take(Act.RESUME)
    small.look()
    assert small.wished()["gate-1"] == 5


def test_a_release_whose_name_no_database_stores_is_none() -> None:
    head = Release(v=1, number=5, name="\x00", minimum=1, url="https://example.org/x.zip", sha256="0" * 64, size=1)
    assert rollouts.read_release(seal(KEY, Purpose.RELEASE, head)) is None


def test_the_order_is_as_wished_and_the_rest_by_how_many_gates(town: Town) -> None:
    town.build(3)
    town.prepare(buildings=(2, 0), per_stage=2)
    stages = [{each.gate.property_id for each in stage.gates} for stage in town.at().stages]
    first, second, third, fourth = town.buildings
    assert stages == [{third}, {first, second}, {fourth}]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"per_stage": 0}, "rollout-per-stage"),
        ({"well_minutes": 0}, "rollout-well"),
        ({"patience_minutes": 4}, "rollout-patience"),
        ({"buildings": ()}, "rollout-buildings"),
        ({"number": 1}, "release-unreadable"),
    ],
)
def test_what_cannot_be_rolled_out_is_refused(small: Town, wrong: dict[str, int], code: str) -> None:
    with pytest.raises(Refused, match=code):
        small.prepare(**wrong)  # type: ignore[arg-type]


def test_a_building_without_gates_is_no_pilot_and_what_is_no_release_is_none(small: Town) -> None:
    small.build(0)
    with pytest.raises(Refused, match="rollout-buildings"):
        small.prepare(buildings=(2,))
    with small.desk.begin() as session, pytest.raises(Refused, match="release-unreadable"):
        rollout_steps.prepare(session, b"{}", buildings=small.buildings[:1], actor="first", now=NOW)


def test_there_is_one_at_a_time_and_the_database_holds_two_persons_to_it(town: Town) -> None:
    town.prepare()
    with pytest.raises(Refused, match="rollout-under-way"):
        town.prepare()
    assert town.refused("burn") == "rollout-act"
    for spoil in ({"started_by": "first"}, {"state": "running"}, {"state": "done"}, {"under_way": None}, {"state": "gone"}):
        with pytest.raises(IntegrityError), owner(town.config) as session:
            row = session.exec(select(Rollout)).one()
            for name, value in spoil.items():
                setattr(row, name, value)
    with pytest.raises(IntegrityError), owner(town.config) as session:
        row = session.exec(select(Rollout)).one()
        session.add(Rollout(**{**row.model_dump(), "number": 2}))


def test_of_two_who_prepare_one_at_the_same_moment_the_later_is_refused(town: Town) -> None:
    with ThreadPoolExecutor() as pool:
        with town.desk.begin() as session:
            rollout_steps.prepare(session, release(), buildings=town.buildings, actor="first", now=NOW)
            later = pool.submit(town.prepare, number=6, actor="second")
            time.sleep(0.2)  # it waits for this commit by then, or begins after it: refused either way
        with pytest.raises(Refused, match="rollout-under-way"):
            later.result(timeout=120)


def test_a_hub_that_dies_before_its_commit_has_decided_nothing(town: Town) -> None:
    town.prepare()
    town.take(Act.START)
    with pytest.raises(RuntimeError), town.link.begin() as session:
        rollouts.advance(session, now=town.now)
        raise RuntimeError
    assert (set(town.phases.values()), town.versions()) == ({"later"}, {})
    town.look()
    assert set(town.wished()) == {"gate-0", "gate-1"}


def is_due(town: Town) -> bool:
    with town.link.read() as session:
        return rollouts.is_due(session, now=town.now)


def test_only_a_look_that_would_find_something_is_due(town: Town) -> None:
    assert not is_due(town)
    town.prepare()
    assert not is_due(town)
    town.take(Act.START)
    assert is_due(town)
    town.look()
    assert is_due(town), "they are reached and take it"
    town.look()
    assert not is_due(town)
    town.says("gate-0", release=5)
    assert is_due(town)
    town.look()
    assert not is_due(town)
    town.put_up(town.buildings[2])
    assert is_due(town), "a gate that came in is to be noted"
    town.look()
    town.now += 30 * MINUTE_MS
    assert is_due(town), "gates that have been silent cannot be heard"
    town.look()
    assert not is_due(town)


def test_looking_again_at_what_has_not_changed_changes_nothing(town: Town) -> None:
    town.begin()
    town.look()
    before, versions = town.phases, town.versions()
    town.look()
    assert (town.phases, town.versions()) == (before, versions)
