"""Holding a passphrase against what is kept, before the transaction that counts what did not fit: it takes 20 ms, and SQLite has one
writer.

Between the two the world may change. So who must wait by then waits, whatever was found, and a passphrase fits only what is still kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, select

from hub.accounts import attempts, passwords
from hub.accounts.applications import Application
from registry.refusals import Refusal


@dataclass(frozen=True, repr=False)
class Proof:
    """Whether a passphrase given from an ``address`` is the ``kept`` one (None: nobody with this login may sign in). Cannot be printed."""

    login: str
    address: str
    kept: str | None
    fits: bool

    @property
    def limits(self) -> Mapping[str, int]:
        """What a failure is counted under, and how many are free."""
        return attempts.pair_and_address(self.login, self.address)

    def holds_for(self, account: Any) -> bool:
        """Tell whether the account of this login, as it is now, is proved; None for no account is not."""
        return self.fits and _kept(account) == self.kept

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<Proof>"


def prove(session: Session, application: Application, *, login: str, passphrase: str, address: str, now: int) -> Proof | Refusal:
    """Return whether somebody has the passphrase of this login, or ``slow-down`` with ``seconds`` to wait. Reads only; takes as long
    whether the login exists or not.
    """
    return _prove(session, application, stored=application.stored_login(login), passphrase=passphrase, address=address, now=now)


def prove_again(session: Session, application: Application, *, account_id: str, passphrase: str, address: str, now: int) -> Proof | Refusal:
    """Return the same of somebody who is signed in."""
    stored = session.get_one(application.account, account_id).login
    return _prove(session, application, stored=stored, passphrase=passphrase, address=address, now=now)


def account_of(session: Session, application: Application, proof: Proof) -> Any:
    """Return the row of the account with the login that was tried, as it is now, or None."""
    return session.exec(select(application.account).where(application.account.login == proof.login)).first()


def _prove(session: Session, application: Application, *, stored: str, passphrase: str, address: str, now: int) -> Proof | Refusal:
    if refusal := attempts.waiting(session, application, attempts.pair_and_address(stored, address), now=now):
        return refusal
    kept = _kept(session.exec(select(application.account).where(application.account.login == stored)).first())
    return Proof(stored, address, kept, fits=passwords.verify(kept, passphrase))


def _kept(account: Any) -> str | None:
    return account.password if account is not None and account.disabled_at is None else None
