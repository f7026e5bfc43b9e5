"""Pass cards on both databases: the landlord sees one with the code and until it is claimed, the resident afterwards, nobody else ever."""

from datetime import timedelta

import pytest

from registry import passes
from registry.passes.codes import CLAIM_MS
from registry.refusals import Refused
from tests.registry.parts import FIRST, LAST, NOON, TODAY, Office, at, codes, person, resident_number


def shown(office: Office, tenancy_id: str, code: str, *, actor: str = "landlord", now: int = NOON) -> passes.Issued | None:
    with office.open(actor, now=now) as register:
        return passes.find_unclaimed(register, tenancy_id, claim_code=code)


def test_the_landlord_sees_what_registering_made(office: Office) -> None:
    _home, rooms = office.house()
    made = office.let(rooms[0].id, person("欧阳䶮"))
    card = shown(office, made.tenancy_id, made.claim_code)
    assert card is not None
    assert (card.credential_id, card.pass_text, card.short_number) == (made.credential_id, made.pass_text, made.short_number)
    assert (card.tenancy_id, card.reference, card.unit_id) == (made.tenancy_id, made.reference, rooms[0].id)
    assert (card.address, card.unit, card.surname, card.valid_until) == ("北街12号", "101", "欧阳", LAST)
    assert repr(card) == "<Issued>"


def test_a_card_shows_a_surname_and_nothing_else_of_the_person(office: Office) -> None:
    _home, rooms = office.house()
    made = office.let(rooms[0].id, person("陈小明", phone="19900001234"))
    card = shown(office, made.tenancy_id, made.claim_code)
    assert card is not None and card.phone == "19900001234", "for the link by which the claim code is sent, and on no card"
    words = [str(getattr(card, name)) for name in card.__slots__ if name != "phone"]
    assert "陈" in words
    assert not [
        word for word in words if "小明" in word or "19900001234" in word or resident_number()[-4:] in word.replace(card.pass_text, "")
    ]


@pytest.mark.parametrize("code", ["", "XXXX-XXXX-XXXX", "\ud800"])
def test_without_the_code_there_is_nothing_to_see(office: Office, code: str) -> None:
    _home, rooms = office.house()
    assert shown(office, office.let(rooms[0].id).tenancy_id, code) is None


def test_the_code_of_another_pass_shows_nothing(office: Office) -> None:
    _home, rooms = office.house()
    one, other = office.let(rooms[0].id), office.let(rooms[1].id)
    assert shown(office, one.tenancy_id, other.claim_code) is None


def test_after_72_hours_or_the_claim_the_landlord_sees_it_no_more(office: Office) -> None:
    _home, rooms = office.house()
    made = office.let(rooms[0].id)
    assert shown(office, made.tenancy_id, made.claim_code, now=NOON + CLAIM_MS - 1)
    assert shown(office, made.tenancy_id, made.claim_code, now=NOON + CLAIM_MS) is None
    office.claim(made.claim_code)
    assert shown(office, made.tenancy_id, made.claim_code) is None


def test_a_resident_has_own_passes_only(office: Office) -> None:
    _home, rooms = office.house()
    mine = office.claimed(rooms[0].id, person("李四"))
    other = office.claimed(rooms[1].id, account="another")
    with office.resident() as register:
        (card,) = passes.own_passes(register)
        assert passes.own_pass(register, mine.credential_id) == card
        assert (card.pass_text, card.surname, card.valid_until) == (mine.pass_text, "李", LAST)
    for missing in (other.credential_id, "none"):
        with pytest.raises(Refused) as refused, office.resident() as register:
            passes.own_pass(register, missing)
        assert codes(refused.value) == [("absent", None)]


def test_a_pass_that_is_over_is_no_pass(office: Office) -> None:
    _home, rooms = office.house()
    made = office.claimed(rooms[0].id)
    with office.resident(now=at(LAST, 23, 59)) as register:
        assert len(passes.own_passes(register)) == 1
    with office.resident(now=at(LAST + timedelta(days=1), 0)) as register:
        assert passes.own_passes(register) == ()
    with pytest.raises(Refused), office.resident(now=at(LAST + timedelta(days=1), 0)) as register:
        passes.own_pass(register, made.credential_id)


def test_the_pass_that_ends_last_comes_first(office: Office) -> None:
    _home, rooms = office.house()
    for room, last in zip(rooms, (FIRST, LAST, FIRST + timedelta(days=9)), strict=False):
        office.claimed(room.id, starts_on=TODAY, ends_on=last)
    with office.resident() as register:
        assert [card.valid_until for card in passes.own_passes(register)] == [LAST, FIRST + timedelta(days=9), FIRST]


@pytest.mark.parametrize("ask", [passes.own_passes, lambda register: passes.own_pass(register, "c")])
def test_a_landlord_has_no_passes(office: Office, ask: object) -> None:
    with pytest.raises(Refused) as refused, office.open() as register:
        ask(register)  # type: ignore[operator]
    assert codes(refused.value) == [("absent", None)]


def test_a_resident_does_not_look_with_a_code(office: Office) -> None:
    _home, rooms = office.house()
    made = office.claimed(rooms[0].id)
    with pytest.raises(Refused), office.resident() as register:
        passes.find_unclaimed(register, made.tenancy_id, claim_code=made.claim_code)
