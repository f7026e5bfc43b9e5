"""Cases forget on their date: the key is shredded, the envelope emptied, and a pair found not to be the same person stays cleared for good.

The key goes first. A crash after that leaves bytes that nobody can open, and the next turn finds the case again by its subject's row.
"""

from datetime import date

from sqlalchemy import update
from sqlmodel import col, select

from hub import logs
from hub.cases.case import Outcome
from hub.cases.envelope import key_name
from hub.cases.tables import Case
from hub.database import Database
from hub.screening.tables import CaseSubject, Clearance
from registry.audit import log
from registry.keys import KeyStore

CASES_A_TURN = 200


def erase_due(database: Database, case_keys: KeyStore, *, today: date, now: int) -> int:
    """Erase what cases hold whose erasure date has come, on the site's own calendar; return how many."""
    due = (
        select(Case.id)
        .join(CaseSubject, col(CaseSubject.case_id) == Case.id)
        .where(col(Case.erase_on) <= today.isoformat())
        .limit(CASES_A_TURN)
    )
    with database.read() as session:
        cases = session.exec(due).all()
    for case_id in cases:
        case_keys.shred(key_name(case_id))
        _forget(database, case_id, now=now)
    return len(cases)


def _forget(database: Database, case_id: str, *, now: int) -> None:
    with database.begin() as session:
        subject = session.get_one(CaseSubject, case_id)
        outcome = session.exec(select(Case.outcome).where(Case.id == case_id)).one()
        if outcome == Outcome.NOT_THE_SAME_PERSON and session.get(Clearance, subject.pair) is None:
            session.add(Clearance(pair=subject.pair, at=now))
        session.execute(update(Case).where(col(Case.id) == case_id).values(sealed=None, outcome_reason=None))
        session.delete(subject)
        log.write(session, "cases", at=now, actor="retention", role="worker", act="case.erased", subject=case_id, purpose="retention")
    logs.tell("case.erased", case=case_id)
