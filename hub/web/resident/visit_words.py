"""A visitor's pass in words: of what kind it is, when it opens, how it stands, and what a door does with it, as the gate checks it."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from edge.protocol.rights import WeeklyHours
from hub.web.layout import words
from hub.web.layout.frame import N_
from hub.web.layout.templates import WEEKDAYS
from registry.passes import Invitation

KINDS = {"one_time": N_("One visit"), "courier": N_("Courier"), "recurring": N_("Every week"), "contractor": N_("Contractor")}
ABOUT = {
    "one_time": N_("Opens each door once, within 7 days at most"),
    "courier": N_("Opens each door once, within 4 hours at most"),
    "recurring": N_("On days and hours of the week, for 90 days at most"),
    "contractor": N_("As often as needed, for 30 days at most"),
}
ICONS = {"one_time": "person", "courier": "page", "recurring": "calendar", "contractor": "people"}
STATES = {
    "now": ("ok", N_("Opens now")),
    "later": ("waiting", N_("Opens later")),
    "over": ("unknown", N_("Over")),
    "withdrawn": ("refused", N_("Taken back")),
}
_ONCE = N_("Each door of your building opens for it once; a second time it does not.")
_OFTEN = N_("It opens the doors of your building as often as it is held up, at any hour between the two days.")
_WEEKLY = N_("It opens the doors of your building as often as it is held up, on these days and hours only.")
DOORS = {"one_time": _ONCE, "courier": _ONCE, "contractor": _OFTEN, "recurring": _WEEKLY}


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitWords:
    """A pass that was given away, in words: its kind, when it opens, its state (a shape and a word), what a door does with it."""

    kind: str
    icon: str
    when: str
    shape: str
    state: str
    doors: str


def visit_words(visit: Invitation, language: str, zone: ZoneInfo, *, now: int) -> VisitWords:
    """Return a pass in words, in ``zh`` or ``en``; ``now`` is UTC ms."""
    say = words.translator(language).gettext
    first, last = _span(visit, zone)
    when = first if first == last else say(N_("%(start)s to %(end)s")) % {"start": first, "end": last}
    if visit.weekly:
        when = say(N_("%(hours)s, until %(day)s")) % {"hours": _week(visit.weekly, language), "day": last}
    shape, state = STATES[_state(visit, now // 1000)]
    return VisitWords(kind=KINDS[visit.kind], icon=ICONS[visit.kind], when=when, shape=shape, state=state, doors=DOORS[visit.kind])


def weekday_choices(language: str) -> list[tuple[str, str]]:
    """Return the days of the week from Monday, each by its number, in ``zh`` or ``en``."""
    return [(str(number), day) for number, day in enumerate(WEEKDAYS[language], 1)]


def _span(visit: Invitation, zone: ZoneInfo) -> tuple[str, str]:
    """Return the first and the last moment as a card says them: whole days as days."""
    first, end = (datetime.fromtimestamp(at, UTC).astimezone(zone) for at in (visit.not_before, visit.not_after))
    if first.time() == end.time() == time(0):
        return first.date().isoformat(), (end.date() - timedelta(days=1)).isoformat()
    return f"{first:%Y-%m-%d %H:%M}", f"{end:%H:%M}" if first.date() == end.date() else f"{end:%Y-%m-%d %H:%M}"


def _week(hours: WeeklyHours, language: str) -> str:
    days = ("、" if language == "zh" else ", ").join(WEEKDAYS[language][day - 1] for day in hours.days)
    start, until = (f"{minute // 60:02}:{minute % 60:02}" for minute in (hours.start, hours.until))
    return words.translator(language).gettext(N_("%(days)s %(start)s to %(end)s")) % {"days": days, "start": start, "end": until}


def _state(visit: Invitation, now_s: int) -> str:
    if visit.withdrawn:
        return "withdrawn"
    return "over" if visit.not_after <= now_s else "later" if visit.not_before > now_s else "now"
