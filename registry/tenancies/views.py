"""What its landlord and its resident may see of a tenancy: a name, the document's last four, the days, whether the pass is claimed.

No time of any entry, no birth date, no telephone, no whole document number.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import col

from registry.people import open_person
from registry.register import Register, absent
from registry.tables import Occupant, Person, Property, Tenancy, Unit
from registry.tenancies.rows import credentials_of, is_claimed, last_day, term_of


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TenancyView:
    """One tenancy. ``end_on`` is the last day of an early end that was announced; ``last_day`` the one after which the doors close.

    ``along_with`` is the tenant's tenancy for a co-occupant, else None. ``name`` and ``document_last_four`` are empty when the person's key
    is gone. Cannot be printed.
    """

    id: str
    reference: str
    unit_id: str
    address: str
    unit: str
    name: str
    document_last_four: str
    starts_on: date
    ends_on: date
    end_on: date | None
    contested: bool
    claimed: bool
    last_day: date
    along_with: str | None

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<TenancyView>"


def overview(register: Register) -> tuple[TenancyView, ...]:
    """Return the caller's tenancies that run or are still to begin, by address and room: one query, and one key for each person."""
    running = last_day >= register.today.isoformat()
    rooms = (col(Property.address), col(Unit.floor), col(Unit.label))
    rows = register.session.execute(_rows(register).where(running).order_by(*rooms, *_TENANT_FIRST))
    shown = _views(register, rows)
    register.note("tenancies.listed")
    return shown


def find(register: Register, tenancy_id: str) -> TenancyView:
    """Return one tenancy of the caller's, also one that is over and not yet deleted; raise Refused ``absent``."""
    found = _views(register, register.session.execute(_rows(register).where(col(Tenancy.id) == tenancy_id)))
    if not found:
        raise absent()
    register.note("tenancy.read", tenancy_id)
    return found[0]


def household(register: Register, tenancy_id: str) -> tuple[TenancyView, ...]:
    """Return a tenancy of the caller's and those that are not over of who lives there too: the tenant's first, then co-occupants'.

    Raises Refused ``absent``.
    """
    found = find(register, tenancy_id)
    tenant = found.along_with or found.id
    theirs = _rows(register).where(or_(col(Tenancy.id) == tenant, col(Tenancy.along_with) == tenant))
    shown = theirs.where(or_(last_day >= register.today.isoformat(), col(Tenancy.id) == tenancy_id))
    return _views(register, register.session.execute(shown.order_by(*_TENANT_FIRST)))


def credential_ids(register: Register, tenancy_id: str) -> tuple[str, ...]:
    """Return the ids of a tenancy's passes; raise Refused ``absent``."""
    if register.session.execute(_rows(register).where(col(Tenancy.id) == tenancy_id)).first() is None:
        raise absent()
    ids = tuple(credential.id for credential in credentials_of(register, tenancy_id))
    register.note("passes.listed", tenancy_id)
    return ids


_TENANT_FIRST = (col(Tenancy.along_with).is_not(None), col(Tenancy.starts_on), col(Tenancy.id))


def _rows(register: Register) -> Any:
    joined = select(Tenancy, Unit, col(Property.address), Person, is_claimed).join(Unit, col(Unit.id) == Tenancy.unit_id)
    joined = joined.join(Property, col(Property.id) == Unit.property_id).join(Occupant, col(Occupant.tenancy_id) == Tenancy.id)
    return joined.join(Person, col(Person.id) == Occupant.person_id).where(register.own_tenancies())


def _views(register: Register, rows: Iterable[Any]) -> tuple[TenancyView, ...]:
    views: dict[str, TenancyView] = {}
    for row in rows:
        if row[0].id not in views:
            views[row[0].id] = _view(register, *row)
    return tuple(views.values())


def _view(register: Register, tenancy: Tenancy, unit: Unit, address: str, person: Person, claimed: bool) -> TenancyView:
    holder, term = open_person(register.vault, person), term_of(tenancy)
    return TenancyView(
        id=tenancy.id,
        reference=tenancy.reference,
        unit_id=unit.id,
        address=address,
        unit=unit.label,
        name=holder.name if holder else "",
        document_last_four=holder.last_four if holder else "",
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        end_on=term.end_on,
        contested=term.contested,
        claimed=claimed,
        last_day=term.last_day,
        along_with=tenancy.along_with,
    )
