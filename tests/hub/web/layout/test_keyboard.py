"""Pages by keyboard, on paper and in forced colours, in a real browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.rig.browsers import Walk, sign_in
from tests.rig.sites import PASSPHRASE, Stage


@pytest.fixture
def keyboard(walk: Walk, desk: Stage) -> Iterator[Page]:
    with walk(desk.address, width=1440) as page:
        page.goto("/gallery")
        yield page


def test_keys_move_open_choose_and_go_back(keyboard: Page) -> None:
    row = keyboard.locator("tr.current a")
    keyboard.keyboard.press("j")
    expect(row).to_have_text("2026-0117")
    expect(row).to_be_focused()
    for key, number in (("j", "2026-0118"), ("j", "2026-0119"), ("j", "2026-0119"), ("k", "2026-0118")):
        keyboard.keyboard.press(key)
        expect(row).to_have_text(number)
    keyboard.keyboard.press("1")
    expect(keyboard.locator("#kind")).to_be_checked()
    expect(keyboard).to_have_url(re.compile("/gallery$"))
    keyboard.keyboard.press("o")
    expect(keyboard).to_have_url(re.compile("/gallery/2026-0118$"))
    keyboard.go_back()
    keyboard.keyboard.press("Escape")
    expect(keyboard).to_have_url(re.compile("/gallery/back$"))
    keyboard.go_back()
    keyboard.keyboard.press("n")
    expect(keyboard).to_have_url(re.compile("/gallery/next$"))


def test_while_somebody_types_keys_are_letters(keyboard: Page) -> None:
    keyboard.locator("#name").fill("")
    keyboard.locator("#name").press_sequentially("nj1oh")
    keyboard.locator("#text").press("Escape")
    expect(keyboard.locator("#name")).to_have_value("nj1oh")
    expect(keyboard).to_have_url(re.compile("/gallery$"))
    expect(keyboard.locator("#kind")).not_to_be_checked()
    expect(keyboard.locator("tr.current")).to_have_count(0)
    keyboard.locator(".head h1").click()
    keyboard.keyboard.press("Control+j")
    expect(keyboard.locator("tr.current")).to_have_count(0)


def test_keys_can_be_switched_off(walk: Walk, desk: Stage) -> None:
    with walk(desk.address, width=1440) as page:
        page.context.add_cookies([{"name": "anju-look", "value": "normal.auto.off", "url": desk.address}])
        page.goto("/gallery")
        page.keyboard.press("j")
        page.keyboard.press("n")
        expect(page.locator("tr.current")).to_have_count(0)
        expect(page).to_have_url(re.compile("/gallery$"))
        expect(page.locator("kbd")).to_have_count(0)


def test_half_typed_pinyin_reaches_nobody(keyboard: Page) -> None:
    """An input method sends input events while it composes; listeners of ours hear one, when the word is there."""
    heard = """() => new Promise(done => {
      const field = document.querySelector('#name'), seen = [];
      field.addEventListener('input', () => seen.push(field.value));
      for (const typed of ['o', 'ou', 'ouy', 'ouya', 'ouyang']) {
        field.value = typed;
        field.dispatchEvent(new InputEvent('input', {bubbles: true, isComposing: true}));
      }
      field.value = '欧阳';
      field.dispatchEvent(new CompositionEvent('compositionend', {bubbles: true}));
      done(seen);
    })"""
    assert keyboard.evaluate(heard) == ["欧阳"]


def test_a_button_that_is_busy_says_so_and_is_pressed_once(keyboard: Page) -> None:
    keyboard.evaluate(
        """() => { window.sent = []; window.addEventListener('submit', e => { sent.push(!e.defaultPrevented); e.preventDefault(); }); }"""
    )
    button = keyboard.locator("[data-key=n]")
    button.click()
    expect(button).to_contain_text("Taking…")
    expect(button).to_have_attribute("aria-busy", "true")
    button.click()
    assert keyboard.evaluate("() => sent") == [True, False]


def test_a_pass_fits_a_sheet_of_a6(walk: Walk, desk: Stage) -> None:
    with walk(desk.address, width=336) as page:  # 105 mm less two margins of 8 mm
        page.goto("/gallery")
        page.emulate_media(media="print")
        box = page.locator(".pass .qr").bounding_box()
        assert box is not None
        assert box["width"] / 96 * 25.4 >= 35
        card = page.locator(".pass").bounding_box()
        assert card is not None
        assert card["height"] / 96 * 25.4 <= 148 - 2 * 8
        for away in (".top", ".demo", ".keys"):
            expect(page.locator(away)).to_be_hidden()


def test_forced_colours_keep_what_is_chosen_visible(walk: Walk, desk: Stage) -> None:
    with walk(desk.address) as page:
        page.emulate_media(forced_colors="active")
        page.goto("/gallery")
        chosen, other = (
            page.evaluate("which => getComputedStyle(document.querySelector(which)).backgroundColor", f".chips input{state}+span")
            for state in (":checked", ":not(:checked)")
        )
        assert chosen != other


def test_an_officer_signs_in_by_keyboard_alone(walk: Walk, desk: Stage) -> None:
    with walk(desk.address, width=1440) as page:
        page.goto("/sign-in")
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type("13900139000")
        page.keyboard.press("Tab")
        page.keyboard.type(PASSPHRASE)
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("/gallery$"))


def test_the_rig_signs_in_as_people_do(walk: Walk, desk: Stage) -> None:
    with walk(desk.address) as page:
        sign_in(page, "13900139000", PASSPHRASE)
        expect(page).to_have_url(re.compile("/gallery$"))
