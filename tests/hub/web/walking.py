"""A phone in a hand: taps and typed fields are counted, and pictures of passes are read as a gate's camera reads them."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import zxingcpp
from playwright.sync_api import Browser, Locator, Page, expect

from tests.hub.web.front import PASSPHRASE
from tests.rig.browsers import arrived, sign_in

DPI, CSS_DPI = 150, 96
A6_CONTENT = (round(89 / 25.4 * CSS_DPI), round(132 / 25.4 * CSS_DPI))
"""An A6 sheet between its margins of 8 mm, in CSS pixels."""
A4 = (round(210 / 25.4 * CSS_DPI), round(297 / 25.4 * CSS_DPI))


@dataclass
class Hand:
    """Counts what a person does: one tap is one press, focusing a field included; typing is no tap."""

    page: Page
    taps: int = 0
    typed: list[str] = field(default_factory=list)

    def tap(self, where: Locator) -> None:
        """Press something once."""
        where.click()
        self.taps += 1

    def link(self, words: str) -> None:
        """Press the first link with these words."""
        self.tap(self.page.get_by_role("link", name=words).first)

    def button(self, words: str) -> None:
        """Press the button with these words."""
        self.tap(self.page.get_by_role("main").get_by_role("button", name=words, exact=True))

    def type(self, name: str, text: str) -> None:
        """Press a field and type into it."""
        self.tap(self.page.locator(f"#{name}"))
        self.page.keyboard.type(text)
        self.typed.append(name)


def at_desk(page: Page, login: str = "landlord", *, home: str = "l") -> Hand:
    """Sign in, and return the hand of somebody who stands before their first page, ``/l`` or ``/r``."""
    sign_in(page, login, PASSPHRASE)
    expect(page).to_have_url(re.compile(f"/{home}$"))
    return Hand(page)


def codes(picture: bytes) -> list[str]:
    """Return what the QR codes in a picture say: lines of print pass for bars now and then."""
    image = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_GRAYSCALE)
    return [found.text for found in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)]


def codes_on(page: Page) -> list[str]:
    """Return what the QR codes on a page say."""
    return codes(arrived(page).locator("img.qr").screenshot())


def downloaded(page: Page, words: str) -> bytes:
    """Press a link that saves a file, and return the file."""
    with page.expect_download() as expected:
        page.get_by_role("link", name=words).click()
    return Path(expected.value.path()).read_bytes()


def drawn(page: Page, svg: bytes) -> bytes:
    """Return an SVG file as a print shop would see it."""
    other = page.context.new_page()
    other.set_viewport_size({"width": 400, "height": 400})
    other.set_content(f"<body style='margin:0'>{svg.decode()}")
    picture = other.screenshot()
    other.close()
    return picture


def printed(browser: Browser, page: Page, paper: tuple[int, int] = A6_CONTENT) -> tuple[bytes, bytes]:
    """Return the page on paper: as a picture at 150 dpi of what is between the margins, and as PDF."""
    width, height = paper
    profile = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=DPI / CSS_DPI)
    profile.add_cookies(page.context.cookies())
    sheet = profile.new_page()
    sheet.goto(page.url)
    sheet.emulate_media(media="print")
    assert sheet.evaluate("() => document.documentElement.scrollHeight") <= height + 1
    result = sheet.screenshot(), sheet.pdf(prefer_css_page_size=True)
    profile.close()
    return result
