"""What should be gone by now and is not. The auditor sees no content, so what is counted is dates, and the log's word that something was
erased.
"""

from datetime import date, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from hub.cases.tables import Case
from hub.web.auditor import shapes
from registry.audit.log import ENTRIES
from registry.audit.tables import CasesEntry
from registry.audit.verify import ERASED_AFTER_S

ERASED = "case.erased"
GRACE_MS = 86_400_000
"""Lines are erased by the hour, and from when the witness cosigned them: what is late by less than a day is not overdue."""


def overdue(session: Session, *, today: date, now: int) -> shapes.RetentionAnswer:
    """Return each kind of data with an end and how much of it is past that end on ``today``, at ``now`` (UTC ms)."""
    kinds = [_cases(session, today), *(_lines(session, log, now) for log in ENTRIES)]
    return shapes.RetentionAnswer(overdue=sum(kind.overdue for kind in kinds), kinds=kinds)


def _cases(session: Session, today: date) -> shapes.OverdueAnswer:
    """Count cases whose erasure date is over and of which the log does not say that they were erased, as far back as the log speaks."""
    erased = select(CasesEntry.subject).where(CasesEntry.act == ERASED)
    remembered = (today - timedelta(seconds=ERASED_AFTER_S)).isoformat()
    late = select(func.count(col(Case.id)), func.min(Case.closed_at)).where(
        col(Case.erase_on) < today.isoformat(), col(Case.erase_on) >= remembered, col(Case.id).not_in(erased)
    )
    count, oldest = session.exec(late).one()
    return shapes.OverdueAnswer(kind="cases", overdue=count, oldest_at=oldest)


def _lines(session: Session, log: str, now: int) -> shapes.OverdueAnswer:
    """Count lines that are older than three years and a day; their leaves stay."""
    kind, before = ENTRIES[log], now - ERASED_AFTER_S * 1000 - GRACE_MS
    count, oldest = session.exec(select(func.count(col(kind.id)), func.min(kind.at)).where(col(kind.at) < before)).one()
    return shapes.OverdueAnswer(kind=f"{log}_lines", overdue=count, oldest_at=oldest)
