"""What pages are made of: templates, words, dates, and the style, icons and script that go with each."""

import re
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from jinja2 import UndefinedError

from hub.web.layout import templates, words
from hub.web.layout.application import STATIC
from hub.web.layout.templates import date_words, moment, svg_picture, weekday_date
from tests.rig.sites import NOW

ZONE = ZoneInfo("Asia/Shanghai")


def test_nothing_undefined_passes_silently() -> None:
    page = templates._pages("zh", ZONE).from_string("{{ nothing }}")
    with pytest.raises(UndefinedError):
        page.render()


def test_a_word_that_is_a_variable_is_escaped_and_may_be_empty() -> None:
    pages = templates._pages("zh", ZONE)
    assert pages.from_string("{{ word(x) }}").render(x="<b>") == "&lt;b&gt;"
    assert pages.from_string("{{ word(x) }}").render(x="") == ""
    assert pages.from_string("{{ word(x) }}").render(x="Help") == "帮助"
    assert pages.from_string('{{ _("Room %(label)s", label=x) }}').render(x="<b>") == "&lt;b&gt;房"


def test_dates_are_said_as_each_language_says_them() -> None:
    day = date(2026, 11, 24)
    assert (date_words(day, "zh"), date_words(day, "en")) == ("11月24日", "24 Nov")
    assert (weekday_date(day, "zh"), weekday_date(day, "en")) == ("11月24日 周二", "Tuesday 24 Nov")
    assert moment(1_795_500_000_000, ZONE) == "2026-11-24 14:00"
    assert moment(1_795_500_000_000, ZoneInfo("UTC")) == "2026-11-24 06:00"
    assert svg_picture("<svg>门</svg>").startswith("data:image/svg+xml;base64,")
    assert NOW == 1_795_500_000_000


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_state_of_a_room_has_a_word(language: str) -> None:
    page = templates._pages(language, ZONE).from_string('{% import "layout/macros.html" as m with context %}{{ m.unit_state(state) }}')
    assert len({page.render(state=state) for state in ("let", "vacant", "unclaimed", "ending")}) == 4


def test_what_is_sent_with_every_page_stays_small() -> None:
    assert (STATIC / "anju.css").stat().st_size <= 24 * 1024
    assert len((STATIC / "anju.js").read_text("utf-8").splitlines()) < 60
    assert (STATIC / "icons.svg").stat().st_size <= 12 * 1024


def test_the_style_is_plain_enough_for_old_browsers() -> None:
    css = (STATIC / "anju.css").read_text("utf-8")
    assert re.findall(r":has\(|light-dark\(|color-mix\(|@import|url\(|gradient\((?!90deg)", css) == []
    assert css.count("{") == css.count("}")
    dark = re.findall(r"--bg:#0d1413[^}]*", css)
    assert len(dark) == 2
    assert dark[0] == dark[1], "dark by choice is dark by the device"


def test_every_icon_that_is_asked_for_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text("utf-8")))
    pages = {path: path.read_text("utf-8") for path in STATIC.parents[1].rglob("*.html")}
    asked = {
        name
        for text in pages.values()
        for name in re.findall(r'(?:icon=|m\.icon\(|frame\.icon\(|m\.shape\(|icons\.svg#)"?([a-z][a-z-]+)', text)
    }
    assert asked - {"icon", "icons", "kind", "name", "line", "said", "task", "item"} <= drawn


def test_every_class_that_a_page_names_is_styled() -> None:
    styled = set(re.findall(r"\.([a-z][a-z-]*)", (STATIC / "anju.css").read_text("utf-8")))
    plain = {"label", "works", "plain", "column", "secondary", "appearance"}  # hooks, and what needs no style of its own
    for path in sorted(STATIC.parents[1].rglob("*.html")):
        source = re.sub(r"\{[{%].*?[}%]\}", " ", path.read_text("utf-8"), flags=re.S)
        named = {name for value in re.findall(r'\bclass="([^"]*)"', source) for name in value.split()}
        assert named - styled - plain == set(), path.name


# In a real browser.
