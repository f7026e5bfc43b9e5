"""Counting what did not fit, and waiting longer each time: guessing gets slower for the guesser alone.

Failures are counted for each pair of account and address, and, with a wider limit, for each address. There is no lock on the account
itself: that would let anybody lock out anybody. What is counted is a hash; the table holds neither logins nor addresses.
"""

import hashlib
from collections.abc import Mapping

from sqlmodel import Session

from hub.accounts.applications import Application
from registry.refusals import Refusal

PAIR_FREE = 8
ADDRESS_FREE = 60
FIRST_WAIT_MS = 2_000
LONGEST_WAIT_MS = 15 * 60_000


def pair(stored_login: str, address: str) -> dict[str, int]:
    """Return the limit of one account tried from one network address: the key of its row, and how many failures are free."""
    return {_key("pair", stored_login, address): PAIR_FREE}


def pair_and_address(stored_login: str, address: str) -> dict[str, int]:
    """Return the same with the limit of the address itself, whatever account is tried from it."""
    return {**pair(stored_login, address), _key("address", address): ADDRESS_FREE}


def waiting(session: Session, application: Application, limits: Mapping[str, int], *, now: int) -> Refusal | None:
    """Return ``slow-down`` with the ``seconds`` to wait, or None when it may be tried."""
    rows = (session.get(application.attempt, key) for key in limits)
    left = [row.open_at - now for row in rows if row is not None and row.open_at > now]
    return Refusal("slow-down", seconds=-(-max(left) // 1000)) if left else None


def count(session: Session, application: Application, limits: Mapping[str, int], *, now: int) -> None:
    """Count one failure; commit, or it was not counted."""
    for key, free in limits.items():
        row = session.get(application.attempt, key) or application.attempt(key=key, failures=0, open_at=0)
        row.failures += 1
        beyond = row.failures - free
        row.open_at = now + min(FIRST_WAIT_MS << min(beyond, 20), LONGEST_WAIT_MS) if beyond >= 0 else now
        session.add(row)


def forget(session: Session, application: Application, limits: Mapping[str, int]) -> None:
    """Forget the failures that were counted: who was let in is no guesser."""
    for key in limits:
        if row := session.get(application.attempt, key):
            session.delete(row)


def _key(kind: str, *parts: str) -> str:
    return hashlib.sha256("\x00".join((kind, *parts)).encode("utf-8", "surrogatepass")).hexdigest()
