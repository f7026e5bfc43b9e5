"""Ending a tenancy early, with a day and a notice to the other side, and contesting it before the doors close.

An early end moves the end of the pass, a contest moves it back: there is nothing else that a landlord can do to a pass. A lease that runs
out needs nothing: the pass ends with it.
"""

from datetime import date

from registry import notices
from registry.days import end_second
from registry.namings import in_charge_of
from registry.passes.doors import move_end
from registry.refusals import Refusal, Refused
from registry.register import Register, absent
from registry.tenancies.rows import accounts_of, credentials_of, locked, term_of
from registry.tenancies.rules import LANDLORD, RESIDENT, judge_end


def end(register: Register, tenancy_id: str, *, on: date | None, by: str, notice_days: int) -> None:
    """End a tenancy with its last day ``on``; for a resident None means at once. The other side is told in the same transaction.

    ``by`` is ``landlord`` or ``resident`` and must be who asks, else ValueError. A landlord gives at least ``notice_days`` days' notice.
    Raises Refused ``absent`` or what :func:`registry.tenancies.rules.judge_end` says.
    """
    if by not in (LANDLORD, RESIDENT) or register.is_residents != (by == RESIDENT):
        raise ValueError("a tenancy is ended by who asks for it")
    tenancy = locked(register, tenancy_id)
    refusal = judge_end(term_of(tenancy), on, by=by, today=register.today, notice_days=notice_days)
    if refusal:
        raise Refused(refusal)
    tenancy.end_on, tenancy.end_by = (on or register.today).isoformat(), by
    tenancy.notice_at, tenancy.contested_at = register.now, None
    register.session.add(tenancy)
    not_after = register.now // 1000 if on is None else end_second(on, register.zone)
    move_end(register.session, credentials_of(register, tenancy_id), not_after=not_after, now=register.now)
    told = accounts_of(register, tenancy_id) if by == LANDLORD else in_charge_of(register.session, tenancy)
    code = notices.END_ANNOUNCED if by == LANDLORD else notices.ENDED_BY_TENANT
    notices.tell(register.session, told, tenancy_id=tenancy_id, code=code, now=register.now)
    register.note("tenancy.ended", tenancy_id)


def contest(register: Register, tenancy_id: str) -> None:
    """Disagree with an end that the landlord announced: the pass works again until the lease ends. Doing it twice does no more.

    Raises Refused ``contest-too-late`` when the announced last day is over, ``nothing-to-contest`` when the landlord announced none, or
    ``absent``.
    """
    if not register.is_residents:
        raise absent()
    tenancy = locked(register, tenancy_id)
    term = term_of(tenancy)
    if term.end_on is None or term.end_by != LANDLORD:
        raise Refused(Refusal("nothing-to-contest"))
    if not term.contested:
        if not term.can_contest(register.today):
            raise Refused(Refusal("contest-too-late"))
        tenancy.contested_at = register.now
        register.session.add(tenancy)
        not_after = end_second(term.ends_on, register.zone)
        move_end(register.session, credentials_of(register, tenancy_id), not_after=not_after, now=register.now)
        told, code = in_charge_of(register.session, tenancy), notices.END_CONTESTED
        notices.tell(register.session, told, tenancy_id=tenancy_id, code=code, now=register.now)
    register.note("tenancy.contested", tenancy_id)
