"""Whether a pass was ever held to a door: one yes or no, and the only thing about entries that any desk but the resident's may ask."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from hub.gateway.tables import EntryRow


def was_used(session: Session, credential_ids: Collection[str]) -> bool:
    """Tell whether any of these passes was ever read at a door, whatever the door did. Neither when nor where is said."""
    found = session.exec(select(EntryRow.gate_id).where(col(EntryRow.credential_id).in_(credential_ids)).limit(1)).first()
    return found is not None
