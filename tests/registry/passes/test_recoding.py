"""Another claim code for an unclaimed pass, on both databases: the one before is dead, the pass is as it was, and the tenant is told."""

import pytest

from registry import notices, passes
from registry.passes import NewCode
from registry.passes.codes import CLAIM_MS
from registry.refusals import Refused
from registry.tables import Credential, ListChange, Notice
from tests.registry.parts import NOON, Office, codes


def invite(office: Office, tenancy_id: str, *, who: str = "landlord", role: str = "landlord", now: int = NOON) -> NewCode:
    with office.open(who, role, now=now) as register:
        return passes.renew_code(register, tenancy_id)


def test_the_new_code_claims_and_the_old_one_is_dead(office: Office) -> None:
    _home, rooms = office.house()
    made = office.let(rooms[0].id)
    before = office.rows(Credential)[0].model_dump(exclude={"claim_hash", "claim_expires_at", "code_renewed_at"})
    told = len(office.rows(ListChange))
    new = invite(office, made.tenancy_id, now=NOON + CLAIM_MS)
    (row,) = office.rows(Credential)
    assert row.model_dump(exclude={"claim_hash", "claim_expires_at", "code_renewed_at"}) == before
    assert (new.credential_id, new.expires_at) == (made.credential_id, NOON + 2 * CLAIM_MS) and len(office.rows(ListChange)) == told
    assert new.claim_code != made.claim_code and new.claim_code not in str(row)
    with pytest.raises(Refused) as refused:
        office.claim(made.claim_code, now=NOON + CLAIM_MS)
    assert codes(refused.value) == [("claim-code", "code")]
    assert office.claim(new.claim_code, now=NOON + 2 * CLAIM_MS - 1).credential_id == made.credential_id


def test_whoever_claims_reads_that_there_was_another_code(office: Office) -> None:
    _home, rooms = office.house()
    made, untouched = office.let(rooms[0].id), office.let(rooms[1].id)
    new = invite(office, made.tenancy_id, now=NOON + 5)
    office.claim(new.claim_code, now=NOON + 9)
    office.claim(untouched.claim_code, "neighbour", now=NOON + 9)
    assert [(row.account_id, row.code, row.at) for row in office.rows(Notice)] == [("resident", notices.CODE_RENEWED, NOON + 5)]


def test_a_claimed_pass_is_nobodys_to_invite_to(office: Office) -> None:
    _home, rooms = office.house()
    made = office.claimed(rooms[0].id)
    before = office.rows(Credential)
    with pytest.raises(Refused) as refused:
        invite(office, made.tenancy_id)
    assert codes(refused.value) == [("nothing-to-claim", None)]
    assert office.rows(Credential) == before


def test_a_pass_that_is_over_is_not_claimed_any_more(office: Office) -> None:
    _home, rooms = office.house()
    made = office.let(rooms[0].id)
    over = office.rows(Credential)[0].not_after * 1000
    with pytest.raises(Refused) as refused:
        invite(office, made.tenancy_id, now=over)
    assert codes(refused.value) == [("nothing-to-claim", None)]


@pytest.mark.parametrize(
    ("who", "role"), [("other", "landlord"), ("landlord", "manager"), ("resident", "resident"), ("landlord", "resident")]
)
def test_nobody_else_makes_a_code(office: Office, who: str, role: str) -> None:
    _home, rooms = office.house()
    made = office.let(rooms[0].id)
    with pytest.raises(Refused) as refused:
        invite(office, made.tenancy_id, who=who, role=role)
    assert codes(refused.value) == [("absent", None)]
    assert office.claim(made.claim_code).credential_id == made.credential_id
