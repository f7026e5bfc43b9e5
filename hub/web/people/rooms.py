"""A shared room's hours as people write them, in a form or in JSON: ``07:00`` to ``22:00``, days as ``2027-02-06`` or ``02-29``."""

import re
from typing import Annotated

from pydantic import BeforeValidator, Field

from hub.gateway.hours import MINUTES, Period, RoomHours
from hub.web.people.shapes import Shape
from registry.refusals import Refusal, Refused

_TIME = re.compile(r"([01]?\d|2[0-4])[:：]([0-5]\d)")
KINDS = ("workdays", "saturday", "sunday", "special")


class PeriodTexts(Shape):
    """From when to when, by the door's own clock. What ends before it begins ends on the next day; the same twice is a whole day."""

    start: str = Field(examples=["07:00"])
    until: str = Field(examples=["22:00"])


class HoursTexts(Shape):
    """A shared room's hours. A kind of day that is left out is closed; no floors are all floors."""

    workdays: PeriodTexts | None = Field(default=None, description="Monday to Friday")
    saturday: PeriodTexts | None = None
    sunday: PeriodTexts | None = None
    special: PeriodTexts | None = Field(default=None, description="on the special days, in place of the week")
    special_days: list[str] = Field(default=[], max_length=200, examples=[["2027-02-06", "02-29"]])
    floors: list[int] = Field(default=[], max_length=100)

    def as_hours(self) -> RoomHours:
        """Return them as a door keeps them; raise Refused with the field that cannot be read."""
        periods = {kind: read_period(kind, given.start, given.until) for kind in KINDS if (given := getattr(self, kind))}
        days = tuple(dict.fromkeys(read_special_day(day) for day in self.special_days))
        return RoomHours(**periods, special_days=days, floors=tuple(sorted(set(self.floors))))


def texts_of(hours: RoomHours | None) -> HoursTexts | None:
    """Return a door's hours as they are written; None for a door that opens at all times."""
    if hours is None:
        return None
    periods = {kind: _period_texts(getattr(hours, kind)) for kind in KINDS}
    days = [day.removeprefix("--") for day in hours.special_days]
    return HoursTexts(**periods, special_days=days, floors=list(hours.floors))


HoursAnswer = Annotated[HoursTexts | None, BeforeValidator(texts_of)]


def read_period(kind: str, start: str, until: str) -> Period | None:
    """Read two times of one kind of day; both empty is closed, None. Raise Refused ``hours-unreadable``."""
    if not start.strip() and not until.strip():
        return None
    minutes = [_minute(text) for text in (start, until)]
    if minutes[0] is None or minutes[1] is None or minutes[0] == MINUTES:
        raise Refused(Refusal("hours-unreadable", kind))
    return Period(minutes[0], minutes[1])


def read_special_day(text: str) -> str:
    """Return a day as a door keeps it: month and day alone are meant every year. What is no day is left for the door's rule to refuse."""
    plain = text.strip().translate(str.maketrans("/.年月日", "---- ")).strip()
    parts = [part.zfill(2) for part in plain.removeprefix("--").split("-")]
    return f"--{'-'.join(parts)}" if len(parts) == 2 else "-".join(parts)


def read_days(text: str) -> list[str]:
    """Return the days that somebody typed one after the other, with commas, spaces or lines between them."""
    return [day for day in re.split(r"[,，、;；\s]+", text) if day]


def clock(minute: int) -> str:
    """Return a minute of the day as ``07:00``; the last is ``24:00``."""
    return f"{minute // 60:02}:{minute % 60:02}"


def _period_texts(period: Period | None) -> PeriodTexts | None:
    return PeriodTexts(start=clock(period.start), until=clock(period.until)) if period else None


def _minute(text: str) -> int | None:
    found = _TIME.fullmatch(text.strip())
    minute = int(found[1]) * 60 + int(found[2]) if found else MINUTES + 1
    return minute if minute <= MINUTES else None
