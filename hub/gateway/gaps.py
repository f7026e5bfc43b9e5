"""What never came from a gate, and why.

Each number below the highest that was heard is an entry, set aside, explained here, or asked for.
"""

from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from hub.gateway.tables import EntryRow, Feed, GapRow


@dataclass(frozen=True, slots=True, kw_only=True)
class GapView:
    """Numbers of one epoch that are not here. ``why`` is None while the gate has not answered; ``at`` (UTC ms) is when it did."""

    epoch: str
    first: int
    last: int
    why: str | None
    at: int | None

    @property
    def count(self) -> int:
        """How many entries that are."""
        return self.last - self.first + 1


def gaps_of(session: Session, gate_id: str, *, limit: int = 100) -> list[GapView]:
    """Return what is missing from a gate's feed: first what is asked for, then what is explained, newest first."""
    rows = session.exec(select(GapRow).where(GapRow.gate_id == gate_id).order_by(col(GapRow.at).desc()).limit(limit))
    told = [GapView(epoch=row.epoch, first=row.first_seq, last=row.last_seq, why=row.why, at=row.at) for row in rows]
    return [*_open(session, gate_id), *told]


def _open(session: Session, gate_id: str) -> list[GapView]:
    """Return the first hole of each epoch that has one: from where it stands to the lowest number beyond."""
    beyond = (col(EntryRow.gate_id) == Feed.gate_id, col(EntryRow.epoch) == Feed.epoch, col(EntryRow.seq) > Feed.committed)
    lowest = select(Feed.epoch, Feed.committed, func.min(EntryRow.seq)).join(EntryRow, beyond[0] & beyond[1] & beyond[2])
    found = session.exec(lowest.where(Feed.gate_id == gate_id).group_by(Feed.epoch, col(Feed.committed)))
    return [GapView(epoch=epoch, first=committed + 1, last=seq - 1, why=None, at=None) for epoch, committed, seq in found]
