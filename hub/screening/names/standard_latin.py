"""What two standards make of a name in an alphabet whose letters stand for one sound each: that of passports (Iuliia) and that of maps
(Yuliya). A name that was written by a standard agrees in full with the one that it was made of, so it counts beside a loose date too.
"""

import re
from collections.abc import Sequence

from anyascii import anyascii

from hub.screening.names.china.mandarin import umlaut_folded

_ALPHABETS = re.compile("[\u0370-\u058f\u10a0-\u10ff]")  # Greek, Cyrillic, Armenian, Georgian
_OF_PASSPORTS = str.maketrans({"й": "i", "ю": "iu", "я": "ia", "ъ": "ie", "ь": None})
_OF_MAPS: dict[int, str] = {}
_NO_LETTER = re.compile("[^a-z]")


def in_standards(words: Sequence[str]) -> tuple[str, ...]:
    """Return a name of such an alphabet in the letters a to z by each standard, as it stands and with its words in order."""
    if not words or not _ALPHABETS.match(words[0]):
        return ()
    by_each = [[_in_latin(word.translate(letters)) for word in words] for letters in (_OF_PASSPORTS, _OF_MAPS)]
    return tuple(dict.fromkeys(umlaut_folded("".join(order)) for made in by_each for order in (made, sorted(made))))


def _in_latin(word: str) -> str:
    return _NO_LETTER.sub("", anyascii(word).lower())
