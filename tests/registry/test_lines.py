"""Each call that reads or changes something leaves one line in the register's log, in the same transaction: no line, no act."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import event

from registry import corrections, homes, notices, passes, residents, tenancies
from registry.register import Register
from registry.tables import Person, Tenancy
from tests.registry.parts import LAST, NOON, TODAY, Office, person, resident_number

ROOMS = homes.RoomRange(first_floor=9, last_floor=9, rooms_per_floor=1)
LATER = {"starts_on": LAST + timedelta(days=1), "ends_on": LAST + timedelta(days=99)}
RIGHT = person("古丽·阿依木")
Call = Callable[[Register, dict[str, str]], object]

BY_LANDLORD: dict[str, Call] = {
    "property.added": lambda register, ids: homes.add_property(register, address="x"),
    "units.added": lambda register, ids: homes.add_units(register, ids["property"], ROOMS),
    "properties.listed": lambda register, ids: homes.list_properties(register),
    "property.read": lambda register, ids: homes.find_property(register, ids["property"]),
    "unit.read": lambda register, ids: homes.find_unit(register, ids["unit"]),
    "tenancy.registered": lambda register, ids: tenancies.register_tenant(register, person(), unit_id=ids["unit"], **LATER),
    "tenancies.listed": lambda register, ids: tenancies.overview(register),
    "tenancy.read": lambda register, ids: tenancies.find(register, ids["tenancy"]),
    "tenancy.ended": lambda register, ids: tenancies.end(
        register, ids["tenancy"], on=TODAY + timedelta(days=9), by="landlord", notice_days=7
    ),
    "tenancy.renewed": lambda register, ids: tenancies.renew(register, ids["tenancy"], ends_on=LAST + timedelta(days=99)),
    "tenancy.corrected": lambda register, ids: corrections.correct(register, RIGHT, tenancy_id=ids["tenancy"]),
    "corrections.listed": lambda register, ids: corrections.waiting(register),
    "correction.accepted": lambda register, ids: corrections.decide(register, ids["correction"], accept=True),
    "correction.declined": lambda register, ids: corrections.decide(register, ids["correction"], accept=False),
    "tenancy.undone": lambda register, ids: tenancies.undo(register, ids["tenancy"], first_entry_seen=False),
    "passes.listed": lambda register, ids: tenancies.credential_ids(register, ids["tenancy"]),
    "pass.shown": lambda register, ids: passes.find_unclaimed(register, ids["tenancy"], claim_code=ids["code"]),
    "notices.read": lambda register, ids: notices.own_notices(register),
}
BY_RESIDENT: dict[str, Call] = {
    "tenancy.read": lambda register, ids: tenancies.find(register, ids["own"]),
    "correction.asked": lambda register, ids: corrections.ask(register, RIGHT, tenancy_id=ids["own"]),
    "tenancy.contested": lambda register, ids: tenancies.contest(register, ids["own"]),
    "tenancy.ended": lambda register, ids: tenancies.end(register, ids["own"], on=None, by="resident", notice_days=7),
    "passes.read": lambda register, ids: passes.own_passes(register),
    "pass.read": lambda register, ids: passes.own_pass(register, ids["credential"]),
    "pass.claimed": lambda register, ids: passes.claim(register, ids["code"]),
    "stays.read": lambda register, ids: residents.own_stays(register),
    "data.read": lambda register, ids: residents.own_data(register, kept_days=30),
    "looks.read": lambda register, ids: residents.own_disclosures(register),
    "passes.listed": lambda register, ids: residents.own_credential_ids(register),
    "notices.read": lambda register, ids: notices.own_notices(register),
}
CALLS = [("landlord", act, call) for act, call in BY_LANDLORD.items()] + [("resident", act, call) for act, call in BY_RESIDENT.items()]


def prepare(office: Office) -> dict[str, str]:
    """Let two rooms, one of them claimed and ending; return the ids that calls take."""
    home, rooms = office.house()
    made = office.let(rooms[0].id)
    own = office.claimed(rooms[1].id)
    office.end(own.tenancy_id, TODAY + timedelta(days=9))
    with office.resident() as register:
        correction = corrections.ask(register, person("别的名字"), tenancy_id=own.tenancy_id)
    return {
        "property": home.id,
        "unit": rooms[0].id,
        "tenancy": made.tenancy_id,
        "code": made.claim_code,
        "own": own.tenancy_id,
        "credential": own.credential_id,
        "correction": correction,
    }


@pytest.fixture
def ids(office: Office) -> dict[str, str]:
    return prepare(office)


@pytest.mark.parametrize(("role", "act", "call"), CALLS, ids=[f"{role} {act}" for role, act, _call in CALLS])
def test_a_call_leaves_one_line(office: Office, ids: dict[str, str], role: str, act: str, call: Call) -> None:
    before = {line.id for line in office.lines()}
    with office.open(role, role) as register:
        call(register, ids)
    (line,) = [line for line in office.lines() if line.id not in before]
    assert (line.act, line.actor, line.role, line.at) == (act, role, role, NOON)
    assert line.purpose == ("self" if role == "resident" else "registration")
    assert line.subject in {*ids.values(), role} or re.fullmatch("[0-9a-f]{32}", line.subject)


@pytest.mark.parametrize(("role", "act", "call"), CALLS, ids=[f"{role} {act}" for role, act, _call in CALLS])
def test_when_the_line_cannot_be_written_nothing_is_done(sqlite_office: Office, role: str, act: str, call: Call) -> None:
    office = sqlite_office
    given = prepare(office)
    tables = (Tenancy, Person)
    before = [[row.model_dump() for row in office.rows(kind)] for kind in tables]

    class NoLine(Exception):
        pass

    def refuse(_connection, _cursor, statement: str, *_more: object) -> None:
        if "audit_register_entry" in statement and statement.startswith("INSERT"):
            raise NoLine

    event.listen(office.people.engine, "before_cursor_execute", refuse)
    with pytest.raises(NoLine), office.open(role, role) as register:
        call(register, given)
    event.remove(office.people.engine, "before_cursor_execute", refuse)
    assert [[row.model_dump() for row in office.rows(kind)] for kind in tables] == before


def test_no_line_says_who_anybody_is(office: Office) -> None:
    _home, rooms = office.house()
    office.claimed(rooms[0].id, person("古丽·阿依", number=resident_number(3)))
    for line in office.lines():
        words = " ".join(str(value) for name, value in line.model_dump().items() if name != "salt")
        assert not [word for word in ("古丽", resident_number(3), resident_number(3)[-4:], "19900001234", "北街") if word in words.split()]
