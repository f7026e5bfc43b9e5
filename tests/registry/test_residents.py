"""What residents read about themselves on both databases, and that a look which is deferred shows nowhere before its day."""

from datetime import timedelta

import pytest
from sqlmodel import select

from registry import residents
from registry.passes.life import set_times
from registry.refusals import Refused
from registry.register import Register
from registry.tables import Disclosure, Occupant
from tests.registry.parts import FIRST, LAST, NOON, TODAY, Office, at, codes, person, resident_number


def look(person_id: str, name: str, *, visible_at: int, seen_at: int = NOON) -> Disclosure:
    return Disclosure(
        id=name,
        person_id=person_id,
        entry_id=f"entry-{name}",
        at=seen_at,
        visible_at=visible_at,
        body="north",
        role="officer",
        fields="name document birth_date",
        purpose="case",
        legal_basis="Article 7",
        case_number="2026-0001",
    )


def person_of(office: Office, account: str) -> str:
    with office.people.read() as session:
        return session.exec(select(Occupant.person_id).where(Occupant.account_id == account)).one()


def test_a_stay_says_where_and_until_when(office: Office) -> None:
    _home, rooms = office.house()
    made = office.claimed(rooms[1].id, starts_on=FIRST)
    stay = office.stay()
    assert (stay.tenancy_id, stay.reference, stay.address, stay.unit) == (made.tenancy_id, made.reference, "北街12号", "102")
    assert (stay.starts_on, stay.ends_on, stay.last_day, stay.end_on, stay.can_contest) == (FIRST, LAST, LAST, None, False)
    assert repr(stay) == "<Stay>"


def test_everything_that_is_stored_is_told_with_why_and_until_when(office: Office) -> None:
    _home, rooms = office.house()
    made = office.claimed(rooms[0].id, person("古丽·阿依", number=resident_number(7)))
    with office.resident() as register:
        kept = residents.own_data(register, kept_days=30)
    values = {each.field: each.value for each in kept}
    assert values == {
        "name": "古丽·阿依",
        "document_kind": "resident_id",
        "document_number": resident_number(7),
        "country": "CHN",
        "birth_date": "1991-03-07",
        "phone": "19900001234",
        "address": "北街12号",
        "unit": "101",
        "reference": made.reference,
        "starts_on": "2026-11-24",
        "ends_on": "2027-11-30",
        "pass_number": made.short_number,
        "floor": "1",
    }
    assert {each.until for each in kept} == {LAST + timedelta(days=30)}
    assert {each.why for each in kept} <= set(residents.REASONS) and {each.field for each in kept} <= set(residents.FIELDS)
    assert "古丽" not in repr(kept)


def test_more_time_at_the_door_is_a_stored_value_too(office: Office) -> None:
    _home, rooms = office.house()
    made = office.claimed(rooms[0].id)
    with office.resident() as register:
        set_times(register, made.credential_id, "longest")
        kept = residents.own_data(register, kept_days=30)
    assert [each.value for each in kept if each.field == "door_times"] == ["30 s, 300 s"]


def test_an_early_end_is_told_and_brings_the_deletion_forward(office: Office) -> None:
    _home, rooms = office.house()
    made = office.claimed(rooms[0].id)
    office.end(made.tenancy_id, TODAY, by="resident")
    with office.resident() as register:
        kept = residents.own_data(register, kept_days=10)
    assert [each.value for each in kept if each.field == "end_on"] == ["2026-11-24"]
    assert {each.until for each in kept} == {TODAY + timedelta(days=10)}


def test_one_reads_ones_own_and_nobody_elses(office: Office) -> None:
    _home, rooms = office.house()
    mine = office.claimed(rooms[0].id, person("李四"))
    office.claimed(rooms[1].id, person("王五"), account="another")
    office.let(rooms[2].id, person("李四"))
    office.write(look(person_of(office, "another"), "theirs", visible_at=NOON))
    with office.resident() as register:
        assert [stay.tenancy_id for stay in residents.own_stays(register)] == [mine.tenancy_id]
        assert {each.value for each in residents.own_data(register, kept_days=30) if each.field == "name"} == {"李四"}
        assert residents.own_credential_ids(register) == {mine.credential_id}
        assert residents.own_disclosures(register) == ()
    with office.resident("nobody") as register:
        assert residents.own_stays(register) == residents.own_data(register, kept_days=30) == residents.own_disclosures(register) == ()
        assert residents.own_credential_ids(register) == frozenset()


@pytest.mark.parametrize(
    "ask",
    [
        residents.own_stays,
        lambda register: residents.own_data(register, kept_days=30),
        residents.own_disclosures,
        residents.own_credential_ids,
    ],
)
def test_a_landlord_is_no_resident(office: Office, ask: object) -> None:
    with pytest.raises(Refused) as refused, office.open() as register:
        ask(register)  # type: ignore[operator]
    assert codes(refused.value) == [("absent", None)]


def looks(register: Register) -> list[str]:
    return [each.case_number for each in residents.own_disclosures(register)]


def test_looks_are_read_newest_first_from_the_instant_on_them(office: Office) -> None:
    _home, rooms = office.house()
    office.claimed(rooms[0].id)
    mine = person_of(office, "resident")
    office.write(look(mine, "old", visible_at=NOON, seen_at=NOON - 9), look(mine, "new", visible_at=NOON + 50, seen_at=NOON - 5))
    with office.resident(now=NOON - 1) as register:
        assert residents.own_disclosures(register) == ()
    with office.resident(now=NOON) as register:
        (seen,) = residents.own_disclosures(register)
    assert (seen.at, seen.body, seen.role, seen.fields) == (NOON - 9, "north", "officer", ("name", "document", "birth_date"))
    assert (seen.purpose, seen.legal_basis, seen.case_number) == ("case", "Article 7", "2026-0001")
    with office.resident(now=NOON + 50) as register:
        assert [each.at for each in residents.own_disclosures(register)] == [NOON - 5, NOON - 9]


def test_before_its_day_a_deferred_look_changes_nothing_that_a_resident_can_read(office: Office) -> None:
    _home, rooms = office.house()
    office.claimed(rooms[0].id)

    def everything() -> list[object]:
        with office.resident() as register:
            return [
                residents.own_stays(register),
                residents.own_data(register, kept_days=30),
                residents.own_disclosures(register),
                residents.own_credential_ids(register),
            ]

    before = everything()
    office.write(look(person_of(office, "resident"), "deferred", visible_at=NOON + 1))
    assert everything() == before


def test_tenancies_that_are_over_are_read_until_they_are_deleted(office: Office) -> None:
    _home, rooms = office.house()
    office.claimed(rooms[0].id)
    assert office.stay(now=at(LAST + timedelta(days=20))).last_day == LAST
