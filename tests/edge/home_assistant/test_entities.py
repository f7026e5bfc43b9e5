"""What a household is shown: the door and its health in both languages, and of nothing else a word."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.home_assistant.entities import ENTITIES, Seen, Topics, announcements, values, wired
from edge.protocol.messages import AlarmKind, ClockTrust, DoorMode, Fault, Status
from edge.protocol.topics import gate_address

NOW = 1_800_000_000_000
TOPICS = Topics(gate_address("town", "north-12"), "homeassistant")


def status(**facts: object) -> Status:
    plain: dict[str, object] = {"clock": ClockTrust.SYNCED, "strike": "secured", "door": "closed", "faults": [], "journal_depth": 0}
    return Status(v=1, gate="north-12", online=True, at=NOW, software="1", list_version=1, **(plain | facts))  # type: ignore[arg-type]


def shown(*, signed_at: int | None = NOW, hub: bool = True, **facts: object) -> dict[str, object]:
    seen = Seen(status=status(**facts), is_hub_reached=hub, list_signed_at=signed_at)
    return dict(json.loads(values(ENTITIES, seen)))


def test_door_lock_and_mode_are_three_facts() -> None:
    told = shown(door="open", strike="released", mode=DoorMode.LOCKED_DOWN)
    assert (told["door"], told["lock"], told["mode"]) == ("ON", "ON", "locked_down")
    told = shown(mode=DoorMode.LOCKED)
    assert (told["door"], told["lock"], told["mode"]) == ("OFF", "OFF", "locked")


def test_what_is_not_known_is_shown_as_unknown() -> None:
    told = shown(door="unknown", strike="unknown", signed_at=None)
    assert [told[key] for key in ("door", "lock", "mode", "list_age")] == [None] * 4


@pytest.mark.parametrize("kind", [kind for kind in AlarmKind if kind is not AlarmKind.NOT_OPENED])
def test_each_alarm_is_shown_by_itself(kind: AlarmKind) -> None:
    quiet, told = shown(alarms=[]), shown(alarms=[kind])
    changed = {key for key in quiet if quiet[key] != told[key]}
    assert changed == {"mains" if kind is AlarmKind.MAINS_LOST else kind.value}
    assert told[changed.pop()] == ("OFF" if kind is AlarmKind.MAINS_LOST else "ON")


def test_the_line_to_the_hub_and_the_clock_are_shown() -> None:
    assert (shown(hub=True)["hub"], shown(hub=False)["hub"]) == ("ON", "OFF")
    assert shown(clock=ClockTrust.DRIFTING)["clock"] == "drifting"


def test_the_list_s_age_is_told_in_whole_days() -> None:
    day = 86_400_000
    ages = [shown(signed_at=NOW - ms)["list_age"] for ms in (0, day - 1, day, 3 * day + 7, -5000)]
    assert ages == [0, 0, 1, 3, 0]


@given(
    depth=st.integers(0, 2**40),
    version=st.integers(0, 2**40),
    alarm=st.sampled_from([None, [], [AlarmKind.NOT_OPENED]]),
    faults=st.lists(st.sampled_from(Fault)),
    age=st.integers(0, 2**40),
)
def test_nothing_that_tells_of_somebody_s_coming_changes_a_value(
    depth: int, version: int, alarm: list[AlarmKind] | None, faults: list[Fault], age: int
) -> None:
    """How many entries wait, that nobody came through after a yes, and when the lock last moved."""
    told = shown(journal_depth=depth, alarms=alarm, faults=faults, strike_age_ms=age, door_age_ms=age, config=version)
    assert told == shown()


def test_each_row_is_announced_in_both_languages_and_none_can_be_switched() -> None:
    zh = announcements(ENTITIES, TOPICS, language="zh", software="1")
    en = announcements(ENTITIES, TOPICS, language="en", software="1")
    assert zh.keys() == en.keys() and len(zh) == len(ENTITIES)
    for name, body in zh.items():
        here, there = json.loads(body), json.loads(en[name])
        assert here["name"] == here["name"].strip() and not here["name"].isascii() and there["name"].isascii()
        assert not [key for key in here if "command" in key or "json_attributes" in key]
        assert name.split("/")[1] in ("sensor", "binary_sensor")


def test_an_announcement_says_what_home_assistant_reads() -> None:
    body = json.loads(
        announcements(ENTITIES, TOPICS, language="en", software="0.1.0")["homeassistant/sensor/anju_town_north-12/mode/config"]
    )
    assert body == {
        "name": "Door mode",
        "unique_id": "anju_town_north-12_mode",
        "device_class": "enum",
        "state_topic": "anju_town_north-12/state",
        "value_template": "{{ value_json.mode }}",
        "availability_topic": "anju_town_north-12/availability",
        "device": {
            "identifiers": ["anju_town_north-12"],
            "name": "Gate north-12",
            "manufacturer": "Anju",
            "model": "anju-edge",
            "sw_version": "0.1.0",
        },
        "origin": {"name": "anju-edge", "sw_version": "0.1.0"},
        "options": ["locked", "unlocked", "accessed", "blocked", "locked_down", "locked_open"],
    }


def test_where_nothing_is_wired_nothing_is_shown() -> None:
    pins = {"door": 27, "fire": -1, "tamper": -1, "mains": -1, "battery": 5}
    keys = {entity.key for entity in wired(pins)}
    assert {"door", "forced", "battery_low", "lock"} <= keys
    assert not keys & {"mains", "tamper", "fire_release"}
    assert wired(None) == ENTITIES
