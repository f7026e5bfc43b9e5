"""From a possible match to a case: its key is made first, then its row and its marks are written in one transaction with the audit line.

A pair that was cleared, or has a case, gets no other (B14); that is asked again within the transaction, where nobody else writes between.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from sqlmodel import Session, col, select

from hub import logs
from hub.cases.envelope import Envelope, key_name, seal
from hub.cases.tables import Case, CaseChance, CaseEvent
from hub.screening import pairs
from hub.screening.alerts import in_force
from hub.screening.candidates import InForce
from hub.screening.compare import Comparison, Match
from hub.screening.load import Loaded
from hub.screening.occupants import Occupied
from hub.screening.pairs import Pair
from hub.screening.tables import Alert, CaseMark, CaseSubject, Clearance
from registry.audit import log
from registry.keys import Key, KeyStore
from registry.register import Vault

NUMBERS_A_YEAR = 10_000


@dataclass(frozen=True)
class Hit:
    """A possible match that has no case yet: whom, which alert, how they compare, and the key made for the case.

    ``expected_by_chance`` is how many strangers the rule would find so; for the auditor, and for nobody beside a person.
    """

    occupied: Occupied
    alert: InForce
    comparison: Comparison
    case_id: str
    key: Key
    expected_by_chance: float


def prepare(keys: KeyStore, person: Occupied, alert: InForce, comparison: Comparison, *, expected_by_chance: float) -> Hit:
    """Return a hit with a new case's id and key; a key whose case is never written opens nothing."""
    case_id = uuid4().hex
    return Hit(person, alert, comparison, case_id, keys.make(key_name(case_id)), expected_by_chance)


def pair(person: Occupied, alert: InForce, loaded: Loaded, vault: Vault) -> Pair:
    """Return the marks of this person and this alert."""
    return pairs.pair_of(person, loaded.rows[alert.alert_id], vault=vault)


def is_settled(session: Session, known: Pair, match: Match) -> bool:
    """Tell whether a mark of the pair was cleared, or has a case that still holds data, such that this match makes no case."""
    settling = known.settling(match)
    if session.exec(select(Clearance.pair).where(col(Clearance.pair).in_(settling))).first():
        return True
    return session.exec(select(CaseMark.case_id).where(col(CaseMark.mark).in_(settling))).first() is not None


def remember(session: Session, again: Iterable[tuple[Pair, Match]], *, now: int) -> None:
    """Keep the further marks of pairs that are settled already: the same person with another paper is known by that one too from now on.

    Who is known by a strong mark is the same person; who is known by a weak one alone leaves weak marks only.
    """
    for known, match in again:
        cleared = set(session.exec(select(Clearance.pair).where(col(Clearance.pair).in_(known.settling(match)))))
        if cleared:
            wanted = known.marks if cleared & known.strong else known.weak
            there = set(session.exec(select(Clearance.pair).where(col(Clearance.pair).in_(wanted))))
            session.add_all(Clearance(pair=mark, at=now) for mark in sorted(wanted - there))
        _mark_cases(session, known, match)


def _mark_cases(session: Session, known: Pair, match: Match) -> None:
    rows = session.exec(select(CaseMark).where(col(CaseMark.mark).in_(known.settling(match)))).all()
    for case_id in sorted({row.case_id for row in rows}):
        wanted = known.marks if any(row.mark in known.strong for row in rows if row.case_id == case_id) else known.weak
        there = set(session.exec(select(CaseMark.mark).where(CaseMark.case_id == case_id)))
        session.add_all(CaseMark(case_id=case_id, mark=mark) for mark in sorted(wanted - there))
    session.flush()


def seal_all(session: Session, vault: Vault, hits: Iterable[Hit], loaded: Loaded, *, now: int) -> None:
    """Write a case for each hit whose alert is in force still and whose pair is not settled; ``now`` is UTC ms."""
    for hit in hits:
        alert = session.get(Alert, hit.alert.alert_id, populate_existing=True)
        known = pair(hit.occupied, hit.alert, loaded, vault)
        if alert is not None and in_force(alert, now) and not is_settled(session, known, hit.comparison.match):
            _write(session, hit, known, loaded, now=now)
            logs.tell("case.made", case=hit.case_id)


def free_number(session: Session, *, now: int) -> str:
    """Return a free case number of this year, drawn by lot: numbers in a row would show an alert's author the gap of a case (B8)."""
    year = datetime.fromtimestamp(now / 1000, UTC).year
    taken = set(session.exec(select(Case.number).where(col(Case.number).startswith(f"{year}-"))))
    room = NUMBERS_A_YEAR if len(taken) < NUMBERS_A_YEAR // 2 else 100 * NUMBERS_A_YEAR
    while True:
        number = f"{year}-{secrets.randbelow(room):04}"
        if number not in taken:
            return number


def _write(session: Session, hit: Hit, known: Pair, loaded: Loaded, *, now: int) -> None:
    session.add(_case(session, hit, loaded, now=now))
    session.flush()
    log.write(session, "cases", at=now, actor="screening", role="worker", act="case.made", subject=hit.case_id, purpose="case")
    session.add(CaseEvent(id=uuid4().hex, case_id=hit.case_id, at=now, actor="", unit="", step="made", reason=hit.comparison.match))
    session.add(CaseChance(case_id=hit.case_id, expected=hit.expected_by_chance))
    who = hit.occupied
    session.add(
        CaseSubject(
            case_id=hit.case_id, person_id=who.person_id, occupant_id=who.occupant_id, alert_id=hit.alert.alert_id, pair=known.first
        )
    )
    session.add_all(CaseMark(case_id=hit.case_id, mark=mark) for mark in sorted(known.marks))
    session.flush()


def _case(session: Session, hit: Hit, loaded: Loaded, *, now: int) -> Case:
    row, read = loaded.rows[hit.alert.alert_id], loaded.bulletins[hit.alert.alert_id]
    held = Envelope(person=hit.occupied.papers, alert=read.papers, second_identifier=read.second_identifier)
    return Case(
        id=hit.case_id,
        number=free_number(session, now=now),
        alert_id=row.id,
        author_id=row.author_id,
        author_unit=row.author_unit,
        approver_id=row.approver_id or "",
        approver_unit=row.approver_unit or "",
        ground=row.ground,
        basis=hit.comparison.match,
        sealed=seal(held, hit.case_id, key=hit.key),
        state="waiting",
        created_at=now,
    )
