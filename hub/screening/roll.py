"""The roll: keyed marks of the papers of everybody whose occupancy is confirmed, so that a new alert opens a few rows and not all of them.

It is held in the worker's memory alone and never written: 40 bits of a keyed hash (SipHash, as the interpreter has it, with a secret of the
roll's own before each word) for each thing by which papers are looked up, beside a place in a list of occupants' ids. The secret is drawn
when the worker starts and dies with it. There is no name, date or number in it, and nothing in it says hit or no hit. What it finds is
opened and compared, so an old or a colliding mark costs one opening and makes no case.
"""

import secrets
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Set
from itertools import groupby

from hub.screening.chance import Population

SECRET_BYTES = 16
MARK_BITS = 40
PLACE_BITS = 24
_PLACES = 1 << PLACE_BITS
_MARKS = (1 << MARK_BITS) - 1
_MERGED_FROM = 10_000

Keys = Iterable[Hashable]


class Tally(Counter[str]):
    """Counts under keyed marks instead of words: it answers for a word that is asked for and holds none."""

    def __init__(self, secret: bytes) -> None:
        super().__init__()
        self._secret = secret
        self._counts: dict[int, int] = {}

    def __getitem__(self, word: str) -> int:
        """Return how often a word was counted."""
        return self._counts.get(hash((self._secret, word)), 0)

    def __setitem__(self, word: str, count: int) -> None:
        """Keep how often a word was counted."""
        self._counts[hash((self._secret, word))] = count

    def update(self, words: Iterable[str] | None = None) -> None:  # type: ignore[override]
        """Count each of these words once more."""
        for word in words or ():
            self[word] += 1


class RollFull(Exception):
    """There are more occupants than places; a town of 16 million needs another roll."""


class Roll:
    """Occupants' ids by the keys of their papers: a key is a tuple of texts, such as a kind, a country and a number.

    ``whole`` once everybody who is confirmed is on it, ``awaited`` who was not yet when that was last looked up; ``population`` counts
    their names, as the bound on chance asks for, under marks as well.
    """

    def __init__(self) -> None:
        self.whole = False
        self.awaited: list[str] = []
        self._secret = secrets.token_bytes(SECRET_BYTES)
        surnames, given, whole, sounds, words = (Tally(self._secret) for _count in range(5))
        self.population = Population(surnames=surnames, given=given, whole=whole, sounds=sounds, words=words)
        self._places: dict[str, int] = {}
        self._ids: list[str] = []
        self._sorted, self._recent = array("Q"), array("Q")

    def __len__(self) -> int:
        """Return how many occupants are on it."""
        return len(self._places)

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<Roll>"

    def missing(self, occupant_ids: Collection[str]) -> list[str]:
        """Return those of these occupants who are not on the roll."""
        return [each for each in occupant_ids if each not in self._places]

    def enter(self, occupant_id: str, keys: Keys) -> bool:
        """Put an occupant on the roll, or add the keys of corrected papers to one who is there; tell whether it is somebody new."""
        place = self._places.get(occupant_id)
        new = place is None
        if place is None:
            if len(self._ids) >= _PLACES:
                raise RollFull
            place = self._places[occupant_id] = len(self._ids)
            self._ids.append(occupant_id)
        self._recent.extend([_mark(key, self._secret) << PLACE_BITS | place for key in keys])
        if len(self._recent) > max(_MERGED_FROM, len(self._sorted)):
            self._merge()
        return new

    def keep(self, occupant_ids: Set[str]) -> int:
        """Take everybody off who is not among these, and return how many that were."""
        gone = [each for each in self._places if each not in occupant_ids]
        for each in gone:
            self._ids[self._places.pop(each)] = ""
        if gone:
            self._merge()
        return len(gone)

    def find(self, keys: Keys) -> list[str]:
        """Return the ids of the occupants who have one of these keys, sorted: a few too many perhaps, never one too few."""
        self.settle()
        marks = {_mark(key, self._secret) for key in keys}
        places = {each & (_PLACES - 1) for each in self._recent if each >> PLACE_BITS in marks}
        places.update(place for mark in marks for place in self._at(mark))
        return sorted(self._ids[place] for place in places if self._ids[place])

    def settle(self) -> None:
        """Sort in what came lately, if that is much, so that the next alert need not wait for it: half a second for 250,000 occupants."""
        if len(self._recent) > _MERGED_FROM:
            self._merge()

    def _at(self, mark: int) -> Iterator[int]:
        at, end = bisect_left(self._sorted, mark << PLACE_BITS), (mark + 1) << PLACE_BITS
        while at < len(self._sorted) and self._sorted[at] < end:
            yield self._sorted[at] & (_PLACES - 1)
            at += 1

    def _merge(self) -> None:
        """Sort in what came lately, and let go of what belongs to nobody any more."""
        in_order = sorted(self._sorted + self._recent)
        self._sorted = array("Q", (each for each, _same in groupby(in_order) if self._ids[each & (_PLACES - 1)]))
        self._recent = array("Q")


def _mark(word: Hashable, secret: bytes) -> int:
    return hash((secret, word)) & _MARKS
