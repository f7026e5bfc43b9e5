"""Correcting who a row says somebody is: the landlord alone before the claim, both sides after it, and the person stays the same."""

import pytest

from registry import corrections
from registry.identity import Identity
from registry.notices import CORRECTED, CORRECTION_ASKED, NOT_CORRECTED
from registry.people import document_hmac, open_person
from registry.refusals import Refused
from registry.tables import Correction, Credential, Notice, Person
from tests.registry.parts import TODAY, Office, codes, person, resident_number

RIGHT = person("古丽·阿依木", number=resident_number(9))


def held(office: Office) -> Identity | None:
    (row,) = office.rows(Person)
    found = open_person(office.vault, row)
    assert found is None or row.document_hmac == document_hmac(office.vault, found)
    return found


def ask(office: Office, tenancy_id: str, identity: Identity = RIGHT, *, actor: str = "resident") -> str:
    with office.resident(actor) as register:
        return corrections.ask(register, identity, tenancy_id=tenancy_id)


def told(office: Office, account: str) -> list[str]:
    return [row.code for row in office.rows(Notice) if row.account_id == account]


def claimed(office: Office) -> str:
    _home, rooms = office.house()
    return office.claimed(rooms[0].id).tenancy_id


def test_the_landlord_corrects_a_slip_before_anybody_has_claimed_the_pass(office: Office) -> None:
    _home, rooms = office.house()
    made = office.let(rooms[0].id)
    before = office.rows(Person)[0].id
    with office.open() as register:
        corrections.correct(register, RIGHT, tenancy_id=made.tenancy_id)
    assert (held(office), office.rows(Person)[0].id) == (RIGHT, before)
    assert [row.id for row in office.rows(Credential)] == [made.credential_id]


def test_afterwards_neither_side_does_it_alone(office: Office) -> None:
    tenancy_id = claimed(office)
    with pytest.raises(Refused) as refused, office.open() as register:
        corrections.correct(register, RIGHT, tenancy_id=tenancy_id)
    assert codes(refused.value) == [("correction-claimed", None)]
    ask(office, tenancy_id)
    assert held(office) == person()
    assert told(office, "landlord") == [CORRECTION_ASKED]


@pytest.mark.parametrize(("accept", "code"), [(True, CORRECTED), (False, NOT_CORRECTED)])
def test_the_landlord_says_yes_or_no_once(office: Office, accept: bool, code: str) -> None:
    correction_id = ask(office, claimed(office))
    with office.open() as register:
        corrections.decide(register, correction_id, accept=accept)
    assert held(office) == (RIGHT if accept else person())
    assert office.rows(Correction) == []
    assert told(office, "resident") == [code]
    with pytest.raises(Refused) as refused, office.open() as register:
        corrections.decide(register, correction_id, accept=True)
    assert codes(refused.value) == [("absent", None)]


def test_the_landlord_sees_what_would_change_and_no_whole_number(office: Office) -> None:
    tenancy_id = claimed(office)
    ask(office, tenancy_id)
    with office.open() as register:
        (view,) = corrections.waiting(register)
    assert (view.tenancy_id, view.changes, view.name) == (tenancy_id, ("name", "document_number"), RIGHT.name)
    assert (view.document_last_four, repr(view)) == (RIGHT.last_four, "<CorrectionView>")
    for actor, role in (("another landlord", "landlord"), ("resident", "resident"), ("landlord", "manager")):
        with office.open(actor, role) as register:
            assert corrections.waiting(register) == ()
        with pytest.raises(Refused), office.open(actor, role) as register:
            corrections.decide(register, view.id, accept=True)


def test_asking_again_replaces_what_was_asked(office: Office) -> None:
    tenancy_id = claimed(office)
    first = ask(office, tenancy_id, person("别的名字"))
    second = ask(office, tenancy_id)
    assert [row.id for row in office.rows(Correction)] == [second] != [first]


def test_nothing_is_no_correction(office: Office) -> None:
    tenancy_id = claimed(office)
    with pytest.raises(Refused) as refused:
        ask(office, tenancy_id, person())
    assert codes(refused.value) == [("correction-same", None)]


def test_nobody_asks_for_somebody_else(office: Office) -> None:
    tenancy_id = claimed(office)
    with pytest.raises(Refused) as refused:
        ask(office, tenancy_id, actor="another resident")
    assert codes(refused.value) == [("absent", None)]
    with pytest.raises(Refused), office.open() as register:
        corrections.ask(register, RIGHT, tenancy_id=tenancy_id)


def test_what_was_asked_is_sealed_and_goes_with_the_tenancy(office: Office) -> None:
    ask(office, claimed(office))
    (row,) = office.rows(Correction)
    assert RIGHT.name.encode() not in row.sealed
    assert len({len(each.sealed) for each in (row, office.rows(Person)[0])}) == 1
    office.forget(today=TODAY.replace(year=2029))
    assert office.rows(Correction) == office.rows(Person) == []
