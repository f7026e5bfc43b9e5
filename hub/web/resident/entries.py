"""A resident's own entries: read here for that person and for nobody else, however they are asked for."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from hub.gateway.tables import EntryRow, Gate
from registry import residents
from registry.register import Register

DAY_MS = 86_400_000
MOST_SHOWN = 500


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OwnEntry:
    """When, at which door, and whether it opened. ``at`` is UTC milliseconds. Cannot be printed."""

    at: int
    gate: str
    opened: bool

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<OwnEntry>"


def own_entries(register: Register, *, days: int) -> tuple[OwnEntry, ...]:
    """Return the entries made with the caller's own passes in the last ``days`` days, newest first, at most 500."""
    return _entries(register.session, residents.own_credential_ids(register), after=register.now - days * DAY_MS)


def _entries(session: Session, credential_ids: frozenset[str], *, after: int) -> tuple[OwnEntry, ...]:
    if not credential_ids:
        return ()
    rows = session.execute(
        select(col(EntryRow.occurred_at), col(Gate.label), col(EntryRow.outcome))
        .join(Gate, col(Gate.id) == col(EntryRow.gate_id))
        .where(col(EntryRow.credential_id).in_(sorted(credential_ids)), col(EntryRow.occurred_at) > after)
        .order_by(col(EntryRow.occurred_at).desc(), col(EntryRow.seq).desc())
        .limit(MOST_SHOWN)
    )
    return tuple(OwnEntry(at=at, gate=label, opened=outcome == "granted") for at, label, outcome in rows)
