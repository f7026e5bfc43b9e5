"""Alerts as officers handle them: entered signed, approved by a supervisor of another unit, confirmed again, withdrawn.

What the issuer signed is sealed under a key of the alert's own; the columns beside it are what lists and limits need. There is no column,
no function and no answer here that says whether anybody matches: author and approver never learn (B8).
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any
from uuid import uuid4

from cryptography.exceptions import InvalidTag
from sqlalchemy import func
from sqlmodel import Session, col, select

from edge.protocol.signing import BadSignature
from hub.cases.absent import Absent
from hub.cases.case import Officer
from hub.screening import bulletin
from hub.screening.bulletin import Bulletin, signed
from hub.screening.issuers import keys_of
from hub.screening.tables import DAY_MS, Alert, AlertConfirmation, Issuer
from registry.audit import log
from registry.keys import KeyGone, KeyStore
from registry.refusals import Refusal, Refused

__all__ = [
    "Force",
    "approve",
    "confirm_by",
    "content",
    "find",
    "find_to_judge",
    "force_of",
    "in_force",
    "is_as_signed",
    "list_alerts",
    "may_approve",
    "reconfirm",
    "signed",
    "submit",
    "verify_row",
    "waiting_for",
    "withdraw",
]

ALERTS_PER_ISSUER_PER_DAY = 20
RECONFIRM_DAYS = {"arrest_warrant": 30}
DUE_DAYS = 7


class Force(StrEnum):
    """Whether an alert may match anybody, and if not, why not. Nothing here depends on whether anybody does."""

    SUBMITTED = "submitted"
    IN_FORCE = "in_force"
    UNCONFIRMED = "unconfirmed"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Altered(Exception):
    """A stored alert is not what its issuer signed: it matches nothing, and somebody must look."""


def submit(session: Session, raw: Mapping[str, Any], *, officer: Officer, keys: KeyStore, now: int) -> Alert:
    """Enter a signed alert, ``{"body": …, "signature": hex}``; it matches nothing until it is approved. ``now`` is UTC ms.

    Raises Absent for whoever is no officer of a unit, since approval takes another unit than the author's; Refused with every reason:
    unknown field, ground, thin identity, signature, period, daily limit of its issuer.
    """
    if "officer" not in officer.roles or not officer.unit:
        raise Absent
    if not isinstance(raw, Mapping) or set(raw) != {"body", "signature"}:
        raise Refused(Refusal("alert-malformed"))
    read = bulletin.read(raw["body"])
    signed_bytes, signature = bulletin.canonical(raw["body"]), _signature(raw["signature"])
    issuer = keys_of(session, read.issuer)
    if not any(key.stands_at(now) for key in issuer):
        raise Refused(Refusal("alert-issuer", "issuer"))
    signers = [key for key in issuer if bulletin.is_signed(signed_bytes, public_key=key.public_key, signature=signature)]
    if not any(key.stands_at(now) for key in signers):
        raise Refused(Refusal("alert-key" if signers else "alert-signature"))
    bulletin.judge_identity(read)
    bulletin.judge_period(read, now=now)
    _refuse_too_many(session, read.issuer, now=now)
    alert = _row(read, signature=signature, officer=officer, now=now)
    alert.sealed = keys.make(key_name(alert.id)).seal(signed_bytes, key_name(alert.id).encode())
    session.add(alert)
    _note(session, alert, officer, act="alert.submitted", role="officer", now=now)
    return alert


def approve(session: Session, alert_id: str, *, officer: Officer, keys: KeyStore, now: int) -> Alert:
    """Put an alert in force as a supervisor of another unit; raise Absent, or Refused when it has lapsed or is not as it was signed."""
    alert = find_to_judge(session, alert_id, officer)
    if alert.state != "submitted":
        raise Refused(Refusal("alert-state", None, state=alert.state))
    _refuse_lapsed(session, alert, keys, now=now)
    alert.state, alert.approver_id, alert.approver_unit = "active", officer.account_id, officer.unit
    alert.approved_at = alert.confirmed_at = now
    session.add(alert)
    _note(session, alert, officer, act="alert.approved", role="supervisor", now=now)
    return alert


def reconfirm(session: Session, alert_id: str, *, officer: Officer, keys: KeyStore, now: int) -> Alert:
    """Confirm that an alert still stands, as a supervisor of another unit; raise Absent or Refused. It never outlives its expiry."""
    alert = find_to_judge(session, alert_id, officer)
    if alert.state != "active" or alert.ground not in RECONFIRM_DAYS:
        raise Refused(Refusal("alert-state", None, state=alert.state))
    _refuse_lapsed(session, alert, keys, now=now)
    alert.confirmed_at = now
    session.add(alert)
    if session.get(AlertConfirmation, (alert.id, officer.account_id)) is None:
        session.add(AlertConfirmation(alert_id=alert.id, account_id=officer.account_id))
    _note(session, alert, officer, act="alert.reconfirmed", role="supervisor", now=now)
    return alert


def withdraw(session: Session, alert_id: str, *, officer: Officer, now: int) -> Alert:
    """Take an alert back for good, as its author or a supervisor of the author's unit; raise Absent or Refused."""
    alert = find(session, alert_id, officer)
    if alert.state == "withdrawn":
        raise Refused(Refusal("alert-state", None, state=alert.state))
    alert.state, alert.withdrawn_at = "withdrawn", now
    session.add(alert)
    _note(session, alert, officer, act="alert.withdrawn", role="officer" if _wrote(alert, officer) else "supervisor", now=now)
    return alert


