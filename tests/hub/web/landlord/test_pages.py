"""The landlord's pages in a real browser, with JavaScript on and off; what each button did is read in the database."""

import re
from datetime import date

import pytest
from playwright.sync_api import Browser, expect

from registry.tables import Credential, ListChange, Notice, Person, Property, Tenancy, Unit
from tests.hub.web.front import TENANT, Front, House, add_house
from tests.hub.web.walking import A4, CSS_DPI, at_desk, codes, codes_on, downloaded, drawn, printed
from tests.registry.parts import resident_number, seconds
from tests.rig.browsers import Walk, arrived, check_page

NUMBER = resident_number()
MOST_TAPS, MOST_TYPED = 8, 3
MM, POINT = CSS_DPI / 25.4, CSS_DPI / 72
ON_A4 = [("zh", "A4四份", 4), ("en", "Four on A4", 4), ("zh", "A4大字", 1), ("en", "Large, A4", 1)]


def test_a_landlord_adds_a_home(front: Front, walk: Walk, scripting: bool) -> None:
    front.account("landlord", "landlord")
    with walk(front.url, javascript=scripting) as page:
        hand = at_desk(page)
        expect(page.get_by_text("还没有房屋。登记第一处房屋，约2分钟。")).to_be_visible()
        hand.link("登记房屋")
        hand.type("address", "北街12号")
        hand.button("下一步：核对")
        expect(page.get_by_text("504", exact=True)).to_be_visible()
        assert front.rows(Property) == []
        hand.button("保存")
        expect(page.get_by_role("heading", name="北街12号")).to_be_visible()
    assert [home.address for home in front.rows(Property)] == ["北街12号"]
    assert len(front.rows(Unit)) == 20
    assert hand.taps <= 12


def test_a_landlord_registers_a_tenant_and_hands_the_pass_over(
    front: Front, house: House, walk: Walk, browser: Browser, scripting: bool
) -> None:
    with walk(front.url, javascript=scripting) as page:
        hand = at_desk(page)
        hand.link("登记租客")
        hand.link("102")
        hand.type("name", "张三")
        hand.type("document_number", f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}")
        hand.type("phone", "138 0013 8000")
        hand.button("下一步：核对")
        expect(page.get_by_text("2026-11-24至2027-11-23")).to_be_visible()
        hand.button("保存登记")
        expect(page.get_by_role("heading", name="登记完成")).to_be_visible()
        assert hand.taps <= MOST_TAPS and len(hand.typed) <= MOST_TYPED
        (credential,), (tenancy,) = front.rows(Credential), front.rows(Tenancy)
        assert tenancy.unit_id == house.units[1]["id"]
        assert codes_on(page) == [credential.pass_text]
        assert codes(downloaded(page, "保存图片")) == [credential.pass_text]
        assert codes(drawn(page, downloaded(page, "印刷用图片（SVG）"))) == [credential.pass_text]
        page.get_by_role("link", name="打印").click()
        picture, pdf = printed(browser, page)
        assert codes(picture) == [credential.pass_text]
        assert pdf.count(b"/Type /Page\n") == 1 and re.search(rb"/MediaBox \[0 0 29[78][.\d]* (419|420)", pdf)
    assert {change.door_group for change in front.rows(ListChange)} == {house.door_group}


