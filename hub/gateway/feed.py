"""How far a gate's journal is dealt with: the pure rule behind the one number that lets a gate forget.

Sequence numbers may come twice, late, or in any order; ``committed`` never passes one that was not dealt with, and never goes back.
"""

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

    def _advance(self, seq: int) -> None:
        while seq + 1 in self.ahead:
            seq += 1
            self.ahead.discard(seq)
        self.committed = seq
