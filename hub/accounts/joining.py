"""Joining with a code: its holder proves an account of their own, or makes one, in the same step; a no does not tell what was wrong.

Wrong codes are counted like wrong passphrases, so that neither can be tried out, and the answer takes as long whatever did not fit.
"""

from sqlmodel import Session, select

from hub.accounts import accounts, attempts, passwords
from hub.accounts.applications import Application
from registry.refusals import Refusal


def join(
    session: Session, application: Application, *, login: str, passphrase: str, role: str, code_is_good: bool, address: str, now: int
) -> str | Refusal:
    """Return the id of the account that has this login and passphrase, made now if the login is free, with the role added.

    Else return ``slow-down``, or ``claim-code`` for a bad code, a wrong passphrase and a disabled account alike. Commit in either case.
    """
    stored = application.stored_login(login)
    limits = attempts.pair_and_address(stored, address)
    if refusal := attempts.waiting(session, application, limits, now=now):
        return refusal
    account = session.exec(select(application.account).where(application.account.login == stored)).first()
    kept = account.password if account is not None and account.disabled_at is None else None
    fits = passwords.verify(kept, passphrase)
    if not code_is_good or (account is not None and not fits):
        attempts.count(session, application, limits, now=now)
        return Refusal("claim-code")
    attempts.forget(session, application, attempts.pair(stored, address))
    if account is None:
        return accounts.create_account(session, application, login=login, passphrase=passphrase, roles=[role], now=now)
    accounts.grant_role(session, application, account_id=account.id, role=role)
    return str(account.id)
