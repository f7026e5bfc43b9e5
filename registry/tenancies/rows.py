"""Tenancies as rows: their days read and asked for, and the lock under which they change."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case
from sqlmodel import col, select

from registry.register import Register, absent
from registry.tables import Credential, Occupant, Tenancy
from registry.tenancies.rules import Term

last_day: ColumnElement[Any] = case(
    (and_(col(Tenancy.end_on).is_not(None), col(Tenancy.contested_at).is_(None)), col(Tenancy.end_on)), else_=col(Tenancy.ends_on)
)
"""The day after which the doors close, as an ISO date: the same as :attr:`Term.last_day`."""

is_claimed: Any = (
    select(Credential.id)
    .join(Occupant, col(Occupant.id) == Credential.occupant_id)
    .where(Occupant.tenancy_id == Tenancy.id, col(Credential.claimed_at).is_not(None))
    .correlate(Tenancy)
    .exists()
)
"""Whether somebody has made a pass of the tenancy their own."""


def term_of(tenancy: Tenancy) -> Term:
    """Return a row's days."""
    return Term(
        starts_on=date.fromisoformat(tenancy.starts_on),
        ends_on=date.fromisoformat(tenancy.ends_on),
        end_on=date.fromisoformat(tenancy.end_on) if tenancy.end_on else None,
        end_by=tenancy.end_by,
        contested=tenancy.contested_at is not None,
    )


def locked(register: Register, tenancy_id: str) -> Tenancy:
    """Return a tenancy of the caller's that nobody else changes until this transaction ends; raise Refused ``absent``."""
    query = select(Tenancy).join(Occupant, col(Occupant.tenancy_id) == Tenancy.id).where(register.own_tenancies(), Tenancy.id == tenancy_id)
    found = register.session.exec(query.with_for_update(of=Tenancy)).first()
    if found is None:
        raise absent()
    return found


def co_occupants_of(register: Register, tenancy_id: str) -> list[Tenancy]:
    """Return the tenancies of who lives along in one that is locked, as far as they are not over; nobody else changes them meanwhile."""
    along = select(Tenancy).where(Tenancy.along_with == tenancy_id, last_day >= register.today.isoformat())
    return list(register.session.exec(along.order_by(col(Tenancy.id)).with_for_update()))


def credentials_of(register: Register, tenancy_id: str) -> list[Credential]:
    """Return the passes of a tenancy."""
    query = select(Credential).join(Occupant, col(Occupant.id) == Credential.occupant_id)
    return list(register.session.exec(query.where(Occupant.tenancy_id == tenancy_id).order_by(col(Credential.id))).all())


def accounts_of(register: Register, tenancy_id: str) -> list[str]:
    """Return the accounts of those of a tenancy who have claimed their pass."""
    query = select(Occupant.account_id).where(Occupant.tenancy_id == tenancy_id, col(Occupant.account_id).is_not(None))
    return [account for account in register.session.exec(query) if account is not None]
