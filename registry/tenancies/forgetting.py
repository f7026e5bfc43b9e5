"""Deleting everything that belongs to a tenancy, and the keys of those who have no other, so that backups forget them too.

Rows go first within the transaction and keys are shredded before it commits: whatever stops in between, the rows are found again and the
next attempt ends with neither row nor key.
"""

from collections.abc import Sequence

from sqlalchemy import delete
from sqlmodel import Session, col, select

from registry.keys import KeyStore
from registry.people import shred
from registry.tables import Confirmation, Correction, Credential, Notice, Occupant, Person, Tenancy, Visit


def forget(session: Session, keys: KeyStore, tenancy_ids: Sequence[str]) -> list[str]:
    """Delete these tenancies with their notices, occupants, passes, confirmations and corrections, and shred whoever has no other tenancy.

    Returns the ids of the people who are gone.
    """
    occupants = session.exec(select(Occupant.id, Occupant.person_id).where(col(Occupant.tenancy_id).in_(tenancy_ids))).all()
    ids, people = [occupant for occupant, _person in occupants], {person for _occupant, person in occupants}
    session.execute(delete(Notice).where(col(Notice.tenancy_id).in_(tenancy_ids)))
    session.execute(delete(Correction).where(col(Correction.occupant_id).in_(ids)))
    session.execute(delete(Confirmation).where(col(Confirmation.occupant_id).in_(ids)))
    session.execute(delete(Visit).where(col(Visit.occupant_id).in_(ids)))
    session.execute(delete(Credential).where(col(Credential.occupant_id).in_(ids)))
    session.execute(delete(Occupant).where(col(Occupant.id).in_(ids)))
    session.execute(delete(Tenancy).where(col(Tenancy.id).in_(tenancy_ids)))
    gone = sorted(people - set(session.exec(select(Occupant.person_id).where(col(Occupant.person_id).in_(people))).all()))
    session.execute(delete(Person).where(col(Person.id).in_(gone)))
    for person_id in gone:
        shred(keys, person_id)
    return gone
