"""Ends and contests on both databases: what becomes of the pass at the door, who is told, and what nobody can do."""

from datetime import timedelta

import pytest

from registry import homes, notices, passes, tenancies
from registry.passes import life
from registry.refusals import Refused
from registry.tables import Credential, ListChange, Tenancy
from tests.registry.door import Door
from tests.registry.parts import FIRST, LAST, NOON, TODAY, Office, at, codes, person, resident_number, seconds

IN_TEN_DAYS = TODAY + timedelta(days=10)
THE_DAY_AFTER = IN_TEN_DAYS + timedelta(days=1)


@pytest.fixture
def home(office: Office) -> homes.PropertyView:
    return office.house()[0]


@pytest.fixture
def tenancy(office: Office, home: homes.PropertyView) -> tenancies.Registered:
    with office.open() as register:
        rooms = homes.find_property(register, home.id).units
    return office.claimed(rooms[0].id)


def told(office: Office, actor: str, role: str) -> list[str]:
    with office.open(actor, role, purpose="notice") as register:
        return [notice.code for notice in notices.own_notices(register)]


def test_an_announced_end_closes_the_door_with_its_last_day_and_tells_the_tenant(
    office: Office, home: homes.PropertyView, tenancy: tenancies.Registered
) -> None:
    door = Door(office, home)
    office.end(tenancy.tenancy_id, IN_TEN_DAYS)
    door.listen(NOON)
    assert door.opens(tenancy.pass_text, at(IN_TEN_DAYS, 23, 59))
    assert not door.opens(tenancy.pass_text, at(THE_DAY_AFTER, 0))
    stay = office.stay()
    assert (stay.end_on, stay.end_by, stay.last_day, stay.contested, stay.can_contest) == (
        IN_TEN_DAYS,
        "landlord",
        IN_TEN_DAYS,
        False,
        True,
    )
    assert told(office, "resident", "resident") == ["tenancy-end-announced"]
    assert told(office, "landlord", "landlord") == []
    with office.open() as register:
        assert tenancies.find(register, tenancy.tenancy_id).last_day == IN_TEN_DAYS
    with office.resident() as register:
        assert passes.own_pass(register, tenancy.credential_id).valid_until == IN_TEN_DAYS


def test_a_contest_opens_the_door_until_the_lease_ends_and_tells_the_landlord(
    office: Office, home: homes.PropertyView, tenancy: tenancies.Registered
) -> None:
    door = Door(office, home)
    office.end(tenancy.tenancy_id, IN_TEN_DAYS)
    door.listen(NOON)
    office.contest(tenancy.tenancy_id, now=at(IN_TEN_DAYS, 23, 59))
    assert door.listen(at(IN_TEN_DAYS, 23, 59))
    assert door.opens(tenancy.pass_text, at(THE_DAY_AFTER))
    assert door.opens(tenancy.pass_text, at(LAST, 23, 59))
    assert not door.opens(tenancy.pass_text, at(LAST + timedelta(days=1), 0))
    stay = office.stay()
    assert (stay.end_on, stay.contested, stay.can_contest, stay.last_day) == (IN_TEN_DAYS, True, False, LAST)
    assert told(office, "landlord", "landlord") == ["tenancy-end-contested"]
    with office.open() as register:
        seen = tenancies.find(register, tenancy.tenancy_id)
    assert (seen.contested, seen.end_on, seen.last_day) == (True, IN_TEN_DAYS, LAST)


def test_contesting_twice_does_no_more(office: Office, tenancy: tenancies.Registered) -> None:
    office.end(tenancy.tenancy_id, IN_TEN_DAYS)
    for _ in range(2):
        office.contest(tenancy.tenancy_id)
    assert told(office, "landlord", "landlord") == ["tenancy-end-contested"]


def test_an_end_that_is_over_is_not_contested(office: Office, tenancy: tenancies.Registered) -> None:
    office.end(tenancy.tenancy_id, IN_TEN_DAYS)
    with pytest.raises(Refused) as refused:
        office.contest(tenancy.tenancy_id, now=at(THE_DAY_AFTER, 0))
    assert codes(refused.value) == [("contest-too-late", None)]
    assert [row.not_after for row in office.rows(Credential)] == [seconds(THE_DAY_AFTER)]


def test_there_is_nothing_to_contest_without_an_end_of_the_landlords(office: Office, tenancy: tenancies.Registered) -> None:
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            office.contest(tenancy.tenancy_id)
        assert codes(refused.value) == [("nothing-to-contest", None)]
        if office.stay().end_on is None:
            office.end(tenancy.tenancy_id, IN_TEN_DAYS, by="resident")


def test_a_landlord_does_not_contest(office: Office, tenancy: tenancies.Registered) -> None:
    office.end(tenancy.tenancy_id, IN_TEN_DAYS)
    with pytest.raises(Refused) as refused, office.open() as register:
        tenancies.contest(register, tenancy.tenancy_id)
    assert codes(refused.value) == [("absent", None)]


