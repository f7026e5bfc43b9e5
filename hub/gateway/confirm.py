"""The first timely entry of a claimed credential confirms an occupancy: one row and one for screening, in the entry's own transaction.

An unclaimed pass opens doors and confirms nothing: whoever registers a stranger and walks in with the pass causes nothing at all.
A late entry, or one whose time is in doubt, is stored and confirms nothing either: late entries never cause an action.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from edge.protocol.messages import ClockTrust, Outcome
from hub.screening.tables import Outbox
from registry.tables import Confirmation, Credential

AHEAD_OF_US_MS_MAX = 60_000
_CREDENTIALS_PER_QUERY = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What of a stored entry matters to a confirmation. Times are UTC ms."""

    gate_id: str
    credential_id: str
    occurred_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What of a credential matters to a confirmation; its window is in UTC seconds, the rest in UTC ms."""

    occupant_id: str
    not_before: int
    not_after: int
    claimed_at: int | None
    ended_at: int | None


def may_confirm(*, outcome: str, clock: str, late: bool, occurred_at: int, now: int) -> bool:
    """Tell whether an entry may confirm anything at all: granted, timely, at a gate that knows the time."""
    return outcome == Outcome.GRANTED and clock == ClockTrust.SYNCED and not late and occurred_at <= now + AHEAD_OF_US_MS_MAX


def confirms(passage: Passage, claim: Claim) -> bool:
    """Tell whether this passage confirms the occupancy: the credential was claimed before it, and was good then."""
    at = passage.occurred_at
    if claim.claimed_at is None or at < claim.claimed_at:
        return False
    return claim.not_before * 1000 <= at < claim.not_after * 1000 and (claim.ended_at is None or at < claim.ended_at)


class Confirmations:
    """Writes confirmations, and remembers in ``settled`` which credentials need none any more, so that later entries cost no query."""

    def __init__(self) -> None:
        self.settled: set[str] = set()

    def forget(self) -> None:
        """Remember nothing: a transaction did not commit."""
        self.settled.clear()

    def write(self, session: Session, passages: Iterable[Passage], *, now: int) -> int:
        """Confirm what these passages, oldest first, confirm; return how many occupancies were. Each causes exactly one screening."""
        open_ones = [passage for passage in passages if passage.credential_id not in self.settled]
        claims = self._claims(session, sorted({passage.credential_id for passage in open_ones}))
        confirmed = 0
        for passage in open_ones:
            claim = claims.get(passage.credential_id)
            if claim is not None and passage.credential_id not in self.settled and confirms(passage, claim):
                confirmed += _confirm(session, passage, claim.occupant_id, now)
                self.settled.add(passage.credential_id)
        return confirmed

    def _claims(self, session: Session, ids: list[str]) -> dict[str, Claim]:
        claims: dict[str, Claim] = {}
        for start in range(0, len(ids), _CREDENTIALS_PER_QUERY):
            rows = session.connection().execute(_query(ids[start : start + _CREDENTIALS_PER_QUERY]))
            for credential_id, occupant, not_before, not_after, claimed_at, ended_at, confirmed in rows:
                if confirmed is not None:
                    self.settled.add(credential_id)
                claims[credential_id] = Claim(
                    occupant_id=occupant, not_before=not_before, not_after=not_after, claimed_at=claimed_at, ended_at=ended_at
                )
        return claims


def _query(ids: list[str]) -> Select[Any]:
    names = ("id", "occupant_id", "not_before", "not_after", "claimed_at", "ended_at")
    columns = [getattr(Credential, name) for name in names]
    same_occupant = col(Confirmation.occupant_id) == Credential.occupant_id
    joined = select(*columns, col(Confirmation.occupant_id)).join(Confirmation, same_occupant, isouter=True)
    return joined.where(col(Credential.id).in_(ids))


def _confirm(session: Session, passage: Passage, occupant_id: str, now: int) -> int:
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    row = {"occupant_id": occupant_id, "credential_id": passage.credential_id, "gate_id": passage.gate_id, "confirmed_at": now}
    once = insert(Confirmation).values(row).on_conflict_do_nothing().returning(col(Confirmation.occupant_id))
    if session.connection().execute(once).first() is None:
        return 0
    session.add(Outbox(id=uuid.uuid4().hex, occupant_id=occupant_id, cause="confirmed", at=now))
    return 1
