"""Two Latin names of one Chinese person: in pinyin on one side, in Wade–Giles or Tongyong on the other.

Wade–Giles without its marks writes *ding* and *ting* alike. So two names that both can be pinyin and share a word are two people's: twins
are called Li Ding and Li Ting.
"""

from collections.abc import Sequence
from itertools import islice

from hub.screening.names.mandarin import in_syllables, is_pinyin, taiwan_spellings
from hub.screening.names.syllables import give, surname_and_given

MOST_READINGS = 4  # ways to divide a given name into syllables


def same_in_mandarin(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether one of two Latin names is the other's pinyin, surname first or last."""
    pinyin, beside = all(map(is_pinyin, one)), all(map(is_pinyin, other))
    if not pinyin and not beside:
        return False
    if not set(one).isdisjoint(other) and pinyin and beside:
        return False
    return (pinyin and _is_pinyin_of(one, other)) or (beside and _is_pinyin_of(other, one))


def _is_pinyin_of(one: Sequence[str], other: Sequence[str]) -> bool:
    return any(
        is_pinyin(surname)
        and family in _spellings(surname)
        and any(give(syllables, own, _spellings) for syllables in islice(in_syllables(given), MOST_READINGS))
        for surname, given in surname_and_given(one)
        if given
        for family, own in surname_and_given(other)
    )


def _spellings(syllable: str) -> frozenset[str]:
    plain = syllable.replace("lyu", "lv").replace("nyu", "nv")
    return taiwan_spellings(plain)
