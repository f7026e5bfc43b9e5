"""The resident's pages in a real browser, with JavaScript on and off; what each button did is read in the database."""

import json
import re
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from registry.tables import Credential, Disclosure, Occupant, Tenancy
from tests.hub.web.front import PASSPHRASE, PHONE, Front, House, add_house
from tests.hub.web.walking import A4, Hand, codes, codes_on, downloaded, printed
from tests.registry.parts import DAY_MS, resident_number, seconds
from tests.rig.browsers import Walk, check_page, sign_in

TILES = {"我的通行码": "/r/pass", "我的资料": "/r/data", "我的出入": "/r/entries", "谁看过": "/r/looks"}


def signed_in(page: Page) -> Hand:
    sign_in(page, PHONE, PASSPHRASE)
    expect(page).to_have_url(re.compile("/r$"))
    return Hand(page)


def test_a_tenant_claims_and_finds_four_tiles(front: Front, house: House, walk: Walk, browser: Browser, scripting: bool) -> None:
    made = house.let()
    with walk(front.url, javascript=scripting) as page:
        hand = Hand(page)
        page.goto("/claim")
        hand.type("code", made["claim_code"].lower())
        hand.type("phone", PHONE)
        hand.type("passphrase", PASSPHRASE)
        hand.button("认领通行码")
        expect(page.get_by_role("heading", name="您的通行码可用")).to_be_visible()
        assert hand.taps <= 8
        for words, path in TILES.items():
            page.get_by_role("main").get_by_role("link", name=words).click()
            expect(page).to_have_url(re.compile(f"{path}$"))
            expect(page.get_by_role("link", name="进不了门？ 0750-555-0100")).to_have_attribute("href", "tel:07505550100")
            page.get_by_role("link", name="首页").click()
        page.goto("/r/pass")
        assert codes_on(page) == [made["pass_text"]]
        assert codes(downloaded(page, "保存图片")) == [made["pass_text"]]
        page.get_by_role("link", name="打印").click()
        picture, pdf = printed(browser, page)
        assert codes(picture) == [made["pass_text"]] and pdf.count(b"/Type /Page\n") == 1
        for sheet, copies in (("A4四份", 4), ("A4大字", 1)):
            page.get_by_role("link", name=sheet).click()
            picture, pdf = printed(browser, page, A4)
            assert codes(picture) == [made["pass_text"]] * copies and pdf.count(b"/Type /Page\n") == 1
    assert front.row(Credential, made["credential_id"]).claimed_at == front.now


def test_a_wrong_code_is_said_and_the_rest_stays(front: Front, house: House, walk: Walk, scripting: bool) -> None:
    house.let()
    with walk(front.url, javascript=scripting) as page:
        hand = Hand(page)
        page.goto("/claim?code=2222-3333-4444")
        hand.type("phone", PHONE)
        hand.type("passphrase", PASSPHRASE)
        hand.button("认领通行码")
        expect(page.locator("#errors")).to_contain_text("没有认领成功。")
        expect(page.locator("#code")).to_have_value("2222-3333-4444")
        expect(page.locator("#passphrase")).to_have_value("")
    assert front.rows(Credential)[0].claimed_at is None


def test_a_tenant_disagrees_with_the_landlords_end(front: Front, house: House, walk: Walk, scripting: bool) -> None:
    made = house.let()
    front.claim(made["claim_code"])
    house.landlord.tell(f"/tenancies/{made['id']}/end", {"end_on": "2026-12-08"})
    assert front.row(Credential, made["credential_id"]).not_after == seconds(date(2026, 12, 9))
    with walk(front.url, javascript=scripting) as page:
        hand = signed_in(page)
        hand.link("房东要结束租约")
        expect(page.get_by_text("通行码可用到租约到期日2027-11-23")).to_be_visible()
        hand.button("我不同意")
        expect(page.get_by_role("link", name="至2027-11-23")).to_be_visible()
        expect(page.get_by_role("link", name="房东要结束租约 最后一天")).to_have_count(0)
        assert hand.taps <= 4
    assert front.row(Tenancy, made["id"]).contested_at == front.now
    assert front.row(Credential, made["credential_id"]).not_after == seconds(date(2027, 11, 24))


def test_a_tenant_leaves_on_a_day(front: Front, house: House, walk: Walk, scripting: bool) -> None:
    made = house.let()
    front.claim(made["claim_code"])
    with walk(front.url, javascript=scripting) as page:
        hand = signed_in(page)
        hand.link("退租")
        page.locator("#end_on").fill("")
        hand.button("结束我的租约")
        expect(page.locator("#errors")).to_contain_text("请填写最后一天。")
        assert front.row(Tenancy, made["id"]).end_on is None
        page.locator("#end_on").fill("2026-11-24")
        hand.button("结束我的租约")
        expect(page.get_by_role("link", name="至2026-11-24")).to_be_visible()
    assert front.row(Tenancy, made["id"]).end_by == "resident"
    assert front.row(Credential, made["credential_id"]).not_after == seconds(date(2026, 11, 25))


