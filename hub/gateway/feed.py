"""How far a gate's journal is dealt with: the pure rule behind the one number that lets a gate forget.

Sequence numbers may come twice, late, or in any order; ``committed`` never passes one that was not dealt with, and never goes back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

AHEAD_MAX = 20_000


class Arrival(Enum):
    """What an arriving sequence number is."""

    NEW = "new"
    DUPLICATE = "duplicate"
    TOO_FAR = "too_far"


@dataclass(slots=True)
class Feed:
    """One (gate, epoch): all up to ``committed`` is dealt with, and beyond a gap what is in ``ahead``. Numbers start at 1."""

    committed: int = 0
    ahead: set[int] = field(default_factory=set)
    duplicates: int = 0

    def arrive(self, seq: int) -> Arrival:
        """Take note of a number that is being dealt with, and say what it was.

        A number too far beyond the first gap is not taken, so that memory stays bounded: the gate keeps it and sends it again.
        """
        if seq <= self.committed or seq in self.ahead:
            self.duplicates += 1
            return Arrival.DUPLICATE
        if seq == self.committed + 1:
            self._advance(seq)
        elif len(self.ahead) >= AHEAD_MAX:
            return Arrival.TOO_FAR
        else:
            self.ahead.add(seq)
        return Arrival.NEW

    def arrive_in_row(self, seqs: Sequence[int]) -> bool:
        """Take note of numbers that go on one by one from where it stands and are all new; False, and of nothing, for any others."""
        first = self.committed + 1
        if not seqs or seqs != [*range(first, first + len(seqs))] or not self.ahead.isdisjoint(seqs):
            return False
        self._advance(seqs[-1])
        return True

    def skip(self, first: int, last: int) -> list[tuple[int, int]] | None:
        """Take note that these numbers will not come, and return those of them that never had; None if they lie too far ahead to be taken.

        What arrived before, or was told of before, is left as it is: a gap that is told twice is empty the second time.
        """
        known = sorted(seq for seq in self.ahead if first <= seq <= last)
        gone = _between(max(first, self.committed + 1), last, known)
        if first <= self.committed + 1:
            self.ahead.difference_update(known)
            self._advance(max(last, self.committed))
        elif len(self.ahead) + last - first + 1 > AHEAD_MAX:
            return None
        else:
            self.ahead.update(range(first, last + 1))
        return gone

    def missing(self, limit: int) -> list[tuple[int, int]]:
        """Return what lies between ``committed`` and the highest number that came, as at most so many ranges."""
        return _between(self.committed + 1, max(self.ahead, default=0), sorted(self.ahead))[:limit]

    def _advance(self, seq: int) -> None:
        while seq + 1 in self.ahead:
            seq += 1
            self.ahead.discard(seq)
        self.committed = seq


def _between(first: int, last: int, known: list[int]) -> list[tuple[int, int]]:
    """Return the ranges from ``first`` to ``last`` in which none of the known numbers, in order, lies."""
    ranges = []
    for seq in [*known, last + 1]:
        if first < seq:
            ranges.append((first, seq - 1))
        first = max(first, seq + 1)
    return ranges
