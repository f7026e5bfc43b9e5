"""Claiming a pass: once, in time, with an account of one's own; whatever does not fit, the answer is the same and slower each time."""

import pytest

from hub.accounts.attempts import ADDRESS_FREE, FIRST_WAIT_MS, PAIR_FREE
from hub.accounts.tables import PeopleAccount, PeopleAttempt, PeopleGrant
from registry.passes.codes import CLAIM_MS
from registry.tables import Credential, Occupant
from tests.hub.web.front import PASSPHRASE, PHONE, Caller, Front, House, add_house
from tests.registry.parts import resident_number

WRONG = "2222-3333-4444"


def body(code: str, phone: str = PHONE, passphrase: str = PASSPHRASE) -> dict[str, str]:
    return {"code": code, "phone": phone, "passphrase": passphrase}


def test_a_claim_makes_the_account_signs_in_and_gives_the_pass_away(front: Front, house: House) -> None:
    made = house.let()
    caller = front.caller()
    assert caller.tell("/claims", body(made["claim_code"])) == {"tenancy_id": made["id"], "credential_id": made["credential_id"]}
    (occupant,), credential = front.rows(Occupant), front.row(Credential, made["credential_id"])
    assert caller.ask("/me")["account_id"] == occupant.account_id
    assert caller.ask("/me")["roles"] == ["resident"]
    assert (credential.claimed_at, credential.claim_hash) == (front.now, None)
    assert house.landlord.ask(f"/units/{house.units[0]['id']}")["state"] == "let"
    assert PHONE.replace(" ", "") not in str(front.rows(PeopleAccount))


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code.replace('-', ' ')} "])
def test_a_code_is_read_as_people_type_it(sqlite_front: Front, typed) -> None:
    made = add_house(sqlite_front.landlord()).let()
    assert sqlite_front.caller().tell("/claims", body(typed(made["claim_code"])))["tenancy_id"] == made["id"]


def test_a_code_works_once(front: Front, house: House) -> None:
    made = house.let()
    front.claim(made["claim_code"])
    for phone in (PHONE, "139 0000 0001"):
        assert front.caller().refused("/claims", body(made["claim_code"], phone)) == [("claim-code", None)]
    assert len(front.rows(PeopleAccount)) == 2


@pytest.mark.parametrize(("after", "works"), [(CLAIM_MS - 1, True), (CLAIM_MS, False)])
def test_a_code_works_for_72_hours(sqlite_front: Front, after: int, works: bool) -> None:
    made = add_house(sqlite_front.landlord()).let()
    sqlite_front.now += after
    answer = sqlite_front.caller().post("/claims", json=body(made["claim_code"]))
    assert answer.is_success is works
    assert (sqlite_front.rows(Credential)[0].claimed_at is not None) is works


def test_whatever_does_not_fit_is_answered_alike_and_changes_nothing(front: Front, house: House) -> None:
    first, second, third = house.let(0), house.let(1), house.let(2)
    front.claim(first["claim_code"])
    house.landlord.tell(f"/tenancies/{third['id']}/undo")
    accounts_before = {account.id: account.password for account in front.rows(PeopleAccount)}
    wrong = [
        body(WRONG, phone="139 0000 0001"),  # no such code, no account
        body(WRONG),  # no such code, the account's own passphrase
        body(second["claim_code"], passphrase="something else"),  # a good code, an account, not its passphrase
        body(first["claim_code"]),  # used
        body(third["claim_code"], phone="139 0000 0002"),  # undone
    ]
    answers = [front.caller().post("/claims", json=one) for one in wrong]
    assert {(answer.status_code, answer.content) for answer in answers} == {(422, answers[0].content)}
    assert [(error["code"], error["field"]) for error in answers[0].json()["errors"]] == [("claim-code", None)]
    assert not any("set-cookie" in answer.headers for answer in answers)
    assert {account.id: account.password for account in front.rows(PeopleAccount)} == accounts_before
    assert front.row(Credential, second["credential_id"]).claimed_at is None


def test_a_phone_with_an_account_claims_with_its_own_passphrase(front: Front, house: House) -> None:
    first, second = house.let(0), house.let(1)
    front.claim(first["claim_code"])
    both = front.claim(second["claim_code"], phone="+86 138-0013-8000")
    assert len(front.rows(PeopleGrant)) == 2
    assert len({occupant.account_id for occupant in front.rows(Occupant)}) == 1
    assert {stay["value"] for stay in both.ask("/me/data")["data"] if stay["field"] == "unit"} == {"101", "102"}


