"""A spare pass: for a day, from the landlord; the tenant's own goes on, the tenant sees it and ends it, and nothing lengthens it."""

from datetime import timedelta

import pytest

from registry import notices, passes, tenancies
from registry.passes.recoding import renew_code
from registry.refusals import Refused
from registry.tables import Credential, Notice
from registry.tenancies import spare
from tests.registry.door import Door
from tests.registry.parts import DAY_MS, FIRST, NOON, TODAY, Office, codes
from tests.registry.passes.test_life import CARD

DAY_S = 86_400


def row(office: Office, credential_id: str) -> Credential:
    return next(one for one in office.rows(Credential) if one.id == credential_id)


def lived_in(office: Office) -> tuple[tenancies.Registered, Door]:
    home, rooms = office.house()
    door = Door(office, home)
    return office.claimed(rooms[0].id, starts_on=TODAY), door


def test_both_passes_open_for_a_day_and_the_tenant_is_told(office: Office) -> None:
    made, door = lived_in(office)
    with office.open() as register:
        given = spare.give_spare(register, made.tenancy_id)
        assert spare.give_spare(register, made.tenancy_id) == given, "one that opens is given again"
    door.listen(NOON)
    assert door.opens(given.pass_text, NOON) and door.opens(made.pass_text, NOON)
    assert door.opens(given.pass_text, NOON + DAY_MS - 1000) and not door.opens(given.pass_text, NOON + DAY_MS)
    assert [(one.code, one.account_id) for one in office.rows(Notice)] == [(notices.SPARE_GIVEN, "resident")]
    kept = row(office, given.credential_id)
    assert (kept.claimed_at, kept.claim_hash, kept.not_after) == (None, None, NOON // 1000 + DAY_S)
    with office.resident() as register:
        assert [way.kind for way in passes.own_ways(register)] == ["pass", "spare"]
        assert [card.credential_id for card in passes.own_passes(register)] == [made.credential_id]
        passes.revoke(register, given.credential_id)
    door.listen(NOON + 1)
    assert not door.opens(given.pass_text, NOON + 1) and door.opens(made.pass_text, NOON + 1)
    with office.open() as register:
        assert spare.find_spare(register, made.tenancy_id) is None


def test_neither_renewal_nor_end_nor_contest_lengthens_it(office: Office) -> None:
    made, _door = lived_in(office)
    with office.open() as register:
        given = spare.give_spare(register, made.tenancy_id)
    before = row(office, given.credential_id)
    with office.open() as register:
        tenancies.renew(register, made.tenancy_id, ends_on=TODAY + timedelta(days=900))
    office.end(made.tenancy_id, TODAY + timedelta(days=30))
    office.contest(made.tenancy_id)
    after = row(office, given.credential_id)
    assert (after.not_after, after.pass_text) == (before.not_after, before.pass_text)


def test_a_card_stays_a_card_when_the_lease_goes_on(office: Office) -> None:
    made, _door = lived_in(office)
    with office.resident() as register:
        card = passes.add_card(register, made.credential_id, number=CARD, with_pin=False).credential_id
    with office.open() as register:
        tenancies.renew(register, made.tenancy_id, ends_on=TODAY + timedelta(days=900))
    assert row(office, card).pass_text == ""
    assert row(office, card).not_after == row(office, made.credential_id).not_after
    with office.resident() as register:
        assert [way.kind for way in passes.own_ways(register)] == ["pass", "card"]


def test_there_is_none_where_no_pass_opens(office: Office) -> None:
    _home, rooms = office.house()
    later = office.claimed(rooms[0].id, starts_on=FIRST)
    with pytest.raises(Refused) as refused, office.open() as register:
        spare.give_spare(register, later.tenancy_id)
    assert codes(refused.value) == [("spare-not-now", None)]
    for actor, role in (("another", "landlord"), ("resident", "resident")):
        with pytest.raises(Refused) as refused, office.open(actor, role) as register:
            spare.give_spare(register, later.tenancy_id)
        assert codes(refused.value) == [("absent", None)]


def test_nobody_claims_it(office: Office) -> None:
    home, rooms = office.house()
    assert home
    made = office.let(rooms[0].id, starts_on=TODAY)
    with office.open() as register:
        given = spare.give_spare(register, made.tenancy_id)
        assert renew_code(register, made.tenancy_id).credential_id == made.credential_id != given.credential_id
