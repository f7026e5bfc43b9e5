"""The parts, the frames and the public's pages in a real browser: nobody is kept out, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from hub.web.layout import words
from tests.hub.web.layout.gallery import PUBLIC
from tests.rig.browsers import Walk, check_page
from tests.rig.sites import PASSPHRASE, Stage


@pytest.mark.parametrize("look", ["light", "dark", "large"])
@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("wrong", ["", "?wrong=yes"], ids=["filled", "wrong"])
def test_every_part_keeps_nobody_out(walk: Walk, desk: Stage, language: str, look: str, wrong: str) -> None:
    with walk(desk.address, language=language, width=1440, theme="dark" if look == "dark" else "light") as page:
        if look == "large":
            page.context.add_cookies([{"name": "anju-look", "value": "large.auto.on", "url": desk.address}])
        page.goto(f"/gallery{wrong}")
        check_page(page)


def test_every_frame_keeps_nobody_out(walk: Walk, framed: Stage, scripting: bool) -> None:
    with walk(framed.address, javascript=scripting) as page:
        page.goto("/gallery?wrong=yes")
        check_page(page)


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("path", PUBLIC)
def test_the_publics_pages_keep_nobody_out(walk: Walk, desk: Stage, path: str, language: str, width: int) -> None:
    with walk(desk.address, language=language, width=width) as page:
        page.goto(path)
        check_page(page)


def test_one_signs_in_chooses_and_leaves_without_javascript(walk: Walk, desk: Stage, scripting: bool) -> None:
    with walk(desk.address, width=1440, javascript=scripting) as page:
        page.goto("/account")
        expect(page).to_have_url(re.compile(r"/sign-in\?next=/account$"))
        page.get_by_role("button", name="登录").click()
        expect(page.get_by_role("heading", name="有1处需要修改")).to_be_visible()
        expect(page.locator("#errors")).to_be_focused()
        check_page(page)
        sign_in_here(page)
        expect(page.get_by_role("heading", name="我的账户")).to_be_visible()
        check_page(page)
        page.get_by_label("大字").check()
        page.get_by_label("深色").check()
        page.get_by_role("button", name="应用").click()
        expect(page.locator("html")).to_have_attribute("data-size", "large")
        assert page.evaluate("() => getComputedStyle(document.documentElement).fontSize") == "21px"
        assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(13, 20, 19)"
        check_page(page)
        page.get_by_role("button", name="EN").click()
        expect(page.get_by_role("heading", name="My account")).to_be_visible()
        page.get_by_role("button", name="中文").click()
        page.get_by_role("button", name="退出登录").click()
        expect(page.get_by_role("heading", name="住在这里的人")).to_be_visible()


def sign_in_here(page: Page) -> None:
    page.locator("#login").fill("139 0013 9000")
    page.locator("#passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="登录").click()
