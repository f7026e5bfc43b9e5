"""Undoing a mistaken registration on both databases: nothing is left of it, and after the first entry it is too late."""

import pytest

from registry import homes, notices, tenancies
from registry.keys import KeyGone
from registry.refusals import Refused
from registry.tables import Confirmation, Credential, ListChange, Notice, Occupant, Person, Tenancy
from tests.registry.door import Door
from tests.registry.parts import NOON, Office, codes


def test_undoing_leaves_no_row_and_no_key(office: Office) -> None:
    home, rooms = office.house()
    door = Door(office, home)
    made = office.let(rooms[0].id)
    door.listen(NOON)
    (held,) = office.rows(Person)
    assert office.undo(made.tenancy_id) == rooms[0].id
    assert [office.rows(kind) for kind in (Tenancy, Occupant, Credential, Person, Notice)] == [[]] * 5
    with pytest.raises(KeyGone):
        office.vault.keys.get(f"person:{held.id}")
    assert [change.door_group for change in office.rows(ListChange)] == [home.door_group]
    door.listen(NOON + 1)
    assert not door.opens(made.pass_text, NOON)
    with office.open() as register:
        assert homes.find_unit(register, rooms[0].id).state == "vacant"
    office.let(rooms[0].id)


def test_other_tenancies_stay(office: Office) -> None:
    _home, rooms = office.house()
    made, other = office.let(rooms[0].id), office.let(rooms[1].id)
    office.undo(made.tenancy_id)
    with office.open() as register:
        assert [seen.id for seen in tenancies.overview(register)] == [other.tenancy_id]
        assert tenancies.find(register, other.tenancy_id).name


def test_after_the_first_entry_it_is_too_late(office: Office) -> None:
    _home, rooms = office.house()
    made = office.let(rooms[0].id)
    with pytest.raises(Refused) as refused:
        office.undo(made.tenancy_id, seen=True)
    assert codes(refused.value) == [("already-entered", None)]
    assert len(office.rows(Person)) == 1


def test_a_confirmed_occupancy_is_an_entry_even_when_entries_are_deleted(office: Office) -> None:
    _home, rooms = office.house()
    made = office.claimed(rooms[0].id)
    (occupant,) = office.rows(Occupant)
    office.write(Confirmation(occupant_id=occupant.id, credential_id=made.credential_id, gate_id="g", confirmed_at=NOON))
    with pytest.raises(Refused) as refused:
        office.undo(made.tenancy_id)
    assert codes(refused.value) == [("already-entered", None)]


def test_whoever_claimed_the_pass_is_told(office: Office) -> None:
    _home, rooms = office.house()
    made = office.claimed(rooms[0].id)
    office.undo(made.tenancy_id)
    with office.resident() as register:
        assert [notice.code for notice in notices.own_notices(register)] == ["tenancy-undone"]


def test_a_resident_does_not_undo(office: Office) -> None:
    _home, rooms = office.house()
    made = office.claimed(rooms[0].id)
    with pytest.raises(Refused) as refused, office.resident() as register:
        tenancies.undo(register, made.tenancy_id, first_entry_seen=False)
    assert codes(refused.value) == [("absent", None)]
