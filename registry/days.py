"""Days of the site's own calendar as instants: when one begins, when it is over, and which one an instant falls on; pure.

Where clocks change at midnight a day may begin at one o'clock, or end twice. A pass is good from the first beginning of its first day to
the last end of its last, so that no resident loses an hour to the calendar.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def day_of(at: int, zone: ZoneInfo) -> date:
    """Return the day on which an instant (UTC ms) falls."""
    return datetime.fromtimestamp(at // 1000, UTC).astimezone(zone).date()


def first_second(day: date, zone: ZoneInfo) -> int:
    """Return the second (UTC, since 1970) with which a day begins; where there is no midnight, the first after it."""
    return int(datetime.combine(day, time(0), zone).timestamp())


def end_second(day: date, zone: ZoneInfo) -> int:
    """Return the first second (UTC, since 1970) in which a day is over and does not come back, as one does whose clocks go back over
    midnight.
    """
    midnight = datetime.combine(day + timedelta(days=1), time(0), zone)
    first, again = (int(midnight.replace(fold=fold).timestamp()) for fold in (0, 1))
    return again if again > first and day_of((again - 1) * 1000, zone) == day else first
