"""Whether two words that do not sound alike lie a vowel, a slip or little apart: Aboneh beside አባይነህ, Massoudy beside المسعود.

That is no evidence about a given name, for brothers and sisters differ so, and none about a short word. It is some about the surname or
the father's name of two people whose given names are one. Who writes a foreign name by ear takes it for a name of another language, or
leaves out what is silent there.
"""

from itertools import accumulate
from typing import NamedTuple

from hub.screening.names.sound import VOWEL, Sign, Spoken, row

VOWEL_APART, CONSONANT_APART = 1, 2
FEWEST_CONSONANTS = 3  # of a word of which a vowel more says little
_NEVER = 9


class _Weights(NamedTuple):
    """What a consonant weighs that is ``missing``, one that is ``another``, and one where a vowel stands (``mixed``); a vowel weighs one,
    and so do the kinds that are ``weak`` where they are missing.
    """

    missing: int
    another: int
    mixed: int
    weak: int = VOWEL


_BY_A_VOWEL = _Weights(_NEVER, _NEVER, _NEVER, weak=VOWEL | row("hY")[0].kinds)  # h and Y are hardly heard beside a vowel
_BY_A_SLIP = _Weights(1, 1, 1)
_BY_LITTLE = _Weights(CONSONANT_APART, CONSONANT_APART, _NEVER)


def differ_by_a_vowel(one: Spoken, other: Spoken, *, consonants: int = FEWEST_CONSONANTS, most: int = 1) -> bool:
    """Tell whether two rows have something in common at each place but one, or so many at ``most``, where a vowel is another or missing."""
    return bool(one.first & other.first) and max(one.least, other.least) >= consonants and _are_apart(one, other, _BY_A_VOWEL, most=most)


def are_a_slip_apart(one: Spoken, other: Spoken) -> bool:
    """Tell whether two rows differ by one sound at most, which is another or which one of them lacks."""
    return _are_apart(one, other, _BY_A_SLIP)


def differ_little(one: Spoken, other: Spoken, *, consonants: int, most: int = CONSONANT_APART) -> bool:
    """Tell whether two rows that begin alike differ by a consonant or two vowels at most, or less; both have so many ``consonants``."""
    return bool(one.first & other.first) and min(one.least, other.least) >= consonants and _are_apart(one, other, _BY_LITTLE, most=most)


def _are_apart(one: Spoken, other: Spoken, weights: _Weights, *, most: int = 1) -> bool:
    """Tell whether what two rows do not have in common weighs so much at ``most``."""
    if one.least > other.most + most or other.least > one.most + most:
        return False
    theirs = [_missing(there, weights) for there in other.signs]
    before = [0, *accumulate(theirs)]
    for here in one.signs:
        alone = _missing(here, weights)
        costs = [before[0] + alone]
        for place, there in enumerate(other.signs):
            met = before[place] + _between(here, there, weights)
            costs.append(min(met, before[place + 1] + alone, costs[place] + theirs[place]))
        if min(costs) > most:
            return False
        before = costs
    return before[-1] <= most


def _missing(sign: Sign, weights: _Weights) -> int:
    if sign.optional:
        return 0
    return weights.missing if sign.kinds & ~weights.weak else VOWEL_APART


def _between(one: Sign, other: Sign, weights: _Weights) -> int:
    if one.kinds & other.kinds:
        return 0
    consonants = bool(one.kinds & ~VOWEL) + bool(other.kinds & ~VOWEL)
    return (VOWEL_APART, weights.mixed, weights.another)[consonants]
