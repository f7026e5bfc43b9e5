"""What officers and supervisors do with cases: take the next, decide, close, and see what is theirs.

Every function asks :mod:`hub.cases.case` first, so a case that somebody may not know of is absent from lists, counts, assignment and
searches alike. Opening the envelope is not here: that is :mod:`hub.cases.looks`, the only door to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from sqlmodel import Session, col, select

from hub.accounts.tables import PoliceAccount, PoliceGrant
from hub.cases import case as rules
from hub.cases.absent import Absent
from hub.cases.case import Officer, Outcome, Standing, State, Step
from hub.cases.reasons import Reason
from hub.cases.tables import Case, CaseEvent
from hub.screening.tables import AlertConfirmation
from registry.audit import log
from registry.refusals import Refusal, Refused

MOST_CLOSED = 500


@dataclass(frozen=True, kw_only=True)
class Queue:
    """What lies before an officer: own cases that are not closed, and those that wait and this officer may take; the oldest first."""

    mine: Sequence[Case]
    waiting: Sequence[Case]


def standing_of(case: Case, confirmers: Mapping[str, frozenset[str]]) -> Standing:
    """Return what decides who may do what with a case; ``confirmers`` are those who confirmed an alert again, by the alert's id."""
    return Standing(
        state=State(case.state),
        author_id=case.author_id,
        author_unit=case.author_unit,
        approver_id=case.approver_id,
        confirmer_ids=confirmers.get(case.alert_id, frozenset()),
        owner_id=case.owner_id,
        unit=case.unit,
    )


def queue(session: Session, officer: Officer) -> Queue:
    """Return what this officer has to do and could take."""
    mine = select(Case).where(Case.owner_id == officer.account_id, Case.state != State.CLOSED).order_by(*_OLDEST)
    return Queue(mine=_seen(session, session.exec(mine), officer), waiting=_takeable(session, officer))


def next_case(session: Session, officer: Officer, *, now: int) -> Case | None:
    """Give this officer the case that has waited longest of those this officer may take; None when there is none. ``now`` is UTC ms."""
    for waiting in _takeable(session, officer):
        case = _held(session, waiting)
        if case is None:
            continue  # somebody else is taking it at this moment
        case.state, case.owner_id, case.unit, case.taken_at = _moved(case, Step.TAKE), officer.account_id, officer.unit, now
        session.add(case)
        note(session, case, officer, act="case.taken", step=Step.TAKE, now=now)
        return case
    return None


def find(session: Session, name: str, officer: Officer) -> Case:
    """Return a case by id or number if this officer may see it; raise Absent."""
    case = session.exec(select(Case).where((Case.id == name) | (Case.number == name))).first() if name.isprintable() else None
    if case is None or not rules.may_see(_standing(session, case), officer):
        raise Absent
    return case


def own(session: Session, name: str, officer: Officer) -> Case:
    """Return a case that this officer works on; raise Absent."""
    case = find(session, name, officer)
    if not rules.may_work_on(_standing(session, case), officer):
        raise Absent
    return case


def rights(session: Session, case: Case, officer: Officer) -> frozenset[Step]:
    """Return the steps that this officer can take now with a case that this officer sees."""
    held = _standing(session, case)
    steps = {Step.OPEN, Step.DECIDE} if rules.may_work_on(held, officer) else set()
    steps |= {Step.CLOSE} if rules.may_close(held, officer) else set()
    return frozenset(step for step in steps if rules.after(held.state, step))


def cases_of_unit(session: Session, officer: Officer) -> list[Case]:
    """Return the cases of a supervisor's unit that are not closed: decided ones first, since they wait for the supervisor."""
    if "supervisor" not in officer.roles or not officer.unit:
        return []
    query = select(Case).where(Case.unit == officer.unit, Case.state != State.CLOSED).order_by(*_OLDEST)
    rows = _seen(session, session.exec(query), officer)
    return sorted(rows, key=lambda case: case.state != State.DECIDED)


def closed(session: Session, officer: Officer) -> list[Case]:
    """Return the closed cases that this officer may see, the last closed first, at most 500."""
    query = select(Case).where(Case.state == State.CLOSED, (Case.owner_id == officer.account_id) | (Case.unit == officer.unit))
    return _seen(session, session.exec(query.order_by(col(Case.closed_at).desc(), col(Case.id)).limit(MOST_CLOSED)), officer)


def judge_decision(case: Case, outcome: str, reason: Reason) -> Outcome:
    """Return the outcome if this case can be decided so; raise Refused with what is missing."""
    wrong = [] if outcome in list(Outcome) else [Refusal("outcome-missing", "outcome")]
    if not reason:
        wrong.append(Refusal("reason-missing", "reason"))
    if wrong:
        raise Refused(*wrong)
    _moved(case, Step.DECIDE)
    return Outcome(outcome)


