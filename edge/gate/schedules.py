"""Whether a schedule lets in at a moment of the door's own day: to the minute, past midnight, and otherwise on special days.

It is asked with the wall's time, so a day of 23 or 25 hours needs no rule of its own: an hour that comes twice counts twice, one that is
left out never comes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from edge.protocol.rights import Hours, Schedule, SpecialDayGroup, WeeklyHours

MINUTES = 1440


@dataclass(frozen=True, slots=True)
class SpecialDays:
    """A group's days: some of one year, some (``--02-29``) of every year that has them."""

    days: frozenset[str]

    @classmethod
    def of(cls, group: SpecialDayGroup) -> "SpecialDays":
        """Return a group as it came in a list."""
        return cls(frozenset(group.days))

    def __contains__(self, day: date) -> bool:
        return day.isoformat() in self.days or f"-{day:-%m-%d}" in self.days


def permits(schedule: Schedule, groups: Mapping[str, SpecialDays], local: datetime) -> bool:
    """Tell whether the schedule lets in at this local time. Hours past midnight belong to the day on which they begin."""
    minute = local.hour * 60 + local.minute
    today = local.date()
    if any(_covers(hours, minute) for hours in _of_day(schedule, groups, today)):
        return True
    return any(_runs_on_to(hours, minute) for hours in _of_day(schedule, groups, today - timedelta(days=1)))


def weekly_permits(hours: WeeklyHours, local: datetime) -> bool:
    """Tell whether one weekly period, such as a recurring visitor's, lets in at this local time."""
    return permits(Schedule(token="", standard=[hours]), {}, local)


def last_night(now_ms: int, zone: tzinfo, minute: int) -> int:
    """Return the UTC ms of the last time this minute of the day passed at the door."""
    today = datetime.fromtimestamp(now_ms / 1000, zone).replace(hour=minute // 60 % 24, minute=minute % 60, second=0, microsecond=0, fold=0)
    # Moments are compared, not what clocks show: a minute that they leave out comes an hour later, one that they show twice at the first.
    nights = (int(night.timestamp() * 1000) for night in (today, today - timedelta(days=1)))
    return max(ms for ms in nights if ms <= now_ms)


def _of_day(schedule: Schedule, groups: Mapping[str, SpecialDays], day: date) -> list[Hours] | list[WeeklyHours]:
    for special in schedule.special:
        if day in groups[special.group]:
            return special.hours
    return [hours for hours in schedule.standard if day.isoweekday() in hours.days]


def _covers(hours: Hours | WeeklyHours, minute: int) -> bool:
    return hours.start <= minute < (hours.until if hours.until > hours.start else MINUTES)


def _runs_on_to(hours: Hours | WeeklyHours, minute: int) -> bool:
    return hours.until <= hours.start and minute < hours.until
