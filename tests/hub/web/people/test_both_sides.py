"""One address for both sides of a tenancy: each does at it what is theirs to do, also somebody who lets one room and lives in another."""

from datetime import date

import pytest

from hub.web.people.messages import SENTENCES, TITLES
from registry import notices
from registry.tables import Credential, Tenancy
from tests.hub.web.front import PHONE, Front, House, add_house
from tests.registry.parts import TODAY, resident_number, seconds


def test_a_resident_may_leave_at_once_and_the_landlord_is_told(front: Front, house: House) -> None:
    made = house.let()
    tenant = front.claim(made["claim_code"])
    assert tenant.tell(f"/tenancies/{made['id']}/end", {"end_on": ""}) == {"id": made["id"]}
    assert front.row(Credential, made["credential_id"]).not_after == front.now // 1000
    assert front.row(Tenancy, made["id"]).end_by == "resident"
    assert [notice["code"] for notice in house.landlord.ask("/notices")["notices"]] == ["tenancy-ended-by-tenant"]
    assert tenant.ask("/notices") == tenant.ask("/me/notices") == {"notices": []}


def test_a_resident_may_leave_on_a_day_without_any_notice(front: Front, house: House) -> None:
    made = house.let()
    front.claim(made["claim_code"]).tell(f"/tenancies/{made['id']}/end", {"end_on": TODAY.isoformat()})
    assert front.row(Credential, made["credential_id"]).not_after == seconds(date(2026, 11, 25))


def test_nobody_else_ends_or_reads_it(front: Front, house: House) -> None:
    first, second = house.let(0), house.let(1, document_number=resident_number(2))
    neighbour = front.claim(second["claim_code"], phone="139 0000 0001")
    assert neighbour.refused(f"/tenancies/{first['id']}/end", {"end_on": ""}, status=404) == [("absent", None)]
    assert neighbour.ask(f"/tenancies/{first['id']}", status=404) == neighbour.ask("/tenancies/nothing", status=404)
    assert neighbour.ask(f"/tenancies/{second['id']}")["id"] == second["id"]
    assert front.row(Tenancy, first["id"]).end_on is None


def test_who_lets_one_room_and_lives_in_another_is_landlord_here_and_resident_there(front: Front, house: House) -> None:
    landlord = front.landlord(PHONE)
    own = add_house(landlord, address="榕树里3号")
    let, rented = own.let(), house.let(0, document_number=resident_number(2))
    front.claim(rented["claim_code"])
    both = front.enter_as(PHONE)
    assert {both.ask(f"/tenancies/{made['id']}")["id"] for made in (let, rented)} == {let["id"], rented["id"]}
    assert both.refused(f"/tenancies/{let['id']}/end", {"end_on": ""}) == [("end-on-missing", "end_on")]
    both.tell(f"/tenancies/{rented['id']}/end", {"end_on": ""})
    assert [front.row(Tenancy, made["id"]).end_by for made in (let, rented)] == [None, "resident"]
    assert both.ask("/me")["roles"] == ["landlord", "resident"]


def test_the_operator_and_the_public_have_no_notices(front: Front) -> None:
    front.account("operator", "sysadmin")
    assert {caller.get("/notices").status_code for caller in (front.enter_as("operator"), front.caller())} == {404}


@pytest.mark.parametrize("code", notices.CODES)
def test_every_message_has_its_words(code: str) -> None:
    assert TITLES[code] and SENTENCES[code]
