"""Signing in and out: no answer and no delay tells whether an account exists, and guessing gets slower for the guesser alone.

Failures are counted for each pair of account and address, and, with a wider limit, for each address. There is no lock on the account
itself: that would let anybody lock out anybody. What is counted is a hash; the table holds neither logins nor addresses.
"""

import hashlib
import secrets
from dataclasses import dataclass

from sqlmodel import Session, select

from hub.accounts import passwords
from hub.accounts.applications import Application
from registry.refusals import Refusal

PAIR_FREE = 8
ADDRESS_FREE = 60
FIRST_WAIT_MS = 2_000
LONGEST_WAIT_MS = 15 * 60_000


@dataclass(frozen=True)
class SessionToken:
    """A new session: ``cookie`` goes to the browser and is not stored here. Its value is not printed."""

    cookie: str
    account_id: str
    expires_at: int

    def __repr__(self) -> str:
        """Show whose session it is, never the cookie."""
        return f"SessionToken(account_id={self.account_id!r}, expires_at={self.expires_at})"


def sign_in(session: Session, application: Application, *, login: str, password: str, address: str, now: int) -> SessionToken | Refusal:
    """Return a new session, or ``sign-in-failed``, or ``slow-down`` with ``seconds`` to wait. Commit in either case: failures are
    counted.
    """
    stored = application.stored_login(login)
    limits = {_attempt_key("pair", stored, address): PAIR_FREE, _attempt_key("address", address): ADDRESS_FREE}
    if seconds := _waiting(session, application, limits, now=now):
        return Refusal("slow-down", seconds=seconds)
    account = session.exec(select(application.account).where(application.account.login == stored)).first()
    kept = account.password if account is not None and account.disabled_at is None else None
    if not passwords.verify(kept, password) or account is None:
        _count_failures(session, application, limits, now=now)
        return Refusal("sign-in-failed")
    if pair := session.get(application.attempt, next(iter(limits))):
        session.delete(pair)
    return open_session(session, application, account_id=account.id, now=now)


def open_session(session: Session, application: Application, *, account_id: str, now: int) -> SessionToken:
    """Open a session for an account that has just proved itself, by its passphrase or by claiming a pass."""
    token = SessionToken(cookie=secrets.token_urlsafe(32), account_id=account_id, expires_at=now + application.session_ms)
    row = application.session(id=session_id(token.cookie), account_id=account_id, created_at=now, seen_at=now, expires_at=token.expires_at)
    session.add(row)
    session.flush()
    return token


def change_passphrase(
    session: Session, application: Application, *, account_id: str, old: str, new: str, keep_cookie: str, address: str, now: int
) -> Refusal | None:
    """Change an account's passphrase and end its other sessions; return ``sign-in-failed``, ``slow-down`` or what is wrong with the new one.

    Commit in either case: a wrong old passphrase is counted like a failed sign-in, for a stolen session shall not guess it.
    """
    account = session.get_one(application.account, account_id)
    limits = {_attempt_key("pair", account.login, address): PAIR_FREE}
    if seconds := _waiting(session, application, limits, now=now):
        return Refusal("slow-down", seconds=seconds)
    if not passwords.verify(account.password, old):
        _count_failures(session, application, limits, now=now)
        return Refusal("sign-in-failed", "passphrase")
    if refusal := passwords.judge_new(new):
        return Refusal(refusal.code, "new_passphrase")
    account.password = passwords.keep(new)
    session.add(account)
    for held in session.exec(select(application.session).where(application.session.account_id == account_id)).all():
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


def _attempt_key(kind: str, *parts: str) -> str:
    return hashlib.sha256("\x00".join((kind, *parts)).encode("utf-8", "surrogatepass")).hexdigest()


def _waiting(session: Session, application: Application, limits: dict[str, int], *, now: int) -> int:
    """Return how many seconds are to be waited, 0 for none."""
    waiting = [row.open_at - now for key in limits if (row := session.get(application.attempt, key)) and row.open_at > now]
    return -(-max(waiting) // 1000) if waiting else 0


def _count_failures(session: Session, application: Application, limits: dict[str, int], *, now: int) -> None:
    for key, free in limits.items():
        _count_failure(session, application, key, free=free, now=now)


def _count_failure(session: Session, application: Application, key: str, *, free: int, now: int) -> None:
    row = session.get(application.attempt, key) or application.attempt(key=key, failures=0, open_at=0)
    row.failures += 1
    beyond = row.failures - free
    row.open_at = now + min(FIRST_WAIT_MS << min(beyond, 20), LONGEST_WAIT_MS) if beyond >= 0 else now
    session.add(row)
