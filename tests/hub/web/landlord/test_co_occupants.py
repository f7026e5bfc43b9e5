"""Who lives along with a tenant, by pages and by the API: registered within the minute, claimed, confirmed at the door, ended alone."""

import re

import pytest
from playwright.sync_api import expect

from edge.protocol.messages import Reason
from hub.screening.tables import Outbox
from registry.tables import Confirmation, Occupant, Tenancy
from tests.hub.web.door import Door
from tests.hub.web.front import PASSPHRASE, PHONE, TENANT, Front, House, add_house
from tests.hub.web.walking import Hand, at_desk, codes_on
from tests.registry.parts import resident_number
from tests.rig.browsers import Walk, arrived, check_page, sign_in

PARTNER = {"name": "欧阳若兰", "document_number": resident_number(2, "19851112")}
THEIRS = "139 1234 5678"
MOST_TAPS, MOST_TYPED = 6, 3


def test_a_co_occupant_is_registered_in_six_taps_and_both_passes_open(front: Front, house: House, walk: Walk, scripting: bool) -> None:
    made = house.let()
    front.claim(made["claim_code"])
    door = Door(front, house)
    with walk(front.url, javascript=scripting) as page:
        hand = at_desk(page)
        page.goto(f"/l/t/{made['id']}")
        hand.link("添加同住人")
        hand.type("name", PARTNER["name"])
        hand.type("document_number", PARTNER["document_number"])
        hand.type("phone", THEIRS)
        hand.button("下一步：核对")
        expect(page.get_by_text("与谁同住")).to_be_visible()
        assert len(front.rows(Tenancy)) == 1
        hand.button("保存登记")
        assert hand.taps <= MOST_TAPS and len(hand.typed) <= MOST_TYPED
        expect(page.get_by_role("heading", name="登记完成")).to_be_visible()
        (text,) = codes_on(page)
        code = arrived(page).locator(".claim .code").inner_text()
        hand.link("回到101房")
        expect(page.get_by_role("link", name="欧阳若兰")).to_contain_text("同住人")
    assert [door.says(each.encode()) for each in (text, made["pass_text"])] == [Reason.VALID] * 2
    with walk(front.url, javascript=scripting) as page:
        sign_in(page, PHONE, PASSPHRASE)
        hand = Hand(page)
        expect(page.get_by_role("link", name="房东登记了一位同住人")).to_be_visible()
        hand.link("我的资料")
        expect(page.get_by_role("heading", name="与您同住的人")).to_be_visible()
        expect(page.get_by_role("main")).to_contain_text("欧阳")
        expect(page.get_by_role("main")).not_to_contain_text("若兰")
    front.claim(code, THEIRS)
    with walk(front.url, javascript=scripting) as page:
        sign_in(page, THEIRS, PASSPHRASE)
        hand = Hand(page)
        hand.link("退租")
        expect(page.get_by_text("只结束您一个人的居住")).to_be_visible()
        hand.button("结束我的租约")
        expect(page.get_by_role("link", name="至2026-11-24")).to_be_visible()
    assert {row.along_with: row.end_by for row in front.rows(Tenancy)} == {None: None, made["id"]: "resident"}


def test_a_program_adds_one_and_again_the_same(front: Front, house: House) -> None:
    made = house.let()
    tenant = front.claim(made["claim_code"])
    path, once = f"/tenancies/{made['id']}/occupants", {"Idempotency-Key": "one"}
    first, again = (house.landlord.post(path, json=PARTNER, headers=once) for _ in range(2))
    assert (first.status_code, first.json()) == (201, again.json())
    along = first.json()
    assert (along["valid_until"], along["id"] != made["id"]) == (made["valid_until"], True)
    assert [row["along_with"] for row in house.landlord.ask("/tenancies")["tenancies"]] == [None, made["id"]]
    assert [row["surname"] for row in tenant.ask("/me/data")["co_occupants"]] == ["欧阳"]
    assert PARTNER["document_number"] not in tenant.get("/me/data").text + tenant.get("/me/export").text
    for caller in (tenant, front.landlord("another")):
        caller.tell(path, PARTNER, status=404)
        assert caller.get(f"/tenancies/{along['id']}").status_code == 404
    assert house.landlord.refused(path, {"name": "", "document_number": "1"}) == [
        ("name-missing", "name"),
        ("document-number-length", "document_number"),
    ]


def test_who_lives_along_is_confirmed_and_screened_by_the_own_claimed_pass_alone(front: Front, house: House) -> None:
    made = house.let()
    along = house.landlord.tell(f"/tenancies/{made['id']}/occupants", PARTNER, status=201)
    gate = front.fit_gate(house.property_id, house.door_group)
    assert front.hold_up(gate, along["credential_id"]).confirmed == 0  # a pass that nobody has claimed confirms nothing
    front.claim(along["claim_code"], THEIRS)
    assert front.rows(Confirmation) == front.rows(Outbox) == []
    assert front.hold_up(gate, along["credential_id"]).confirmed == 1
    theirs = next(row.id for row in front.rows(Occupant) if row.tenancy_id == along["id"])
    assert [row.occupant_id for row in front.rows(Confirmation)] == [row.occupant_id for row in front.rows(Outbox)] == [theirs]


