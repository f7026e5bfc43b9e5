"""Names of India in Arabic letters by two hands: Urdu has سشما گاندھی, and who hears them in Tehran or Cairo writes سوشما غاندي.

Urdu leaves short vowels out and has letters for sounds of its own, the others write each vowel as a long one and the nearest letter. So the
consonants have to be the same, and one hand may leave out vowels that the other writes, but none writes others. Names of Arabic origin,
which one vowel tells apart (سليم and سالم, كرم and كريم), are spelt alike everywhere.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from hub.screening.names.near_east.originals import usual_spellings
from hub.screening.names.pairing import unpaired
from hub.screening.names.sound import WORDS_KEPT

FEWEST_CONSONANTS = 3  # of a word that may lack a vowel
_ASPIRATED = re.compile("كھ")
_AS_V = re.compile("^و(?=.)|(?<=ي)و$")
_END = re.compile("ه$")
_ONE_LETTER = str.maketrans("گغجڈٹطظپڑقژں", "ككجدتتزبركزن", "ھ")
_CONSONANT = re.compile("[^اويى]")
_OF_ARABIC = re.compile("[حعصضطظثذقء]|^ال")  # no word of India has these


def same_in_urdu(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two names in folded Arabic letters are one, which two peoples spell: راهول گاندی, راہُل گاندھی."""
    return len(one) == len(other) > 1 and not any(unpaired(one, other, _are_one_word))


@lru_cache(maxsize=WORDS_KEPT)
def _are_one_word(mine: str, yours: str) -> bool:
    if mine == yours:
        return True
    if not usual_spellings().keys().isdisjoint((mine, yours)) or _OF_ARABIC.search(mine) or _OF_ARABIC.search(yours):
        return False
    ours, theirs = _plain(mine), _plain(yours)
    if _CONSONANT.findall(ours) != (consonants := _CONSONANT.findall(theirs)) or len(consonants) < FEWEST_CONSONANTS:
        return False
    here, there = _CONSONANT.split(ours), _CONSONANT.split(theirs)
    return here[0] == there[0] and here[-1] == there[-1] and (_lack(here, there) or _lack(there, here))


def _lack(fewer: Sequence[str], more: Sequence[str]) -> bool:
    """Tell whether each run of vowels is one of the other's, or what remains of it."""
    return all(re.fullmatch(".*".join(("", *some, "")), whole) for some, whole in zip(fewer, more, strict=True))


def _plain(word: str) -> str:
    """Return a word with one letter for those that peoples choose between."""
    return _END.sub("ا", _AS_V.sub("ف", _ASPIRATED.sub("خ", word).translate(_ONE_LETTER)))
