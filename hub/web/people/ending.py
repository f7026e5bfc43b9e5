"""The day on which a tenancy ends early, out of what was typed; who may choose which day is the register's rule."""

from datetime import date

from hub.web.people.days import read_date
from registry import tenancies
from registry.refusals import Refusal, Refused
from registry.register import Register


def end_tenancy(register: Register, tenancy_id: str, end_on: str, *, notice_days: int) -> None:
    """End a tenancy on the day that was typed; nothing typed means at once, which only a resident may. Raise Refused."""
    by = "resident" if register.is_residents else "landlord"
    tenancies.end(register, tenancy_id, on=_wanted_day(end_on), by=by, notice_days=notice_days)


def _wanted_day(text: str) -> date | None:
    day = read_date(text)
    if day is None and text.strip():
        raise Refused(Refusal("end-on-unreadable", "end_on"))
    return day
