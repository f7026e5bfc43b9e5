"""The alerts in force as screening may use them: each row is held every time against what its issuer signed.

A signature is verified once for all bytes that it was verified by: whatever is different in the row, its issuer or its key is verified
again, and what is no longer in force is forgotten at once. A row that is not what its issuer signed matches nothing, whatever it says, and
raises an alarm: in the log at once, and once in the audit log of cases, where the auditor outside sees it. Reading and verifying hold no
lock: only the alarm is written.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from hub import logs
from hub.screening.alerts import RECONFIRM_DAYS, Altered, in_force, key_name, verify_row
from hub.screening.bulletin import Bulletin
from hub.screening.candidates import InForce
from hub.screening.issuers import by_authority
from hub.screening.tables import DAY_MS, Alert, Issuer, Swept
from registry.audit import log
from registry.audit.tables import CasesEntry
from registry.keys import KeyStore


@dataclass(frozen=True)
class Loaded:
    """Alerts in force that verified, by id: their rows, what was signed, and what is compared; and the ids of the ``altered``."""

    rows: dict[str, Alert] = field(default_factory=dict)
    bulletins: dict[str, Bulletin] = field(default_factory=dict)
    altered: list[str] = field(default_factory=list)

    @property
    def in_force(self) -> list[InForce]:
        """What the index is made of."""
        return [self.named(alert_id) for alert_id in self.bulletins]

    def named(self, alert_id: str) -> InForce:
        """Return one of them, as it is compared."""
        bulletin = self.bulletins[alert_id]
        return InForce(alert_id, bulletin.papers, bulletin.about_document)


class Known:
    """Alerts that were verified, by id, with every byte that they were verified by: in this process's memory, and nowhere else."""

    def __init__(self) -> None:
        self._verified: dict[str, tuple[tuple[object, ...], Bulletin]] = {}

    def read(self, alert: Alert, issuer: Sequence[Issuer], keys: KeyStore, *, has_key: bool) -> Bulletin:
        """Return what the issuer signed; raise Altered if the row is anything else, or if its key is gone."""
        made_of = _made_of(alert, issuer)
        verified = self._verified.pop(alert.id, None)
        if verified is None or verified[0] != made_of or not has_key:
            verified = made_of, verify_row(alert, issuer, keys)
        self._verified[alert.id] = verified
        return verified[1]

    def forget(self, names: Iterable[str]) -> None:
        """Forget these alerts."""
        for name in names:
            self._verified.pop(name, None)

    def keep(self, names: Container[str]) -> None:
        """Forget all others."""
        self.forget([name for name in self._verified if name not in names])

    def __len__(self) -> int:
        """How many there are."""
        return len(self._verified)


def load(session: Session, keys: KeyStore, known: Known, *, now: int) -> Loaded:
    """Return the alerts in force at ``now`` (UTC ms), an altered one by its id alone."""
    issuers = by_authority(session)
    there, loaded = set(keys.names()), Loaded()
    rows = session.exec(select(Alert).where(Alert.state == "active").order_by(col(Alert.id)))
    for alert in [row for row in rows if in_force(row, now)]:
        try:
            has_key = key_name(alert.id) in there
            loaded.bulletins[alert.id] = known.read(alert, issuers.get(alert.issuer_id, ()), keys, has_key=has_key)
            loaded.rows[alert.id] = alert
        except Altered:
            loaded.altered.append(alert.id)
    known.keep(loaded.rows)
    return loaded


def _made_of(alert: Alert, issuer: Sequence[Issuer]) -> tuple[object, ...]:
    row = (alert.sealed, alert.signature, alert.issuer_id, alert.ground, alert.legal_basis, alert.reference, alert.expires_at)
    return (*row, *(key.public_key for key in issuer if key.stands_at(alert.submitted_at)))


@dataclass(frozen=True)
class Sweeps:
    """Alerts in force that were not yet compared with everybody, and those that lapsed since they were: new when they come back."""

    new: list[str]
    lapsed: list[str]


def sweeps(session: Session, *, now: int) -> Sweeps:
    """Return what is to be swept, and what must be swept anew one day, at ``now`` (UTC ms)."""
    said = [getattr(Alert, name) for name in ("id", "state", "expires_at", "approver_id", "submitted_at", "ground", "confirmed_at")]
    new = select(*said).join(Swept, col(Swept.alert_id) == Alert.id, isouter=True).where(col(Swept.alert_id).is_(None))
    rest = select(Swept.alert_id, *said).join(Alert, col(Alert.id) == Swept.alert_id, isouter=True)
    active: Any = session.exec(new.where(Alert.state == "active").order_by(col(Alert.id)))
    unsure: Any = session.exec(rest.where(col(Swept.alert_id).not_in(_surely_in_force(now))))
    fresh = [row.id for row in active if in_force(row, now) and not _is_known_altered(session, row.id)]
    return Sweeps(fresh, [row.alert_id for row in unsure if row.id is None or not in_force(row, now)])


def forget_lapsed(session: Session, names: list[str]) -> None:
    """Forget that these alerts were swept."""
    session.execute(delete(Swept).where(col(Swept.alert_id).in_(names)))


def raise_alarm(session: Session, altered: Iterable[str], *, now: int) -> None:
    """Tell of altered alerts: in the log each time, in the audit log of cases once."""
    for alert_id in altered:
        logs.warn("alert.altered", alert=alert_id)
        if not _is_known_altered(session, alert_id):
            log.write(session, "cases", at=now, actor="screening", role="worker", act="alert.altered", subject=alert_id, purpose="alert")


def _surely_in_force(now: int) -> Any:
    """Select most alerts that are in force, so that several times a second the rule itself is asked of a few alone."""
    confirmed = func.coalesce(Alert.confirmed_at, 0) > now - min(RECONFIRM_DAYS.values()) * DAY_MS
    timely = (Alert.expires_at > now, Alert.submitted_at <= now, confirmed)
    return select(Alert.id).where(Alert.state == "active", col(Alert.approver_id).is_not(None), *timely)


def _is_known_altered(session: Session, alert_id: str) -> bool:
    query = select(CasesEntry.id).where(CasesEntry.subject == alert_id, CasesEntry.act == "alert.altered")
    return session.exec(query).first() is not None
