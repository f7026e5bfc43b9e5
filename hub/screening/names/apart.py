"""How far two rows of sounds lie apart: for a word that does not quite sound like another where the rest of the name agrees surely.

Who writes a foreign name by ear takes it for a name of another language, or leaves out what is silent there.
"""

from collections.abc import Callable

from hub.screening.names.sound import VOWEL, Sign, Spoken

VOWEL_APART, CONSONANT_APART = 1, 2
NEVER = 9


def _weight(sign: Sign) -> int:
    if sign.optional:
        return 0
    return CONSONANT_APART if sign.kinds & ~VOWEL else VOWEL_APART


def _difference(here: Sign, there: Sign) -> int:
    if here.kinds & there.kinds:
        return 0
    if not (here.kinds | there.kinds) & ~VOWEL:
        return VOWEL_APART
    return CONSONANT_APART if here.kinds & ~VOWEL and there.kinds & ~VOWEL else NEVER


def apart(
    one: Spoken, other: Spoken, *, most: int, left_out: Callable[[Sign], int] = _weight, between: Callable[[Sign, Sign], int] = _difference
) -> int:
    """Return how much of two rows has nothing in common, by what a sign weighs that is ``left_out`` and what lies ``between`` two: one for
    a vowel and two for a consonant if nothing is said; nine if it is more than ``most``.
    """
    before = [0]
    for there in other.signs:
        before.append(before[-1] + left_out(there))
    for here in one.signs:
        missing = left_out(here)
        costs = [before[0] + missing]
        for place, there in enumerate(other.signs):
            costs.append(min(before[place] + between(here, there), before[place + 1] + missing, costs[place] + left_out(there)))
        if min(costs) > most:
            return NEVER
        before = costs
    return before[-1]
