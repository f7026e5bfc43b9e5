"""Who lives along with a tenant, on both databases: a pass of their own, an end of their own, and the tenant's end for all."""

from datetime import timedelta

import pytest

from hub.screening.occupants import confirmed_ids
from registry import corrections, homes, notices, passes, residents, tenancies
from registry.refusals import Refused
from registry.tables import Confirmation, Credential, Notice, Occupant, Person, Tenancy
from registry.tenancies.once import add_once
from registry.tenancies.rules import CO_OCCUPANTS_MAX
from tests.registry.door import Door
from tests.registry.parts import DAY_MS, LAST, NOON, NOTICE_DAYS, TODAY, Office, at, codes, person, resident_number, seconds

PARTNER = person("欧阳若兰", number=resident_number(2, "19851112"))
IN_TEN_DAYS = TODAY + timedelta(days=10)
LATER = LAST + timedelta(days=365)


@pytest.fixture
def home(office: Office) -> homes.PropertyView:
    return office.house()[0]


@pytest.fixture
def tenancy(office: Office, home: homes.PropertyView) -> tenancies.Registered:
    return office.claimed(rooms(office, home)[0].id)


@pytest.fixture
def along(office: Office, tenancy: tenancies.Registered) -> tenancies.Registered:
    made = add(office, tenancy.tenancy_id)
    office.claim(made.claim_code, "partner")
    return made


def rooms(office: Office, home: homes.PropertyView) -> tuple[homes.UnitView, ...]:
    with office.open() as register:
        return homes.find_property(register, home.id).units


def add(office: Office, tenancy_id: str, identity=PARTNER, *, actor="landlord", role="landlord", now=None):  # type: ignore[no-untyped-def]
    with office.open(actor, role, now=now) as register:
        return tenancies.add_co_occupant(register, identity, tenancy_id)


def refused(office: Office, tenancy_id: str, **more) -> list[tuple[str, str | None]]:  # type: ignore[no-untyped-def]
    with pytest.raises(Refused) as found:
        add(office, tenancy_id, **more)
    return codes(found.value)


def told(office: Office, actor: str) -> list[str]:
    return sorted(row.code for row in office.rows(Notice) if row.account_id == actor)


def last_days(office: Office) -> dict[str, int]:
    return {row.id: row.not_after for row in office.rows(Credential)}


def test_the_co_occupants_pass_opens_like_the_tenants_and_as_long(
    office: Office, home: homes.PropertyView, tenancy: tenancies.Registered
) -> None:
    door = Door(office, home)
    made = add(office, tenancy.tenancy_id)
    door.listen(NOON)
    for text in (tenancy.pass_text, made.pass_text):
        assert door.opens(text, NOON) and door.opens(text, at(LAST, 23, 59)) and not door.opens(text, at(LAST + timedelta(days=1), 0))
    assert made.pass_text != tenancy.pass_text and made.reference != tenancy.reference
    assert told(office, "resident") == [notices.CO_OCCUPANT_ADDED]
    claimed = office.claim(made.claim_code, "partner")
    assert (claimed.tenancy_id, claimed.credential_id) == (made.tenancy_id, made.credential_id)
    with office.resident("partner") as register:
        assert [card.surname for card in passes.own_passes(register)] == ["欧阳"]
        assert {kept.value for kept in residents.own_data(register, kept_days=30)} >= {PARTNER.name, PARTNER.document_number, "北街12号"}


def test_the_tenant_sees_a_surname_and_days_and_the_co_occupant_nobody(
    office: Office, tenancy: tenancies.Registered, along: tenancies.Registered
) -> None:
    with office.resident() as register:
        (seen,) = tenancies.own_co_occupants(register)
        assert (seen.surname, seen.starts_on, seen.last_day) == ("欧阳", TODAY, LAST)
        assert [stay.tenancy_id for stay in residents.own_stays(register)] == [tenancy.tenancy_id]
        with pytest.raises(Refused):
            tenancies.find(register, along.tenancy_id)
    with office.resident("partner") as register:
        assert tenancies.own_co_occupants(register) == ()
        with pytest.raises(Refused):
            tenancies.find(register, tenancy.tenancy_id)
    with pytest.raises(Refused), office.open() as register:
        tenancies.own_co_occupants(register)