def test_a_resident_who_leaves_at_once_is_refused_from_then_on(
    office: Office, home: homes.PropertyView, tenancy: tenancies.Registered
) -> None:
    door = Door(office, home)
    door.listen(NOON)
    assert door.opens(tenancy.pass_text, NOON)
    office.end(tenancy.tenancy_id, None, by="resident", now=NOON + 5_000)
    assert door.listen(NOON + 6_000)
    assert not door.opens(tenancy.pass_text, NOON + 6_000)
    assert told(office, "landlord", "landlord") == ["tenancy-ended-by-tenant"]
    assert told(office, "resident", "resident") == []
    assert (office.stay().last_day, [row.not_after for row in office.rows(Credential)]) == (TODAY, [NOON // 1000 + 5])
    with office.resident(now=NOON + 6_000) as register:
        assert passes.own_passes(register) == ()


def test_a_resident_chooses_a_later_day(office: Office, tenancy: tenancies.Registered) -> None:
    office.end(tenancy.tenancy_id, IN_TEN_DAYS, by="resident")
    assert [row.not_after for row in office.rows(Credential)] == [seconds(THE_DAY_AFTER)]
    assert not office.stay().can_contest


def test_a_resident_may_leave_before_the_day_that_was_announced(office: Office, tenancy: tenancies.Registered) -> None:
    office.end(tenancy.tenancy_id, IN_TEN_DAYS)
    office.end(tenancy.tenancy_id, TODAY, by="resident")
    assert (office.stay().end_by, office.stay().last_day) == ("resident", TODAY)
    assert [row.not_after for row in office.rows(Credential)] == [seconds(TODAY + timedelta(days=1))]


def test_a_resident_who_leaves_after_contesting_has_left(office: Office, tenancy: tenancies.Registered) -> None:
    office.end(tenancy.tenancy_id, IN_TEN_DAYS)
    office.contest(tenancy.tenancy_id)
    office.end(tenancy.tenancy_id, THE_DAY_AFTER, by="resident")
    stay = office.stay()
    assert (stay.contested, stay.last_day) == (False, THE_DAY_AFTER)


def test_a_landlord_announces_once(office: Office, tenancy: tenancies.Registered) -> None:
    office.end(tenancy.tenancy_id, IN_TEN_DAYS)
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            office.end(tenancy.tenancy_id, THE_DAY_AFTER)
        assert codes(refused.value) == [("already-ending", "end_on")]
        office.contest(tenancy.tenancy_id)
    assert office.stay().last_day == LAST


def test_too_short_a_notice_is_refused_with_the_day_that_would_do(office: Office, tenancy: tenancies.Registered) -> None:
    with pytest.raises(Refused) as refused:
        office.end(tenancy.tenancy_id, TODAY + timedelta(days=6))
    (refusal,) = refused.value.refusals
    assert (refusal.code, refusal.detail["earliest"], refusal.detail["days"]) == ("end-on-too-early", "2026-12-01", 7)
    assert office.rows(Tenancy)[0].end_on is None


def test_a_tenancy_that_never_began_ends_without_opening_anything(office: Office, home: homes.PropertyView) -> None:
    door = Door(office, home)
    with office.open() as register:
        rooms = homes.find_property(register, home.id).units
    made = office.claimed(rooms[1].id, starts_on=FIRST)
    office.end(made.tenancy_id, None, by="resident")
    door.listen(NOON)
    assert not any(door.opens(made.pass_text, at(day)) for day in (TODAY, FIRST, IN_TEN_DAYS))


@pytest.mark.parametrize(("role", "by"), [("landlord", "resident"), ("resident", "landlord"), ("landlord", "nobody")])
def test_who_ends_a_tenancy_is_who_asks(office: Office, tenancy: tenancies.Registered, role: str, by: str) -> None:
    with pytest.raises(ValueError), office.open(role, role) as register:
        tenancies.end(register, tenancy.tenancy_id, on=IN_TEN_DAYS, by=by, notice_days=7)


def test_an_end_announced_before_the_pass_was_claimed_is_told_when_it_is(office: Office, home: homes.PropertyView) -> None:
    with office.open() as register:
        rooms = homes.find_property(register, home.id).units
    made = office.let(rooms[1].id, person("李四", number=resident_number(2)))
    office.end(made.tenancy_id, IN_TEN_DAYS)
    assert told(office, "late", "resident") == []
    office.claim(made.claim_code, "late")
    assert told(office, "late", "resident") == ["tenancy-end-announced"]
    assert office.stay(actor="late").can_contest


def test_each_change_of_a_pass_has_its_doors_told(office: Office, home: homes.PropertyView, tenancy: tenancies.Registered) -> None:
    door = Door(office, home)
    for change in (
        lambda: office.end(tenancy.tenancy_id, IN_TEN_DAYS),
        lambda: office.contest(tenancy.tenancy_id),
        lambda: office.end(tenancy.tenancy_id, None, by="resident"),
    ):
        door.listen(NOON)
        assert office.rows(ListChange) == []
        change()
        assert [row.door_group for row in office.rows(ListChange)] == [home.door_group]


def test_a_landlord_has_no_other_way_to_a_pass() -> None:
    """What stops a pass is the resident's own (``registry/passes/life.py``), where anybody else finds nothing there."""
    stopping = ("suspend", "revoke", "replace", "block", "stop")
    ways = {*tenancies.__all__, *passes.__all__, *homes.__all__}
    assert {way for way in ways if any(word in way.lower() for word in stopping)} == {"suspend", "revoke", "replace"}
    assert {passes.suspend, passes.revoke, passes.replace} == {life.suspend, life.revoke, life.replace}
