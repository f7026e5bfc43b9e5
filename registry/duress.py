"""Who needs help, told to the contact that they chose, and to them only once a PIN for duress was typed: a message without it helps nobody.

Nobody else reads it, and before the message there is nothing to read: to be somebody's contact tells nothing about them.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import col, select

from registry.notices import DURESS
from registry.people import open_person
from registry.register import Register
from registry.tables import Credential, Notice, Occupant, Person, Property, Tenancy, Unit


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class InNeed:
    """Somebody who entered under duress: surname and where they live. Cannot be printed."""

    surname: str
    address: str
    unit: str

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<InNeed>"


def in_need(register: Register, tenancy_ids: Collection[str]) -> dict[str, InNeed]:
    """Return who of these tenancies has chosen the caller as contact and has had them told, by tenancy."""
    told = select(Notice.id).where(Notice.account_id == register.access.actor, Notice.tenancy_id == Tenancy.id, Notice.code == DURESS)
    chosen = select(Tenancy.id, Unit.label, Property.address, Person).join(Occupant, col(Occupant.tenancy_id) == Tenancy.id)
    chosen = chosen.join(Credential, col(Credential.occupant_id) == Occupant.id).join(Person, col(Person.id) == Occupant.person_id)
    chosen = chosen.join(Unit, col(Unit.id) == Tenancy.unit_id).join(Property, col(Property.id) == Unit.property_id)
    mine = chosen.where(Credential.duress_contact == register.access.actor, told.exists(), col(Tenancy.id).in_(tenancy_ids))
    found = {tenancy_id: _view(register, person, address, unit) for tenancy_id, unit, address, person in register.session.exec(mine)}
    for tenancy_id in found:
        register.note("duress.told", tenancy_id)
    return found


def _view(register: Register, person: Person, address: str, unit: str) -> InNeed:
    holder = open_person(register.vault, person)
    return InNeed(surname=holder.surname if holder else "", address=address, unit=unit)
