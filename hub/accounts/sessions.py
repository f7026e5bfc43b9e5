"""Signing in and out: no answer and no delay tells whether an account exists, and guessing gets slower (:mod:`hub.accounts.attempts`)."""

import hashlib
import secrets
from dataclasses import dataclass

from sqlmodel import Session, select

from hub.accounts import attempts, passwords
from hub.accounts.applications import Application
from hub.accounts.proving import Proof, account_of
from registry.refusals import Refusal


@dataclass(frozen=True)
class SessionToken:
    """A new session: ``cookie`` goes to the browser and is not stored here. Its value is not printed."""

    cookie: str
    account_id: str
    expires_at: int

    def __repr__(self) -> str:
        """Show whose session it is, never the cookie."""
        return f"SessionToken(account_id={self.account_id!r}, expires_at={self.expires_at})"


def sign_in(session: Session, application: Application, proof: Proof, *, now: int) -> SessionToken | Refusal:
    """Return a new session, or ``sign-in-failed``, or ``slow-down`` with ``seconds`` to wait. Commit in either case: failures are
    counted.
    """
    if refusal := attempts.waiting(session, application, proof.limits, now=now):
        return refusal
    account = account_of(session, application, proof)
    if not proof.holds_for(account):
        attempts.count(session, application, proof.limits, now=now)
        return Refusal("sign-in-failed")
    attempts.forget(session, application, attempts.pair(proof.login, proof.address))
    return open_session(session, application, account_id=account.id, now=now)


def open_session(session: Session, application: Application, *, account_id: str, now: int) -> SessionToken:
    """Open a session for an account that has just proved itself, by its passphrase or by claiming a pass."""
    token = SessionToken(cookie=secrets.token_urlsafe(32), account_id=account_id, expires_at=now + application.session_ms)
    row = application.session(id=session_id(token.cookie), account_id=account_id, created_at=now, seen_at=now, expires_at=token.expires_at)
    session.add(row)
    session.flush()
    return token


def change_passphrase(session: Session, application: Application, proof: Proof, *, new: str, keep_cookie: str, now: int) -> Refusal | None:
    """Change an account's passphrase and end its other sessions; return ``sign-in-failed``, ``slow-down`` or why the new one cannot be.

    Commit in either case: a wrong old passphrase is counted like a failed sign-in, for a stolen session shall not guess it.
    """
    if refusal := attempts.waiting(session, application, proof.limits, now=now):
        return refusal
    account = account_of(session, application, proof)
    if not proof.holds_for(account):
        attempts.count(session, application, proof.limits, now=now)
        return Refusal("sign-in-failed", "passphrase")
    if refusal := passwords.judge_new(new):
        return Refusal(refusal.code, "new_passphrase")
    account.password = passwords.keep(new)
    session.add(account)
    for held in session.exec(select(application.session).where(application.session.account_id == account.id)).all():
        if held.id != session_id(keep_cookie):
            session.delete(held)
    session.flush()
    return None


def sign_out(session: Session, application: Application, *, cookie: str) -> None:
    """End the session of this cookie, if there is one."""
    if held := session.get(application.session, session_id(cookie)):
        session.delete(held)
        session.flush()


def session_id(cookie: str) -> str:
    """Return the name under which a cookie's session is stored; the table gives no cookie back."""
    return hashlib.sha256(cookie.encode("utf-8", "surrogatepass")).hexdigest()
