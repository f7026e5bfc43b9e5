"""Managers of a building: named by its owner, or proposed and agreed to by two others; in force until the end, and not a moment longer."""

import pytest
from sqlalchemy.exc import IntegrityError

from registry import homes, namings, notices, passes, tenancies
from registry.audit.tables import Manager
from registry.passes.life import add_card, set_times, times_of
from registry.refusals import Refused
from registry.register import Register
from registry.tables import Credential, Notice
from tests.registry.parts import LAST, NOON, TODAY, Office, codes, person


def refused(office: Office, actor: str, role: str, do) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as caught, office.open(actor, role) as register:
        do(register)
    return codes(caught.value)


def name(office: Office, property_id: str, account: str = "manager") -> str:
    with office.open() as register:
        return namings.name_manager(register, property_id, account).id


def test_a_manager_has_the_building_from_the_naming_to_its_end_and_no_other(office: Office) -> None:
    (home, rooms), (other, _rooms) = office.house(), office.house(address="河边路8号")
    made = office.let(rooms[0].id)
    assert refused(office, "manager", "manager", lambda register: homes.find_property(register, home.id)) == [("absent", None)]
    naming = name(office, home.id)
    with office.open("manager", "manager") as register:
        assert [each.id for each in homes.list_properties(register)] == [home.id]
        assert [each.id for each in tenancies.overview(register)] == [made.tenancy_id]
        let = tenancies.register_tenant(register, person("司马长风"), unit_id=rooms[1].id, starts_on=TODAY, ends_on=LAST)
    assert refused(office, "manager", "manager", lambda register: homes.find_property(register, other.id)) == [("absent", None)]
    with office.open() as register:
        assert {each.id for each in tenancies.overview(register)} == {made.tenancy_id, let.tenancy_id}, "the tenancy is the owner's"
        namings.end_naming(register, home.id, naming)
    assert office.rows(Manager) == []
    for gone in (lambda register: homes.find_property(register, home.id), lambda register: tenancies.find(register, let.tenancy_id)):
        assert refused(office, "manager", "manager", gone) == [("absent", None)]


def test_who_lets_one_building_and_manages_another_has_both_and_opens_doors_of_the_latter_alone(office: Office) -> None:
    (_own, _rooms), (managed, _more) = office.house("both"), office.house()
    name(office, managed.id, "both")
    with office.open("both") as register:
        assert len(homes.list_properties(register)) == 2
        (owned,) = register.session.exec(homes.select(homes.Property.id).where(register.owned_properties()))
        (opened,) = register.session.exec(homes.select(homes.Property.id).where(register.managed_properties()))
    assert owned != opened == managed.id


@pytest.mark.parametrize("role", ["landlord", "resident"])
def test_a_naming_gives_a_resident_nothing(office: Office, role: str) -> None:
    home, _rooms = office.house()
    with office.open("manager", "resident") as register:
        assert homes.list_properties(register) == ()
    name(office, home.id)
    with office.open("manager", "resident") as register:
        assert homes.list_properties(register) == ()


def test_only_the_owner_names_and_ends(office: Office) -> None:
    home, _rooms = office.house()
    naming = name(office, home.id)
    for do in (
        lambda register: namings.name_manager(register, home.id, "friend"),
        lambda register: namings.end_naming(register, home.id, naming),
    ):
        assert refused(office, "manager", "manager", do) == [("owner-only", None)]
        assert refused(office, "other landlord", "landlord", do) == [("absent", None)]
        assert refused(office, "landlord", "resident", do) == [("absent", None)]


def test_one_building_s_owner_ends_no_other_building_s_manager(office: Office) -> None:
    (home, _rooms), (other, _more) = office.house(), office.house("other landlord")
    with office.open("other landlord") as register:
        naming = namings.name_manager(register, other.id, "manager").id
    assert refused(office, "landlord", "landlord", lambda register: namings.end_naming(register, home.id, naming)) == [("absent", None)]


def test_a_proposal_gives_nothing_until_another_agrees_and_the_owner_is_told(office: Office) -> None:
    home, _rooms = office.house()
    with office.people.begin() as session:
        naming = namings.propose(session, home.id, "manager", actor="operator", now=NOON)
    assert [(row.account_id, row.code) for row in office.rows(Notice)] == [("landlord", notices.MANAGER_PROPOSED)]
    assert refused(office, "manager", "manager", lambda register: homes.find_property(register, home.id)) == [("absent", None)]
    with pytest.raises(IntegrityError), office.people.begin() as session:
        namings.agree(session, naming, actor="operator", now=NOON)
    with office.people.begin() as session:
        namings.agree(session, naming, actor="auditor", now=NOON)
    with office.open("manager", "manager") as register:
        assert homes.find_property(register, home.id).id == home.id
    for again, code in ((namings.agree, "manager-not-waiting"),):
        with pytest.raises(Refused) as caught, office.people.begin() as session:
            again(session, naming, actor="auditor", now=NOON)
        assert codes(caught.value) == [(code, None)]
    with pytest.raises(Refused) as caught, office.people.begin() as session:
        namings.propose(session, home.id, "manager", actor="operator", now=NOON)
    assert codes(caught.value) == [("manager-already", "login")]