def test_the_landlord_sees_one_household_and_one_room(
    office: Office, home: homes.PropertyView, tenancy: tenancies.Registered, along: tenancies.Registered
) -> None:
    with office.open() as register:
        for asked in (tenancy.tenancy_id, along.tenancy_id):
            assert [seen.id for seen in tenancies.household(register, asked)] == [tenancy.tenancy_id, along.tenancy_id]
        assert [(seen.id, seen.along_with) for seen in tenancies.overview(register)] == [
            (tenancy.tenancy_id, None),
            (along.tenancy_id, tenancy.tenancy_id),
        ]
    assert [room.tenancy_id for room in rooms(office, home)][:2] == [tenancy.tenancy_id, None]


def test_nobody_is_confirmed_by_the_pass_of_the_other(office: Office, tenancy: tenancies.Registered, along: tenancies.Registered) -> None:
    mine = {row.tenancy_id: row.id for row in office.rows(Occupant)}
    office.write(Confirmation(occupant_id=mine[along.tenancy_id], credential_id=along.credential_id, gate_id="g", confirmed_at=NOON))
    with office.worker.read() as session:
        assert confirmed_ids(session) == {mine[along.tenancy_id]}


def test_one_who_leaves_leaves_alone(
    office: Office, home: homes.PropertyView, tenancy: tenancies.Registered, along: tenancies.Registered
) -> None:
    door = Door(office, home)
    office.end(along.tenancy_id, None, by="resident", actor="partner", now=NOON + 5_000)
    door.listen(NOON + 6_000)
    assert not door.opens(along.pass_text, NOON + 6_000) and door.opens(tenancy.pass_text, NOON + 6_000)
    assert told(office, "landlord") == [notices.CO_OCCUPANT_LEAVES]
    assert told(office, "resident") == [notices.CO_OCCUPANT_ADDED]  # where somebody goes and when is not for the tenant
    assert office.stay().end_on is None


def test_a_landlord_ends_one_alone_with_notice_and_that_one_contests(
    office: Office, home: homes.PropertyView, tenancy: tenancies.Registered, along: tenancies.Registered
) -> None:
    with pytest.raises(Refused) as early:
        office.end(along.tenancy_id, TODAY + timedelta(days=NOTICE_DAYS - 1))
    assert codes(early.value) == [("end-on-too-early", "end_on")]
    office.end(along.tenancy_id, IN_TEN_DAYS)
    assert told(office, "partner") == [notices.END_ANNOUNCED] and office.stay().end_on is None
    with pytest.raises(Refused) as foreign:
        office.contest(along.tenancy_id)
    assert codes(foreign.value) == [("absent", None)]
    office.contest(along.tenancy_id, actor="partner")
    assert set(last_days(office).values()) == {seconds(LAST + timedelta(days=1))}


def test_an_end_for_the_tenant_is_one_for_all_and_a_contest_too(
    office: Office, tenancy: tenancies.Registered, along: tenancies.Registered
) -> None:
    office.end(tenancy.tenancy_id, IN_TEN_DAYS)
    assert set(last_days(office).values()) == {seconds(IN_TEN_DAYS + timedelta(days=1))}
    assert office.stay(actor="partner").can_contest and told(office, "partner") == [notices.END_ANNOUNCED]
    office.contest(tenancy.tenancy_id)
    assert set(last_days(office).values()) == {seconds(LAST + timedelta(days=1))}
    assert (office.stay(actor="partner").end_on, office.stay(actor="partner").contested) == (None, False)
    assert told(office, "partner") == sorted((notices.END_ANNOUNCED, notices.GOES_ON))


