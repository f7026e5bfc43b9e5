"""Ending a tenancy early, with a day and a notice to the other side, and contesting it before the doors close.

An early end moves the end of the pass, a contest moves it back: there is nothing else that a landlord can do to a pass. A lease that runs
out needs nothing: the pass ends with it. A tenant's end is the end of who lives along too; a co-occupant's is nobody else's.
"""

from datetime import date

from registry import notices
from registry.days import end_second
from registry.namings import in_charge_of
from registry.passes.doors import move_end
from registry.refusals import Refusal, Refused
from registry.register import Register, absent
from registry.tables import Tenancy
from registry.tenancies.rows import accounts_of, co_occupants_of, credentials_of, locked, term_of
from registry.tenancies.rules import LANDLORD, RESIDENT, TENANT, judge_end


def end(register: Register, tenancy_id: str, *, on: date | None, by: str, notice_days: int) -> None:
    """End a tenancy with its last day ``on``; for a resident None means at once. The other side is told in the same transaction.

    ``by`` is ``landlord`` or ``resident`` and must be who asks, else ValueError. A landlord gives at least ``notice_days`` days' notice.
    Raises Refused ``absent`` or what :func:`registry.tenancies.rules.judge_end` says.
    """
    if by not in (LANDLORD, RESIDENT) or register.is_residents != (by == RESIDENT):
        raise ValueError("a tenancy is ended by who asks for it")
    tenancy = locked(register, tenancy_id)
    along = co_occupants_of(register, tenancy_id)
    refusal = judge_end(term_of(tenancy), on, by=by, today=register.today, notice_days=notice_days, shared=bool(along))
    if refusal:
        raise Refused(refusal)
    _announce(register, tenancy, on, by)
    for other in (each for each in along if on and term_of(each).last_day > on):
        _announce(register, other, on, LANDLORD if by == LANDLORD else TENANT)
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
        _open_again(register, tenancy)
        _tell(register, tenancy, in_charge_of(register.session, tenancy), notices.END_CONTESTED)
        for other in co_occupants_of(register, tenancy_id):
            _go_on(register, other, announced=term.end_on)
    register.note("tenancy.contested", tenancy_id)


def _announce(register: Register, tenancy: Tenancy, on: date | None, by: str) -> None:
    tenancy.end_on, tenancy.end_by = (on or register.today).isoformat(), by
    tenancy.notice_at, tenancy.contested_at = register.now, None
    register.session.add(tenancy)
    not_after = register.now // 1000 if on is None else end_second(on, register.zone)
    move_end(register.session, credentials_of(register, tenancy.id), not_after=not_after, now=register.now)
    if by == RESIDENT:
        told, code = in_charge_of(register.session, tenancy), notices.CO_OCCUPANT_LEAVES if tenancy.along_with else notices.ENDED_BY_TENANT
    else:
        told, code = accounts_of(register, tenancy.id), notices.END_ANNOUNCED if by == LANDLORD else notices.ENDS_WITH_TENANT
    _tell(register, tenancy, told, code)


def _go_on(register: Register, along: Tenancy, *, announced: date) -> None:
    """Take the end back that a co-occupant's tenancy had with the tenant's, and with no other."""
    term = term_of(along)
    if (term.end_on, term.end_by, term.contested) == (announced, LANDLORD, False):
        along.end_on = along.end_by = along.notice_at = None
        _open_again(register, along)
        _tell(register, along, accounts_of(register, along.id), notices.GOES_ON)


def _open_again(register: Register, tenancy: Tenancy) -> None:
    register.session.add(tenancy)
    not_after = end_second(term_of(tenancy).ends_on, register.zone)
    move_end(register.session, credentials_of(register, tenancy.id), not_after=not_after, now=register.now)


def _tell(register: Register, tenancy: Tenancy, told: list[str], code: str) -> None:
    notices.tell(register.session, told, tenancy_id=tenancy.id, code=code, now=register.now)