def test_a_disabled_account_claims_nothing(front: Front, house: House) -> None:
    made = house.let()
    account_id = front.account(PHONE, "landlord")
    with front.owner.begin() as session:
        session.get_one(PeopleAccount, account_id).disabled_at = 1
    assert front.caller().refused("/claims", body(made["claim_code"])) == [("claim-code", None)]
    assert front.row(Credential, made["credential_id"]).claimed_at is None


def test_what_cannot_be_right_is_said_beside_its_field_before_anything_is_looked_up(sqlite_front: Front) -> None:
    assert sqlite_front.caller().refused("/claims", {}) == [
        ("claim-code-missing", "code"),
        ("phone-missing", "phone"),
        ("passphrase-too-short", "passphrase"),
    ]
    said = sqlite_front.caller().refused("/claims", body(WRONG, phone="call me", passphrase="x" * 201))
    assert said == [("phone-unreadable", "phone"), ("passphrase-too-long", "passphrase")]
    assert sqlite_front.caller().refused("/claims", {**body(WRONG), "role": "landlord"}) == [("unknown-field", None)]
    assert sqlite_front.rows(PeopleAttempt) == []


def test_guessing_codes_gets_slow_for_the_guesser(front: Front, house: House) -> None:
    made = house.let()
    guesser = front.caller()
    for _guess in range(PAIR_FREE):
        assert guesser.refused("/claims", body(WRONG)) == [("claim-code", None)]
    slowed = guesser.post("/claims", json=body(made["claim_code"]))
    assert (slowed.status_code, slowed.headers["Retry-After"]) == (429, str(FIRST_WAIT_MS // 1000))
    assert slowed.json()["errors"][0]["code"] == "slow-down"
    assert front.row(Credential, made["credential_id"]).claimed_at is None
    front.now += FIRST_WAIT_MS
    guesser.tell("/claims", body(made["claim_code"]))


def test_claiming_and_signing_in_share_their_count(sqlite_front: Front) -> None:
    sqlite_front.account(PHONE, "landlord")
    made = add_house(sqlite_front.landlord()).let()
    guesser = sqlite_front.caller()
    for number in range(PAIR_FREE):
        if number % 2:
            guesser.refused("/claims", body(made["claim_code"], passphrase=f"not this one {number}"))
        else:
            guesser.refused("/session", {"login": PHONE, "passphrase": f"nor this one {number}"}, status=401)
    assert guesser.refused("/session", {"login": PHONE, "passphrase": PASSPHRASE}, status=429) == [("slow-down", None)]


def test_one_address_that_tries_many_phones_is_slowed_too(sqlite_front: Front) -> None:
    guesser = sqlite_front.caller()
    for number in range(ADDRESS_FREE):
        assert guesser.refused("/claims", body(WRONG, phone=f"139 0000 {number:04}")) == [("claim-code", None)]
    assert guesser.refused("/claims", body(WRONG, phone="139 0001 0000"), status=429) == [("slow-down", None)]


def test_who_is_signed_in_does_not_find_it(sqlite_front: Front) -> None:
    house = add_house(sqlite_front.landlord())
    made = house.let()
    assert house.landlord.refused("/claims", body(made["claim_code"]), status=404) == [("absent", None)]
    assert house.landlord.get("/claim").status_code == 404


def answered(caller: Caller, fields: dict[str, str]) -> str:
    return caller.send_form("/claim", fields, status=422).text


def test_the_page_keeps_what_was_typed_but_the_passphrase(sqlite_front: Front) -> None:
    page = answered(sqlite_front.caller(), body(WRONG, passphrase="river under the moon"))
    assert WRONG in page and PHONE in page and "river under" not in page
    assert "The claim did not work." in page
    empty = answered(sqlite_front.caller(), {"code": "", "phone": "", "passphrase": ""})
    assert all(f'href="#{name}"' in empty for name in ("code", "phone", "passphrase"))


def test_a_link_brings_the_code_along(sqlite_front: Front) -> None:
    assert f'value="{WRONG}"' in sqlite_front.caller().get_page(f"/claim?code={WRONG}")


def test_an_end_that_was_announced_before_the_claim_is_told_with_it(front: Front, house: House) -> None:
    made = house.let(document_number=resident_number(3))
    house.landlord.tell(f"/tenancies/{made['id']}/end", {"end_on": "2026-12-08"})
    assert [notice["code"] for notice in front.claim(made["claim_code"]).ask("/me/notices")["notices"]] == ["tenancy-end-announced"]
