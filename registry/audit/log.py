"""Writing an act down, in the transaction that does it, and growing the log's tree: no line in the log, no act.

A line is in the database when ``write`` returns, so that what is shown afterwards is shown with the line there; when the line cannot be
written the error ends the transaction and nothing was done. The worker then gives each line its place in the tree, for good, and signs the
new head; a witness outside cosigns it.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import bindparam, insert, text, update
from sqlmodel import Session, SQLModel, col, select

from registry.audit import note, record, trees
from registry.audit.chain import Tree
from registry.audit.cosigning import publish as publish
from registry.audit.tables import CasesEntry, Checkpoint, Leaf, PublicHead, RegisterEntry

ENTRIES: dict[str, type[RegisterEntry] | type[CasesEntry]] = {"register": RegisterEntry, "cases": CasesEntry}
SALT_BYTES = 32
LINES_A_TURN = 5_000
HOUR_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A checkpoint as it is shown: how many leaves, when it was signed (UTC ms), its text, and whether the witness has cosigned it."""

    size: int
    at: int
    note: str
    witnessed: bool


def write(
    session: Session, log: str, *, at: int, actor: str, role: str, unit: str = "", act: str, subject: str, purpose: str, reason: str = ""
) -> str:
    """Write one act (``at`` in UTC ms) into the log ``register`` or ``cases`` and return the line's id; raise what the database raises.

    ``actor`` and ``subject`` are ids and ``act`` and ``purpose`` codes: nothing here says who somebody is.
    """
    entry = ENTRIES[log](
        id=uuid4().hex,
        at=at,
        actor=actor,
        role=role,
        unit=unit,
        act=act,
        subject=subject,
        purpose=purpose,
        reason=reason,
        salt=secrets.token_hex(SALT_BYTES),
    )
    session.add(entry)
    session.flush()
    return entry.id


def sequence(session: Session, name: str, signer: Ed25519PrivateKey, now: int) -> int:
    """Give lines that have no place yet the next ones, the oldest first, and sign the new head at ``now`` (UTC ms); return how many.

    At most LINES_A_TURN at once. Only the worker may do this, and two at once queue. Raise TreeBroken rather than sign what does not follow
    from the last head.
    """
    _queue(session, name)
    waiting = _waiting(session, name)
    if not waiting:
        return 0
    tree = trees.newest(session, name, signer.public_key().public_bytes_raw())
    leaves = [record.leaf(name, values) for values in waiting]
    _place(session, name, [str(values[0]) for values in waiting], leaves, begin=tree.size)
    _sign(session, name, tree.grown(leaves), signer, now=now)
    return len(waiting)


def has_waiting(session: Session, name: str) -> bool:
    """Tell whether a line of a log has no place in its tree yet."""
    kind = ENTRIES[name]
    return session.exec(select(kind.id).where(col(kind.seq).is_(None)).limit(1)).first() is not None


def public_checkpoint(session: Session, *, now: int) -> SignedHead | None:
    """Return the head of the register's log that the public sees at ``now`` (UTC ms): the newest cosigned one that was signed before this
    hour began.

    It changes once an hour, so that nobody can watch single acts. There is no such head of the log of cases.
    """
    query = select(Checkpoint.size, Checkpoint.at, Checkpoint.note).where(Checkpoint.log == "register", col(Checkpoint.witnessed))
    before = query.where(col(Checkpoint.at) < now // HOUR_MS * HOUR_MS)
    row = session.exec(before.order_by(col(Checkpoint.size).desc()).limit(1)).first()
    return SignedHead(*row, witnessed=True) if row else None


def announce(session: Session, *, now: int) -> int:
    """Put the head of this hour (``now`` in UTC ms) where everybody may read it; return 1 if it is another than before, else 0."""
    head, held = public_checkpoint(session, now=now), session.get(PublicHead, "register")
    if head is None or (held is not None and held.size == head.size):
        return 0
    shown = held or PublicHead(log="register", size=0, note="", at=0)
    shown.size, shown.note, shown.at = head.size, head.note, head.at
    session.add(shown)
    session.flush()
    return 1


def announced(session: Session) -> SignedHead | None:
    """Return the head that the public sees, or None before the first."""
    held = session.get(PublicHead, "register")
    return SignedHead(held.size, held.at, held.note, witnessed=True) if held else None


def _queue(session: Session, name: str) -> None:
    """Wait for whoever else numbers this log's lines; on SQLite the write transaction has waited already."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": f"audit.{name}"})


def _waiting(session: Session, name: str) -> Sequence[tuple[str | int, ...]]:
    kind = ENTRIES[name]
    columns = [getattr(kind, field) for field in record.FIELDS]
    query = select(*columns).where(col(kind.seq).is_(None)).order_by(col(kind.at), col(kind.id)).limit(LINES_A_TURN)
    return [tuple(row) for row in session.exec(query)]


def _place(session: Session, name: str, ids: Sequence[str], leaves: Sequence[bytes], *, begin: int) -> None:
    table = SQLModel.metadata.tables[str(ENTRIES[name].__tablename__)]
    numbered = update(table).where(table.c.id == bindparam("line")).values(seq=bindparam("place"))
    session.connection().execute(numbered, [{"line": line, "place": begin + nth} for nth, line in enumerate(ids)])
    session.execute(insert(Leaf), [{"log": name, "seq": begin + nth, "hash": leaf} for nth, leaf in enumerate(leaves)])


def _sign(session: Session, name: str, tree: Tree, signer: Ed25519PrivateKey, *, now: int) -> None:
    head = note.Head(note.origin_of(signer.public_key().public_bytes_raw(), name), tree.size, tree.root)
    session.add(Checkpoint(log=name, size=tree.size, note=note.sign(head, signer), peaks=trees.peaks_text(tree), at=now))
    session.flush()