def test_one_who_contests_alone_stays_alone_and_finds_no_stranger_in_the_room(
    office: Office, home: homes.PropertyView, tenancy: tenancies.Registered, along: tenancies.Registered
) -> None:
    office.end(tenancy.tenancy_id, IN_TEN_DAYS)
    office.contest(along.tenancy_id, actor="partner")
    after = at(IN_TEN_DAYS + timedelta(days=1))
    assert last_days(office)[along.credential_id] == seconds(LAST + timedelta(days=1))
    assert last_days(office)[tenancy.credential_id] * 1000 < after
    room = rooms(office, home)[0]
    with pytest.raises(Refused) as taken:
        office.let(room.id, person("司马长风", number=resident_number(3)), starts_on=IN_TEN_DAYS + timedelta(days=1), now=after)
    assert codes(taken.value) == [("unit-occupied", "unit")]
    with office.open(now=after) as register:
        assert homes.find_unit(register, room.id).tenancy_id == along.tenancy_id
        assert [seen.id for seen in tenancies.household(register, along.tenancy_id)] == [along.tenancy_id]


def test_an_end_of_ones_own_is_not_taken_back_by_the_tenants_contest(
    office: Office, tenancy: tenancies.Registered, along: tenancies.Registered
) -> None:
    office.end(along.tenancy_id, TODAY + timedelta(days=8))
    office.end(tenancy.tenancy_id, IN_TEN_DAYS)
    office.contest(tenancy.tenancy_id)
    assert office.stay(actor="partner").last_day == TODAY + timedelta(days=8)
    assert told(office, "partner") == [notices.END_ANNOUNCED]


def test_a_tenant_who_leaves_gives_who_lives_along_the_same_notice_as_a_landlord(
    office: Office, tenancy: tenancies.Registered, along: tenancies.Registered
) -> None:
    for on in (None, TODAY, TODAY + timedelta(days=NOTICE_DAYS - 1)):
        with pytest.raises(Refused) as early:
            office.end(tenancy.tenancy_id, on, by="resident")
        assert codes(early.value) == [("end-on-too-early", "end_on")]
    office.end(tenancy.tenancy_id, IN_TEN_DAYS, by="resident")
    stay = office.stay(actor="partner")
    assert (stay.end_by, stay.last_day, stay.can_contest) == ("tenant", IN_TEN_DAYS, False)
    assert (told(office, "partner"), told(office, "landlord")) == ([notices.ENDS_WITH_TENANT], [notices.ENDED_BY_TENANT])
    office.end(along.tenancy_id, TODAY, by="resident", actor="partner")  # sooner, as anybody may
    assert office.stay(actor="partner").last_day == TODAY


def test_who_was_added_and_has_left_holds_nobody_up(office: Office, tenancy: tenancies.Registered, along: tenancies.Registered) -> None:
    office.end(along.tenancy_id, TODAY, by="resident", actor="partner")
    office.end(tenancy.tenancy_id, TODAY + timedelta(days=1), by="resident", now=NOON + DAY_MS)
    assert office.stay().last_day == TODAY + timedelta(days=1)


def test_an_end_that_nobody_read_is_told_when_the_pass_is_claimed(office: Office, tenancy: tenancies.Registered) -> None:
    made = add(office, tenancy.tenancy_id)
    office.end(tenancy.tenancy_id, IN_TEN_DAYS, by="resident")
    office.claim(made.claim_code, "partner")
    assert told(office, "partner") == [notices.ENDS_WITH_TENANT]


def test_a_renewed_lease_goes_on_for_both_and_not_for_who_is_leaving(
    office: Office, tenancy: tenancies.Registered, along: tenancies.Registered
) -> None:
    leaving = add(office, tenancy.tenancy_id, person("司马长风", number=resident_number(3)))
    office.end(leaving.tenancy_id, IN_TEN_DAYS)
    with office.open() as register:
        assert set(tenancies.renew(register, tenancy.tenancy_id, ends_on=LATER)) == {tenancy.tenancy_id, along.tenancy_id}
    end = seconds(LATER + timedelta(days=1))
    assert last_days(office) == {
        tenancy.credential_id: end,
        along.credential_id: end,
        leaving.credential_id: seconds(IN_TEN_DAYS + timedelta(days=1)),
    }
    assert told(office, "partner") == [notices.RENEWED]
    with pytest.raises(Refused) as alone, office.open() as register:
        tenancies.renew(register, along.tenancy_id, ends_on=LATER + timedelta(days=1))
    assert codes(alone.value) == [("renewal-along", None)]


