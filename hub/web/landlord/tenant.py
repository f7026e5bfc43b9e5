"""From what was typed about a tenant to checked values: the person and the lease, or everything that is wrong with both."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from hub.web.landlord.lease import Lease, read_lease
from registry.identity import Identity, read_person
from registry.identity.documents import RESIDENT_ID
from registry.refusals import Refusal, Refused


class TenantTexts(BaseModel):
    """What is asked about a tenant, as it was typed: texts only, whatever they hold. Cannot be printed."""

    model_config = ConfigDict(frozen=True)

    name: str = ""
    document_kind: str = RESIDENT_ID
    document_number: str = ""
    country: str = ""
    birth_date: str = ""
    phone: str = ""
    starts_on: str = ""
    ends_on: str = ""
    term: str = "12"

    def __repr__(self) -> str:
        """Show the kind only."""
        return f"<{type(self).__name__}>"

    def __str__(self) -> str:
        """Show no more."""
        return repr(self)


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
        return read_person(
            name=typed.name,
            document_kind=typed.document_kind,
            document_number=typed.document_number,
            country=typed.country,
            birth_date=typed.birth_date,
            phone=typed.phone,
            today=today,
        )
    except Refused as refused:
        return refused.refusals
