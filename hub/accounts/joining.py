"""Joining with a code: its holder proves an account of their own, or makes one, in the same step; a no does not tell what was wrong.

Wrong codes are counted like wrong passphrases, so that neither can be tried out, and the answer takes as long whatever did not fit.
"""

from sqlmodel import Session

from hub.accounts import accounts, attempts
from hub.accounts.applications import Application
from hub.accounts.proving import Proof, account_of
from registry.refusals import Refusal


def join(
    session: Session, application: Application, proof: Proof, *, login: str, passphrase: str, role: str, code_is_good: bool, now: int
) -> str | Refusal:
    """Return the id of the account that has this login and passphrase, made now if the login is free, with the role added.

    Else return ``slow-down``, or ``claim-code`` for a bad code, a wrong passphrase and a disabled account alike. Commit in either case.
    """
    if refusal := attempts.waiting(session, application, proof.limits, now=now):
        return refusal
    account = account_of(session, application, proof)
    if not code_is_good or (account is not None and not proof.holds_for(account)):
        attempts.count(session, application, proof.limits, now=now)
        return Refusal("claim-code")
    attempts.forget(session, application, attempts.pair(proof.login, proof.address))
    if account is None:
        return accounts.create_account(session, application, login=login, passphrase=passphrase, roles=[role], now=now)
    accounts.grant_role(session, application, account_id=account.id, role=role)
    return str(account.id)