@pytest.mark.parametrize(("language", "sheet", "copies"), ON_A4)
def test_a_pass_is_printed_on_a4(
    sqlite_front: Front, walk: Walk, browser: Browser, language: str, sheet: str, copies: int, scripting: bool
) -> None:
    made = add_house(sqlite_front.landlord()).let(name="欧阳䶮")
    with walk(sqlite_front.url, language=language, javascript=scripting) as page:
        at_desk(page)
        page.goto(f"/l/t/{made['id']}/claim-code")
        page.get_by_role("main").get_by_role("button").click()
        code = arrived(page).locator(".claim .code").inner_text()
        page.get_by_role("link", name={"zh": "打印", "en": "Print"}[language], exact=True).click()
        page.get_by_role("link", name=sheet).click()
        expect(page.get_by_role("link", name=sheet)).to_have_attribute("aria-current", "page")
        expect(page.locator(".pass:visible")).to_have_count(1)
        check_page(page)
        picture, pdf = printed(browser, page, A4)
        assert codes(picture) == [made["pass_text"]] * copies
        assert pdf.count(b"/Type /Page\n") == 1 and re.search(rb"/MediaBox \[0 0 59[45][.\d]* 84[12]", pdf)
        page.emulate_media(media="print")
        page.set_viewport_size({"width": A4[0], "height": A4[1]})
        expect(page.locator(".pass:visible")).to_have_count(copies)
        expect(page.locator(".ticks")).to_have_count(copies // 4)
        for card in page.locator(".pass").all():
            expect(card).to_contain_text(code)
            assert TENANT["document_number"] not in card.inner_text() and "䶮" not in card.inner_text()
        drawn_mm = [box["width"] / MM for one in page.locator(".qr:visible").all() if (box := one.bounding_box())]
        assert min(drawn_mm) >= (35 if copies == 4 else 100)
        size = "all => Math.min(...all.map(one => parseFloat(getComputedStyle(one).fontSize) * one.currentCSSZoom))"
        smallest = page.locator(".pass p, .pass dt, .pass dd, .pass h2").evaluate_all(size)
        assert smallest / POINT >= (11 if copies == 4 else 18) - 0.1


def test_an_error_is_said_where_it_is_and_nothing_typed_is_lost(front: Front, house: House, walk: Walk, scripting: bool) -> None:
    with walk(front.url, javascript=scripting) as page:
        hand = at_desk(page)
        page.goto(f"/l/t/new?unit={house.units[0]['id']}")
        hand.type("name", "张三")
        hand.type("document_number", NUMBER[:-1] + "5")
        page.get_by_label("2年", exact=True).check()
        hand.button("下一步：核对")
        expect(page).to_have_title(re.compile("^有误："))
        summary = page.locator("#errors")
        expect(summary).to_be_focused()
        expect(summary).to_contain_text("有1处需要修改")
        expect(summary).to_contain_text("您填写的内容都还在。")
        summary.get_by_role("link", name="最后一位与前面不符，请再核对一遍。").click()
        expect(page.locator("#document_number")).to_have_attribute("aria-invalid", "true")
        expect(page.locator("#name")).to_have_value("张三")
        expect(page.locator("input[name=term]:checked")).to_have_value("24")
        page.locator("#document_number").fill(NUMBER)
        hand.button("下一步：核对")
        hand.button("修改")
        expect(page.locator("#document_number")).to_have_value(NUMBER)
        hand.button("下一步：核对")
        hand.button("保存登记")
        expect(page.get_by_role("heading", name="登记完成")).to_be_visible()
    (tenancy,) = front.rows(Tenancy)
    assert tenancy.ends_on == "2028-11-23"


def test_a_passport_takes_a_second_round(front: Front, house: House, walk: Walk, scripting: bool) -> None:
    with walk(front.url, language="en", javascript=scripting) as page:
        hand = at_desk(page)
        page.goto(f"/l/t/new?unit={house.units[0]['id']}")
        hand.type("name", "Nguyễn Thị Hương")
        page.get_by_label("Passport").check()
        hand.type("document_number", "C1234567")
        hand.button("Next: check")
        expect(page.get_by_role("heading", name="2 more answers")).to_be_visible()
        page.get_by_label("Issued by").select_option("VNM")
        page.locator("#birth_date").fill("1991-03-07")
        hand.button("Next: check")
        expect(page.get_by_text("Vietnam")).to_be_visible()
        hand.button("Save and issue")
        expect(page.get_by_role("heading", name="Registered")).to_be_visible()
    assert len(front.rows(Person)) == 1


def test_a_tenancy_ends_in_four_taps_with_notice(front: Front, house: House, walk: Walk, scripting: bool) -> None:
    made = house.let()
    front.claim(made["claim_code"])
    with walk(front.url, javascript=scripting) as page:
        hand = at_desk(page)
        hand.link("北街12号")
        hand.link("101")
        hand.link("退租")
        expect(page.get_by_text("通行码将停用，资料按期删除")).to_be_visible()
        hand.button("结束租约")
        expect(page.get_by_role("heading", name="2026-12-01到期")).to_be_visible()
        assert hand.taps <= 4
    assert front.row(Tenancy, made["id"]).end_on == "2026-12-01"
    assert front.row(Credential, made["credential_id"]).not_after == seconds(date(2026, 12, 2))
    assert [notice.code for notice in front.rows(Notice)] == ["tenancy-end-announced"]


def test_a_mistake_is_undone(front: Front, house: House, walk: Walk, scripting: bool) -> None:
    made = house.let()
    with walk(front.url, javascript=scripting) as page:
        hand = at_desk(page)
        hand.link("101房通行码待认领")
        hand.link("登记错了？")
        hand.button("撤销登记")
        expect(page.get_by_text("空置。登记租客后，通行码马上可用。")).to_be_visible()
        expect(page).to_have_url(re.compile(house.units[0]["id"]))
    assert (front.rows(Tenancy), front.rows(Credential), front.rows(Person)) == ([], [], [])
    assert made["id"] not in {notice.tenancy_id for notice in front.rows(Notice)}


def furnish(front: Front) -> tuple[House, dict[str, str]]:
    """Let something stand on every page; return the house and the address of a tenancy in each state."""
    house = add_house(front.landlord())
    add_house(house.landlord, rooms=3, address="榕树里3号")
    gate = front.fit_gate(house.property_id, house.door_group)
    front.heard(gate, online=False, at=front.now - 14_400_000)
    made = [house.let(room, document_number=resident_number(room + 1)) for room in range(3)]
    tenants = [front.claim(one["claim_code"], phone=f"139 0000 000{number}") for number, one in enumerate(made[:2])]
    for one in made[:2]:
        house.landlord.tell(f"/tenancies/{one['id']}/end", {"end_on": "2026-12-08"})
    tenants[1].tell(f"/tenancies/{made[1]['id']}/contest-end")
    return house, dict(zip(("ending", "contested", "unclaimed"), (one["id"] for one in made), strict=True))


@pytest.mark.parametrize(("language", "theme"), [("zh", "light"), ("en", "dark")])
def test_everybody_can_use_the_filled_pages(sqlite_front: Front, walk: Walk, language: str, theme: str) -> None:
    house, stays = furnish(sqlite_front)
    units, doors = [f"/l/u/{unit['id']}" for unit in house.units[2:]], [f"/l/p/{house.property_id}", "/l", "/l/tenants", "/l/notices"]
    about = [f"/l/t/{one}{way}" for one in stays.values() for way in ("", "/end", "/undo")]
    forms = ["/l/p/new", "/l/t/new", f"/l/t/new?unit={house.units[3]['id']}", "/l/why", "/account"]
    with walk(sqlite_front.url, language=language, theme=theme) as page:
        at_desk(page)
        for path in [*doors, *units, *about, *forms]:
            page.goto(path)
            check_page(page)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everybody_can_use_empty_pages_errors_and_the_pass(sqlite_front: Front, walk: Walk, language: str) -> None:
    sqlite_front.account("landlord", "landlord")
    with walk(sqlite_front.url, language=language) as page:
        at_desk(page)
        for path in ("/l", "/l/tenants", "/l/notices", "/l/t/new"):
            page.goto(path)
            check_page(page)
        house = add_house(sqlite_front.landlord())
        page.goto("/l/p/new")
        page.locator("main form button").click()
        check_page(page)
        page.goto(f"/l/t/new?unit={house.units[0]['id']}")
        page.locator("#starts_on").fill("2028-12-01")
        page.locator("main form button").click()
        check_page(page)
        page.locator("#name").fill("张三")
        page.locator("input[value=passport]").check()
        page.locator("#starts_on").fill("2026-12-01")
        page.locator("main form button").click()
        check_page(page)
        page.locator("input[value=resident_id]").check()
        page.locator("#document_number").fill(NUMBER)
        page.locator("main form button").click()
        check_page(page)
        page.locator("main form button").first.click()
        check_page(page)
        page.goto(f"{page.url}/print")
        check_page(page)


def test_large_text_and_a_dark_page_stay_chosen(sqlite_front: Front, walk: Walk) -> None:
    house = add_house(sqlite_front.landlord())
    with walk(sqlite_front.url) as page:
        at_desk(page)
        page.get_by_role("link", name="我的", exact=True).click()
        page.get_by_label("大字").check()
        page.get_by_label("深色").check()
        page.get_by_role("button", name="应用").click()
        for path in ("/l", f"/l/t/new?unit={house.units[0]['id']}"):
            page.goto(path)
            expect(page.locator("html")).to_have_attribute("data-size", "large")
            expect(page.locator("html")).to_have_attribute("data-theme", "dark")
            check_page(page)