def test_a_correction_is_between_the_landlord_and_whose_papers_they_are(
    office: Office, tenancy: tenancies.Registered, along: tenancies.Registered
) -> None:
    right = person("欧阳若蘭", number=PARTNER.document_number)
    with office.resident("partner") as register:
        corrections.ask(register, right, tenancy_id=along.tenancy_id)
    with office.open() as register:
        (asked,) = corrections.waiting(register)
        corrections.decide(register, asked.id, accept=True)
        shown = {seen.id: seen.name for seen in tenancies.overview(register)}
    assert shown == {tenancy.tenancy_id: person().name, along.tenancy_id: right.name}
    assert told(office, "partner") == [notices.CORRECTED] and notices.CORRECTED not in told(office, "resident")


def test_a_mistake_is_undone_alone_and_before_the_tenants(office: Office, tenancy: tenancies.Registered) -> None:
    made = add(office, tenancy.tenancy_id)
    with pytest.raises(Refused) as shared:
        office.undo(tenancy.tenancy_id)
    assert codes(shared.value) == [("undo-shared", None)]
    office.undo(made.tenancy_id)
    assert [row.id for row in office.rows(Tenancy)] == [tenancy.tenancy_id] and len(office.rows(Person)) == 1
    office.undo(tenancy.tenancy_id)
    assert office.rows(Tenancy) == office.rows(Person) == []


def test_nobody_is_added_where_it_is_over_ending_or_full(office: Office, home: homes.PropertyView, tenancy: tenancies.Registered) -> None:
    assert refused(office, tenancy.tenancy_id, now=at(LAST)) == [("co-occupant-over", None)]
    office.end(tenancy.tenancy_id, IN_TEN_DAYS)
    assert refused(office, tenancy.tenancy_id) == [("co-occupant-ending", None)]
    office.contest(tenancy.tenancy_id)
    for nth in range(CO_OCCUPANTS_MAX):
        add(office, tenancy.tenancy_id, person(number=resident_number(10 + nth)))
    assert refused(office, tenancy.tenancy_id) == [("too-many-co-occupants", None)]


def test_a_co_occupant_of_one_who_is_yet_to_come_begins_with_them(office: Office, home: homes.PropertyView) -> None:
    first = TODAY + timedelta(days=30)
    coming = office.let(rooms(office, home)[1].id, starts_on=first)
    add(office, coming.tenancy_id)
    assert {(row.starts_on, row.ends_on) for row in office.rows(Tenancy)} == {(first.isoformat(), LAST.isoformat())}
    assert {row.not_before for row in office.rows(Credential)} == {seconds(first)}


def test_only_who_lets_the_room_adds_somebody_and_to_a_tenant_only(
    office: Office, tenancy: tenancies.Registered, along: tenancies.Registered
) -> None:
    for who in ({"actor": "another landlord"}, {"actor": "landlord", "role": "manager"}, {"actor": "resident", "role": "resident"}):
        assert refused(office, tenancy.tenancy_id, **who) == [("absent", None)]
    assert refused(office, along.tenancy_id) == [("absent", None)]


def test_sent_twice_is_registered_once(office: Office, tenancy: tenancies.Registered) -> None:
    def send(token: str) -> tenancies.Registered:
        with office.open() as register:
            return add_once(register, PARTNER, token=token, tenancy_id=tenancy.tenancy_id)

    first, again = send("one"), send("one")
    assert (first.tenancy_id, first.claim_code) == (again.tenancy_id, again.claim_code)
    assert send("").tenancy_id != send("two").tenancy_id != first.tenancy_id and len(office.rows(Tenancy)) == 4


def test_who_has_left_is_forgotten_while_the_tenant_stays(
    office: Office, tenancy: tenancies.Registered, along: tenancies.Registered
) -> None:
    office.end(along.tenancy_id, TODAY, by="resident", actor="partner")
    assert office.forget(today=TODAY + timedelta(days=31)) == 1
    assert [row.id for row in office.rows(Tenancy)] == [tenancy.tenancy_id] and len(office.rows(Person)) == 1
