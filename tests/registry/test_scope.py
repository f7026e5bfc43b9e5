"""What is somebody else's answers exactly as what is not there, for every call that takes an id, in every role."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from registry import homes, passes, tenancies
from registry.refusals import Refusal, Refused
from registry.register import Register
from tests.registry.parts import FIRST, LAST, TODAY, Office, person

ROOMS = homes.RoomRange(first_floor=9, last_floor=9, rooms_per_floor=1)
SOON = TODAY + timedelta(days=20)
Ask = Callable[[Register, str], object]

BY_PROPERTY: dict[str, Ask] = {
    "find_property": homes.find_property,
    "add_units": lambda register, name: homes.add_units(register, name, ROOMS),
}
BY_UNIT: dict[str, Ask] = {
    "find_unit": homes.find_unit,
    "register_tenant": lambda register, name: tenancies.register_tenant(register, person(), unit_id=name, starts_on=FIRST, ends_on=LAST),
}
BY_TENANCY: dict[str, Ask] = {
    "find": tenancies.find,
    "credential_ids": tenancies.credential_ids,
    "undo": lambda register, name: tenancies.undo(register, name, first_entry_seen=False),
    "undo after an entry": lambda register, name: tenancies.undo(register, name, first_entry_seen=True),
    "find_unclaimed": lambda register, name: passes.find_unclaimed(register, name, claim_code="x"),
    "contest": tenancies.contest,
}
BY_CREDENTIAL: dict[str, Ask] = {"own_pass": passes.own_pass}
EVERYTHING = [(name, ask) for asks in (BY_PROPERTY, BY_UNIT, BY_TENANCY, BY_CREDENTIAL) for name, ask in asks.items()]


def answer(office: Office, actor: str, role: str, ask: Ask, name: str) -> tuple[Refusal, ...] | object:
    try:
        with office.open(actor, role) as register:
            return ask(register, name)
    except Refused as refused:
        return refused.refusals


@pytest.fixture
def ids(office: Office) -> dict[str, str]:
    """What another landlord and another resident have: ids by the call that takes them."""
    home, rooms = office.house("other landlord")
    made = office.let(rooms[0].id, actor="other landlord", starts_on=TODAY)
    office.claim(made.claim_code, "other resident")
    office.end(made.tenancy_id, SOON, actor="other landlord")
    names = dict.fromkeys(BY_PROPERTY, home.id) | dict.fromkeys(BY_UNIT, rooms[0].id)
    return names | dict.fromkeys(BY_TENANCY, made.tenancy_id) | dict.fromkeys(BY_CREDENTIAL, made.credential_id)


@pytest.mark.parametrize("role", ["landlord", "manager", "resident"])
def test_what_is_not_ones_own_is_not_there(office: Office, ids: dict[str, str], role: str) -> None:
    for name, ask in EVERYTHING:
        for asked in (ids[name], "none", ""):
            assert answer(office, "me", role, ask, asked) == (Refusal("absent"),), (name, asked)


@pytest.mark.parametrize("on", [SOON, TODAY - timedelta(days=1), None])
@pytest.mark.parametrize(("role", "by"), [("landlord", "landlord"), ("manager", "landlord"), ("resident", "resident")])
def test_nobody_ends_what_is_not_theirs(office: Office, ids: dict[str, str], role: str, by: str, on: date | None) -> None:
    def ask(register: Register, name: str) -> object:
        return tenancies.end(register, name, on=on, by=by, notice_days=7)

    assert [answer(office, "me", role, ask, name) for name in (ids["find"], "none")] == [(Refusal("absent"),)] * 2


def test_a_role_is_not_enough_without_being_named(office: Office, ids: dict[str, str]) -> None:
    """The other landlord's own account as a manager, and as a resident; the other resident's as a landlord."""
    for actor, role in (("other landlord", "manager"), ("other landlord", "resident"), ("other resident", "landlord")):
        for name, ask in EVERYTHING:
            assert answer(office, actor, role, ask, ids[name]) == (Refusal("absent"),), (actor, role, name)


def test_lists_hold_ones_own(office: Office, ids: dict[str, str]) -> None:
    for actor, role in (("me", "landlord"), ("other landlord", "manager"), ("other resident", "landlord"), ("me", "resident")):
        with office.open(actor, role) as register:
            assert (homes.list_properties(register), tenancies.overview(register)) == ((), ())
    with office.open("other landlord") as register:
        assert len(homes.list_properties(register)) == len(tenancies.overview(register)) == 1
    with office.resident("other resident") as register:
        assert (homes.list_properties(register), len(tenancies.overview(register))) == ((), 1)


def test_what_was_refused_changed_nothing(office: Office, ids: dict[str, str]) -> None:
    lines = len(office.lines())
    for name, ask in EVERYTHING:
        answer(office, "me", "landlord", ask, ids[name])
    assert len(office.lines()) == lines
    with office.resident("other resident") as register:
        assert tenancies.find(register, ids["find"]).last_day == SOON


def test_a_manager_adds_no_building(office: Office) -> None:
    assert answer(office, "me", "manager", lambda register, name: homes.add_property(register, address=name), "1 Lane") == (
        Refusal("absent"),
    )
