"""The papers of occupants whose occupancy was confirmed at the door: the only place where screening touches the register.

Opened in memory, compared, and let go. An occupant who is not confirmed is not found here, so nobody else can be screened (B6).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session, col, select

from hub.screening.papers import Document, Papers
from registry.register import Vault
from registry.tables import Confirmation, Occupant, Person


@dataclass(frozen=True, repr=False)
class Occupied:
    """Somebody who lives behind a door: ids, and the papers they were registered with."""

    occupant_id: str
    person_id: str
    papers: Papers


def occupied(session: Session, vault: Vault, occupant_id: str) -> Occupied | None:
    """Return one confirmed occupant, or None when there is none of this id (any more)."""
    found = session.exec(_CONFIRMED.where(Occupant.id == occupant_id)).first()
    return _opened(vault, *found) if found else None


def confirmed(session: Session, vault: Vault) -> Iterator[Occupied]:
    """Yield every confirmed occupant, one at a time."""
    for occupant, person in session.exec(_CONFIRMED.order_by(col(Occupant.id))):
        yield _opened(vault, occupant, person)


_CONFIRMED = (
    select(Occupant, Person)
    .join(Person, col(Person.id) == Occupant.person_id)
    .join(Confirmation, col(Confirmation.occupant_id) == Occupant.id)
)


def _opened(vault: Vault, occupant: Occupant, person: Person) -> Occupied:
    plain = json.loads(vault.keys.get(f"person:{person.id}").open(person.sealed, person.id.encode()))
    document = Document(plain["document_kind"], plain["country"], plain["document_number"])
    return Occupied(occupant.id, person.id, Papers(name=plain["name"], birth_date=plain["birth_date"], document=document))
