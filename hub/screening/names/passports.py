"""How passports spell a name of another alphabet in Latin letters: Лаптева is Lapteva, Юлия Yuliya or Iuliia, დავით Davit.

Abroad most people stand in papers as their passport spells them. A name that is spelt so is the same in full, so that a birth date that
agrees loosely may count beside it; how else one may write it is judged by its sounds, with the very date. The systems are those of ICAO
9303, of Ukraine (2010) and of anyascii, which has the older Russian one and those of Georgia and Armenia.
"""

import re
from collections.abc import Iterable, Sequence

from anyascii import anyascii

from hub.screening.names.china.mandarin import umlaut_folded

_ALPHABETS = re.compile("[\u0370-\u058f\u10a0-\u10ff]")  # whose letters stand for one sound each: Greek to Armenian, and Georgian
_OF_ICAO = {"й": "i", "ю": "iu", "я": "ia", "ъ": "ie"}
_OF_UKRAINE = _OF_ICAO | {"и": "y", "г": "h", "є": "ie", "ї": "i"}
_SYSTEMS = tuple(map(str.maketrans, ({}, _OF_ICAO, _OF_UKRAINE)))


def in_passports(words: Sequence[str]) -> tuple[str, ...]:
    """Return the letters of a name in each system, its words in alphabetical order, each once; none for other scripts."""
    if not words or not _ALPHABETS.match(words[0]):
        return ()
    return tuple(dict.fromkeys(spelt_in_order(_in_latin(word.translate(system)) for word in words) for system in _SYSTEMS))


def spelt_in_order(words: Iterable[str]) -> str:
    """Return the letters of Latin words in alphabetical order: so a name stands in one place however its words are turned."""
    return umlaut_folded("".join(sorted(words)))


def _in_latin(word: str) -> str:
    return "".join(filter(str.isalpha, anyascii(word.replace("ου", "ou")).lower()))
