"""The alerts in force as screening may use them: each row's signature is verified again, every time.

A row that is not what its issuer signed matches nothing, whatever it says, and raises an alarm: in the log at once, and once in the audit
log of cases, where the auditor outside sees it. Reading and verifying hold no lock: only the alarm is written.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import delete
from sqlmodel import Session, col, select

from hub import logs
from hub.screening.alerts import Altered, in_force, verify_row
from hub.screening.bulletin import Bulletin
from hub.screening.candidates import InForce
from hub.screening.tables import Alert, Issuer, Swept
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


def load(session: Session, keys: KeyStore, *, now: int) -> Loaded:
    """Return the alerts in force at ``now`` (UTC ms), an altered one by its id alone."""
    issuers = {issuer.id: issuer for issuer in session.exec(select(Issuer))}
    loaded = Loaded()
    for alert in _active(session, now=now):
        try:
            loaded.bulletins[alert.id] = verify_row(alert, issuers.get(alert.issuer_id), keys)
            loaded.rows[alert.id] = alert
        except Altered:
            loaded.altered.append(alert.id)
    return loaded


@dataclass(frozen=True)
class Sweeps:
    """Alerts in force that were not yet compared with everybody, and those that lapsed since they were: new when they come back."""

    new: list[str]
    lapsed: list[str]


def sweeps(session: Session, *, now: int) -> Sweeps:
    """Return what is to be swept, and what must be swept anew one day, at ``now`` (UTC ms)."""
    active = dict.fromkeys(alert.id for alert in _active(session, now=now))
    swept = dict.fromkeys(session.exec(select(Swept.alert_id)))
    new = [name for name in active if name not in swept and not _is_known_altered(session, name)]
    return Sweeps(new, [name for name in swept if name not in active])


def forget_lapsed(session: Session, names: list[str]) -> None:
    """Forget that these alerts were swept."""
    session.execute(delete(Swept).where(col(Swept.alert_id).in_(names)))


def raise_alarm(session: Session, altered: Iterable[str], *, now: int) -> None:
    """Tell of altered alerts: in the log each time, in the audit log of cases once."""
    for alert_id in altered:
        logs.warn("alert.altered", alert=alert_id)
        if not _is_known_altered(session, alert_id):
            log.write(session, "cases", at=now, actor="screening", role="worker", act="alert.altered", subject=alert_id, purpose="alert")


def _active(session: Session, *, now: int) -> list[Alert]:
    rows = session.exec(select(Alert).where(Alert.state == "active").order_by(col(Alert.id)))
    return [alert for alert in rows if in_force(alert, now)]


def _is_known_altered(session: Session, alert_id: str) -> bool:
    query = select(CasesEntry.id).where(CasesEntry.subject == alert_id, CasesEntry.act == "alert.altered")
    return session.exec(query).first() is not None
