"""Claims on both databases: once, within 72 hours, by one account, and two at once are still one."""

import threading

import pytest

from registry import passes, tenancies
from registry.passes.codes import CLAIM_MS
from registry.refusals import Refused
from registry.tables import Credential, Occupant
from tests.registry.parts import NOON, TODAY, Office, at, codes


def target(office: Office, code: str, *, now: int = NOON) -> str:
    with office.people.read() as session:
        return passes.claim_target(session, code, now=now)


def test_a_claim_makes_the_pass_the_accounts_own(office: Office) -> None:
    _home, rooms = office.house()
    made = office.let(rooms[0].id)
    assert target(office, made.claim_code) == made.credential_id
    claimed = office.claim(made.claim_code.lower().replace("-", " "), now=NOON + 7)
    assert (claimed.tenancy_id, claimed.credential_id) == (made.tenancy_id, made.credential_id)
    (credential,), (occupant,) = office.rows(Credential), office.rows(Occupant)
    assert (credential.claimed_at, credential.claim_hash, credential.claim_expires_at) == (NOON + 7, None, None)
    assert occupant.account_id == "resident"
    with office.open() as register:
        assert tenancies.find(register, made.tenancy_id).claimed


def test_a_pass_that_nobody_claimed_says_so(office: Office) -> None:
    _home, rooms = office.house()
    office.let(rooms[0].id)
    assert [row.claimed_at for row in office.rows(Credential)] == [None]
    assert [row.account_id for row in office.rows(Occupant)] == [None]


@pytest.mark.parametrize("code", ["", "AAAA-AAAA-AAAA", "\ud800", "x" * 10_000])
def test_a_wrong_code_claims_nothing(office: Office, code: str) -> None:
    _home, rooms = office.house()
    office.let(rooms[0].id)
    for attempt in (lambda: office.claim(code), lambda: target(office, code)):
        with pytest.raises(Refused) as refused:
            attempt()
        assert codes(refused.value) == [("claim-code", "code")]
    assert [row.account_id for row in office.rows(Occupant)] == [None]


def test_a_code_is_good_once(office: Office) -> None:
    _home, rooms = office.house()
    made = office.claimed(rooms[0].id)
    for attempt in (lambda: office.claim(made.claim_code, "second"), lambda: target(office, made.claim_code)):
        with pytest.raises(Refused) as refused:
            attempt()
        assert codes(refused.value) == [("claim-code", "code")]
    assert [row.account_id for row in office.rows(Occupant)] == ["resident"]


def test_a_code_is_good_for_72_hours(office: Office) -> None:
    _home, rooms = office.house()
    made = office.let(rooms[0].id)
    with pytest.raises(Refused):
        office.claim(made.claim_code, now=NOON + CLAIM_MS)
    assert target(office, made.claim_code, now=NOON + CLAIM_MS - 1)
    office.claim(made.claim_code, now=NOON + CLAIM_MS - 1)


def test_a_pass_that_is_over_is_not_claimed(office: Office) -> None:
    _home, rooms = office.house()
    made = office.let(rooms[0].id, starts_on=TODAY, ends_on=TODAY.replace(day=25))
    with pytest.raises(Refused):
        office.claim(made.claim_code, now=at(TODAY.replace(day=26), 0))


def test_a_landlord_does_not_claim_as_a_landlord(office: Office) -> None:
    _home, rooms = office.house()
    made = office.let(rooms[0].id)
    with pytest.raises(Refused) as refused, office.open() as register:
        passes.claim(register, made.claim_code)
    assert codes(refused.value) == [("absent", None)]


def test_one_account_may_have_several_tenancies(office: Office) -> None:
    _home, rooms = office.house()
    for room in rooms[:2]:
        office.claimed(room.id)
    with office.resident() as register:
        assert len(tenancies.overview(register)) == 2


def test_of_those_who_claim_at_once_one_does(office: Office) -> None:
    _home, rooms = office.house()
    made = office.let(rooms[0].id)
    together, outcomes = threading.Barrier(4), []

    def attempt(account: str) -> None:
        together.wait()
        try:
            office.claim(made.claim_code, account)
            outcomes.append(account)
        except Refused as refused:
            outcomes.append(codes(refused)[0][0])

    threads = [threading.Thread(target=attempt, args=(f"account-{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winners = [outcome for outcome in outcomes if outcome != "claim-code"]
    assert len(outcomes) == 4 and len(winners) == 1
    assert [row.account_id for row in office.rows(Occupant)] == winners
