"""Whether two words that do not sound alike differ by one vowel only, wherever it stands: Aboneh beside አባይነህ, Massoudy beside المسعود.

That is no evidence about a given name, for brothers and sisters differ so, and none about a short word. It is some about the surname or
the father's name of two people whose given names are one.
"""

from hub.screening.names.apart import CONSONANT_APART, NEVER, apart
from hub.screening.names.sound import VOWEL, Sign, Spoken, row

FEWEST_CONSONANTS = 3  # of a word of which a vowel more says little
_WEAK = VOWEL | row("hY")[0].kinds  # what may be missing: a vowel, and what is hardly heard beside one


def differ_by_a_vowel(one: Spoken, other: Spoken, *, consonants: int = FEWEST_CONSONANTS) -> bool:
    """Tell whether two rows have something in common at each place but one, where a vowel is another or missing."""
    if not one.first & other.first or max(one.least, other.least) < consonants:
        return False
    if one.least > other.most + 1 or other.least > one.most + 1:  # one may be a Y that is not heard
        return False
    return apart(one, other, most=1, left_out=_left_out, between=_between) <= 1


def differ_little(one: Spoken, other: Spoken, *, consonants: int, most: int = CONSONANT_APART) -> bool:
    """Tell whether two rows that begin alike differ by a consonant or two vowels at most, or less; both have so many ``consonants``."""
    return bool(one.first & other.first) and min(one.least, other.least) >= consonants and apart(one, other, most=most) <= most


def _left_out(sign: Sign) -> int:
    return 0 if sign.optional else NEVER if sign.kinds & ~_WEAK else 1


def _between(one: Sign, other: Sign) -> int:
    if one.kinds & other.kinds:
        return 0
    return NEVER if (one.kinds | other.kinds) & ~VOWEL else 1