def decide(session: Session, name: str, *, officer: Officer, outcome: str, reason: Reason, today: date, now: int) -> Case:
    """Write what the officer found; raise Absent or Refused. A false hit's erasure date is set with the decision itself."""
    case = own(session, name, officer)
    found = judge_decision(case, outcome, reason)
    case.state, case.outcome, case.outcome_reason, case.decided_at = _moved(case, Step.DECIDE), found, str(reason), now
    if found is Outcome.NOT_THE_SAME_PERSON:
        case.erase_on = rules.erasure_date(found, on=today).isoformat()
    session.add(case)
    note(session, case, officer, act="case.decided", step=Step.DECIDE, reason=str(Reason(reason.codes)), now=now)
    return case


def close(session: Session, name: str, *, officer: Officer, today: date, now: int) -> Case:
    """Close a decided case as the second person and set the day on which its data goes; raise Absent or Refused."""
    case = find(session, name, officer)
    if not rules.may_close(_standing(session, case), officer):
        raise Absent
    case.state, case.closed_at, case.closed_by = _moved(case, Step.CLOSE), now, officer.account_id
    case.erase_on = case.erase_on or rules.erasure_date(Outcome(case.outcome or ""), on=today).isoformat()
    session.add(case)
    note(session, case, officer, act="case.closed", step=Step.CLOSE, now=now, role="supervisor")
    return case


def trail(session: Session, case: Case) -> list[CaseEvent]:
    """Return what has happened to a case, the newest first."""
    return list(session.exec(select(CaseEvent).where(CaseEvent.case_id == case.id).order_by(col(CaseEvent.at).desc(), col(CaseEvent.id))))


def looks(session: Session, case: Case) -> list[CaseEvent]:
    """Return every look at a case as its timeline has it, the newest first: what was written in words goes with the case's data."""
    return [event for event in trail(session, case) if event.step == Step.OPEN]


def logins(session: Session, account_ids: Iterable[str]) -> dict[str, str]:
    """Return the duty names of police accounts, by id, for a timeline."""
    query = select(PoliceAccount.id, PoliceAccount.login).where(col(PoliceAccount.id).in_(set(account_ids)))
    return dict(session.exec(query).all())


def note(session: Session, case: Case, officer: Officer, *, act: str, step: Step, now: int, reason: str = "", role: str = "officer") -> str:
    """Write one act on a case into the audit log and the case's timeline, before anything follows from it; return the log line's id."""
    line = log.write(
        session,
        "cases",
        at=now,
        actor=officer.account_id,
        role=role,
        unit=officer.unit,
        act=act,
        subject=case.id,
        purpose="case",
        reason=reason,
    )
    session.add(CaseEvent(id=uuid4().hex, case_id=case.id, at=now, actor=officer.account_id, unit=officer.unit, step=step, reason=reason))
    session.flush()
    return line


_OLDEST = (col(Case.created_at), col(Case.id))


def _moved(case: Case, step: Step) -> State:
    state = rules.after(State(case.state), step)
    if state is None:
        raise Refused(Refusal("case-not-so-far", None, state=case.state))
    return state


def _standing(session: Session, case: Case) -> Standing:
    return standing_of(case, _confirmers(session))


def _confirmers(session: Session) -> dict[str, frozenset[str]]:
    """Return who confirmed which alert again: it may be another supervisor every month."""
    found: dict[str, set[str]] = {}
    for row in session.exec(select(AlertConfirmation)):
        found.setdefault(row.alert_id, set()).add(row.account_id)
    return {alert_id: frozenset(accounts) for alert_id, accounts in found.items()}


def _seen(session: Session, rows: Iterable[Case], officer: Officer) -> list[Case]:
    confirmers = _confirmers(session)
    return [case for case in rows if rules.may_see(standing_of(case, confirmers), officer)]


def _held(session: Session, waiting: Case) -> Case | None:
    query = select(Case).where(Case.id == waiting.id, Case.state == State.WAITING)
    return session.exec(query.with_for_update(skip_locked=True).execution_options(populate_existing=True)).first()


def _takeable(session: Session, officer: Officer) -> list[Case]:
    rows = session.exec(select(Case).where(Case.state == State.WAITING).order_by(*_OLDEST)).all()
    officers, confirmers = (_officers(session), _confirmers(session)) if rows else ([], {})
    standings = [(case, standing_of(case, confirmers)) for case in rows]
    return [case for case, held in standings if rules.may_take(held, officer, another_unit_can=_another_unit_can(held, officers))]


def _officers(session: Session) -> list[tuple[str, str]]:
    """Return id and unit of every officer who could take a case."""
    query = select(PoliceAccount.id, PoliceAccount.unit).join(PoliceGrant, col(PoliceGrant.account_id) == PoliceAccount.id)
    return list(
        session.exec(query.where(PoliceGrant.role == "officer", col(PoliceAccount.disabled_at).is_(None), PoliceAccount.unit != ""))
    )


def _another_unit_can(held: Standing, officers: Iterable[tuple[str, str]]) -> bool:
    return any(unit != held.author_unit and not rules.is_absent_for(held, account_id) for account_id, unit in officers)
