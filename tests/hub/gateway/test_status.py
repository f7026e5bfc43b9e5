"""Since when a gate has been as it is: the hub keeps the time at which its condition last became another."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from edge.protocol.messages import Alarm, AlarmKind, ClockTrust, DoorMode, Fault, Status
from hub.config import HubConfig
from hub.database import Database
from hub.gateway.gates import GateView, list_gates
from hub.gateway.status import store_alarm, store_status
from hub.gateway.tables import Gate
from tests.rig.databases import owner

NOW = 1_800_000_000_000


@pytest.fixture
def link(database_config: HubConfig) -> Iterator[Database]:
    with owner(database_config) as session:
        session.add(
            Gate(id="g", site="town", name="north-1", label="Front", property_id="p", door_group=1, state="approved", created_by="one",
                 approved_by="two", created_at=NOW)
        )  # fmt: skip
    made = Database(database_config, "gateway")
    yield made
    made.close()


def say(link: Database, now: int, *, retained: bool = False, **changes: Any) -> tuple[int | None, int | None]:
    """Have the gate say how it is, and return when it was heard and since when it is so."""
    view = seen(link, now, retained=retained, **changes)
    return view.heard_at, view.changed_at


def seen(link: Database, now: int, *, retained: bool = False, **changes: Any) -> GateView:
    """Have the gate say how it is, and return what an operator then sees of it."""
    words: dict[str, Any] = {
        "v": 1,
        "gate": "north-1",
        "online": True,
        "at": now,
        "software": "1",
        "list_version": 1,
        "journal_depth": 0,
        "clock": ClockTrust.SYNCED,
        "strike": "secured",
        "door": "closed",
        "faults": [],
        **changes,
    }
    with link.begin() as session:
        store_status(session, "g", Status(**words), retained=retained, now=now)
    with link.read() as session:
        (view,) = list_gates(session)
    return view


def test_the_same_said_again_is_as_old_as_before(link: Database) -> None:
    assert say(link, NOW) == (NOW, NOW)
    assert say(link, NOW + 30_000, journal_depth=7, list_version=2, software="2", strike="released") == (NOW + 30_000, NOW)


@pytest.mark.parametrize(
    "changes", [{"clock": ClockTrust.DRIFTING}, {"door": "open"}, {"faults": [Fault.CAMERA_LOST]}], ids=["clock", "door", "fault"]
)
def test_another_condition_begins_now(link: Database, changes: dict[str, Any]) -> None:
    say(link, NOW)
    assert say(link, NOW + 1_000, **changes) == (NOW + 1_000, NOW + 1_000)
    assert say(link, NOW + 2_000, **changes) == (NOW + 2_000, NOW + 1_000)
    assert say(link, NOW + 3_000) == (NOW + 3_000, NOW + 3_000)


def test_what_the_broker_had_kept_is_no_younger_than_it_was(link: Database) -> None:
    assert say(link, NOW, retained=True, at=NOW - 500_000) == (NOW - 500_000, NOW - 500_000)


LAST_WILL: dict[str, Any] = {
    "online": False,
    "at": NOW - 900_000,
    "list_version": 0,
    "journal_depth": 0,
    "clock": ClockTrust.UNKNOWN,
    "door": "unknown",
}


@pytest.mark.parametrize("retained", [False, True], ids=["heard live", "kept by the broker"])
def test_a_last_will_says_that_a_gate_is_gone_and_nothing_else(link: Database, retained: bool) -> None:
    known = seen(link, NOW, journal_depth=7, list_version=5, clock=ClockTrust.DRIFTING, door="open", faults=[Fault.CAMERA_LOST])
    gone_at = NOW if retained else NOW + 20_000
    gone = seen(link, NOW + 20_000, retained=retained, **LAST_WILL)
    assert gone == replace(known, online=False, changed_at=gone_at)
    assert seen(link, NOW + 90_000, retained=retained, **LAST_WILL) == gone
    assert say(link, NOW + 99_000) == (NOW + 99_000, NOW + 99_000)


def test_of_a_gate_that_only_its_last_will_speaks_of_nothing_is_known(link: Database) -> None:
    view = seen(link, NOW, **LAST_WILL)
    assert (view.online, view.heard_at, view.list_version, view.journal_depth, view.clock) == (False, None, None, None, None)


def alarms(link: Database) -> dict[str, int]:
    with link.read() as session:
        (view,) = list_gates(session)
    return dict(zip(view.alarms, view.alarmed_at, strict=True))


def test_a_state_settles_the_alarms_that_no_message_told(link: Database) -> None:
    say(link, NOW, alarms=[AlarmKind.TAMPER])
    assert alarms(link) == {"tamper": NOW}
    say(link, NOW + 1_000, alarms=[AlarmKind.TAMPER, AlarmKind.FORCED])
    assert alarms(link) == {"tamper": NOW, "forced": NOW + 1_000}
    say(link, NOW + 2_000)
    assert alarms(link) == {"tamper": NOW, "forced": NOW + 1_000}, "a gate that says nothing of alarms clears none"
    say(link, NOW + 3_000, alarms=[])
    assert alarms(link) == {}


def test_an_older_state_raises_and_clears_nothing(link: Database) -> None:
    say(link, NOW, alarms=[AlarmKind.TAMPER])
    say(link, NOW + 1_000, at=NOW - 5_000, alarms=[])
    assert alarms(link) == {"tamper": NOW}


def test_an_alarm_that_a_clock_ahead_dated_ends_when_the_clock_is_right_again(link: Database) -> None:
    say(link, NOW, at=NOW + 30 * 86_400_000, alarms=[AlarmKind.TAMPER])
    with link.begin() as session:
        store_alarm(session, "g", Alarm(v=1, gate="north-1", kind=AlarmKind.FORCED, raised=True, at=NOW + 30 * 86_400_000), now=NOW)
    assert alarms(link) == {"tamper": NOW, "forced": NOW}
    say(link, NOW + 1_000, alarms=[])
    assert alarms(link) == {}


def test_a_gate_that_does_not_know_the_time_says_when_it_last_did(link: Database) -> None:
    assert seen(link, NOW, clock=ClockTrust.UNKNOWN, uncertain_since=NOW - 5_000).uncertain_since == NOW - 5_000
    assert seen(link, NOW + 30_000).uncertain_since is None


def test_the_door_is_three_facts_each_with_its_own_age(link: Database) -> None:
    ages = {"mode_age_ms": 90_000, "strike_age_ms": 400, "door_age_ms": 30_000}
    say(link, NOW, mode=DoorMode.LOCKED_DOWN, strike="released", door="open", **ages)
    with link.read() as session:
        (view,) = list_gates(session)
    assert (view.mode, view.strike, view.door) == ("locked_down", "released", "open")
    assert (view.mode_since, view.strike_since, view.door_since) == (NOW - 90_000, NOW - 400, NOW - 30_000)
