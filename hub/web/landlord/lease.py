"""From the chips and dates of the registration form to a lease; pure.

A date that was typed always counts: the chip only fills in a last day that was left empty, so nothing a person entered is ignored.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from hub.web.layout.words import N_
from hub.web.people.days import read_date
from registry.refusals import Refusal
from registry.tenancies.rules import AHEAD_DAYS_MAX, judge_lease

TERMS = {"6": 6, "12": 12, "24": 24}
LEASE_CHIPS = {"6": N_("6 months"), "12": N_("1 year"), "24": N_("2 years"), "other": N_("Other")}
MAX_YEARS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """The first and the last day of a tenancy, both of them inside it."""

    starts_on: date
    ends_on: date


def read_lease(*, starts_on: str, ends_on: str, term: str, today: date) -> Lease | tuple[Refusal, ...]:
    """Read the form's texts; an empty start means today. Return the lease, or what is wrong with which field."""
    start = read_date(starts_on) if starts_on.strip() else today
    end = read_date(ends_on) if ends_on.strip() else None
    if start is None:
        return (Refusal("starts-on-unreadable", "starts_on"),)
    if start > today + timedelta(days=AHEAD_DAYS_MAX):
        return (Refusal("starts-on-too-late", "starts_on", days=AHEAD_DAYS_MAX),)
    if ends_on.strip() and end is None:
        return (Refusal("ends-on-unreadable", "ends_on"),)
    if end is None and term not in TERMS:
        return (Refusal("ends-on-missing", "ends_on"),)
    end = end or last_day(start, TERMS[term])
    if end <= start:
        return (Refusal("ends-before-start", "ends_on"),)
    if end > last_day(start, 12 * MAX_YEARS):
        return (Refusal("lease-too-long", "ends_on"),)
    return judge_lease(starts_on=start, ends_on=end, today=today) or Lease(starts_on=start, ends_on=end)


def renewed_until(*, term: str, ends_on: str, until: date) -> str:
    """Return the day that was asked for as a text: the one that was typed, else so many months after ``until``, else nothing."""
    if ends_on.strip() or term not in TERMS:
        return ends_on
    return last_day(until + timedelta(days=1), TERMS[term]).isoformat()


def last_day(start: date, months: int) -> date:
    """Return the last day of a term: the day before the same day so many months later, or the month's last if it has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    longest = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day - 1, longest)) if start.day > 1 else date(year, month + 1, 1) - timedelta(days=1)