def list_alerts(session: Session, officer: Officer) -> list[Alert]:
    """Return the alerts that this officer wrote or this supervisor's unit did, the newest first."""
    theirs = (Alert.author_id == officer.account_id) | (Alert.author_unit == officer.unit)
    rows = session.exec(select(Alert).where(theirs).order_by(col(Alert.submitted_at).desc(), col(Alert.id)))
    return [alert for alert in rows if _is_own(alert, officer)]


def waiting_for(session: Session, officer: Officer, *, now: int) -> list[Alert]:
    """Return the alerts of other units that wait for a supervisor's yes: first approval, or a warrant's monthly confirmation."""
    others = select(Alert).where(Alert.expires_at > now, Alert.author_unit != officer.unit, col(Alert.state).in_(("submitted", "active")))
    rows = session.exec(others.order_by(col(Alert.submitted_at), col(Alert.id)))
    return [alert for alert in rows if may_approve(alert, officer) and (alert.state == "submitted" or _is_due(alert, now=now))]


def find(session: Session, alert_id: str, officer: Officer) -> Alert:
    """Return an alert by id if this officer wrote it or it is of this supervisor's unit; raise Absent."""
    alert = session.get(Alert, alert_id) if alert_id.isprintable() else None
    if alert is None or not _is_own(alert, officer):
        raise Absent
    return alert


def find_to_judge(session: Session, alert_id: str, officer: Officer) -> Alert:
    """Return an alert of another unit that this supervisor may approve or confirm; raise Absent."""
    alert = session.get(Alert, alert_id) if alert_id.isprintable() else None
    if alert is None or not may_approve(alert, officer):
        raise Absent
    return alert


def content(session: Session, alert: Alert, keys: KeyStore) -> Bulletin:
    """Return what an alert says, for who may read it; raise Altered if it is not what an enrolled issuer signed."""
    return verify_row(alert, keys_of(session, alert.issuer_id), keys)


def is_as_signed(session: Session, alert: Alert, keys: KeyStore) -> bool:
    """Tell whether an alert is what its issuer signed, with a key that stands for it."""
    try:
        content(session, alert, keys)
    except Altered:
        return False
    return True


def may_approve(alert: Alert, officer: Officer) -> bool:
    """Tell whether this is a supervisor of another unit who may approve or confirm the alert."""
    another = officer.unit not in ("", alert.author_unit) and officer.account_id != alert.author_id
    return (
        another
        and "supervisor" in officer.roles
        and (alert.state == "submitted" or (alert.state == "active" and alert.ground in RECONFIRM_DAYS))
    )


def in_force(alert: Alert, now: int) -> bool:
    """Tell whether an alert may match anybody: approved, not expired, not withdrawn, and confirmed lately if its ground asks for that."""
    return force_of(alert, now) is Force.IN_FORCE


