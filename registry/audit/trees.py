"""The trees as the database holds them: leaves by their places, and with each head the peaks that the tree is grown from.

So a turn costs what is new, however large the tree is, and so does the proof that it merely grew.
"""

from sqlalchemy import func
from sqlmodel import Session, col, select

from registry.audit import note
from registry.audit.chain import HASH_BYTES, Tree
from registry.audit.tables import Checkpoint, Leaf


class TreeBroken(RuntimeError):
    """What the database holds of a log's tree does not fit together; the log does not grow until somebody has looked."""


def newest(session: Session, name: str, log_key: bytes) -> Tree:
    """Return the tree under a log's newest head; raise TreeBroken unless this key (32 bytes) signed the head and the leaves are as many."""
    row = session.exec(select(Checkpoint).where(Checkpoint.log == name).order_by(col(Checkpoint.size).desc()).limit(1)).first()
    tree = Tree(row.size, _peaks(row.peaks)) if row else Tree()
    highest = session.exec(select(func.max(Leaf.seq)).where(Leaf.log == name)).one()
    if (-1 if highest is None else highest) + 1 != tree.size:
        raise TreeBroken(f"the {name} log has other leaves than its newest checkpoint")
    if row and not _is_ours(row.note, note.Head(note.origin_of(log_key, name), tree.size, tree.root), log_key):
        raise TreeBroken(f"the {name} log's newest checkpoint is not what this key signed")
    return tree


def at_size(session: Session, name: str, size: int) -> Tree:
    """Return a log's tree as it was at this size: from a head's peaks if there was a head, else from the leaves."""
    peaks = session.exec(select(Checkpoint.peaks).where(Checkpoint.log == name, Checkpoint.size == size)).first()
    return Tree(size, _peaks(peaks)) if peaks else Tree().grown(leaves_between(session, name, 0, size))


def leaves_between(session: Session, name: str, begin: int, end: int) -> list[bytes]:
    """Return the leaves at the places from ``begin`` until before ``end``; raise TreeBroken if one is missing."""
    query = select(Leaf.hash).where(Leaf.log == name, col(Leaf.seq) >= begin, col(Leaf.seq) < end).order_by(col(Leaf.seq))
    leaves = list(session.exec(query))
    if len(leaves) != end - begin:
        raise TreeBroken(f"the {name} log lacks a leaf between {begin} and {end}")
    return leaves


def peaks_text(tree: Tree) -> str:
    """Return a tree's peaks as a head's row holds them."""
    return b"".join(tree.peaks).hex()


def _peaks(text: str) -> tuple[bytes, ...]:
    whole = bytes.fromhex(text)
    return tuple(whole[begin : begin + HASH_BYTES] for begin in range(0, len(whole), HASH_BYTES))


def _is_ours(written: str, head: note.Head, log_key: bytes) -> bool:
    try:
        read = note.parse(written)
    except note.BadNote:
        return False
    return read.head == head and note.is_signed(read, log_key)
