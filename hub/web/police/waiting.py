"""How long a case has waited, in the two largest units that say something; pure."""

from dataclasses import dataclass

MINUTE_MS = 60_000
OVERDUE_HOURS = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class Waited:
    """Days and hours, or hours and minutes below a day; ``overdue`` beyond 72 hours."""

    days: int
    hours: int
    minutes: int
    overdue: bool


def waited(since: int, now: int) -> Waited:
    """Return the time between two moments in UTC milliseconds; nothing when the clock went back."""
    minutes = max(0, now - since) // MINUTE_MS
    hours, days = minutes // 60, minutes // 1440
    return Waited(days=days, hours=hours % 24, minutes=0 if days else minutes % 60, overdue=hours >= OVERDUE_HOURS)
