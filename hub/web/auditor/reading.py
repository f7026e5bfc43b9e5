"""What the auditor's desk reads: lines of both logs, alerts and cases from outside, looks; no column beyond what this role may read."""

import secrets
from collections.abc import Iterable, Sequence
from math import ceil
from types import SimpleNamespace
from typing import Any

from sqlalchemy import distinct, func
from sqlalchemy.orm import load_only
from sqlmodel import Session, col, select

from hub.cases.tables import Case, CaseChance
from hub.screening.alerts import force_of
from hub.screening.issuers import by_authority
from hub.screening.tables import Alert, Issuer
from hub.web.auditor import shapes
from hub.web.auditor.findings import Founding, Timing, is_founded, lateness, looks_often
from registry.audit.log import ENTRIES
from registry.audit.tables import CasesEntry
from registry.refusals import Refusal, Refused

PAGE = 50
SAMPLE = 20
LOOK = "case.opened"

_ENTRY = tuple(shapes.EntryAnswer.model_fields)
_ALERT = (
    *("id", "issuer_id", "ground", "legal_basis", "reference", "expires_at", "state", "author_id", "author_unit", "submitted_at"),
    *("approver_id", "approver_unit", "approved_at", "confirmed_at", "withdrawn_at"),
)
_CASE = tuple(name for name in shapes.CaseAnswer.model_fields if name not in ("late", "expected_by_chance"))


def entries(session: Session, log: str, *, before: int | None = None) -> shapes.EntriesAnswer:
    """Return a page of a log, the newest first, with places below ``before``; raise Refused ``absent`` for a log that there is not."""
    kind = ENTRIES.get(log)
    if kind is None:
        raise Refused(Refusal("absent"))
    query = select(*_columns(kind)).where(col(kind.seq).is_not(None))
    if before is not None:
        query = query.where(col(kind.seq) < before)
    found = _entries(session.execute(query.order_by(col(kind.seq).desc()).limit(PAGE + 1)))
    waiting = session.exec(select(func.count()).select_from(kind).where(col(kind.seq).is_(None))).one()
    more = found[PAGE - 1].seq if len(found) > PAGE else None
    return shapes.EntriesAnswer(log=log, entries=found[:PAGE], before=more, waiting=waiting)


def entry_at(session: Session, log: str, seq: int) -> shapes.EntryAnswer | None:
    """Return the line that is said to stand at a place, or None."""
    kind = ENTRIES[log]
    found = _entries(session.execute(select(*_columns(kind)).where(kind.seq == seq)))
    return found[0] if found else None


def find_entry(session: Session, entry_id: str) -> tuple[str, shapes.EntryAnswer]:
    """Return which log a line stands in, and the line; raise Refused ``absent``."""
    for log, kind in ENTRIES.items():
        found = _entries(session.execute(select(*_columns(kind)).where(kind.id == entry_id)))
        if found:
            return log, found[0]
    raise Refused(Refusal("absent"))


def alerts(session: Session, *, page: int, now: int) -> shapes.AlertsAnswer:
    """Return a page of alerts, those that are not withdrawn first, the newest before the others."""
    pages = _pages(session.exec(select(func.count(col(Alert.id)))).one())
    order = (col(Alert.state) == "withdrawn", col(Alert.submitted_at).desc(), col(Alert.id))
    return shapes.AlertsAnswer(alerts=_alerts(session, order, page, now), page=page, pages=pages)


def unfounded(session: Session, *, now: int) -> list[shapes.AlertAnswer]:
    """Return the alerts that are in force and lack what the law asks; there must be none."""
    return [alert for alert in _alerts(session, (col(Alert.submitted_at),), 0, now) if not alert.founded]


def cases(session: Session, *, page: int, now: int) -> shapes.CasesAnswer:
    """Return a page of cases: open ones first, the oldest before the others."""
    pages = _pages(session.exec(select(func.count(col(Case.id)))).one())
    query = select(*_case_columns()).order_by(col(Case.state) == "closed", col(Case.created_at), col(Case.id))
    rows = session.execute(query.limit(PAGE).offset((page - 1) * PAGE))
    return shapes.CasesAnswer(cases=[_case(row, now) for row in rows], page=page, pages=pages)


def late_cases(session: Session, *, now: int) -> list[tuple[shapes.CaseAnswer, int]]:
    """Return the cases over a limit and for how long each has stood there in ms, the longest first."""
    open_ones = [_case(row, now) for row in session.execute(select(*_case_columns()).where(col(Case.state) != "closed"))]
    late = [(case, lateness(_timing(case), now=now)[1]) for case in open_ones if case.late]
    return sorted(late, key=lambda pair: -pair[1])


def waiting_cases(session: Session) -> tuple[int, int | None]:
    """Return how many cases nobody has taken, and since when the oldest waits (UTC ms)."""
    count, oldest = session.exec(select(func.count(col(Case.id)), func.min(Case.created_at)).where(Case.state == "waiting")).one()
    return count, oldest


