"""Registering a tenant on both databases: rows, pass, door, and what is refused."""

from datetime import date, timedelta

import pytest

from edge.protocol.passes import PassKind, decode
from edge.protocol.signing import Purpose, key_id, verify
from registry import tenancies
from registry.refusals import Refused
from registry.tables import Credential, ListChange, Occupant, Person, Property, Tenancy
from tests.registry.door import Door
from tests.registry.parts import DAY_MS, FIRST, LAST, NOON, TODAY, Office, at, codes, person, resident_number, seconds


def test_a_tenant_is_registered_and_seen(office: Office) -> None:
    _home, rooms = office.house()
    made = office.let(rooms[0].id, person("古丽·阿依", number=resident_number(7)), starts_on=FIRST)
    with office.open() as register:
        seen = tenancies.find(register, made.tenancy_id)
        assert tenancies.overview(register) == (seen,)
    assert (seen.id, seen.reference, seen.unit_id) == (made.tenancy_id, made.reference, rooms[0].id)
    assert (seen.address, seen.unit, seen.name, seen.document_last_four) == ("北街12号", "101", "古丽·阿依", resident_number(7)[-4:])
    assert (seen.starts_on, seen.ends_on, seen.last_day, seen.end_on) == (FIRST, LAST, LAST, None)
    assert (seen.contested, seen.claimed) == (False, False)
    assert made.valid_until == LAST


def test_what_people_read_out_is_easy_to_read_out(office: Office) -> None:
    _home, rooms = office.house()
    made = office.let(rooms[0].id)
    assert made.reference.startswith("A-") and len(made.reference) == 8 and made.reference[2:].isdecimal()
    assert [part.isdecimal() and len(part) for part in made.short_number.split()] == [4, 4]
    assert [len(part) for part in made.claim_code.split("-")] == [4, 4, 4]
    assert not set(made.claim_code) & set("01ILOU")


def test_the_pass_is_the_buildings_own_and_says_when(office: Office) -> None:
    home, rooms = office.house()
    made = office.let(rooms[0].id, starts_on=FIRST)
    (row,) = office.rows(Property)
    signed = decode(made.pass_text)
    verify(bytes.fromhex(row.pass_key), Purpose.PASS, signed.record, signed.signature)
    assert signed.value.key_id == key_id(bytes.fromhex(row.pass_key))
    assert (signed.value.door_group, signed.value.kind) == (home.door_group, PassKind.RESIDENT)
    assert signed.value.credential.hex() == made.credential_id
    assert (signed.value.not_before, signed.value.not_after) == (seconds(FIRST), seconds(LAST + timedelta(days=1)))
    (credential,) = office.rows(Credential)
    assert (credential.not_before, credential.not_after) == (signed.value.not_before, signed.value.not_after)
    assert (credential.pass_text, credential.short_number) == (made.pass_text, made.short_number)
    assert credential.claim_expires_at == NOON + 3 * DAY_MS
    assert made.claim_code not in str(credential) and made.claim_code.replace("-", "") not in str(credential)


@pytest.mark.parametrize("starts_on", [TODAY, TODAY - timedelta(days=4000)])
def test_a_tenancy_that_runs_already_opens_from_this_morning(office: Office, starts_on: date) -> None:
    _home, rooms = office.house()
    office.let(rooms[0].id, starts_on=starts_on)
    assert [row.not_before for row in office.rows(Credential)] == [seconds(TODAY)]


def test_the_door_opens_from_the_first_morning_to_the_last_midnight(office: Office) -> None:
    home, rooms = office.house()
    door = Door(office, home)
    made = office.let(rooms[0].id, starts_on=FIRST)
    assert [change.door_group for change in office.rows(ListChange)] == [home.door_group]
    assert door.listen(NOON)
    opens = [door.opens(made.pass_text, at(day, hour)) for day in (FIRST, LAST) for hour in (0, 23)]
    assert opens == [True] * 4
    assert not door.opens(made.pass_text, at(FIRST, 0) - 1000)
    assert door.opens(made.pass_text, at(LAST, 23, 59))
    assert not door.opens(made.pass_text, at(LAST + timedelta(days=1), 0))


