"""What a gate remembers of earlier answers, as values: uses of a pass, steps of a code, attempts, and who came in last.

The rules read a :data:`Memory` and return :class:`Note` values; the shell keeps them, on the disk, after the strike.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a mark is about."""

    USES = "uses"
    STEP = "step"
    ATTEMPTS = "attempts"
    PASSAGE = "passage"
    FIRST_IN = "first_in"


class Mark(NamedTuple):
    """A number and a UTC ms: uses so far and the pass's end, a code's step and when it was shown, wrong PINs and since when they count."""

    number: int
    at: int


class Name(NamedTuple):
    """What a mark is found by: the credential's 16 bytes, or none for what is about the whole door."""

    kind: Kind
    key: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A mark to be set in place of the one that is there."""

    name: Name
    mark: Mark


Memory = Mapping[Name, Mark]
NOTHING: Memory = {}
