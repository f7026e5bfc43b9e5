"""The only door to people's rows: whoever opens it says who they are and what for, and each call leaves a line in the audit log.

Which rows it finds follows from who asks: the buildings that a landlord lets or a manager is named for, a resident's own tenancies, and
nothing else. What is out of somebody's scope answers exactly as what does not exist.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, false, or_
from sqlmodel import Session, col, select

from registry.access import Access
from registry.audit import log
from registry.audit.tables import Manager
from registry.days import day_of
from registry.keys import KeyStore
from registry.refusals import Refusal, Refused
from registry.tables import Occupant, Property, Tenancy, Unit

IN_CHARGE = frozenset({"landlord", "manager"})


@dataclass(frozen=True, repr=False)
class Vault:
    """What opens people's rows: the store of their keys, and the key under which equal documents are found without being read."""

    keys: KeyStore
    hmac_key: bytes

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<Vault>"


@dataclass(frozen=True, repr=False)
class Register:
    """The register as one person may use it, within one transaction. ``zone`` is the site's own: days are its days."""

    session: Session
    access: Access
    vault: Vault
    zone: ZoneInfo = field(kw_only=True)

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<Register>"

    @property
    def now(self) -> int:
        """The instant of this access, UTC ms."""
        return self.access.at

    @property
    def today(self) -> date:
        """The day of this access on the site's own calendar."""
        return day_of(self.access.at, self.zone)

    @property
    def is_residents(self) -> bool:
        """Tell whether a resident asks, about themselves."""
        return self.access.role == "resident"

    def note(self, act: str, subject: str = "") -> None:
        """Write this call into the audit log; without a subject it is about everything that is the caller's own."""
        who = self.access
        about = subject or who.actor
        log.write(self.session, "register", at=who.at, actor=who.actor, role=who.role, act=act, subject=about, purpose=who.purpose)

    def owned_properties(self) -> ColumnElement[bool]:
        """Return the condition on ``Property`` that holds for the buildings that a calling landlord lets."""
        return col(Property.landlord_id) == self.access.actor if self.access.role == "landlord" else false()

    def managed_properties(self) -> ColumnElement[bool]:
        """Return the condition on ``Property`` that holds for the buildings that name the caller as their manager now."""
        return col(Property.id).in_(self._managed) if self._managed else false()

    def own_properties(self) -> ColumnElement[bool]:
        """Return the condition on ``Property`` that holds for the buildings that the caller lets or manages; for none to a resident."""
        return or_(self.owned_properties(), self.managed_properties())

    def own_tenancies(self) -> ColumnElement[bool]:
        """Return the condition on ``Tenancy`` joined with ``Occupant`` that holds for the caller's own tenancies."""
        if self.is_residents:
            return col(Occupant.account_id) == self.access.actor
        owned = col(Tenancy.landlord_id) == self.access.actor if self.access.role == "landlord" else false()
        managed = col(Tenancy.unit_id).in_(select(Unit.id).where(col(Unit.property_id).in_(self._managed))) if self._managed else false()
        return or_(owned, managed)

    @cached_property
    def _managed(self) -> tuple[str, ...]:
        """The buildings that name the caller now: read once, so that whoever manages none is looked up by an index alone."""
        if self.access.role not in IN_CHARGE:
            return ()
        named = in_force(select(Manager.property_id)).where(Manager.account_id == self.access.actor)
        return tuple(self.session.exec(named).all())


def in_force(namings: Any) -> Any:
    """Return a query on ``Manager`` for those who are managers now: what was only proposed gives no right."""
    return namings.where(col(Manager.agreed_at).is_not(None))


def absent() -> Refused:
    """Return the one answer for what is not there, not the caller's, or not for this role."""
    return Refused(Refusal("absent"))
