"""A resident's own entries: read here for that person and for nobody else, however they are asked for."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from hub.gateway.tables import EntryRow, Gate

DAY_MS = 86_400_000
MOST_SHOWN = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnEntry:
    """When, at which door, and whether it opened. ``at`` is UTC milliseconds."""

    at: int
    gate: str
    opened: bool


def own_entries(session: Session, credential_ids: frozenset[str], *, days: int, now: int) -> tuple[OwnEntry, ...]:
    """Return the entries made with these credentials in the last ``days`` days, newest first, at most 500."""
    if not credential_ids:
        return ()
    rows = session.execute(
        select(col(EntryRow.occurred_at), col(Gate.label), col(EntryRow.outcome))
        .join(Gate, col(Gate.id) == col(EntryRow.gate_id))
        .where(col(EntryRow.credential_id).in_(credential_ids), col(EntryRow.occurred_at) > now - days * DAY_MS)
        .order_by(col(EntryRow.occurred_at).desc())
        .limit(MOST_SHOWN)
    )
    return tuple(OwnEntry(at=at, gate=label, opened=outcome == "granted") for at, label, outcome in rows)
