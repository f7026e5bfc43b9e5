"""What the register may no longer keep: a tenancy some days after its end, with its people, their keys and what was written about them.

A visit goes sooner: nobody is named in it, but it tells when somebody was expected.
"""

from datetime import date, timedelta

from sqlalchemy import CursorResult, delete
from sqlmodel import Session, col, select

from registry.audit import log
from registry.keys import KeyStore
from registry.tables import Disclosure, Notice, Person, Property, Tenancy, Visit
from registry.tenancies.forgetting import forget
from registry.tenancies.rows import last_day

DAY_MS = 86_400_000
TENANCIES_A_TURN = 50


def delete_ended_tenancies(session: Session, keys: KeyStore, *, days: int, today: date, now: int) -> int:
    """Delete tenancies whose last day is more than ``days`` days before today (the site's own), at most 50; return how many there were.

    ``now`` is UTC ms. Each leaves a line in the audit log. Run it again, in a transaction of its own, while it finds 50.
    """
    last_kept = (today - timedelta(days=days)).isoformat()
    due = session.exec(select(Tenancy.id).where(last_day < last_kept).order_by(last_day).limit(TENANCIES_A_TURN)).all()
    for tenancy_id in due:
        words = {"act": "tenancy.deleted", "subject": tenancy_id, "purpose": "retention"}
        log.write(session, "register", at=now, actor="retention", role="worker", **words)
    gone = forget(session, keys, due)
    session.execute(delete(Disclosure).where(col(Disclosure.person_id).in_(gone), col(Disclosure.visible_at) <= now))
    return len(due)


def used_ids(session: Session, kind: str) -> set[str]:
    """Return the ids of the people (``person``) or buildings (``property``) that there are: whose keys stay."""
    return set(session.exec(select({"person": Person.id, "property": Property.id}[kind])))


def delete_old_notices(session: Session, *, days: int, now: int) -> None:
    """Delete notices about tenancies that are gone, such as one whose registration was undone, ``days`` days after they were written."""
    there = select(Tenancy.id).where(Tenancy.id == Notice.tenancy_id).exists()
    session.execute(delete(Notice).where(col(Notice.at) < now - days * DAY_MS, ~there))


def delete_old_visits(session: Session, *, days: int, now: int) -> int:
    """Delete passes that were given away, ``days`` days after their end (``now`` is UTC ms); return how many there were."""
    before = (now - days * DAY_MS) // 1000
    result = session.execute(delete(Visit).where(col(Visit.not_after) <= before))
    return result.rowcount if isinstance(result, CursorResult) else 0
