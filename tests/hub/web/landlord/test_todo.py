"""What stands on the landlord's to-do, in which order, and how many become one line."""

from datetime import date, timedelta

import pytest

from hub.gateway.gates import GateView
from hub.web.landlord.todo import MOST_OF_A_KIND, SOON, Task, to_do
from registry.tenancies import TenancyView

TODAY = date(2026, 11, 24)


def gate(label: str = "大门", **changes: object) -> GateView:
    fields = dict.fromkeys(GateView.__dataclass_fields__)
    return GateView(**{**fields, "id": label, "property_id": "p", "label": label, "state": "approved", "online": True, **changes})  # type: ignore[arg-type]


def stay(
    room: str = "101", *, ends_in: int = 300, contested: bool = False, claimed: bool = True, along_with: str | None = None
) -> TenancyView:
    last_day = TODAY + timedelta(days=ends_in)
    return TenancyView(
        id=f"t{room}",
        reference="A-1",
        unit_id="u",
        address="北街12号",
        unit=room,
        name="张三",
        document_last_four="0010",
        starts_on=TODAY,
        ends_on=last_day,
        end_on=None,
        contested=contested,
        claimed=claimed,
        last_day=last_day,
        along_with=along_with,
    )


def kinds(tasks: tuple[Task, ...]) -> list[tuple[str, str, int]]:
    return [(task.kind, task.label, task.count) for task in tasks]


def test_nothing_is_to_do_when_all_is_well() -> None:
    assert to_do([gate()], [stay()], today=TODAY) == ()


@pytest.mark.parametrize(
    ("changes", "told"),
    [({"online": False}, True), ({"online": False, "state": "revoked"}, False), ({"online": False, "state": "created"}, False)],
)
def test_a_gate_is_offline_only_when_it_should_be_there(changes: dict[str, object], told: bool) -> None:
    assert [task.kind for task in to_do([gate(**changes)], [], today=TODAY)] == (["gate_offline"] if told else [])


def test_gates_come_first_then_disagreements_then_unclaimed_then_the_nearest_ends() -> None:
    stays = [stay("105", ends_in=14), stay("104", ends_in=3), stay("103", claimed=False), stay("102", contested=True)]
    assert kinds(to_do([gate("后门", online=False)], stays, today=TODAY)) == [
        ("gate_offline", "后门", 1),
        ("contested", "102", 1),
        ("unclaimed", "103", 1),
        ("ending", "104", 1),
        ("ending", "105", 1),
    ]


@pytest.mark.parametrize(("ends_in", "told"), [(-1, False), (0, True), (SOON.days, True), (SOON.days + 1, False)])
def test_an_end_is_near_from_thirty_days_before_to_its_day(ends_in: int, told: bool) -> None:
    found = to_do([], [stay(ends_in=ends_in)], today=TODAY)
    assert [(task.days, task.on) for task in found] == ([(ends_in, TODAY + timedelta(days=ends_in))] if told else [])


def test_many_of_a_kind_are_one_line() -> None:
    few = [stay(f"10{number}", claimed=False) for number in range(MOST_OF_A_KIND)]
    assert len(to_do([], few, today=TODAY)) == MOST_OF_A_KIND
    many = to_do([], [*few, stay("201", claimed=False)], today=TODAY)
    assert kinds(many) == [("unclaimed", "", MOST_OF_A_KIND + 1)]
    assert many[0].href == "/l/tenants"


def test_an_end_is_one_thing_to_do_however_many_live_there() -> None:
    both = [stay(ends_in=20), stay(ends_in=20, along_with="t101"), stay(ends_in=5, along_with="t101", claimed=False)]
    assert kinds(to_do([], both, today=TODAY)) == [("unclaimed", "101", 1), ("ending", "101", 1)]
