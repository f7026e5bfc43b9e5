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
from sqlalchemy import bindparam, func, insert, text, update
from sqlmodel import Session, SQLModel, col, select

from registry.audit import note, record
from registry.audit.chain import HASH_BYTES, Tree
from registry.audit.tables import CasesEntry, Checkpoint, Leaf, RegisterEntry

ENTRIES: dict[str, type[RegisterEntry] | type[CasesEntry]] = {"register": RegisterEntry, "cases": CasesEntry}
SALT_BYTES = 32
LINES_A_TURN = 5_000
HOUR_MS = 3_600_000


class TreeBroken(RuntimeError):
    """What the database holds of a log's tree does not fit together; the log does not grow until somebody has looked."""


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
    tree = _newest_tree(session, name, signer.public_key().public_bytes_raw())
    leaves = [record.leaf(name, values) for values in waiting]
    _place(session, name, [str(values[0]) for values in waiting], leaves, begin=tree.size)
    _sign(session, name, tree.grown(leaves), signer, now=now)
    return len(waiting)


def latest_checkpoint(session: Session, name: str) -> SignedHead | None:
    """Return the newest head of a log that the witness has cosigned, or None before the first."""
    return _newest_witnessed(session, name, until=None)


def public_checkpoint(session: Session, *, now: int) -> SignedHead | None:
    """Return the head of the register's log that the public sees at ``now`` (UTC ms): the newest cosigned one that was signed before this
    hour began.

    It changes once an hour, so that nobody can watch single acts. There is no such head of the log of cases.
    """
    return _newest_witnessed(session, "register", until=now // HOUR_MS * HOUR_MS)


def tree_at(session: Session, name: str, size: int) -> Tree:
    """Return a log's tree as it was at this size; from a head's peaks if there was one, else from the leaves."""
    peaks = session.exec(select(Checkpoint.peaks).where(Checkpoint.log == name, Checkpoint.size == size)).first()
    return Tree(size, _split(peaks)) if peaks else Tree().grown(leaves_between(session, name, 0, size))


def leaves_between(session: Session, name: str, begin: int, end: int) -> list[bytes]:
    """Return the leaves at the places from ``begin`` until before ``end``; raise TreeBroken if one is missing."""
    query = select(Leaf.hash).where(Leaf.log == name, col(Leaf.seq) >= begin, col(Leaf.seq) < end).order_by(col(Leaf.seq))
    leaves = list(session.exec(query))
    if len(leaves) != end - begin:
        raise TreeBroken(f"the {name} log lacks a leaf between {begin} and {end}")
    return leaves


def _queue(session: Session, name: str) -> None:
    """Wait for whoever else numbers this log's lines; on SQLite the write transaction has waited already."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": f"audit.{name}"})


def _waiting(session: Session, name: str) -> Sequence[tuple[str | int, ...]]:
    kind = ENTRIES[name]
    columns = [getattr(kind, field) for field in record.FIELDS]
    query = select(*columns).where(col(kind.seq).is_(None)).order_by(col(kind.at), col(kind.id)).limit(LINES_A_TURN)
    return [tuple(row) for row in session.exec(query)]


def _newest_tree(session: Session, name: str, log_key: bytes) -> Tree:
    """Return the tree under the newest head, if the head is ours and the leaves are as many."""
    row = session.exec(select(Checkpoint).where(Checkpoint.log == name).order_by(col(Checkpoint.size).desc()).limit(1)).first()
    tree = Tree(row.size, _split(row.peaks)) if row else Tree()
    highest = session.exec(select(func.max(Leaf.seq)).where(Leaf.log == name)).one()
    if (-1 if highest is None else highest) + 1 != tree.size:
        raise TreeBroken(f"the {name} log has other leaves than its newest checkpoint")
    if row and not _is_ours(row.note, note.Head(note.origin_of(log_key, name), tree.size, tree.root), log_key):
        raise TreeBroken(f"the {name} log's newest checkpoint is not what this key signed")
    return tree


def _is_ours(written: str, head: note.Head, log_key: bytes) -> bool:
    try:
        read = note.parse(written)
    except note.BadNote:
        return False
    return read.head == head and note.is_signed(read, log_key)


def _place(session: Session, name: str, ids: Sequence[str], leaves: Sequence[bytes], *, begin: int) -> None:
    table = SQLModel.metadata.tables[str(ENTRIES[name].__tablename__)]
    numbered = update(table).where(table.c.id == bindparam("line")).values(seq=bindparam("place"))
    session.connection().execute(numbered, [{"line": line, "place": begin + nth} for nth, line in enumerate(ids)])
    session.execute(insert(Leaf), [{"log": name, "seq": begin + nth, "hash": leaf} for nth, leaf in enumerate(leaves)])


def _sign(session: Session, name: str, tree: Tree, signer: Ed25519PrivateKey, *, now: int) -> None:
    head = note.Head(note.origin_of(signer.public_key().public_bytes_raw(), name), tree.size, tree.root)
    peaks = b"".join(tree.peaks).hex()
    session.add(Checkpoint(log=name, size=tree.size, note=note.sign(head, signer), peaks=peaks, at=now))
    session.flush()


def _newest_witnessed(session: Session, name: str, *, until: int | None) -> SignedHead | None:
    query = select(Checkpoint.size, Checkpoint.at, Checkpoint.note).where(Checkpoint.log == name, col(Checkpoint.witnessed))
    if until is not None:
        query = query.where(col(Checkpoint.at) < until)
    row = session.exec(query.order_by(col(Checkpoint.size).desc()).limit(1)).first()
    return SignedHead(*row, witnessed=True) if row else None


def _split(peaks: str) -> tuple[bytes, ...]:
    whole = bytes.fromhex(peaks)
    return tuple(whole[begin : begin + HASH_BYTES] for begin in range(0, len(whole), HASH_BYTES))