def test_a_pass_opens_no_other_building(office: Office) -> None:
    _home, rooms = office.house()
    elsewhere = Door(office, office.house(address="other")[0])
    made = office.let(rooms[0].id)
    elsewhere.listen(NOON)
    assert not elsewhere.opens(made.pass_text, NOON)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (FIRST, LAST),
        (TODAY, FIRST),
        (LAST, LAST + timedelta(days=9)),
        (FIRST + timedelta(days=9), FIRST + timedelta(days=10)),
        (TODAY, date(2028, 1, 1)),
    ],
)
def test_a_room_is_one_tenancys_at_a_time(office: Office, starts_on: date, ends_on: date) -> None:
    _home, rooms = office.house()
    office.let(rooms[0].id, starts_on=FIRST)
    with pytest.raises(Refused) as refused:
        office.let(rooms[0].id, starts_on=starts_on, ends_on=ends_on)
    assert codes(refused.value) == [("unit-occupied", "unit")]
    assert len(office.rows(Tenancy)) == len(office.rows(Person)) == 1


def test_the_days_before_and_after_are_free_and_so_is_the_next_room(office: Office) -> None:
    _home, rooms = office.house()
    office.let(rooms[0].id, starts_on=FIRST)
    office.let(rooms[0].id, starts_on=TODAY, ends_on=FIRST - timedelta(days=1))
    office.let(rooms[0].id, starts_on=LAST + timedelta(days=1), ends_on=date(2028, 11, 30))
    office.let(rooms[1].id, starts_on=FIRST)
    assert len(office.rows(Tenancy)) == 4


def test_a_room_is_not_let_again_while_its_end_can_be_contested(office: Office) -> None:
    _home, rooms = office.house()
    made = office.claimed(rooms[0].id)
    last = TODAY + timedelta(days=10)
    office.end(made.tenancy_id, last)
    after = {"starts_on": last + timedelta(days=1), "ends_on": LAST}
    with pytest.raises(Refused) as refused:
        office.let(rooms[0].id, now=at(last), **after)
    assert codes(refused.value) == [("unit-occupied", "unit")]
    office.let(rooms[0].id, now=at(last + timedelta(days=1)), **after)


def test_a_room_that_its_tenant_gave_up_is_free_at_once_from_the_day_after(office: Office) -> None:
    _home, rooms = office.house()
    made = office.claimed(rooms[0].id)
    office.end(made.tenancy_id, None, by="resident")
    assert office.let(rooms[0].id, starts_on=TODAY + timedelta(days=1)).tenancy_id != made.tenancy_id


def test_the_same_person_elsewhere_changes_nothing(office: Office) -> None:
    _home, rooms = office.house()
    _other, others = office.house("another landlord")
    office.claimed(rooms[0].id, person("李四"))
    office.let(others[0].id, person("李 四"), actor="another landlord")
    first, second = office.rows(Person)
    assert first.document_hmac == second.document_hmac
    assert first.id != second.id and first.sealed != second.sealed
    with office.open("another landlord") as register:
        (seen,) = tenancies.overview(register)
    assert (seen.name, seen.claimed) == ("李 四", False)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "wrong"),
    [
        (FIRST, FIRST, [("ends-before-start", "ends_on")]),
        (TODAY - timedelta(days=9), TODAY - timedelta(days=1), [("lease-over", "ends_on")]),
        (FIRST, date(2047, 1, 1), [("lease-too-long", "ends_on")]),
        (date(2029, 1, 1), date(2030, 1, 1), [("starts-on-too-late", "starts_on")]),
    ],
)
def test_a_lease_that_cannot_be_leaves_nothing(office: Office, starts_on: date, ends_on: date, wrong: list[tuple[str, str]]) -> None:
    _home, rooms = office.house()
    with pytest.raises(Refused) as refused:
        office.let(rooms[0].id, starts_on=starts_on, ends_on=ends_on)
    assert codes(refused.value) == wrong
    assert office.rows(Person) == office.rows(Tenancy) == office.rows(Occupant) == office.rows(Credential) == []


def test_what_registering_made_cannot_be_printed(office: Office) -> None:
    _home, rooms = office.house()
    made = office.let(rooms[0].id)
    with office.open() as register:
        seen = tenancies.find(register, made.tenancy_id)
    assert (repr(made), repr(seen)) == ("<Registered>", "<TenancyView>")
