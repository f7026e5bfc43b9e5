"""What a landlord tells all who live in a building: read by them in their own language, once, and by nobody else."""

import pytest
from playwright.sync_api import expect

from registry.tables import Notice
from tests.hub.web.front import PASSPHRASE, PHONE, Front, House, add_house
from tests.hub.web.walking import Hand, at_desk
from tests.rig.browsers import Walk, check_page, sign_in

DRILL = {"code": "fire-drill", "day": "2026-12-01"}


def test_a_landlord_tells_a_building_in_four_taps_and_a_tenant_reads_it(front: Front, house: House, walk: Walk, scripting: bool) -> None:
    front.claim(house.let()["claim_code"])
    house.let(1, name="李四海")
    with walk(front.url, javascript=scripting) as page:
        sign_in(page, "landlord", PASSPHRASE)
        hand = Hand(page)
        hand.link("通知")
        hand.link("通知全楼")
        hand.button("发出通知")
        expect(page.locator("#code-wrong")).to_be_visible()
        page.locator("#day").fill("2026-12-01")
        hand.tap(page.get_by_label("将有消防演习"))
        hand.button("发出通知")
        expect(page.get_by_text("通知已发出")).to_be_visible()
        assert hand.taps == 5
    assert [(row.code, row.day) for row in front.rows(Notice)] == [("fire-drill", "2026-12-01")], "who has not claimed a pass has no page"
    with walk(front.url, language="en", javascript=scripting) as page:
        sign_in(page, PHONE, PASSPHRASE)
        Hand(page).link("There will be a fire drill")
        expect(page.get_by_text("On 2026-12-01 there will be a fire drill in your building.")).to_be_visible()


def test_told_twice_is_told_once_and_another_day_is_another_notice(front: Front, house: House) -> None:
    tenant = front.claim(house.let()["claim_code"])
    for day in ("2026-12-01", "2026-12-01", "2026-12-02"):
        house.landlord.tell("/notices", {**DRILL, "property_id": house.property_id, "day": day}, status=201)
    texts = [each["text"] for each in tenant.ask("/me/notices")["notices"]]
    assert sorted(text[:13] for text in texts) == ["On 2026-12-01", "On 2026-12-02"]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"code": "pay-now-or-leave"}, ("notice-unknown", "code")),
        ({"code": "tenancy-undone"}, ("notice-unknown", "code")),
        ({"day": "soon"}, ("day-unreadable", "day")),
        ({"day": "2026-11-23"}, ("notice-day", "day")),
        ({"day": "2027-01-24"}, ("notice-day", "day")),
    ],
)
def test_a_landlord_has_no_words_of_their_own(calm: tuple[Front, House], changes: dict[str, str], refusal: tuple[str, str]) -> None:
    front, house = calm
    assert house.landlord.refused("/notices", {**DRILL, "property_id": house.property_id, **changes}) == [refusal]
    assert front.rows(Notice) == []


def test_nobody_tells_another_ones_building(sqlite_front: Front) -> None:
    house = add_house(sqlite_front.landlord())
    tenant = sqlite_front.claim(house.let()["claim_code"])
    for caller in (tenant, sqlite_front.landlord("another")):
        caller.tell("/notices", {**DRILL, "property_id": house.property_id}, status=404)
    sqlite_front.landlord("another").send_form("/l/notices/new", {**DRILL, "property_id": house.property_id}, status=404)
    assert sqlite_front.rows(Notice) == []


@pytest.mark.parametrize(("language", "theme"), [("zh", "dark"), ("en", "light")])
def test_everybody_can_use_the_pages(sqlite_front: Front, walk: Walk, language: str, theme: str) -> None:
    landlord = sqlite_front.landlord()
    with walk(sqlite_front.url, language=language, theme=theme) as page:
        at_desk(page)
        for homes in range(3):
            page.goto("/l/notices/new")
            check_page(page)
            add_house(landlord, rooms=1, address=f"北街{homes}号")
        page.goto("/l/notices?done=sent")
        check_page(page)
