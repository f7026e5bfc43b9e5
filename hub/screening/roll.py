"""The roll: keyed marks of the papers of everybody whose occupancy is confirmed, so that a new alert opens a few rows and not all of them.

It is held in the worker's memory alone and never written: 40 bits of a keyed digest for each thing by which papers are looked up, beside a
place in a list of occupants' ids. The key is drawn when the worker starts and dies with it. There is no name, date or number in it, and
nothing in it says hit or no hit. What it finds is opened and compared, so an old or a colliding mark costs one opening and makes no case.
"""

import secrets
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator
from hashlib import blake2b
from itertools import groupby

from hub.screening.chance import Population

KEY_BYTES = 16
MARK_BYTES = 5
PLACE_BITS = 24
_PLACES = 1 << PLACE_BITS
_MERGED_FROM = 10_000

Keys = Iterable[Hashable]


class Tally(Counter[str]):
    """Counts under keyed marks instead of words: it answers for a word that is asked for and holds none."""

    def __init__(self, key: bytes) -> None:
        super().__init__()
        self._key = key
        self._counts: dict[int, int] = {}

    def __getitem__(self, word: str) -> int:
        """Return how often a word was counted."""
        return self._counts.get(_mark(word, self._key), 0)

    def __setitem__(self, word: str, count: int) -> None:
        """Keep how often a word was counted."""
        self._counts[_mark(word, self._key)] = count


class RollFull(Exception):
    """There are more occupants than places; a town of 16 million needs another roll."""


class Roll:
    """Occupants' ids by the keys of their papers: a key is a tuple of texts, such as a kind, a country and a number.

    ``whole`` once everybody who was confirmed when the worker started is on it; ``population`` counts their names, as the bound on
    chance asks for, under marks as well.
    """

    def __init__(self) -> None:
        self.whole = False
        self._key = secrets.token_bytes(KEY_BYTES)
        surnames, given, whole, sounds = (Tally(self._key) for _count in range(4))
        self.population = Population(surnames=surnames, given=given, whole=whole, sounds=sounds)
        self._places: dict[str, int] = {}
        self._ids: list[str] = []
        self._sorted = array("Q")
        self._recent: dict[int, list[int]] = {}
        self._waiting = 0

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
        for mark in {_mark(key, self._key) for key in keys}:
            self._recent.setdefault(mark, []).append(place)
            self._waiting += 1
        if self._waiting > max(_MERGED_FROM, len(self._sorted) // 4):
            self._merge()
        return new

    def keep(self, occupant_ids: Collection[str]) -> int:
        """Take everybody off who is not among these, and return how many that were."""
        gone = self._places.keys() - set(occupant_ids)
        for each in gone:
            self._ids[self._places.pop(each)] = ""
        if gone:
            self._merge()
        return len(gone)

    def find(self, keys: Keys) -> list[str]:
        """Return the ids of the occupants who have one of these keys, sorted: a few too many perhaps, never one too few."""
        places = {place for key in keys for place in self._at(_mark(key, self._key))}
        return sorted(self._ids[place] for place in places if self._ids[place])

    def _at(self, mark: int) -> Iterator[int]:
        yield from self._recent.get(mark, ())
        at, end = bisect_left(self._sorted, mark << PLACE_BITS), (mark + 1) << PLACE_BITS
        while at < len(self._sorted) and self._sorted[at] < end:
            yield self._sorted[at] & (_PLACES - 1)
            at += 1

    def _merge(self) -> None:
        """Sort in what came lately, and let go of what belongs to nobody any more."""
        self._sorted.extend(mark << PLACE_BITS | place for mark, places in self._recent.items() for place in places)
        self._sorted = array("Q", (each for each, _same in groupby(sorted(self._sorted)) if self._ids[each & (_PLACES - 1)]))
        self._recent, self._waiting = {}, 0


def _mark(word: Hashable, key: bytes) -> int:
    return int.from_bytes(blake2b(repr(word).encode("utf-8", "surrogatepass"), key=key, digest_size=MARK_BYTES).digest())