def cases_after_their_alert(session: Session) -> int:
    """Return how many cases were made when their alert had expired or was withdrawn; there must be none."""
    over = (col(Case.created_at) >= Alert.expires_at) | (col(Case.created_at) >= func.coalesce(Alert.withdrawn_at, Case.created_at + 1))
    return session.exec(select(func.count(col(Case.id))).join(Alert, col(Alert.id) == Case.alert_id).where(over)).one()


def looks_at(session: Session, name: str, *, now: int) -> shapes.LooksAnswer:
    """Return every look at a case (id or number), the newest first; raise Refused ``absent``."""
    row = session.execute(select(*_case_columns()).where((col(Case.id) == name) | (col(Case.number) == name))).first()
    if row is None:
        raise Refused(Refusal("absent"))
    query = select(*_columns(CasesEntry)).where(CasesEntry.subject == row.id, CasesEntry.act == LOOK)
    found = _entries(session.execute(query.order_by(col(CasesEntry.at).desc(), col(CasesEntry.id))))
    return shapes.LooksAnswer(case=_case(row, now), looks=found)


def sample(session: Session, *, now: int) -> shapes.SampleAnswer:
    """Return twenty looks drawn by chance, each with its case as it stands now."""
    ids = session.exec(select(CasesEntry.id).where(CasesEntry.act == LOOK).order_by(CasesEntry.id)).all()
    drawn = secrets.SystemRandom().sample(list(ids), min(SAMPLE, len(ids)))
    looks = _entries(
        session.execute(select(*_columns(CasesEntry)).where(col(CasesEntry.id).in_(drawn)).order_by(col(CasesEntry.at).desc()))
    )
    wanted = {look.subject for look in looks}
    about = {row.id: _case(row, now) for row in session.execute(select(*_case_columns()).where(col(Case.id).in_(wanted)))}
    return shapes.SampleAnswer(looks=[shapes.SampledLook(look=look, case=about.get(look.subject)) for look in looks], of=len(ids))


def officials(session: Session) -> shapes.OfficialsAnswer:
    """Return how often each official looked, the most first."""
    looks, number, last = func.count(), func.count(distinct(col(CasesEntry.subject))), func.max(CasesEntry.at)
    columns: list[Any] = [CasesEntry.actor, func.max(CasesEntry.unit), looks, number, last]
    query = select(*columns).where(CasesEntry.act == LOOK).group_by(col(CasesEntry.actor))
    rows = sorted(session.execute(query), key=lambda row: (-row[2], row[0]))
    counts = [row[2] for row in rows]
    found = [
        shapes.OfficialAnswer(actor=actor, unit=unit, looks=looks, cases=number, last_at=last, often=often)
        for (actor, unit, looks, number, last), often in zip(rows, looks_often(counts), strict=True)
    ]
    return shapes.OfficialsAnswer(officials=found, usual=_median(counts))


def _columns(kind: Any, names: Iterable[str] = _ENTRY) -> list[Any]:
    return [getattr(kind, name) for name in names]


def _case_columns() -> list[Any]:
    figure = select(CaseChance.expected).where(CaseChance.case_id == Case.id).scalar_subquery()
    return [*_columns(Case, _CASE), figure.label("expected_by_chance")]


def _entries(rows: Iterable[Any]) -> list[shapes.EntryAnswer]:
    return [shapes.EntryAnswer(**dict(zip(_ENTRY, row, strict=True))) for row in rows]


def _pages(count: int) -> int:
    return max(1, ceil(count / PAGE))


def _median(counts: Sequence[int]) -> float:
    middle = sorted(counts)[(len(counts) - 1) // 2 : len(counts) // 2 + 1]
    return sum(middle) / len(middle) if middle else 0.0


def _alerts(session: Session, order: Sequence[Any], page: int, now: int) -> list[shapes.AlertAnswer]:
    """Return a page of alerts, or all of them for page 0."""
    query = select(Alert).options(load_only(*_columns(Alert, _ALERT), raiseload=True)).order_by(*order)
    if page:
        query = query.limit(PAGE).offset((page - 1) * PAGE)
    issuers = by_authority(session)
    return [_alert(alert, issuers.get(alert.issuer_id, ()), now) for alert in session.exec(query)]


def _alert(alert: Alert, issuer: Sequence[Issuer], now: int) -> shapes.AlertAnswer:
    known = {name: getattr(alert, name) for name in _ALERT}
    force = str(force_of(alert, now))
    rests = Founding(
        force=force,
        issuer_known=any(key.stands_at(alert.submitted_at) for key in issuer),
        **{name: known[name] for name in ("legal_basis", "reference", "author_id", "author_unit", "approver_id", "approver_unit")},
    )
    shown = {name: known[name] for name in shapes.AlertAnswer.model_fields if name in known}
    return shapes.AlertAnswer(**shown, issuer=issuer[0].name if issuer else "", force=force, founded=is_founded(rests))


def _case(row: Any, now: int) -> shapes.CaseAnswer:
    known = SimpleNamespace(**row._mapping)
    return shapes.CaseAnswer(**vars(known), late=lateness(_timing(known), now=now)[0])


def _timing(case: Any) -> Timing:
    return Timing(**{name: getattr(case, name) for name in ("state", "created_at", "taken_at", "decided_at")})
