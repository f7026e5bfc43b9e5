"""From what was typed about a tenant to checked values: the person and the lease, or everything that is wrong with both."""

from datetime import date

from hub.web.landlord.lease import Lease, read_lease
from hub.web.people.papers import PapersTexts, read_papers
from registry.identity import Identity
from registry.refusals import Refusal, Refused


class TenantTexts(PapersTexts):
    """What is asked about a tenant, as it was typed: the papers and the lease. Cannot be printed."""

    starts_on: str = ""
    ends_on: str = ""
    term: str = "12"


def read_tenant(typed: TenantTexts, *, today: date) -> tuple[Identity, Lease]:
    """Return the checked values; raise Refused with everything that is wrong, person and lease together."""
    identity = _person(typed, today)
    lease = read_lease(starts_on=typed.starts_on, ends_on=typed.ends_on, term=typed.term, today=today)
    wrong = [*(identity if isinstance(identity, tuple) else ()), *(lease if isinstance(lease, tuple) else ())]
    if isinstance(identity, tuple) or isinstance(lease, tuple):
        raise Refused(*wrong)
    return identity, lease


def _person(typed: TenantTexts, today: date) -> Identity | tuple[Refusal, ...]:
    try:
        return read_papers(typed, today=today)
    except Refused as refused:
        return refused.refusals
