"""The Merkle trees of RFC 6962: a root says what every leaf was, and a short proof shows that a tree merely grew.

A leaf's data is hashed with a zero byte in front and a node's children with a one, so that neither can pass for the other. A tree that only
grows is remembered by its peaks, the roots of the perfect subtrees it is made of: at most one for each binary digit of its size.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

EMPTY_ROOT = hashlib.sha256(b"").digest()
HASH_BYTES = 32

_Ranges = Callable[[int, int], bytes]


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf that holds these bytes."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node over its two children's hashes."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree as far as growing needs it: the number of its leaves, and its peaks, the largest first."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def grown(self, leaves: Iterable[bytes]) -> "Tree":
        """Return the tree with these leaves' data appended."""
        size, peaks = self.size, list(self.peaks)
        for data in leaves:
            node, size = leaf_hash(data), size + 1
            for _ in range(_trailing_zeros(size)):
                node = node_hash(peaks.pop(), node)
            peaks.append(node)
        return Tree(size, tuple(peaks))

    @property
    def root(self) -> bytes:
        """The Merkle tree hash, 32 bytes."""
        if not self.peaks:
            return EMPTY_ROOT
        node = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            node = node_hash(peak, node)
        return node

    def ranges(self) -> dict[tuple[int, int], bytes]:
        """Return the peaks by the half-open range of leaves that each stands for."""
        bits = [1 << place for place in reversed(range(self.size.bit_length())) if self.size >> place & 1]
        found, begin = {}, 0
        for width, peak in zip(bits, self.peaks, strict=True):
            found[begin, begin + width] = peak
            begin += width
        return found


def root(leaves: Iterable[bytes]) -> bytes:
    """Return the Merkle tree hash over these leaves' data."""
    return Tree().grown(leaves).root


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return what shows that the leaf at ``index`` is in the tree of these leaves; raise IndexError if there is none."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"no leaf {index} in a tree of {len(leaves)}")
    begin, end, proof = 0, len(leaves), []
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            proof.append(root(leaves[middle:end]))
            end = middle
        else:
            proof.append(root(leaves[begin:middle]))
            begin = middle
    return proof[::-1]


def verify_inclusion(data: bytes, index: int, size: int, proof: Sequence[bytes], tree_root: bytes) -> bool:
    """Tell whether the proof shows that a leaf with these bytes stands at ``index`` in the tree of this size and root."""
    if not 0 <= index < size:
        return False
    node, first, last = leaf_hash(data), index, size - 1
    for sibling in proof:
        if last == 0:
            return False
        if first & 1 or first == last:
            node = node_hash(sibling, node)
            first, last = _up_to_a_right_child(first, last)
        else:
            node = node_hash(node, sibling)
        first, last = first >> 1, last >> 1
    return last == 0 and node == tree_root


def consistency_proof(old: Tree, added: Sequence[bytes]) -> list[bytes]:
    """Return what shows that ``old``, grown by these leaves' data, is the new tree; empty for an empty tree and for no growth."""
    if old.size == 0 or not added:
        return []
    peaks = old.ranges()

    def hash_of(begin: int, end: int) -> bytes:
        return peaks[begin, end] if end <= old.size else root(added[begin - old.size : end - old.size])

    return _subproof(old.size, 0, old.size + len(added), True, hash_of)


def verify_consistency(old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Tell whether the proof shows that the tree of the new size and root is the old one with leaves appended, or the same."""
    if not 0 < old_size < new_size:
        return not proof and (old_size == 0 <= new_size or (old_size == new_size and old_root == new_root))
    path = [old_root, *proof] if old_size & (old_size - 1) == 0 else list(proof)
    if not path or not proof:
        return False
    first, last = _up_to_a_left_child(old_size - 1, new_size - 1)
    old_node = new_node = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if first & 1 or first == last:
            old_node, new_node = node_hash(sibling, old_node), node_hash(sibling, new_node)
            first, last = _up_to_a_right_child(first, last)
        else:
            new_node = node_hash(new_node, sibling)
        first, last = first >> 1, last >> 1
    return last == 0 and old_node == old_root and new_node == new_root


def _subproof(old_size: int, begin: int, end: int, whole: bool, hash_of: _Ranges) -> list[bytes]:
    """SUBPROOF of RFC 6962, section 2.1.2, over the leaves from ``begin`` to ``end``."""
    if old_size == end - begin:
        return [] if whole else [hash_of(begin, end)]
    split = _split(end - begin)
    middle = begin + split
    if old_size <= split:
        return [*_subproof(old_size, begin, middle, whole, hash_of), hash_of(middle, end)]
    return [*_subproof(old_size - split, middle, end, False, hash_of), hash_of(begin, middle)]


def _split(size: int) -> int:
    """Return the largest power of two below a size of two or more."""
    return 1 << (size - 1).bit_length() - 1


def _trailing_zeros(number: int) -> int:
    return (number & -number).bit_length() - 1


def _up_to_a_left_child(first: int, last: int) -> tuple[int, int]:
    while first & 1:
        first, last = first >> 1, last >> 1
    return first, last


def _up_to_a_right_child(first: int, last: int) -> tuple[int, int]:
    while first and not first & 1:
        first, last = first >> 1, last >> 1
    return first, last
