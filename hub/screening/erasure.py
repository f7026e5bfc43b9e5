"""Cases forget on their date: the key is shredded, the envelope emptied, and a pair found not to be the same person stays cleared for good.

A case whose alert has expired or was withdrawn closes by itself: what it rested on is gone. The key goes first. A crash after that leaves
bytes that nobody can open, and the next turn finds the case again by its subject's row.
"""

from datetime import date
from uuid import uuid4

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from hub import logs
from hub.cases.case import Outcome, State, Step, after, erasure_date
from hub.cases.envelope import key_name
from hub.cases.reasons import Reason, parse
from hub.cases.tables import Case, CaseChance, CaseEvent, Shown
from hub.database import Database
from hub.screening.alerts import Force, force_of
from hub.screening.tables import Alert, CaseMark, CaseSubject, Clearance, Swept
from registry.audit import log
from registry.keys import KeyStore

CASES_A_TURN = 200


def close_lapsed(database: Database, *, today: date, now: int) -> int:
    """Close the cases whose alert has expired or was withdrawn (``now`` is UTC ms); return how many.

    Nobody may look into such a case any more, so what it holds is due at once, unless it was decided: then it is kept as that outcome is.
    """
    query = select(Case.id, Alert).outerjoin(Alert, col(Alert.id) == Case.alert_id).where(Case.state != State.CLOSED)
    with database.read() as session:
        over = [case_id for case_id, alert in session.execute(query) if alert is None or force_of(alert, now) in _OVER]
    for case_id in over[:CASES_A_TURN]:
        _lapse(database, case_id, today=today, now=now)
    return len(over[:CASES_A_TURN])


_OVER = (Force.EXPIRED, Force.WITHDRAWN)


def _lapse(database: Database, case_id: str, *, today: date, now: int) -> None:
    with database.begin() as session:
        query = select(Case.state, Case.outcome, Case.erase_on).where(Case.id == case_id)
        state, outcome, erase_on = session.exec(query.with_for_update()).one()
        if (closed := after(State(state), Step.LAPSE)) is None:
            return  # somebody closed it at this moment
        due = erase_on or (erasure_date(Outcome(outcome), on=today) if outcome else today).isoformat()
        session.execute(update(Case).where(col(Case.id) == case_id).values(state=closed, closed_at=now, erase_on=due))
        log.write(session, "cases", at=now, actor="retention", role="worker", act="case.lapsed", subject=case_id, purpose="retention")
        session.add(CaseEvent(id=uuid4().hex, case_id=case_id, at=now, actor="", unit="", step=Step.LAPSE))
    logs.tell("case.lapsed", case=case_id)


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
        if outcome == Outcome.NOT_THE_SAME_PERSON:
            _clear(session, case_id, now=now)
        if outcome is None:
            _sweep_anew(session, subject.alert_id)
        session.execute(delete(CaseChance).where(col(CaseChance.case_id) == case_id))
        session.execute(delete(Shown).where(col(Shown.case_id) == case_id))
        session.execute(delete(CaseMark).where(col(CaseMark.case_id) == case_id))
        session.execute(update(Case).where(col(Case.id) == case_id).values(sealed=None, outcome_reason=None))
        _forget_words(session, case_id)
        session.delete(subject)
        log.write(session, "cases", at=now, actor="retention", role="worker", act="case.erased", subject=case_id, purpose="retention")
    logs.tell("case.erased", case=case_id)


def _forget_words(session: Session, case_id: str) -> None:
    """Leave codes alone of the timeline's reasons: free text may name somebody. The worker may write a step anew and change none."""
    steps = select(CaseEvent).where(CaseEvent.case_id == case_id, col(CaseEvent.step).in_((Step.OPEN, Step.DECIDE)))
    for step in session.exec(steps).all():
        said = step.model_dump()
        session.delete(step)
        session.flush()
        session.add(CaseEvent(**said | {"reason": str(Reason(parse(step.reason).codes))}))


def _sweep_anew(session: Session, alert_id: str) -> None:
    """Have an alert that was signed again in time compared with everybody once more: while the older one's case held data its pair was
    settled, and nobody has decided it.
    """
    over = session.get(Alert, alert_id)
    if over is not None:
        again = select(Alert.id).where(Alert.issuer_id == over.issuer_id, Alert.reference == over.reference)
        session.execute(delete(Swept).where(col(Swept.alert_id).in_(again)))


def _clear(session: Session, case_id: str, *, now: int) -> None:
    """Keep every mark of the case's pair, for good."""
    marks = set(session.exec(select(CaseMark.mark).where(CaseMark.case_id == case_id)))
    known = set(session.exec(select(Clearance.pair).where(col(Clearance.pair).in_(marks))))
    session.add_all(Clearance(pair=mark, at=now) for mark in sorted(marks - known))
