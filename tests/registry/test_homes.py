"""Buildings and rooms on both databases."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from registry import homes, tenancies
from registry.refusals import Refused
from registry.tables import Property, Unit
from tests.registry.parts import LAST, TODAY, Office, codes


def test_a_building_and_its_rooms_are_found_again(office: Office) -> None:
    home, rooms = office.house()
    with office.open() as register:
        (listed,) = homes.list_properties(register)
        found = homes.find_property(register, home.id)
        unit = homes.find_unit(register, rooms[2].id)
    assert listed == found
    assert (found.address, found.door_group) == ("北街12号", home.door_group)
    assert [room.label for room in found.units] == ["101", "102", "103", "104"]
    assert found.vacant == found.units == tuple(rooms)
    assert unit == rooms[2]
    assert (unit.address, unit.floor, unit.state, unit.tenancy_id) == ("北街12号", 1, "vacant", None)


def test_each_building_has_a_door_group_and_a_pass_key_of_its_own(office: Office) -> None:
    for number in range(3):
        office.house(address=f"{number} Lane")
    rows = office.rows(Property)
    assert len({row.door_group for row in rows}) == len({row.pass_key for row in rows}) == 3
    assert all(0 < row.door_group < 2**31 for row in rows)
    assert all(Ed25519PublicKey.from_public_bytes(bytes.fromhex(row.pass_key)) for row in rows)
    assert set(office.vault.keys.names()) == {f"property:{row.id}" for row in rows}


def test_rooms_come_by_floor_whatever_the_number_of_digits(office: Office) -> None:
    with office.open() as register:
        home = homes.add_property(register, address="x")
        for first in (11, 2, 1):
            homes.add_units(register, home.id, homes.RoomRange(first_floor=first, last_floor=first, rooms_per_floor=1))
        found = homes.find_property(register, home.id)
    assert [room.label for room in found.units] == ["101", "201", "1101"]


def test_rooms_that_exist_are_named_and_none_is_added(office: Office) -> None:
    home, _rooms = office.house()
    with pytest.raises(Refused) as refused, office.open() as register:
        homes.add_units(register, home.id, homes.RoomRange(first_floor=1, last_floor=2, rooms_per_floor=4))
    (refusal,) = refused.value.refusals
    assert (refusal.code, refusal.field, refusal.detail["label"], refusal.detail["count"]) == ("rooms-exist", "first_floor", "101", 4)
    assert len(office.rows(Unit)) == 4


def test_a_building_has_its_limit(office: Office) -> None:
    home, _rooms = office.house(rooms=1)
    for first in (2, 12):
        with office.open() as register:
            homes.add_units(register, home.id, homes.RoomRange(first_floor=first, last_floor=first + 9, rooms_per_floor=99))
    with pytest.raises(Refused) as refused, office.open() as register:
        homes.add_units(register, home.id, homes.RoomRange(first_floor=30, last_floor=30, rooms_per_floor=20))
    assert codes(refused.value) == [("too-many-rooms", "rooms_per_floor")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "address-missing"),
        (" \t\n", "address-missing"),
        ("x" * 201, "address-too-long"),
        ("a\x00b", "address-characters"),
        ("a\ud800", "address-characters"),
    ],
)
def test_an_address_that_cannot_be_kept_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        homes.judge_address(text)
    assert codes(refused.value) == [(code, "address")]


def test_an_address_is_kept_in_one_line() -> None:
    assert homes.judge_address("  12  North\nStreet ") == "12 North Street"


def test_a_refused_address_leaves_nothing(office: Office) -> None:
    with pytest.raises(Refused), office.open() as register:
        homes.add_property(register, address=" ")
    assert (office.rows(Property), office.lines(), office.vault.keys.names()) == ([], [], ())


def states(office: Office, *, now: int | None = None) -> list[str]:
    with office.open(now=now) as register:
        (home,) = homes.list_properties(register)
        assert homes.find_property(register, home.id) == home
        assert all(homes.find_unit(register, room.id) == room for room in home.units)
    return [room.state for room in home.units]


def test_a_room_has_the_word_of_its_tenancy(office: Office) -> None:
    _home, rooms = office.house()
    office.let(rooms[1].id)
    office.claimed(rooms[2].id)
    ending = office.claimed(rooms[3].id, account="other")
    office.end(ending.tenancy_id, TODAY.replace(month=12))
    assert states(office) == ["vacant", "unclaimed", "let", "ending"]
    office.contest(ending.tenancy_id, actor="other")
    assert states(office) == ["vacant", "unclaimed", "let", "let"]


def test_a_tenancy_to_come_takes_the_room_and_the_running_one_comes_first(office: Office) -> None:
    _home, rooms = office.house(rooms=1)
    running = office.claimed(rooms[0].id, ends_on=LAST)
    office.let(rooms[0].id, starts_on=LAST.replace(month=12), ends_on=LAST.replace(year=2028))
    assert states(office) == ["let"]
    with office.open() as register:
        assert homes.find_unit(register, rooms[0].id).tenancy_id == running.tenancy_id
        assert len(tenancies.overview(register)) == 2
