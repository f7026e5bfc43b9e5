"""Objections to a look and complaints: asked by a resident, answered by the auditor within a fortnight, and nobody else reads either.

The auditor reads what was said and about which look, never whose it is: no account and no name goes with it. It stands beside the logs and
not in the register, since the auditor reads nothing there.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import CursorResult, delete, select, update
from sqlmodel import Session, col

from registry.audit.tables import Objection
from registry.refusals import Refusal, Refused
from registry.register import Register, absent
from registry.residents import own_disclosures

OBJECTION, COMPLAINT = "objection", "complaint"
REASONS = {OBJECTION: ("not_me", "no_basis", "too_often", "other"), COMPLAINT: ("landlord", "door", "data", "official", "other")}
OUTCOMES = ("upheld", "rejected")
WITHDRAWN = "withdrawn"
ANSWER_DAYS = 14
TEXT_MAX = 1_000
OPEN_MAX = 10
DAY_MS = 86_400_000
_READ = ("id", "number", "kind", "entry_id", "reason", "text", "asked_at", "due_on", "outcome", "answer", "answered_at")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ObjectionView:
    """One objection or complaint. ``due_on`` is the day by which it is answered (ISO); ``outcome`` upheld, rejected or withdrawn, None
    while it waits. Times are UTC ms. Cannot be printed.
    """

    id: str
    number: str
    kind: str
    entry_id: str | None
    reason: str
    text: str
    asked_at: int
    due_on: str
    outcome: str | None
    answer: str
    answered_at: int | None

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<Objection>"


def make(register: Register, kind: str, *, reason: str, text: str = "", look_id: str = "") -> ObjectionView:
    """Object to a look that the calling resident can see, or complain; raise Refused.

    The codes are ``absent`` for a look that is not theirs or not shown yet, ``reason-missing``, ``complaint-empty``, ``text-too-long`` and
    ``too-many-objections``. An objection to the same look that still waits is returned as it is.
    """
    if not register.is_residents:
        raise absent()
    entry_id = _look(register, look_id) if kind == OBJECTION else None
    _judge(kind, reason, text)
    waiting = [each for each in own(register) if each.outcome is None]
    if entry_id and (same := [each for each in waiting if each.entry_id == entry_id]):
        return same[0]
    if len(waiting) >= OPEN_MAX:
        raise Refused(Refusal("too-many-objections", limit=OPEN_MAX))
    made = Objection(
        id=uuid4().hex,
        number=f"D-{secrets.randbelow(900_000) + 100_000}",
        kind=kind,
        account_id=register.access.actor,
        entry_id=entry_id,
        reason=reason,
        text=text.strip(),
        asked_at=register.now,
        due_on=(register.today + timedelta(days=ANSWER_DAYS)).isoformat(),
    )
    register.session.add(made)
    register.session.flush()
    register.note(f"{kind}.made", made.id)
    return ObjectionView(**{name: getattr(made, name) for name in _READ})


def own(register: Register) -> tuple[ObjectionView, ...]:
    """Return the calling resident's own, those that wait first, the newest first; raise Refused ``absent`` to anybody else."""
    if not register.is_residents:
        raise absent()
    rows = register.session.execute(_columns().where(col(Objection.account_id) == register.access.actor))
    register.note("objections.read")
    return _sorted(rows)


def withdraw(register: Register, objection_id: str) -> None:
    """Take one's own back while it waits; again changes nothing. Raises Refused ``absent``."""
    if objection_id not in {each.id for each in own(register)}:
        raise absent()
    _end(register.session, objection_id, outcome=WITHDRAWN, now=register.now)
    register.note("objection.withdrawn", objection_id)


def listed(session: Session, kind: str = "") -> tuple[ObjectionView, ...]:
    """Return all, or all of a kind, to the auditor: those that wait first, the one that is due first at the top."""
    rows = session.execute(_columns().where(col(Objection.kind) == kind) if kind else _columns())
    return _sorted(rows, oldest_first=True)


def decide(session: Session, objection_id: str, *, kind: str, outcome: str, answer: str, actor: str, now: int) -> None:
    """Answer one that waits, as the auditor; raise Refused ``absent``, ``outcome-missing``, ``answer-missing`` or ``text-too-long``."""
    if outcome not in OUTCOMES:
        raise Refused(Refusal("outcome-missing", "outcome"))
    if not answer.strip():
        raise Refused(Refusal("answer-missing", "answer"))
    if len(answer) > TEXT_MAX:
        raise Refused(Refusal("text-too-long", "answer", limit=TEXT_MAX))
    if objection_id not in {each.id for each in listed(session, kind) if each.outcome is None}:
        raise absent()
    if not _end(session, objection_id, outcome=outcome, answer=answer.strip(), answered_by=actor, now=now):
        raise absent()


def delete_old(session: Session, *, days: int, now: int) -> int:
    """Delete what was answered or withdrawn ``days`` days ago (``now`` is UTC ms); return how many there were."""
    result = session.execute(delete(Objection).where(col(Objection.answered_at) < now - days * DAY_MS))
    return result.rowcount if isinstance(result, CursorResult) else 0


def _look(register: Register, look_id: str) -> str:
    found = next((look.entry_id for look in own_disclosures(register) if look.id == look_id), None)
    if found is None:
        raise absent()
    return found


def _judge(kind: str, reason: str, text: str) -> None:
    if reason not in REASONS[kind]:
        raise Refused(Refusal("reason-missing", "reason"))
    if kind == COMPLAINT and not text.strip():
        raise Refused(Refusal("complaint-empty", "text"))
    if len(text) > TEXT_MAX:
        raise Refused(Refusal("text-too-long", "text", limit=TEXT_MAX))


def _end(session: Session, objection_id: str, *, outcome: str, now: int, **more: str) -> bool:
    """End one that still waits, and tell whether it did: of two at once one does."""
    waiting = (col(Objection.id) == objection_id, col(Objection.outcome).is_(None))
    result = session.execute(update(Objection).where(*waiting).values(outcome=outcome, answered_at=now, **more))
    return isinstance(result, CursorResult) and result.rowcount == 1


def _columns() -> Any:
    return select(*(getattr(Objection, name) for name in _READ))


def _sorted(rows: Any, *, oldest_first: bool = False) -> tuple[ObjectionView, ...]:
    found: Sequence[ObjectionView] = [ObjectionView(**row._asdict()) for row in rows]
    sign = 1 if oldest_first else -1
    return tuple(sorted(found, key=lambda each: (each.outcome is not None, sign * each.asked_at, each.id)))
