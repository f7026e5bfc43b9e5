"""Objections and complaints by the pages: four taps without a word typed, an answer by a day, and nobody else's."""

import re

import pytest
from playwright.sync_api import expect

from registry.audit.tables import Objection
from tests.hub.web.front import PHONE, Front
from tests.hub.web.resident.test_pages import furnish, signed_in
from tests.rig.browsers import Walk, check_page


def test_one_objects_in_four_taps_and_takes_it_back(sqlite_front: Front, walk: Walk, scripting: bool) -> None:
    furnish(sqlite_front)
    with walk(sqlite_front.url, javascript=scripting) as page:
        hand = signed_in(page)
        hand.link("谁看过")
        hand.link("提出异议")
        hand.tap(page.get_by_label("这不是我"))
        hand.button("提出异议")
        assert (hand.taps, hand.typed) == (4, [])
        expect(page.get_by_text("2026-12-08前答复您")).to_be_visible()
        page.goto("/r")
        expect(page.get_by_role("link", name=re.compile("异议和投诉 D-[0-9]{6}：2026-12-08前答复"))).to_be_visible()
        page.goto("/r/objections")
        hand.button("收回")
        expect(page.get_by_text("已收回")).to_be_visible()
    assert [row.outcome for row in sqlite_front.rows(Objection)] == ["withdrawn"]


def test_a_complaint_says_what_happened(sqlite_front: Front, walk: Walk, scripting: bool) -> None:
    furnish(sqlite_front)
    with walk(sqlite_front.url, javascript=scripting) as page:
        hand = signed_in(page)
        page.goto("/r/complaints/new")
        hand.tap(page.get_by_label("房东"))
        hand.button("提交投诉")
        expect(page.locator("#errors")).to_contain_text("请简单写一下发生了什么。")
        expect(page.get_by_label("房东")).to_be_checked()
        hand.type("text", "不肯修门")
        hand.button("提交投诉")
        expect(page.get_by_text("不肯修门")).to_be_visible()
    (kept,) = sqlite_front.rows(Objection)
    assert (kept.kind, kept.reason, kept.text) == ("complaint", "landlord", "不肯修门")


def test_another_resident_finds_none_of_it(front: Front) -> None:
    furnish(front)
    tenant = front.enter_as(PHONE)
    look = tenant.ask("/me/access-log")["looks"][0]["id"]
    made = tenant.tell("/me/objections", {"look_id": look, "reason": "no_basis"}, status=201)
    front.account("139 0000 0000", "resident")
    other = front.enter_as("139 0000 0000")
    assert other.ask("/me/objections") == {"objections": []}
    assert other.refused("/me/objections", {"look_id": look, "reason": "no_basis"}, status=404) == [("absent", None)]
    other.get_page(f"/r/objections/new?look={look}", status=404)
    other.send_form(f"/r/objections/{made['id']}/withdraw", {}, status=404)
    assert [each["outcome"] for each in tenant.ask("/me/objections")["objections"]] == [None]
    assert "D-" not in front.landlord().get_page("/l")


@pytest.mark.parametrize(("language", "theme"), [("zh", "light"), ("en", "dark")])
def test_everybody_can_use_the_pages(sqlite_front: Front, walk: Walk, language: str, theme: str) -> None:
    furnish(sqlite_front)
    tenant = sqlite_front.enter_as(PHONE)
    look = tenant.ask("/me/access-log")["looks"][0]["id"]
    with walk(sqlite_front.url, language=language, theme=theme) as page:
        signed_in(page)
        for path in ("/r/objections", f"/r/objections/new?look={look}", "/r/complaints/new"):
            page.goto(path)
            check_page(page)
            if "new" in path:
                page.locator("main form button").click()
                check_page(page)
        tenant.tell("/me/objections", {"look_id": look, "reason": "not_me"}, status=201)
        tenant.tell("/me/complaints", {"reason": "door", "text": "It sticks."}, status=201)
        for path in ("/r/objections", "/r/looks", "/r"):
            page.goto(path)
            check_page(page)


def test_what_is_taken_away_holds_visitors_cards_and_objections_too(front: Front) -> None:
    credential_id = furnish(front)
    tenant = front.enter_as(PHONE)
    until = {"not_before": front.now // 1000, "not_after": front.now // 1000 + 3600}
    visit = tenant.tell("/visits", {"credential_id": credential_id, "kind": "one_time", **until}, status=201)
    tenant.tell("/credentials", {"credential_id": credential_id, "kind": "card", "number": "04A1B2C3"}, status=201)
    made = tenant.tell("/me/complaints", {"reason": "door", "text": "It sticks."}, status=201)
    given = tenant.ask("/me/export")
    assert (given["visits"], given["objections"]) == ([visit], [made])
    assert [way["kind"] for way in given["ways"]].count("card") == 1
    assert "04A1B2C3" not in str(given)
