"""Credentials as parts of a list, each on the shelf that the beginning of its id names: whoever comes or goes changes one part alone."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

ID_BITS = 128


class Named(Protocol):
    """Whatever stands in a list by its credential, 32 hex characters that were drawn at random."""

    @property
    def credential(self) -> str:
        """The id."""


T = TypeVar("T", bound=Named)


def shelve(entries: Iterable[T], size: int) -> dict[int, list[T]]:
    """Return entries by shelf and by id: as few shelves as there may be, a power of two, with at most ``size`` on each."""
    found = sorted(entries, key=lambda one: one.credential)
    bits = max(0, (len(found) - 1) // size).bit_length()
    while max(map(len, (shelves := _by_first_bits(found, bits)).values()), default=0) > size:
        bits += 1
    return shelves


def _by_first_bits(found: Sequence[T], bits: int) -> dict[int, list[T]]:
    shelves: dict[int, list[T]] = {}
    for one in found:
        shelves.setdefault(int(one.credential, 16) >> (ID_BITS - bits), []).append(one)
    return shelves
