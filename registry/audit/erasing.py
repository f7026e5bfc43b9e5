"""What a log's lines say is kept for three years; their leaves stay for good, so the tree is as whole without them.

The verifier accepts a line that is gone only beneath a head that the witness cosigned three years ago, since nobody inside can have dated
that. So age is told here by the same cosignature, and a line that was cosigned late goes as much later.
"""

from sqlalchemy import CursorResult, delete
from sqlmodel import Session, col, select

from registry.audit import note
from registry.audit.log import ENTRIES
from registry.audit.tables import Checkpoint
from registry.audit.verify import ERASED_AFTER_S

LINES_A_TURN = 5_000


def erase_old(session: Session, name: str, *, witness_key: bytes, now: int) -> int:
    """Delete a log's lines that are three years old at ``now`` (UTC ms), at most 5,000, the oldest first; return how many.

    ``witness_key`` is 32 bytes, or empty where no witness is named: then the head's own time tells. Run it again, in a transaction of its
    own, while it finds 5,000.
    """
    size = _old_size(session, name, witness_key, old=now - 1000 * ERASED_AFTER_S)
    kind = ENTRIES[name]
    due = select(kind.id).where(col(kind.seq) < size).order_by(col(kind.seq)).limit(LINES_A_TURN)
    gone = session.execute(delete(kind).where(col(kind.id).in_(due)))
    return gone.rowcount if isinstance(gone, CursorResult) else 0


def _old_size(session: Session, name: str, witness_key: bytes, *, old: int) -> int:
    """Return the size of the newest head that was old enough at ``old`` (UTC ms), 0 if there is none."""
    query = select(Checkpoint.size, Checkpoint.note).where(Checkpoint.log == name, col(Checkpoint.at) <= old)
    if witness_key:
        query = query.where(col(Checkpoint.witnessed))
    for size, text in session.exec(query.order_by(col(Checkpoint.size).desc())):
        if not witness_key or _is_old(text, witness_key, old):
            return size
    return 0


def _is_old(text: str, witness_key: bytes, old: int) -> bool:
    try:
        at = note.cosigned_at(note.parse(text), witness_key)
    except note.BadNote:
        return False
    return at is not None and 1000 * at <= old
