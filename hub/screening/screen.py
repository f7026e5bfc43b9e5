"""Screening: occupants whose occupancy was confirmed at the door are compared with the alerts in force, and a new alert with all of them.

Runs in the worker alone. Whatever the result, one screening leaves one line of the same shape in the register's log and no other trace;
only a hit seals a case. The queue's row goes in the transaction that handles it, so a crash repeats a screening and never loses one, and
the same person and alert can never have two cases.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from sqlmodel import Session, col, select

from hub import logs
from hub.cases.envelope import Envelope, key_name, seal
from hub.cases.tables import Case, CaseEvent
from hub.database import Database
from hub.screening.candidates import Index, InForce, index
from hub.screening.compare import Comparison
from hub.screening.load import Loaded, forget_lapsed, load, sweeps
from hub.screening.occupants import Occupied, confirmed, occupied
from hub.screening.pairs import pair_of
from hub.screening.tables import CaseSubject, Clearance, Outbox, Swept
from registry.audit import log
from registry.keys import Key, KeyStore
from registry.register import Vault

OCCUPANTS_A_TURN = 100
NUMBERS_A_YEAR = 10_000


@dataclass(frozen=True)
class Hit:
    """A possible match that has no case yet: whom, which alert, how they compare, and the key made for the case."""

    occupied: Occupied
    alert: InForce
    comparison: Comparison
    case_id: str
    key: Key


def run_once(database: Database, vault: Vault, case_keys: KeyStore, *, now: int) -> int:
    """Screen the occupants that wait and sweep new alerts; return how many occupants and alerts were handled. ``now`` is UTC ms."""
    with database.read() as session:
        waiting = session.exec(select(Outbox).order_by(col(Outbox.at), col(Outbox.id)).limit(OCCUPANTS_A_TURN)).all()
        due = sweeps(session, now=now)
    if not (waiting or due.new or due.lapsed):
        return 0
    with database.begin() as session:
        forget_lapsed(session, due.lapsed)
        loaded = load(session, case_keys, now=now)
    handled = sum(_screen(database, vault, case_keys, row, loaded, now=now) for row in waiting)
    return handled + sum(_sweep(database, vault, case_keys, alert_id, loaded, now=now) for alert_id in due.new if alert_id in loaded.rows)


def _screen(database: Database, vault: Vault, keys: KeyStore, row: Outbox, loaded: Loaded, *, now: int) -> int:
    with database.read() as session:
        found = occupied(session, vault, row.occupant_id)
        hits = _hits(session, vault, keys, [found] if found else [], index(loaded.in_force), loaded)
    with database.begin() as session:
        session.delete(session.get_one(Outbox, row.id))
        log.write(
            session, "register", at=now, actor="screening", role="worker", act="screening.done", subject=row.occupant_id, purpose="alert"
        )
        _seal_all(session, vault, hits, loaded, now=now)
    return 1


def _sweep(database: Database, vault: Vault, keys: KeyStore, alert_id: str, loaded: Loaded, *, now: int) -> int:
    """Compare one alert that has just come into force with everybody who is confirmed already."""
    with database.read() as session:
        hits = _hits(
            session, vault, keys, confirmed(session, vault), index(each for each in loaded.in_force if each.alert_id == alert_id), loaded
        )
    with database.begin() as session:
        session.add(Swept(alert_id=alert_id, at=now))
        log.write(session, "cases", at=now, actor="screening", role="worker", act="alert.swept", subject=alert_id, purpose="alert")
        _seal_all(session, vault, hits, loaded, now=now)
    return 1


def _hits(session: Session, vault: Vault, keys: KeyStore, people: Iterable[Occupied], alerts: Index, loaded: Loaded) -> list[Hit]:
    """Return what becomes a case; pairs that were cleared or have a case are left out. A case's key is made before its row."""
    hits = []
    for person in people:
        for alert, comparison in alerts.matches(person.papers):
            if not _is_settled(session, pair_of(person.papers, loaded.rows[alert.alert_id], vault=vault)):
                case_id = uuid4().hex
                hits.append(Hit(person, alert, comparison, case_id, keys.make(key_name(case_id))))
    return hits


def _is_settled(session: Session, pair: str) -> bool:
    cleared = session.get(Clearance, pair) is not None
    return cleared or session.exec(select(CaseSubject.case_id).where(CaseSubject.pair == pair)).first() is not None


def _seal_all(session: Session, vault: Vault, hits: Sequence[Hit], loaded: Loaded, *, now: int) -> None:
    for hit in hits:
        row, read = loaded.rows[hit.alert.alert_id], loaded.bulletins[hit.alert.alert_id]
        pair = pair_of(hit.occupied.papers, row, vault=vault)
        if _is_settled(session, pair):
            continue
        sealed = seal(
            Envelope(person=hit.occupied.papers, alert=read.papers, second_identifier=read.second_identifier), hit.case_id, key=hit.key
        )
        case = Case(
            id=hit.case_id,
            number=free_number(session, now=now),
            alert_id=row.id,
            author_id=row.author_id,
            author_unit=row.author_unit,
            approver_id=row.approver_id or "",
            approver_unit=row.approver_unit or "",
            ground=row.ground,
            basis=hit.comparison.match,
            sealed=sealed,
            state="waiting",
            created_at=now,
        )
        session.add(case)
        session.flush()
        log.write(session, "cases", at=now, actor="screening", role="worker", act="case.made", subject=case.id, purpose="case")
        session.add(CaseEvent(id=uuid4().hex, case_id=case.id, at=now, actor="", unit="", step="made", reason=hit.comparison.match))
        session.add(
            CaseSubject(case_id=case.id, person_id=hit.occupied.person_id, occupant_id=hit.occupied.occupant_id, alert_id=row.id, pair=pair)
        )
        session.flush()
        logs.tell("case.made", case=case.id)


def free_number(session: Session, *, now: int) -> str:
    """Return a free case number of this year, drawn by lot: numbers in a row would show an alert's author the gap of a case (B8)."""
    year = datetime.fromtimestamp(now / 1000, UTC).year
    taken = set(session.exec(select(Case.number).where(col(Case.number).startswith(f"{year}-"))))
    room = NUMBERS_A_YEAR if len(taken) < NUMBERS_A_YEAR // 2 else 100 * NUMBERS_A_YEAR
    while True:
        number = f"{year}-{secrets.randbelow(room):04}"
        if number not in taken:
            return number