def test_the_owner_s_word_makes_a_proposal_begin(office: Office) -> None:
    home, _rooms = office.house()
    with office.people.begin() as session:
        naming = namings.propose(session, home.id, "manager", actor="operator", now=NOON)
    assert name(office, home.id) == naming == name(office, home.id)
    (row,) = office.rows(Manager)
    assert (row.by_owner, row.agreed_by) == (True, "landlord")


def test_managers_are_told_what_the_tenant_tells_the_landlord(office: Office) -> None:
    home, rooms = office.house()
    name(office, home.id)
    made = office.claimed(rooms[0].id)
    office.end(made.tenancy_id, None, by="resident")
    told = {row.account_id for row in office.rows(Notice) if row.code == notices.ENDED_BY_TENANT}
    assert told == {"landlord", "manager"}


# -- what only adds ------------------------------------------------------------------------------------------------------------------------


def test_a_manager_adds_a_card_that_confirms_nothing_and_the_resident_is_told(office: Office) -> None:
    home, rooms = office.house()
    made = office.claimed(rooms[0].id)

    def add(register: Register, **more):
        return add_card(register, made.credential_id, number="04A1B2C3", with_pin=False, **more)

    assert refused(office, "landlord", "landlord", add) == [("absent", None)], "who lets it adds nothing"
    assert refused(office, "manager", "manager", add) == [("absent", None)]
    name(office, home.id)
    for secret in ({"contact": "4821 7730"},):
        assert refused(office, "manager", "manager", lambda register, more=secret: add(register, **more)) == [
            ("manager-card-only", "with_pin")
        ]
    with office.open("manager", "manager") as register:
        card = add(register)
    (row,) = [each for each in office.rows(Credential) if each.id == card.credential_id]
    assert (row.claimed_at, row.pin_name, row.duress_contact) == (None, None, None)
    assert [(each.account_id, each.code) for each in office.rows(Notice)] == [("resident", notices.CARD_ADDED)]


def test_a_manager_stops_no_pass(office: Office) -> None:
    home, rooms = office.house()
    made = office.claimed(rooms[0].id)
    name(office, home.id)
    ways = (
        lambda register: passes.suspend(register, made.credential_id, suspended=True),
        lambda register: passes.replace(register, made.credential_id),
        lambda register: passes.revoke(register, made.credential_id),
        lambda register: passes.phone_key(register, made.credential_id),
        lambda register: passes.add_pin(register, made.credential_id, takes_pin_alone=lambda _group: True),
    )
    for way in ways:
        assert refused(office, "manager", "manager", way) == [("absent", None)]
    (row,) = office.rows(Credential)
    assert (row.state, row.ended_at) == ("active", None)


def test_more_time_at_the_door_is_the_resident_s_to_set_for_every_way_and_stays_with_new_ones(office: Office) -> None:
    home, rooms = office.house()
    made, neighbour = office.claimed(rooms[0].id), office.claimed(rooms[1].id, person("司马长风"), account="neighbour")
    with office.resident() as register:
        add_card(register, made.credential_id, number="04A1B2C3", with_pin=False)
        assert times_of(register, made.credential_id) == "usual"
        set_times(register, made.credential_id, "longest")
        add_card(register, made.credential_id, number="04A1B2C4", with_pin=False)
        assert times_of(register, made.credential_id) == "longest"
    times = {row.id: (row.release_ms, row.open_ms) for row in office.rows(Credential)}
    assert times.pop(neighbour.credential_id) == (0, 0)
    assert list(times.values()) == [(30_000, 300_000)] * 3
    assert office.rows(Notice) == [], "nobody is told of what they did"
    assert refused(office, "resident", "resident", lambda register: set_times(register, made.credential_id, "for ever")) == [
        ("times-unknown", "times")
    ]
    for actor, role in (("neighbour", "resident"), ("landlord", "landlord"), ("manager", "manager")):
        assert refused(office, actor, role, lambda register: set_times(register, made.credential_id, "usual")) == [("absent", None)]
    name(office, home.id)
    with office.open("manager", "manager") as register:
        set_times(register, made.credential_id, "longer")
    assert [(each.account_id, each.code) for each in office.rows(Notice)] == [("resident", notices.TIMES_SET)]
