"""Pages from templates: autoescaped, nothing undefined passes silently, words by language, dates by the site's zone."""

from base64 import b64encode
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from hub.web.layout import words
from hub.web.refusals import sentence

FOLDER = Path(__file__).parents[1]
WEEKDAYS = {
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def render(name: str, *, language: str, zone: ZoneInfo, context: Mapping[str, object]) -> str:
    """Return a page. Every template has ``language``, ``_``, ``ngettext``, ``say(refusal)`` and ``word(text)`` beside what it is given.

    ``word`` looks up a sentence that is a variable and leaves it to be escaped; ``_`` marks what it returns as safe, so it is for
    sentences that stand in the template.
    """
    return _pages(language, zone).get_template(name).render(context)


@cache
def _pages(language: str, zone: ZoneInfo) -> Environment:
    pages = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.loopcontrols"],
    )
    spoken: Any = pages
    translator = words.translator(language)
    spoken.install_gettext_translations(translator, newstyle=True)
    pages.globals |= {
        "language": language,
        "say": lambda refusal: sentence(refusal, language),
        "word": lambda text: translator.gettext(text) if text else "",
    }
    pages.filters |= {
        "moment": lambda at: moment(at, zone),
        "day": lambda at: moment(at, zone)[:10],
        "clock": lambda at: datetime.fromtimestamp(at / 1000, UTC).astimezone(zone).strftime("%H:%M:%S"),
        "date_words": lambda day: date_words(day, language),
        "weekday_date": lambda day: weekday_date(day, language),
        "svg_picture": svg_picture,
    }
    return pages


def svg_picture(svg: str) -> str:
    """Return a drawing as the address of a picture that stands in the page itself; no style of the page reaches into it."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def moment(at: int, zone: ZoneInfo) -> str:
    """Return UTC milliseconds as ``2026-11-20 14:05`` on the site's clock."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(zone).strftime("%Y-%m-%d %H:%M")


def date_words(day: date, language: str) -> str:
    """Return a date for a sentence: ``11月20日``, ``20 Nov``; with its year in English only where the sentence adds it."""
    return f"{day.month}月{day.day}日" if language == "zh" else f"{day.day} {MONTHS[day.month - 1]}"


def weekday_date(day: date, language: str) -> str:
    """Return a date with its weekday: ``11月24日 周二``, ``Tuesday 24 Nov``."""
    weekday, words_of_day = WEEKDAYS[language][day.weekday()], date_words(day, language)
    return f"{words_of_day} {weekday}" if language == "zh" else f"{weekday} {words_of_day}"
