"""What the public gets of the log of cases: a commitment a day, which says nothing, and its opening when no notice of that day can still
be deferred.

Who keeps the commitments can then tell whether the history that is shown later is the one that there was. A commitment is a hash over 32
random bytes and the newest witnessed head that was signed before the day ended (UTC); it is made every day, whether the log grew or not,
so that neither its coming nor its bytes tell of anybody.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlmodel import Session, col, func, select

from registry.audit import note
from registry.audit.tables import Checkpoint, Commitment, Opening

LOG = "cases"
DAY_MS = 86_400_000
OPENED_AFTER_DAYS = 366
"""A notice is deferred for twelve months at most (B15)."""
NONCE_BYTES = 32
DAYS_A_TURN = 400
PAGE = 100
_LABEL = b"anju/commitment/v1\x00"
_EMPTY_ROOT = hashlib.sha256(b"").digest()


@dataclass(frozen=True, slots=True)
class Committed:
    """One day as the public sees it: the hash (hex), when it was made (UTC ms); once opened, the random bytes (hex) and the head's note."""

    day: str
    hash: str
    at: int
    nonce: str | None
    note: str | None


def hash_of(day: str, nonce: bytes, head: note.Head) -> bytes:
    """Return the commitment to a head on a day (YYYY-MM-DD): SHA-256 over a label, the nonce, the day and the head's text, 32 bytes."""
    return hashlib.sha256(_LABEL + nonce + f"{day}\n{head.text}".encode()).digest()


def is_opened_by(committed: Committed) -> bool:
    """Tell whether a day's opening is what was committed to; one that is not opened yet is not."""
    if committed.nonce is None or committed.note is None:
        return False
    try:
        head = note.parse(committed.note).head
    except note.BadNote:
        return False
    return hash_of(committed.day, bytes.fromhex(committed.nonce), head).hex() == committed.hash


def commit_days(session: Session, signer: Ed25519PrivateKey, *, now: int) -> int:
    """Commit to each day that is over at ``now`` (UTC ms) and has no commitment, at most 400; return how many."""
    due = _days_due(session, now)
    for day in due:
        _commit(session, day, signer, now=now)
    return len(due)


def open_days(session: Session, *, now: int) -> int:
    """Open the days of which no notice can still be deferred at ``now`` (UTC ms); return how many."""
    last = (_day(now) - timedelta(days=OPENED_AFTER_DAYS)).isoformat()
    due = session.exec(select(Opening).where(Opening.day < last).order_by(col(Opening.day)).limit(DAYS_A_TURN)).all()
    for opening in due:
        committed = session.get_one(Commitment, opening.day)
        committed.nonce, committed.note = opening.nonce, opening.note
        session.add(committed)
        session.delete(opening)
    session.flush()
    return len(due)


def committed_days(session: Session, *, page: int = 1) -> list[Committed]:
    """Return a page of a hundred days, the newest first."""
    newest_first = select(Commitment).order_by(col(Commitment.day).desc()).offset((page - 1) * PAGE).limit(PAGE)
    return [Committed(row.day, row.hash, row.at, row.nonce, row.note) for row in session.exec(newest_first)]


def _days_due(session: Session, now: int) -> list[date]:
    yesterday = _day(now) - timedelta(days=1)
    last = session.exec(select(func.max(Commitment.day))).one()
    first = date.fromisoformat(last) + timedelta(days=1) if last else yesterday
    return [first + timedelta(days=nth) for nth in range(min((yesterday - first).days + 1, DAYS_A_TURN))]


def _commit(session: Session, day: date, signer: Ed25519PrivateKey, *, now: int) -> None:
    text, nonce = _head_of(session, day, signer), secrets.token_bytes(NONCE_BYTES)
    made = hash_of(day.isoformat(), nonce, note.parse(text).head)
    session.add(Commitment(day=day.isoformat(), hash=made.hex(), at=now))
    session.flush()
    session.add(Opening(day=day.isoformat(), nonce=nonce.hex(), note=text))
    session.flush()


def _head_of(session: Session, day: date, signer: Ed25519PrivateKey) -> str:
    """Return the newest witnessed head that was signed before a day ended, as a note; before the first one that of an empty log."""
    over_at = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1000 + DAY_MS
    query = select(Checkpoint.note).where(Checkpoint.log == LOG, col(Checkpoint.witnessed), col(Checkpoint.at) < over_at)
    found = session.exec(query.order_by(col(Checkpoint.size).desc()).limit(1)).first()
    return found or note.sign(note.Head(note.origin_of(signer.public_key().public_bytes_raw(), LOG), 0, _EMPTY_ROOT), signer)


def _day(now: int) -> date:
    return datetime.fromtimestamp(now / 1000, UTC).date()
