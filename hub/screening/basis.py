"""What an alert rests on: enough for an officer to judge whether a look is lawful, and nothing of whom it is about."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from hub.screening.alerts import Force, force_of
from hub.screening.tables import DAY_MS, Alert, Issuer


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Issuing authority, law, reference, end and approval of an alert. Times are UTC milliseconds; ``days_left`` is 0 once it is over."""

    issuer: str
    legal_basis: str
    reference: str
    expires_at: int
    days_left: int
    force: Force
    approver_unit: str | None
    approved_at: int | None


def bases_of(session: Session, alert_ids: Iterable[str], *, now: int) -> dict[str, Basis]:
    """Return what these alerts rest on at ``now``, by id; one that is not kept any more is left out."""
    issuers = issuer_names(session)
    rows = session.exec(select(Alert).where(col(Alert.id).in_(set(alert_ids))))
    return {alert.id: _basis(alert, issuers.get(alert.issuer_id, ""), now=now) for alert in rows}


def issuer_names(session: Session) -> dict[str, str]:
    """Return the name of every authority that was ever enrolled, by its id."""
    return dict(session.exec(select(Issuer.id, Issuer.name)).all())


def _basis(alert: Alert, issuer: str, *, now: int) -> Basis:
    return Basis(
        issuer=issuer,
        legal_basis=alert.legal_basis,
        reference=alert.reference,
        expires_at=alert.expires_at,
        days_left=max(0, alert.expires_at - now) // DAY_MS,
        force=force_of(alert, now),
        approver_unit=alert.approver_unit,
        approved_at=alert.approved_at,
    )
