"""From when to when a pass opens, out of the days of a tenancy; pure."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from registry.days import end_second, first_second


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Whole UTC seconds, half open: ``not_after`` is the first one in which the pass no longer opens."""

    not_before: int
    not_after: int


def window_of(*, first_day: date, last_day: date, today: date, zone: ZoneInfo) -> Window:
    """Return the window of a pass that is issued today: from the beginning of its first day, or of today if that is past, to the end of its
    last.

    It begins with the day and not with the moment of registering: a gate whose clock is behind ours opens for it too.
    """
    return Window(not_before=first_second(max(first_day, today), zone), not_after=end_second(last_day, zone))
