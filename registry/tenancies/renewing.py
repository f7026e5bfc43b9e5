"""Going on with a lease: a later last day, and the same pass until then.

The pass keeps its number and is signed anew with the later day, so doors open for it as before; a printed one opens until the old last day,
since what is on paper cannot change. The resident is told. Who lives along goes on with it, except whose own end was announced.
"""

from datetime import date

from registry import notices
from registry.days import end_second
from registry.passes.doors import move_end
from registry.passes.issue import signed_text
from registry.passes.windows import Window
from registry.refusals import Refusal, Refused
from registry.register import Register, absent
from registry.tables import Property, Tenancy
from registry.tenancies.registration import judge_free, locked_home
from registry.tenancies.rows import accounts_of, co_occupants_of, credentials_of, locked, term_of
from registry.tenancies.rules import judge_renewal


def renew(register: Register, tenancy_id: str, *, ends_on: date) -> tuple[str, ...]:
    """Let a lease run until ``ends_on``, which is later than before, and return the tenancies that go on: it and its co-occupants'.

    What was announced and contested about their ends is over with it. Raises Refused ``absent``, also to residents, ``unit-occupied``
    when somebody has the room by then, ``renewal-along`` for a co-occupant's, and what :func:`registry.tenancies.rules.judge_renewal` says.
    """
    if register.is_residents:
        raise absent()
    tenancy = locked(register, tenancy_id)
    if tenancy.along_with:
        raise Refused(Refusal("renewal-along"))
    term = term_of(tenancy)
    if refusal := judge_renewal(term, ends_on, today=register.today):
        raise Refused(refusal)
    home = locked_home(register, tenancy.unit_id)
    judge_free(register, tenancy.unit_id, term.ends_on, ends_on, besides=tenancy_id)
    along = [each for each in co_occupants_of(register, tenancy_id) if each.end_on is None or each.contested_at is not None]
    for each in (tenancy, *along):
        _go_on(register, home, each, ends_on)
    register.note("tenancy.renewed", tenancy_id)
    return tenancy_id, *(each.id for each in along)


def _go_on(register: Register, home: Property, tenancy: Tenancy, ends_on: date) -> None:
    tenancy.ends_on = ends_on.isoformat()
    tenancy.end_on = tenancy.end_by = tenancy.notice_at = tenancy.contested_at = None
    register.session.add(tenancy)
    _extend(register, home, tenancy, ends_on)
    told = accounts_of(register, tenancy.id)
    notices.tell(register.session, told, tenancy_id=tenancy.id, code=notices.RENEWED, now=register.now)


def _extend(register: Register, home: Property, tenancy: Tenancy, ends_on: date) -> None:
    """Sign the passes that are not over with the later day, and have the doors told."""
    not_after = end_second(ends_on, register.zone)
    running = [credential for credential in credentials_of(register, tenancy.id) if credential.ended_at is None]
    for credential in (each for each in running if each.pass_text and not each.spare):  # a card and a PIN have no text to be signed
        window = Window(not_before=credential.not_before, not_after=not_after)
        credential.pass_text = signed_text(register, home, credential.id, window)
    move_end(register.session, running, not_after=not_after, now=register.now)
