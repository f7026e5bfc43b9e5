"""One registration sent twice, on both databases: one tenancy, one pass, one code; other answers are another registration."""

import pytest

from registry.identity import Identity
from registry.passes.codes import code_of
from registry.refusals import Refused
from registry.tables import Credential, Person, Tenancy
from registry.tenancies import Registered
from registry.tenancies.once import register_once
from tests.registry.parts import LAST, TODAY, Office, codes, person, resident_number


def send(office: Office, unit_id: str, who: Identity | None = None, *, token: str = "one", landlord: str = "landlord") -> Registered:
    with office.open(landlord) as register:
        return register_once(register, who or person(), token=token, unit_id=unit_id, starts_on=TODAY, ends_on=LAST)


def shown(made: Registered) -> tuple[object, ...]:
    return (made.tenancy_id, made.reference, made.credential_id, made.claim_code, made.pass_text, made.short_number, made.valid_until)


def test_sent_twice_is_registered_once(office: Office) -> None:
    _home, rooms = office.house()
    first, second = send(office, rooms[0].id), send(office, rooms[0].id)
    assert shown(first) == shown(second)
    assert [len(office.rows(kind)) for kind in (Tenancy, Credential, Person)] == [1, 1, 1]
    assert office.claim(second.claim_code).tenancy_id == first.tenancy_id


@pytest.mark.parametrize(
    "other", [person("李四"), person(number=resident_number(9)), person(phone="13800138001")], ids=["name", "document", "phone"]
)
def test_other_answers_under_the_same_token_are_judged_like_any(office: Office, other: Identity) -> None:
    _home, rooms = office.house()
    first = send(office, rooms[0].id)
    with pytest.raises(Refused) as refused:
        send(office, rooms[0].id, other)
    assert codes(refused.value) == [("unit-occupied", "unit")]
    elsewhere = send(office, rooms[1].id)
    assert elsewhere.claim_code != first.claim_code and len(office.rows(Tenancy)) == 2


def test_without_a_token_or_with_another_it_is_another_registration(office: Office) -> None:
    _home, rooms = office.house()
    send(office, rooms[0].id, token="")
    for token in ("", "two"):
        with pytest.raises(Refused) as refused:
            send(office, rooms[0].id, token=token)
        assert codes(refused.value) == [("unit-occupied", "unit")]


def test_after_the_claim_there_is_nothing_to_hand_over_again(office: Office) -> None:
    _home, rooms = office.house()
    office.claim(send(office, rooms[0].id).claim_code)
    with pytest.raises(Refused) as refused:
        send(office, rooms[0].id)
    assert codes(refused.value) == [("unit-occupied", "unit")]
    assert len(office.rows(Tenancy)) == 1


def test_the_token_of_one_landlord_opens_nothing_of_anothers(office: Office) -> None:
    _home, rooms = office.house()
    send(office, rooms[0].id)
    with pytest.raises(Refused) as refused:
        send(office, rooms[0].id, landlord="other")
    assert codes(refused.value) == [("absent", None)]


def test_a_code_is_nobodys_guess_without_the_key() -> None:
    words = ("landlord", "one", "room")
    drawn = {code_of(words, key) for key in (b"a" * 32, b"b" * 32)} | {code_of(("landlord", "two", "room"), b"a" * 32)}
    assert len(drawn) == 3 and code_of(words, b"a" * 32) in drawn
    assert all([len(part) for part in code.split("-")] == [4, 4, 4] and not set(code) & set("01ILOU") for code in drawn)
