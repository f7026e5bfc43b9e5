"""How far two rows of sounds lie apart: for a word that does not quite sound like another where the rest of the name agrees surely.

Who writes a foreign name by ear takes it for a name of another language, or leaves out what is silent there.
"""

from hub.screening.names.sound import VOWEL, Sign, Spoken

VOWEL_APART, CONSONANT_APART = 1, 2
_NEVER = 9


def apart(one: Spoken, other: Spoken, *, most: int) -> int:
    """Return how much of two rows has nothing in common, one a vowel and two a consonant; nine if that is more than ``most``."""
    before = [0]
    for there in other.signs:
        before.append(before[-1] + _weight(there))
    for here in one.signs:
        left_out = _weight(here)
        costs = [before[0] + left_out]
        for place, there in enumerate(other.signs):
            costs.append(min(before[place] + _difference(here, there), before[place + 1] + left_out, costs[place] + _weight(there)))
        if min(costs) > most:
            return _NEVER
        before = costs
    return before[-1]


def _weight(sign: Sign) -> int:
    if sign.optional:
        return 0
    return CONSONANT_APART if sign.kinds & ~VOWEL else VOWEL_APART


def _difference(here: Sign, there: Sign) -> int:
    if here.kinds & there.kinds:
        return 0
    if not (here.kinds | there.kinds) & ~VOWEL:
        return VOWEL_APART
    return CONSONANT_APART if here.kinds & ~VOWEL and there.kinds & ~VOWEL else _NEVER
