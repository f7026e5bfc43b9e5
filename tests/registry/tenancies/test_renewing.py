"""A lease that goes on: the same pass until a later day, and nothing that a landlord could not do to a pass before."""

from datetime import timedelta

import pytest

from edge.protocol.passes import decode
from registry import passes, residents, tenancies
from registry.notices import RENEWED
from registry.refusals import Refused
from registry.tables import Credential, ListChange, Notice, Tenancy
from tests.registry.parts import LAST, TODAY, Office, codes, seconds

LATER = LAST + timedelta(days=365)


def renew(office: Office, tenancy_id: str, ends_on=LATER, *, actor: str = "landlord", now: int | None = None) -> None:  # type: ignore[no-untyped-def]
    with office.open(actor, now=now) as register:
        tenancies.renew(register, tenancy_id, ends_on=ends_on)


def test_the_same_pass_opens_until_the_new_last_day(office: Office) -> None:
    _home, rooms = office.house()
    made = office.claimed(rooms[0].id)
    before = len(office.rows(ListChange))
    renew(office, made.tenancy_id)
    (credential,) = office.rows(Credential)
    signed = decode(credential.pass_text).value
    end = seconds(LATER + timedelta(days=1))
    assert (credential.id, credential.not_after, signed.not_after) == (made.credential_id, end, end)
    assert (signed.credential.hex(), signed.not_before) == (made.credential_id, credential.not_before)
    assert len(office.rows(ListChange)) == before + 1
    assert [row.ends_on for row in office.rows(Tenancy)] == [LATER.isoformat()]
    assert [row.code for row in office.rows(Notice) if row.account_id == "resident"] == [RENEWED]
    with office.resident() as register:
        assert [card.valid_until for card in passes.own_passes(register)] == [LATER]
        assert residents.own_stays(register)[0].ends_on == LATER


@pytest.mark.parametrize(
    ("ends_on", "refusal"),
    [(LAST, ("renewal-not-later", "ends_on")), (LAST - timedelta(days=9), ("renewal-not-later", "ends_on")),
     (TODAY + timedelta(days=20 * 366 + 1), ("lease-too-long", "ends_on"))],
)  # fmt: skip
def test_a_day_that_no_lease_can_go_on_to(office: Office, ends_on, refusal) -> None:  # type: ignore[no-untyped-def]
    _home, rooms = office.house()
    made = office.claimed(rooms[0].id)
    with pytest.raises(Refused) as refused:
        renew(office, made.tenancy_id, ends_on)
    assert codes(refused.value) == [refusal]
    assert [row.ends_on for row in office.rows(Tenancy)] == [LAST.isoformat()]


def test_what_is_over_or_ending_does_not_go_on(office: Office) -> None:
    _home, rooms = office.house()
    made = office.claimed(rooms[0].id)
    with pytest.raises(Refused) as over:
        renew(office, made.tenancy_id, now=seconds(LAST + timedelta(days=1)) * 1000)
    office.end(made.tenancy_id, TODAY + timedelta(days=9))
    with pytest.raises(Refused) as ending:
        renew(office, made.tenancy_id)
    assert (codes(over.value), codes(ending.value)) == ([("renewal-over", None)], [("renewal-ending", None)])
    office.contest(made.tenancy_id)
    renew(office, made.tenancy_id)
    (tenancy,) = office.rows(Tenancy)
    assert (tenancy.end_on, tenancy.end_by, tenancy.notice_at, tenancy.contested_at) == (None, None, None, None)


def test_a_room_that_somebody_has_by_then_is_not_theirs(office: Office) -> None:
    _home, rooms = office.house()
    made = office.claimed(rooms[0].id)
    office.let(rooms[0].id, starts_on=LAST + timedelta(days=30), ends_on=LATER)
    with pytest.raises(Refused) as refused:
        renew(office, made.tenancy_id)
    assert codes(refused.value) == [("unit-occupied", "unit")]
    renew(office, made.tenancy_id, LAST + timedelta(days=29))


def test_only_its_landlord_renews_a_lease(office: Office) -> None:
    _home, rooms = office.house()
    made = office.claimed(rooms[0].id)
    for actor, role in (("another landlord", "landlord"), ("landlord", "manager"), ("resident", "resident")):
        with pytest.raises(Refused) as refused, office.open(actor, role) as register:
            tenancies.renew(register, made.tenancy_id, ends_on=LATER)
        assert codes(refused.value) == [("absent", None)]


def test_a_pass_that_is_over_stays_over(office: Office) -> None:
    _home, rooms = office.house()
    made = office.claimed(rooms[0].id)
    (credential,) = office.rows(Credential)
    office.write(
        Credential(
            **credential.model_dump(exclude={"id", "short_number", "ended_at", "claim_hash"}), id="00" * 16, short_number="9", ended_at=1
        )
    )
    renew(office, made.tenancy_id)
    assert {row.id: row.not_after for row in office.rows(Credential)}["00" * 16] == credential.not_after
