"""The rules of a tenancy's days: what a lease may be, when it may end early, until when an end can be contested; pure.

An end that the landlord announced frees the room only once nobody can contest it any more: a contest must never find a stranger in the
room.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from registry.refusals import Refusal

LEASE_DAYS_MAX = 20 * 366
AHEAD_DAYS_MAX = 730
LANDLORD, RESIDENT, TENANT = "landlord", "resident", "tenant"
"""Who ends a tenancy: its landlord, its own resident, or for a co-occupant the tenant whose whole tenancy ends."""
CO_OCCUPANTS_MAX = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The days of a tenancy: its lease, both days inside it, and the last day that was announced for an early end, by whom."""

    starts_on: date
    ends_on: date
    end_on: date | None = None
    end_by: str | None = None
    contested: bool = False

    @property
    def last_day(self) -> date:
        """The day after which the doors close, as it stands."""
        return self.ends_on if self.end_on is None or self.contested else self.end_on

    def can_contest(self, today: date) -> bool:
        """Tell whether an end stands announced by the landlord whose last day is not over."""
        return self.end_on is not None and self.end_by == LANDLORD and not self.contested and today <= self.end_on

    def occupied_until(self, today: date) -> date:
        """Return the last day on which the room may be this tenancy's, whatever its resident still does."""
        return self.ends_on if self.can_contest(today) else self.last_day


def judge_lease(*, starts_on: date, ends_on: date, today: date) -> tuple[Refusal, ...]:
    """Return what is wrong with a lease that is registered today: ``ends-before-start``, ``lease-too-long``, ``lease-over``,
    ``starts-on-too-late``.
    """
    if ends_on <= starts_on:
        return (Refusal("ends-before-start", "ends_on"),)
    wrong = []
    if (ends_on - starts_on).days > LEASE_DAYS_MAX:
        wrong.append(Refusal("lease-too-long", "ends_on"))
    if ends_on < today:
        wrong.append(Refusal("lease-over", "ends_on"))
    if starts_on > today + timedelta(days=AHEAD_DAYS_MAX):
        wrong.append(Refusal("starts-on-too-late", "starts_on", days=AHEAD_DAYS_MAX))
    return tuple(wrong)


def is_free(others: list[Term], *, starts_on: date, ends_on: date, today: date) -> bool:
    """Tell whether a room with these other tenancies is nobody's from one day to another, both included."""
    return all(ends_on < other.starts_on or starts_on > other.occupied_until(today) for other in others)


def judge_renewal(term: Term, ends_on: date, *, today: date) -> Refusal | None:
    """Return why a lease cannot go on until ``ends_on``, or None: ``renewal-over``, ``renewal-ending``, ``renewal-not-later`` (with
    ``latest``) or ``lease-too-long``.
    """
    if today > term.last_day:
        return Refusal("renewal-over")
    if term.end_on is not None and not term.contested:
        return Refusal("renewal-ending")
    if ends_on <= term.ends_on:
        return Refusal("renewal-not-later", "ends_on", latest=term.ends_on.isoformat())
    return Refusal("lease-too-long", "ends_on") if (ends_on - today).days > LEASE_DAYS_MAX else None


def judge_co_occupant(term: Term, *, others: int, today: date) -> Refusal | None:
    """Return why nobody can be registered to live along in a tenancy with so many others, or None: ``co-occupant-over``,
    ``co-occupant-ending`` or ``too-many-co-occupants``.
    """
    if today >= term.last_day:
        return Refusal("co-occupant-over")
    if term.end_on is not None and not term.contested:
        return Refusal("co-occupant-ending")
    return Refusal("too-many-co-occupants", limit=CO_OCCUPANTS_MAX) if others >= CO_OCCUPANTS_MAX else None


def judge_end(term: Term, on: date | None, *, by: str, today: date, notice_days: int, shared: bool = False) -> Refusal | None:
    """Return why a tenancy cannot be ended so, or None. A resident may end it today, and without a day at once; a landlord gives notice,
    and so does a tenant where others live along (``shared``): nobody finds the door closed when coming home.

    The codes are ``already-ending``, ``end-on-missing``, ``end-on-too-early`` (with ``earliest``) and ``end-on-after-lease`` (with
    ``latest``). A resident may still leave before a day that the landlord announced; what was contested the landlord cannot announce again.
    """
    if term.end_by == RESIDENT or (term.end_by is not None and by == LANDLORD):
        return Refusal("already-ending", "end_on")
    if on is None and by == LANDLORD:
        return Refusal("end-on-missing", "end_on")
    notice = timedelta(days=notice_days)
    earliest = max(today + notice, term.starts_on) if by == LANDLORD else today + notice if shared else today
    wanted = on or today
    if wanted < earliest:
        return Refusal("end-on-too-early", "end_on", earliest=earliest.isoformat(), days=notice_days)
    if wanted > term.last_day:
        return Refusal("end-on-after-lease", "end_on", latest=term.last_day.isoformat())
    return None