def test_a_renewal_asks_again_for_all_who_live_there(front: Front, house: House) -> None:
    made = house.let()
    along = house.landlord.tell(f"/tenancies/{made['id']}/occupants", PARTNER, status=201)
    gate = front.fit_gate(house.property_id, house.door_group)
    for each, phone in ((made, PHONE), (along, THEIRS)):
        front.claim(each["claim_code"], phone)
        front.now += 60_000
        front.hold_up(gate, each["credential_id"])
    house.landlord.tell(f"/tenancies/{made['id']}/renew", {"ends_on": "2028-11-30"})
    assert sorted(row.occupant_id for row in front.rows(Outbox) if row.cause == "renewed") == sorted(row.id for row in front.rows(Occupant))
    assert house.landlord.refused(f"/tenancies/{along['id']}/renew", {"ends_on": "2029-11-30"}) == [("renewal-along", None)]


def test_what_cannot_be_says_why_and_keeps_what_was_typed(sqlite_front: Front) -> None:
    house = add_house(sqlite_front.landlord())
    made = house.let()
    path = f"/l/t/{made['id']}/occupants"
    assert path in house.landlord.get_page(f"/l/t/{made['id']}")
    page = house.landlord.send_form(path, {**PARTNER, "document_number": "1"}, status=422).text
    assert 'id="document_number-wrong"' in page and PARTNER["name"] in page
    back = house.landlord.send_form(path, {**PARTNER, "step": "edit"}, status=200).text
    assert PARTNER["document_number"] in back
    house.landlord.tell(f"/tenancies/{made['id']}/end", {"end_on": "2026-12-08"})
    assert path not in house.landlord.get_page(f"/l/t/{made['id']}")
    page = house.landlord.send_form(path, {**PARTNER, "step": "save"}, status=422).text
    assert "An end was announced for this tenancy, so nobody can be added" in page and len(sqlite_front.rows(Tenancy)) == 1
    sqlite_front.landlord("another").send_form(path, {**PARTNER, "step": "save"}, status=404)


def test_pressing_save_twice_adds_one(sqlite_front: Front) -> None:
    house = add_house(sqlite_front.landlord())
    path = f"/l/t/{house.let()['id']}/occupants"
    token = re.search('name="token" value="([^"]+)"', house.landlord.send_form(path, PARTNER, status=200).text)
    assert token
    answers = [house.landlord.send_form(path, {**PARTNER, "token": token[1], "step": "save"}) for _ in range(2)]
    assert len({answer.headers["location"] for answer in answers}) == 1 and len(sqlite_front.rows(Tenancy)) == 2


def test_a_tenant_who_leaves_reads_whom_it_concerns(sqlite_front: Front) -> None:
    house = add_house(sqlite_front.landlord())
    made = house.let()
    tenant = sqlite_front.claim(made["claim_code"])
    assert "2026-11-24" in tenant.get_page("/r/leave")
    house.landlord.tell(f"/tenancies/{made['id']}/occupants", PARTNER, status=201)
    page = tenant.get_page("/r/leave")
    assert 'value="2026-12-01"' in page and "those who live with you have 7 days" in page
    tenant.send_form("/r/leave", {"tenancy": made["id"], "end_on": "2026-11-24"}, status=422)
    tenant.send_form("/r/leave", {"tenancy": made["id"], "end_on": "2026-12-01"})


@pytest.mark.parametrize(("language", "theme"), [("zh", "light"), ("en", "dark")])
def test_everybody_can_use_the_pages(sqlite_front: Front, walk: Walk, language: str, theme: str) -> None:
    house = add_house(sqlite_front.landlord())
    made = house.let()
    sqlite_front.claim(made["claim_code"])
    along = house.landlord.tell(f"/tenancies/{made['id']}/occupants", PARTNER, status=201)
    sqlite_front.claim(along["claim_code"], THEIRS)
    with walk(sqlite_front.url, language=language, theme=theme) as page:
        at_desk(page)
        pages = (f"t/{made['id']}", f"t/{along['id']}", f"t/{along['id']}/renew", f"t/{along['id']}/end", f"t/{made['id']}/occupants")
        for path in (*pages, f"u/{house.units[0]['id']}", "tenants"):
            page.goto(f"/l/{path}")
            check_page(page)
        page.goto(f"/l/t/{made['id']}/occupants")
        page.locator("#name").fill(TENANT["name"])
        page.locator("#document_number").fill(resident_number(3))
        page.locator("main form button").click()
        expect(page.get_by_text("Step 2 of 2" if language == "en" else "第2步")).to_be_visible()
        check_page(page)
    for login in (PHONE, THEIRS):
        with walk(sqlite_front.url, language=language, theme=theme) as page:
            sign_in(page, login, PASSPHRASE)
            for path in ("data", "leave", "notices"):
                page.goto(f"/r/{path}")
                check_page(page)
