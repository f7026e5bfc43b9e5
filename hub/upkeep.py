"""What the worker does beside screening: show looks to whom they concern, close what is over, and delete what may no longer be kept.

Each is a function of a session and ``now``, safe to run twice and after a crash: what it reads tells it what is still to be done.
"""

from uuid import uuid4

from sqlalchemy import CursorResult, Delete, delete, exists, update
from sqlalchemy import select as wide_select
from sqlmodel import Session, col, select

from hub.accounts import tables as accounts
from hub.cases.tables import Case, Shown
from hub.config import HubConfig
from hub.gateway.tables import CommandRow, EntryRow, GapRow, SetAsideRow
from hub.screening.tables import DAY_MS, Alert, CaseSubject
from registry.audit.tables import CasesEntry
from registry.tables import Credential, Disclosure, ListChange

SET_ASIDE_DAYS = 30
ATTEMPT_DAYS = 1
ROWS_A_TURN = 500


def write_disclosures(session: Session) -> int:
    """Write the line that a person will read for every opened case about them, and return how many were new.

    ``visible_at`` is the time of the look: nothing defers a notice yet.
    """
    known = exists().where(col(Disclosure.entry_id) == CasesEntry.id)
    query = (
        wide_select(CasesEntry, col(CaseSubject.person_id), col(Case.number), col(Alert.legal_basis), col(Shown.said))
        .join(CaseSubject, col(CaseSubject.case_id) == CasesEntry.subject)
        .join(Case, col(Case.id) == CaseSubject.case_id)
        .join(Alert, col(Alert.id) == CaseSubject.alert_id)
        .join(Shown, col(Shown.entry_id) == CasesEntry.id, isouter=True)  # a look is told of, whatever became of its words
        .where(col(CasesEntry.act) == "case.opened", ~known)
        .limit(ROWS_A_TURN)
    )
    rows = session.execute(query).all()
    for entry, person_id, number, basis, said in rows:
        session.add(_disclosure(entry, person_id=person_id, case_number=number, legal_basis=basis, said=said or ""))
    return len(rows)


def _disclosure(entry: CasesEntry, *, person_id: str, case_number: str, legal_basis: str, said: str) -> Disclosure:
    return Disclosure(
        id=uuid4().hex,
        person_id=person_id,
        entry_id=entry.id,
        at=entry.at,
        visible_at=entry.at,
        body=entry.unit,
        role=entry.role,
        fields="name document birth_date",
        purpose=entry.purpose,
        legal_basis=legal_basis,
        case_number=case_number,
        said=said,
    )


def used_ids(session: Session, kind: str) -> set[str]:
    """Return the ids of the cases (``case``) or alerts (``alert``) that there are: whose keys stay."""
    return set(session.exec(select({"case": Case.id, "alert": Alert.id}[kind])))


def end_credentials(session: Session, *, now: int) -> int:
    """Mark passes whose time is over and have their doors' lists signed anew; doors refuse them by the date already.

    What a card and a PIN were called there goes: the same card may be the next resident's.
    """
    over = (col(Credential.ended_at).is_(None), col(Credential.not_after) <= now // 1000)
    some = select(Credential.id).where(*over).limit(ROWS_A_TURN)
    # a contest just now moves the end away, so the condition is asked again
    ending = (
        update(Credential).where(col(Credential.id).in_(some), *over).values(ended_at=now, card_name=None, pin_name=None, duress_name=None)
    )
    ended = session.execute(ending.returning(col(Credential.door_group)), execution_options={"synchronize_session": False}).all()
    for door_group in {door_group for (door_group,) in ended}:
        session.add(ListChange(id=uuid4().hex, door_group=door_group, at=now))
    return len(ended)


def delete_entries(session: Session, config: HubConfig, *, now: int) -> int:
    """Delete entries beyond the configured days (never more than 90), by when they were received: a gate's clock may be wrong."""
    before = now - config.entry_days * DAY_MS
    return _deleted(session, delete(EntryRow).where(col(EntryRow.received_at) < before))


def delete_set_aside(session: Session, *, now: int) -> int:
    """Delete what could not be understood, a month after it came."""
    return _deleted(session, delete(SetAsideRow).where(col(SetAsideRow.at) < now - SET_ASIDE_DAYS * DAY_MS))


def delete_gate_accounts(session: Session, *, now: int) -> int:
    """Delete a month after the fact what gates were told to do, by whom, and what they said would never come."""
    before = now - SET_ASIDE_DAYS * DAY_MS
    commands = _deleted(session, delete(CommandRow).where(col(CommandRow.asked_at) < before))
    return commands + _deleted(session, delete(GapRow).where(col(GapRow.at) < before))


def delete_sign_ins(session: Session, *, now: int) -> int:
    """Delete sessions that are over and counts of failed sign-ins that no longer slow anybody down."""
    gone = 0
    for rows in (accounts.PeopleSession, accounts.PoliceSession, accounts.AuditorSession):
        gone += _deleted(session, delete(rows).where(col(rows.expires_at) <= now))
    for counts in (accounts.PeopleAttempt, accounts.PoliceAttempt, accounts.AuditorAttempt):
        gone += _deleted(session, delete(counts).where(col(counts.open_at) < now - ATTEMPT_DAYS * DAY_MS))
    return gone


def _deleted(session: Session, statement: Delete) -> int:
    result = session.execute(statement)
    return result.rowcount if isinstance(result, CursorResult) else 0
