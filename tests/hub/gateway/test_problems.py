"""What is wrong with a gate, by code: worst first, and nothing is said of a gate that cannot be heard but that."""

from dataclasses import replace

import pytest

from edge.protocol.messages import AlarmKind
from hub.gateway.gates import QUIET_ALARMS, GateView
from hub.gateway.problems import BACKLOG, CODES, LIST_BEHIND_MS, SILENT_MS, problems_of

NOW = 1_800_000_000_000
WELL = GateView(
    id="g",
    site="town",
    name="north-1",
    label="Front",
    property_id="p",
    door_group=1,
    state="approved",
    created_by="one",
    approved_by="two",
    fingerprint="ab" * 4,
    approved_at=NOW - 900_000,
    online=True,
    heard_at=NOW - 1_000,
    changed_at=NOW - 60_000,
    journal_depth=0,
    clock="synced",
    strike="secured",
    list_version=NOW - 5_000,
    signed_version=NOW - 5_000,
    door="closed",
    software="1",
    faults=(),
    alarms=(),
)


def kinds(**changes: object) -> list[str]:
    return [problem.kind for problem in problems_of(replace(WELL, **changes), now=NOW)]  # type: ignore[arg-type]


def test_a_well_gate_has_none() -> None:
    assert kinds() == []


@pytest.mark.parametrize("state", ["created", "requested", "revoked"])
def test_a_gate_that_is_not_in_use_has_none(state: str) -> None:
    assert kinds(state=state, online=False, faults=("no_list",), alarms=("forced",), alarmed_at=(NOW,)) == []


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"online": False}, "offline"),
        ({"heard_at": NOW - SILENT_MS - 1}, "silent"),
        ({"heard_at": None, "online": False}, "silent"),
        ({"alarms": ("held_open",), "alarmed_at": (NOW,)}, "held_open"),
        ({"alarms": ("forced",), "alarmed_at": (NOW,)}, "forced"),
        ({"faults": ("no_list",), "list_version": 0}, "no_list"),
        ({"list_version": NOW - 900_000, "signed_version": NOW - LIST_BEHIND_MS - 1}, "list_behind"),
        ({"faults": ("list_stale",)}, "list_stale"),
        ({"faults": ("list_refused",), "list_version": NOW - 900_000, "signed_version": NOW - 300_000}, "list_refused"),
        ({"clock": "drifting"}, "clock_suspect"),
        ({"clock": "unknown", "faults": ("clock_suspect",)}, "clock_suspect"),
        ({"journal_depth": BACKLOG}, "backlog"),
        ({"faults": ("camera_lost",)}, "camera_lost"),
        ({"faults": ("journal_replaced",)}, "journal_replaced"),
        ({"faults": ("journal_unwritable",)}, "journal_unwritable"),
        ({"faults": ("rule_left_out",)}, "rule_left_out"),
        ({"door": "unknown"}, "door_unknown"),
        ({"flapped_at": NOW - 1}, "flapping"),
        *(
            ({"alarms": (kind,), "alarmed_at": (NOW,), "faults": (kind,)}, kind)
            for kind in ("tamper", "mains_lost", "battery_low", "fire_release", "camera_covered", "reader_lost", "safety_lost")
        ),
        ({"alarms": ("clock_suspect",), "alarmed_at": (NOW,), "clock": "unknown"}, "clock_suspect"),
    ],
)
def test_each_trouble_is_one_problem(changes: dict[str, object], kind: str) -> None:
    assert kinds(**changes) == [kind]


def test_every_code_is_reached_by_one_of_these_and_stands_for_one_kind() -> None:
    assert len(set(CODES.values())) == len(CODES) == 23


@pytest.mark.parametrize(
    "changes",
    [
        {"heard_at": NOW - SILENT_MS},
        {"journal_depth": BACKLOG - 1},
        {"list_version": 1, "signed_version": NOW - LIST_BEHIND_MS},
        {"list_version": None, "signed_version": None},
    ],
    ids=["heard in time", "few entries", "a list on its way", "no list signed yet"],
)
def test_up_to_a_limit_there_is_none(changes: dict[str, object]) -> None:
    assert kinds(**changes) == []


def test_a_gate_that_was_just_approved_is_not_missed_yet() -> None:
    assert kinds(heard_at=None, online=False, approved_at=NOW - SILENT_MS) == []


def test_a_gate_that_cannot_be_heard_is_not_accused_of_what_it_said_last() -> None:
    said = {"faults": ("camera_lost", "no_list"), "clock": "unknown", "door": "unknown", "journal_depth": 5_000}
    assert kinds(online=False, **said) == ["offline"]
    assert kinds(heard_at=NOW - 10 * SILENT_MS, **said) == ["silent"]


def test_the_worst_comes_first_and_alarms_outlast_the_line() -> None:
    assert kinds(online=False, alarms=("forced", "held_open"), alarmed_at=(1, 2)) == ["forced", "held_open", "offline"]
    assert kinds(door="unknown", clock="drifting", faults=("camera_lost",)) == ["camera_lost", "clock_suspect", "door_unknown"]


def test_since_when_is_what_is_known() -> None:
    (alarm,) = problems_of(replace(WELL, alarms=("held_open",), alarmed_at=(NOW - 74_000,)), now=NOW)
    assert (alarm.since, alarm.at_least, alarm.code, alarm.level) == (NOW - 74_000, False, "ANJU-G02", "bad")
    (gone,) = problems_of(replace(WELL, online=False), now=NOW)
    assert (gone.since, gone.at_least) == (NOW - 60_000, False)
    (fault,) = problems_of(replace(WELL, faults=("camera_lost",)), now=NOW)
    assert (fault.since, fault.at_least) == (NOW - 60_000, True)
    (silent,) = problems_of(replace(WELL, heard_at=None), now=NOW)
    assert silent.since == NOW - 900_000


def test_a_warning_at_the_door_and_a_door_nobody_opened_are_no_work_for_an_operator() -> None:
    quiet = replace(WELL, alarms=("held_open_soon", "not_opened"), alarmed_at=(NOW, NOW))
    assert problems_of(quiet, now=NOW) == [] and not quiet.has_problem


def test_every_alarm_that_a_gate_can_raise_has_a_code_or_is_quiet() -> None:
    assert {kind.value for kind in AlarmKind} - CODES.keys() == QUIET_ALARMS