def test_a_tenant_takes_everything_away_in_two_taps(front: Front, house: House, walk: Walk, scripting: bool) -> None:
    made = house.let()
    tenant = front.claim(made["claim_code"])
    front.hold_up(front.fit_gate(house.property_id, house.door_group), made["credential_id"])
    with walk(front.url, javascript=scripting) as page:
        hand = signed_in(page)
        hand.link("我的资料")
        tenant.headers["Accept-Language"] = "zh"
        assert json.loads(downloaded(page, "下载全部")) == tenant.ask("/me/export")
        page.goto("/r/entries")
        expect(page.get_by_text("北街12号大门")).to_be_visible()
        expect(page.get_by_text("已开门")).to_be_visible()


def test_a_tenant_signs_out_from_the_account_page(sqlite_front: Front, walk: Walk) -> None:
    house = add_house(sqlite_front.landlord())
    sqlite_front.claim(house.let()["claim_code"])
    with walk(sqlite_front.url) as page:
        hand = signed_in(page)
        hand.link("我的账户")
        hand.button("退出登录")
        page.goto("/r")
        expect(page).to_have_url(re.compile(r"/sign-in\?next=/r$"))


def furnish(front: Front) -> str:
    """Let something stand on every page; return the credential's id."""
    house = add_house(front.landlord())
    gate = front.fit_gate(house.property_id, house.door_group)
    made, second = house.let(0), house.let(1, document_number=resident_number(2), starts_on="2026-12-01")
    front.claim(made["claim_code"])
    front.claim(second["claim_code"])
    house.landlord.tell(f"/tenancies/{made['id']}/end", {"end_on": "2026-12-08"})
    front.hold_up(gate, made["credential_id"])
    words = {
        "fields": "name document birth_date",
        "purpose": "case",
        "legal_basis": "演示条款第0条",
        "role": "officer",
        "body": "某镇派出所",
        "said": "match:identity name:same birth_date:swapped document:not_in_alert",
    }
    person_id = next(one.person_id for one in front.rows(Occupant) if one.tenancy_id == made["id"])
    for number, days in enumerate((2, 4)):
        at = front.now - days * DAY_MS
        front.write(
            Disclosure(id=f"{number}", person_id=person_id, entry_id=f"{number}", at=at, visible_at=at, case_number="2026-0117", **words)
        )
    return str(made["credential_id"])


@pytest.mark.parametrize(("language", "theme"), [("zh", "light"), ("en", "dark")])
def test_everybody_can_use_the_filled_pages(sqlite_front: Front, walk: Walk, language: str, theme: str) -> None:
    credential_id = furnish(sqlite_front)
    with walk(sqlite_front.url, language=language, theme=theme) as page:
        signed_in(page)
        paths = ["pass", "data", "entries", "looks", "notices", "contest", "leave", f"pass/{credential_id}/print"]
        for path in ["/r", *(f"/r/{path}" for path in paths), "/account"]:
            page.goto(path)
            check_page(page)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_was_compared_is_read_in_lines_and_not_word_by_word(sqlite_front: Front, walk: Walk, language: str) -> None:
    furnish(sqlite_front)
    with walk(sqlite_front.url, language=language, width=320) as page:
        signed_in(page)
        page.goto("/r/looks")
        said = page.locator(".trail dd")
        expect(said).to_have_count(2 * 7)
        assert min(said.evaluate_all("all => all.map(each => each.getBoundingClientRect().width)")) >= 9 * 16


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everybody_can_use_empty_pages_and_errors(sqlite_front: Front, walk: Walk, language: str) -> None:
    house = add_house(sqlite_front.landlord())
    made = house.let()
    tenant = sqlite_front.claim(made["claim_code"])
    with walk(sqlite_front.url, language=language) as page:
        page.goto("/claim")
        check_page(page)
        page.locator("main form button").click()
        check_page(page)
        signed_in(page)
        for path in ("entries", "looks", "notices"):
            page.goto(f"/r/{path}")
            check_page(page)
        page.goto("/r/leave")
        page.locator("#end_on").fill("2020-01-01")
        page.locator("main form button").click()
        check_page(page)
        tenant.tell(f"/tenancies/{made['id']}/end", {"end_on": ""})
        for path in ("/r", "/r/pass"):
            page.goto(path)
            check_page(page)


def test_large_text_fits_too(sqlite_front: Front, walk: Walk) -> None:
    furnish(sqlite_front)
    with walk(sqlite_front.url) as page:
        signed_in(page)
        page.goto("/account")
        page.get_by_label("大字").check()
        page.get_by_role("button", name="应用").click()
        for path in ("/r", "/r/pass", "/r/data", "/r/looks"):
            page.goto(path)
            expect(page.locator("html")).to_have_attribute("data-size", "large")
            check_page(page)
