"""Two Latin names of one Chinese person: in pinyin on one side, in Wade–Giles or Tongyong on the other.

Wade–Giles without its marks writes *ding* and *ting* alike. So two names that both can be pinyin and share a word are two people's: twins
are called Li Ding and Li Ting.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from hub.screening.names.mandarin import in_syllables, is_pinyin, taiwan_spellings

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
        and any(_spell(syllables, own) for syllables in islice(in_syllables(given), MOST_READINGS))
        for surname, given in _ends(one)
        if given
        for family, own in _ends(other)
    )


def _ends(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield words[0], "".join(words[1:])
    yield words[-1], "".join(words[:-1])


def _spell(syllables: Sequence[str], letters: str) -> bool:
    rests = {letters}
    for syllable in syllables:
        rests = {rest[len(spelt) :] for rest in rests for spelt in _spellings(syllable) if rest.startswith(spelt)}
    return "" in rests


def _spellings(syllable: str) -> frozenset[str]:
    plain = syllable.replace("lyu", "lv").replace("nyu", "nv")
    return taiwan_spellings(plain)