def force_of(alert: Alert, now: int) -> Force:
    """Return whether an alert is in force at ``now`` (UTC ms). One that claims to be entered later than that is not: it would outlive its
    ceiling.
    """
    if alert.state == "withdrawn":
        return Force.WITHDRAWN
    if alert.expires_at <= now:
        return Force.EXPIRED
    if alert.state != "active" or alert.approver_id is None or alert.submitted_at > now:
        return Force.SUBMITTED
    until = confirm_by(alert)
    return Force.IN_FORCE if until is None or until > now else Force.UNCONFIRMED


def confirm_by(alert: Alert) -> int | None:
    """Return until when (UTC ms) an approved alert must be confirmed again; None when its ground does not ask for that."""
    days = RECONFIRM_DAYS.get(alert.ground)
    return None if days is None else (alert.confirmed_at or 0) + days * DAY_MS


def verify_row(alert: Alert, issuer: Iterable[Issuer], keys: KeyStore) -> Bulletin:
    """Return what an alert's issuer signed, verified anew by its keys that stand for it; raise Altered if the row is anything else, in any
    column that matters.
    """
    standing = [key.public_key for key in issuer if key.stands_at(alert.submitted_at)]
    try:
        body = keys.get(key_name(alert.id)).open(alert.sealed, key_name(alert.id).encode())
        read = bulletin.verified(body, public_keys=standing, signature=alert.signature)
    except (BadSignature, InvalidTag, KeyGone, Refused, ValueError):
        raise Altered(alert.id) from None
    columns = (alert.issuer_id, alert.ground, alert.legal_basis, alert.reference, alert.expires_at)
    if columns != (read.issuer, read.ground, read.legal_basis, read.reference, read.expires_at):
        raise Altered(alert.id)
    return read


def key_name(alert_id: str) -> str:
    """Return the name of an alert's key in the store of case keys."""
    return f"alert:{alert_id}"


def _row(read: Bulletin, *, signature: bytes, officer: Officer, now: int) -> Alert:
    return Alert(
        id=uuid4().hex,
        issuer_id=read.issuer,
        ground=read.ground,
        legal_basis=read.legal_basis,
        reference=read.reference,
        expires_at=read.expires_at,
        sealed=b"",
        signature=signature,
        state="submitted",
        author_id=officer.account_id,
        author_unit=officer.unit,
        submitted_at=now,
    )


def _signature(text: object) -> bytes:
    try:
        return bytes.fromhex(text) if isinstance(text, str) else b""
    except ValueError:
        return b""


def _refuse_too_many(session: Session, issuer_id: str, *, now: int) -> None:
    """Refuse the 21st alert of an issuer within 24 hours; on PostgreSQL submissions of one issuer queue here, on SQLite all writers do."""
    if session.get_bind().dialect.name == "postgresql":
        session.exec(select(func.pg_advisory_xact_lock(func.hashtext(issuer_id))))
    entered = session.exec(select(func.count()).where(Alert.issuer_id == issuer_id, Alert.submitted_at > now - DAY_MS)).one()
    if entered >= ALERTS_PER_ISSUER_PER_DAY:
        raise Refused(Refusal("alert-daily-limit", None, limit=ALERTS_PER_ISSUER_PER_DAY))


def _refuse_lapsed(session: Session, alert: Alert, keys: KeyStore, *, now: int) -> None:
    if not is_as_signed(session, alert, keys):
        raise Refused(Refusal("alert-signature"))
    if alert.expires_at <= now:
        raise Refused(Refusal("alert-expired", "expires_at"))


def _is_own(alert: Alert, officer: Officer) -> bool:
    return _wrote(alert, officer) or ("supervisor" in officer.roles and officer.unit != "" and alert.author_unit == officer.unit)


def _wrote(alert: Alert, officer: Officer) -> bool:
    return "officer" in officer.roles and alert.author_id == officer.account_id


def _is_due(alert: Alert, *, now: int) -> bool:
    until = confirm_by(alert)
    return until is not None and until - DUE_DAYS * DAY_MS <= now


def _note(session: Session, alert: Alert, officer: Officer, *, act: str, role: str, now: int) -> None:
    log.write(session, "cases", at=now, actor=officer.account_id, role=role, unit=officer.unit, act=act, subject=alert.id, purpose="alert")
    session.flush()
