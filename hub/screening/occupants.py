"""The papers of occupants whose occupancy was confirmed at the door: the only place where screening touches the register.

Opened in memory, some hundreds at a time, compared, and let go. An occupant who is not confirmed is not found here, so nobody else can be
screened (B6); nor is one whose key was shredded, who is about to be gone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from hub.screening.papers import Document, Papers
from registry.identity import Identity
from registry.people import open_people
from registry.register import Vault
from registry.tables import Confirmation, Occupant, Person

IDS_A_QUERY = 500


@dataclass(frozen=True, repr=False)
class Occupied:
    """Somebody who lives behind a door: ids, and the papers they were registered with. ``account_id`` is empty before any claim."""

    occupant_id: str
    person_id: str
    papers: Papers
    account_id: str = ""

    def __repr__(self) -> str:
        """Show the occupant's id only."""
        return f"<Occupied {self.occupant_id}>"


def occupied(session: Session, vault: Vault, occupant_id: str) -> Occupied | None:
    """Return one confirmed occupant, or None when there is none of this id (any more)."""
    return next(opened(session, vault, [occupant_id]), None)


def opened(session: Session, vault: Vault, occupant_ids: Sequence[str]) -> Iterator[Occupied]:
    """Yield those of these occupants who are confirmed."""
    for start in range(0, len(occupant_ids), IDS_A_QUERY):
        some = occupant_ids[start : start + IDS_A_QUERY]
        rows = session.exec(_CONFIRMED.where(col(Occupant.id).in_(some))).all()
        people = open_people(vault, {person_id: sealed for _id, _account, person_id, sealed in rows})
        for occupant_id, account_id, person_id, _sealed in rows:
            if held := people.get(person_id):
                yield Occupied(occupant_id, person_id, _papers(held), account_id or "")


def how_many_confirmed(session: Session) -> int:
    """Return how many occupants are confirmed."""
    return session.exec(select(func.count()).select_from(Confirmation)).one()


def confirmed_ids(session: Session) -> set[str]:
    """Return the ids of all confirmed occupants."""
    return set(session.exec(select(Confirmation.occupant_id)))


_CONFIRMED = (
    select(Occupant.id, Occupant.account_id, Person.id, Person.sealed)
    .join(Person, col(Person.id) == Occupant.person_id)
    .join(Confirmation, col(Confirmation.occupant_id) == Occupant.id)
)


def _papers(held: Identity) -> Papers:
    document = Document(held.document_kind, held.country, held.document_number)
    return Papers(name=held.name, birth_date=held.birth_date, document=document)
