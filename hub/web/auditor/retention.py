"""What should be gone by now and is not. The auditor sees no content, so what is counted is dates, and the log's word that something was
erased.
"""

from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from hub.cases.tables import Case
from hub.web.auditor import shapes
from registry.audit.log import ENTRIES
from registry.audit.tables import CasesEntry
from registry.audit.verify import ERASED_AFTER_S

ERASED = "case.erased"


def overdue(session: Session, *, today: date, now: int) -> shapes.RetentionAnswer:
    """Return each kind of data with an end and how much of it is past that end on ``today``, at ``now`` (UTC ms)."""
    kinds = [_cases(session, today), *(_lines(session, log, now) for log in ENTRIES)]
    return shapes.RetentionAnswer(overdue=sum(kind.overdue for kind in kinds), kinds=kinds)


def _cases(session: Session, today: date) -> shapes.OverdueAnswer:
    """Count cases whose erasure date is over and of which the log does not say that they were erased."""
    erased = select(CasesEntry.subject).where(CasesEntry.act == ERASED)
    late = select(func.count(col(Case.id)), func.min(Case.closed_at)).where(
        col(Case.erase_on) < today.isoformat(), col(Case.id).not_in(erased)
    )
    count, oldest = session.exec(late).one()
    return shapes.OverdueAnswer(kind="cases", overdue=count, oldest_at=oldest)


def _lines(session: Session, log: str, now: int) -> shapes.OverdueAnswer:
    """Count lines that are older than three years; their leaves stay."""
    kind = ENTRIES[log]
    count, oldest = session.exec(
        select(func.count(col(kind.id)), func.min(kind.at)).where(col(kind.at) < now - ERASED_AFTER_S * 1000)
    ).one()
    return shapes.OverdueAnswer(kind=f"{log}_lines", overdue=count, oldest_at=oldest)
