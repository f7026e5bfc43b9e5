"""Renewals and corrections by the pages, on both sides, with JavaScript and without; what a door and the worker make of them."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from hub.config import HubConfig
from hub.screening.tables import Outbox
from hub.web.landlord.lease import renewed_until
from registry.tables import Correction, Credential, Tenancy
from tests.hub.web.door import Door
from tests.hub.web.front import PHONE, TENANT, Front, House, add_house
from tests.hub.web.walking import at_desk
from tests.promises.town import running_town
from tests.registry.parts import resident_number, seconds
from tests.rig.browsers import Walk, arrived, check_page


def test_a_lease_is_renewed_in_three_taps_and_the_door_knows(front: Front, house: House, walk: Walk, scripting: bool) -> None:
    made = house.let(starts_on="2026-11-24", ends_on="2026-12-10")
    tenant, door = front.claim(made["claim_code"]), Door(front, house)
    with walk(front.url, javascript=scripting) as page:
        hand = at_desk(page)
        hand.link("101房租约12月10日到期")
        hand.link("续租")
        expect(page.get_by_text("会按法律要求再核对一次")).to_be_visible()
        hand.button("续租")
        assert (hand.taps, hand.typed) == (3, [])
        expect(page.get_by_text("租约已续")).to_be_visible()
        expect(page.get_by_text("2026-11-24至2027-12-10")).to_be_visible()
    assert front.row(Credential, made["credential_id"]).not_after == seconds(date(2027, 12, 11))
    (notice,) = tenant.ask("/me/notices")["notices"]
    assert notice["code"] == "tenancy-renewed"
    text = tenant.ask(f"/credentials/{made['credential_id']}/pass")["pass_text"].encode()
    front.now = seconds(date(2027, 6, 1)) * 1000
    assert door.ask(text).opens


@pytest.mark.parametrize(
    ("term", "typed", "until", "day"),
    [
        ("12", "", date(2026, 12, 31), "2027-12-31"),
        ("6", "", date(2026, 8, 31), "2027-02-28"),
        ("24", "", date(2027, 2, 28), "2029-02-28"),
        ("12", "2027-03-01", date(2026, 12, 31), "2027-03-01"),
        ("other", "", date(2026, 12, 31), ""),
        ("12", "soon", date(2026, 12, 31), "soon"),
    ],
)
def test_a_day_that_was_typed_counts_before_the_chip(term: str, typed: str, until: date, day: str) -> None:
    assert renewed_until(term=term, ends_on=typed, until=until) == day


def test_what_cannot_be_renewed_says_why(sqlite_front: Front) -> None:
    house = add_house(sqlite_front.landlord())
    made = house.let()
    for fields, words in (
        ({"term": "other"}, "Enter the last day"),
        ({"term": "12", "ends_on": "2026-12-01"}, "runs until 2027-11-23 already"),
        ({"term": "12", "ends_on": "tomorrow"}, "This is no date"),
    ):
        page = house.landlord.send_form(f"/l/t/{made['id']}/renew", fields, status=422).text
        assert words in page and 'id="ends_on-wrong"' in page
    assert sqlite_front.row(Tenancy, made["id"]).ends_on == "2027-11-23"
    sqlite_front.landlord("another").send_form(f"/l/t/{made['id']}/renew", {"term": "12"}, status=404)


def test_a_tenant_asks_the_landlord_decides_and_the_history_stays(front: Front, house: House, walk: Walk, scripting: bool) -> None:
    made = house.let(phone="199 0000 4321")
    front.claim(made["claim_code"])
    with walk(front.url, javascript=scripting) as page, walk(front.url, javascript=scripting) as desk:
        tenant, landlord = at_desk(page, PHONE, home="r"), at_desk(desk)
        for name, answer, outcome in (("古丽·阿依木", "对，改正", "已更正"), ("古丽·阿依", "不对，不改", "没有更正")):
            page.goto("/r/data")
            tenant.link("资料有误")
            expect(page.locator("#document_number")).to_have_value(TENANT["document_number"])
            page.locator("#name").fill(name)
            tenant.button("提出更正")
            expect(page.get_by_role("heading", name="已请房东核对")).to_be_visible()
            desk.goto("/l")
            landlord.link("101房：租客要求更正")
            expect(desk.get_by_text(name, exact=True).first).to_be_visible()
            assert TENANT["document_number"] not in arrived(desk).content()
            landlord.button(answer)
            expect(desk).to_have_url(re.compile("done="))
            page.goto("/r/correct")
            expect(page.locator("dl.facts").get_by_text(outcome, exact=True)).to_be_visible()
        expect(page.locator("dl.facts dd")).to_have_count(2)
        assert front.rows(Correction) == []
        expect(page.locator("#name")).to_have_value("古丽·阿依木")


def test_what_was_asked_is_taken_back(front: Front, house: House) -> None:
    made = house.let()
    tenant = front.claim(made["claim_code"])
    fields = {**TENANT, "name": "另一个人", "tenancy": made["id"], "document_kind": "resident_id"}
    other = front.claim(house.let(1, document_number=resident_number(2))["claim_code"], "139 0000 0000")
    tenant.send_form("/r/correct", fields)
    assert len(front.rows(Correction)) == 1
    other.send_form("/r/correct", fields, status=404)
    other.send_form("/r/correct/back", {"tenancy": made["id"]}, status=404)
    assert "Your landlord has been asked" in tenant.get_page("/r/correct")
    tenant.send_form("/r/correct/back", {"tenancy": made["id"]})
    assert front.rows(Correction) == []
    assert "correction is asked for" not in house.landlord.get_page("/l")


def test_a_correction_that_cannot_be_keeps_what_was_typed(sqlite_front: Front) -> None:
    house = add_house(sqlite_front.landlord())
    made = house.let()
    tenant = sqlite_front.claim(made["claim_code"])
    fields = {**TENANT, "name": "", "document_number": "12", "tenancy": made["id"], "document_kind": "passport", "asked": ""}
    page = tenant.send_form("/r/correct", fields, status=422).text
    assert {'id="name-wrong"', 'id="document_number-wrong"'} <= set(re.findall(r'id="\w+-wrong"', page))
    assert 'name="birth_date"' in page and 'name="country"' in page
    same = {**TENANT, "tenancy": made["id"], "document_kind": "resident_id"}
    assert "This is what the register says already" in tenant.send_form("/r/correct", same, status=422).text
    assert sqlite_front.rows(Correction) == []


def test_a_slip_is_corrected_until_the_pass_is_claimed(front: Front, house: House) -> None:
    made = house.let()
    form = {**TENANT, "name": "古丽·阿依木", "document_kind": "resident_id"}
    house.landlord.send_form(f"/l/t/{made['id']}/correct", form)
    assert house.landlord.ask(f"/tenancies/{made['id']}")["name"] == "古丽·阿依木"
    assert "2 things need changing" in house.landlord.send_form(f"/l/t/{made['id']}/correct", {}, status=422).text
    front.claim(made["claim_code"])
    assert 'name="document_number"' not in house.landlord.get_page(f"/l/t/{made['id']}/correct")
    assert "so they ask for a correction themselves" in house.landlord.send_form(f"/l/t/{made['id']}/correct", form, status=422).text


def test_an_answer_is_yes_or_no(front: Front, house: House) -> None:
    made = house.let()
    tenant = front.claim(made["claim_code"])
    asked = tenant.tell("/me/corrections", {**TENANT, "name": "另一个人", "tenancy_id": made["id"]}, status=201)["id"]
    assert "Say yes or no." in house.landlord.send_form(f"/l/corrections/{asked}", {}, status=422).text
    front.landlord("another").get_page(f"/l/corrections/{asked}", status=404)
    front.landlord("another").send_form(f"/l/corrections/{asked}", {"answer": "yes"}, status=404)
    assert len(front.rows(Correction)) == 1


def test_pages_ask_for_the_comparison_as_the_api_does(database_config: HubConfig) -> None:
    with running_town(database_config) as town:
        made = town.house.let()
        resident = town.front.claim(made["claim_code"])
        town.enter(made)
        town.work()
        town.house.landlord.send_form(f"/l/t/{made['id']}/renew", {"term": "12"})
        asked = resident.tell("/me/corrections", {**TENANT, "name": "另一个人", "tenancy_id": made["id"]}, status=201)["id"]
        assert [row.cause for row in town.front.rows(Outbox)] == ["renewed"]
        town.house.landlord.send_form(f"/l/corrections/{asked}", {"answer": "yes"})
        assert sorted(row.cause for row in town.front.rows(Outbox)) == ["corrected", "renewed"]


@pytest.mark.parametrize(("language", "theme"), [("zh", "light"), ("en", "dark")])
def test_everybody_can_use_the_pages(sqlite_front: Front, walk: Walk, language: str, theme: str) -> None:
    house = add_house(sqlite_front.landlord())
    made = house.let()
    tenant = sqlite_front.claim(made["claim_code"])
    unclaimed = house.let(1, document_number=resident_number(2))
    with walk(sqlite_front.url, language=language, theme=theme) as page:
        at_desk(page, PHONE, home="r")
        page.goto("/r/correct")
        check_page(page)
        page.locator("main form button").click()
        check_page(page)
        asked = tenant.tell("/me/corrections", {**TENANT, "name": "另一个人", "tenancy_id": made["id"]}, status=201)["id"]
        for path in ("/r/correct", "/r/data"):
            page.goto(path)
            check_page(page)
    with walk(sqlite_front.url, language=language, theme=theme) as page:
        at_desk(page)
        paths = (f"t/{made['id']}/renew", f"t/{unclaimed['id']}/correct", f"corrections/{asked}", f"t/{made['id']}/correct")
        for path in ("/l", f"/l/t/{made['id']}", f"/l/t/{made['id']}?done=renewed", *(f"/l/{path}" for path in paths)):
            page.goto(path)
            check_page(page)
        page.goto(f"/l/t/{unclaimed['id']}/correct")
        page.locator("main form button").click()
        check_page(page)
