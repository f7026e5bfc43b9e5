"""Korean names in Hanja: how a character is read in Hangul, and whether a name in Hangul reads another in Hanja.

The table (``hanja.txt``, made by ``tests/hub/screening/tables/hanja.py`` from Unicode's Unihan) holds the reading that a character has
after another; at the beginning of a name the South writes 이 for 리 and 임 for 림.
"""

from functools import cache

from hub.screening.names.korea.korean import hanja_readings
from hub.screening.names.name import Name
from hub.screening.words import Word

_FIRST, _VOWELS, _FINALS = 0xAC00, 21, 28
_N, _R, _SILENT = 2, 5, 11
_BEFORE_I = frozenset({2, 3, 6, 7, 12, 17, 20})  # ya yae yeo ye yo yu i, before which an initial r or n falls silent
_SURNAMES = {"金": "김"}


def read_in_hangul(hanja: Name, hangul: Name) -> Word:
    """Return ROMANISED if a name in Hangul is how one in Hanja is read, character by character."""
    same = len(hanja.letters) == len(hangul.letters) and all(
        read in hangul_of(each) for each, read in zip(hanja.letters, hangul.letters, strict=True)
    )
    return Word.ROMANISED if same else Word.DIFFERENT


@cache
def hangul_of(each: str) -> frozenset[str]:
    """Return how a simplified character is read in Hangul, in the middle of a name and at its beginning; nothing if it is not."""
    readings = hanja_readings().get(each, "") + _SURNAMES.get(each, "")
    return frozenset({*readings, *map(_at_the_beginning, readings)})


def _at_the_beginning(syllable: str) -> str:
    initial, rest = divmod(ord(syllable) - _FIRST, _VOWELS * _FINALS)
    if initial in (_N, _R) and rest // _FINALS in _BEFORE_I:
        initial = _SILENT
    elif initial == _R:
        initial = _N
    return chr(_FIRST + initial * _VOWELS * _FINALS + rest)
