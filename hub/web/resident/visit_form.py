"""From what was typed about a visit to its window and hours; pure. Days and hours are the site's own, as on the calendar in the kitchen."""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from edge.protocol.rights import WeeklyHours
from hub.web.people.days import read_date
from hub.web.people.once import TokenText
from registry.days import end_second, first_second
from registry.passes.windows import Window
from registry.refusals import Refusal, Refused

HOURS = ("1", "2", "4")
MIDNIGHT = 24 * 60
_TIME = re.compile(r"([01]?\d|2[0-4])[:：.]([0-5]\d)", re.ASCII)


class VisitForm(BaseModel):
    """The form of a visit as it was sent: days and times as typed, weekdays from 1, Monday. ``token`` is the form's own: sent twice it
    gives away one pass.
    """

    model_config = ConfigDict(frozen=True)

    kind: str = ""
    credential: str = ""
    token: TokenText = ""
    from_on: str = ""
    until_on: str = ""
    from_at: str = ""
    until_at: str = ""
    hours: str = "2"
    days: tuple[str, ...] = ()


def read_visit(typed: VisitForm, *, zone: ZoneInfo) -> tuple[Window, WeeklyHours | None]:
    """Return from when to when (UTC s) and the hours of the week of a recurring visit; raise Refused with everything that is wrong."""
    wrong: list[Refusal] = []
    start = _day(typed.from_on, "from_on", wrong)
    if typed.kind == "courier":
        window = _hours_from(start, _minute(typed.from_at, "from_at", wrong), typed.hours, zone, wrong)
    else:
        window = _days(start, _day(typed.until_on, "until_on", wrong), zone)
    weekly = _weekly(typed, wrong) if typed.kind == "recurring" else None
    if wrong or window is None:
        raise Refused(*wrong)
    return window, weekly


def _days(first: date | None, last: date | None, zone: ZoneInfo) -> Window | None:
    return Window(not_before=first_second(first, zone), not_after=end_second(last, zone)) if first and last else None


def _hours_from(day: date | None, minute: int | None, hours: str, zone: ZoneInfo, wrong: list[Refusal]) -> Window | None:
    if hours not in HOURS:
        wrong.append(Refusal("visit-lasts", "hours"))
    if day is None or minute is None or wrong:
        return None
    start = int(datetime.combine(day, time(*divmod(minute, 60)), zone).timestamp())
    return Window(not_before=start, not_after=start + int(hours) * 3600)


def _weekly(typed: VisitForm, wrong: list[Refusal]) -> WeeklyHours | None:
    days = sorted({int(day) for day in typed.days if day in set("1234567")})
    if not days:
        wrong.append(Refusal("visit-weekdays", "days"))
    start, until = _minute(typed.from_at, "from_at", wrong), _minute(typed.until_at, "until_at", wrong)
    if start is not None and start == until:
        wrong.append(Refusal("visit-no-time", "until_at"))
    return None if wrong or start is None or until is None else WeeklyHours(days=days, start=start, until=until)


def _day(text: str, field: str, wrong: list[Refusal]) -> date | None:
    day = read_date(text)
    if day is None:
        wrong.append(Refusal("day-unreadable", field))
    return day


def _minute(text: str, field: str, wrong: list[Refusal]) -> int | None:
    found = _TIME.fullmatch(text.strip())
    minute = int(found[1]) * 60 + int(found[2]) if found else None
    if minute is None or minute > (MIDNIGHT if field == "until_at" else MIDNIGHT - 1):
        wrong.append(Refusal("time-unreadable", field))
        return None
    return minute
