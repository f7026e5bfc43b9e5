"""Which words of two names have no partner: each is taken once, in any order, and two neighbours may stand joined on the other side."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from rapidfuzz.distance import Indel

_Form = TypeVar("_Form")
Alike = Callable[[str, str], bool]
MOST_LETTERS_MORE = 4  # of two joined words beside one, when each of its letters is a syllable
MOST_TIMES_IN_LATIN = 1.5  # where both are in the letters a to z
LEAST_SHARED = 0.5  # of their letters, likewise: the least that was seen of some five hundred which are one is .6


def unpaired(one: Sequence[str], other: Sequence[str], alike: Alike) -> tuple[list[str], list[str]]:
    """Return the words of each name that no word of the other is like, equal ones being paired first."""
    left, right = list(one), list(other)
    if not set(left).isdisjoint(right):
        _take(left, right, str.__eq__)
    if len(left) != len(right):
        alone, beside = list(left), list(right)
        are_all_alone = not _take(alone, beside, alike)
        _take_joined(alone, beside, alike)
        _take_joined(beside, alone, alike)
        if are_all_alone or not alone or not beside:
            return alone, beside
        _take_joined(left, right, alike)
        _take_joined(right, left, alike)
    _take(left, right, alike)
    _take_joined(left, right, alike)
    _take_joined(right, left, alike)
    return left, right


def all_paired(one: Sequence[_Form], other: Sequence[_Form], alike: Callable[[_Form, _Form], bool]) -> bool:
    """Tell whether each word of one name, in some form, is like one of the other, none being joined or left over. Taken greedily, which is
    right unless one word has two partners that are not alike.
    """
    rest = list(other)
    for word in one:
        partner = next((each for each in rest if alike(word, each)), None)
        if partner is None:
            return False
        rest.remove(partner)
    return not rest


def _take(left: list[str], right: list[str], alike: Alike) -> bool:
    """Take each word that is one of the other side's, and tell whether there was any."""
    before = len(left)
    for word in tuple(left):
        partner = next((each for each in right if alike(word, each)), None)
        if partner is not None:
            left.remove(word)
            right.remove(partner)
    return len(left) < before


def _take_joined(apart: list[str], joined: list[str], alike: Alike) -> None:
    """Take each two neighbours of the one that are a word of the other when they are joined."""
    for first, second in zip(tuple(apart), tuple(apart[1:]), strict=False):
        both = first + second
        partner = next((each for each in joined if _may_be(both, each) and alike(both, each)), None)
        if partner is not None and not Counter((first, second)) - Counter(apart):
            apart.remove(first)
            apart.remove(second)
            joined.remove(partner)


def _may_be(both: str, each: str) -> bool:
    """Tell whether two joined words may be another, by their letters: rules cost more, and joined words are seldom met twice."""
    in_latin = both.isascii() and each.isascii()
    shorter, longer = sorted((len(both), len(each)))
    if longer > (MOST_TIMES_IN_LATIN if in_latin else 2) * shorter + MOST_LETTERS_MORE:
        return False
    return not in_latin or Indel.normalized_similarity(both, each) >= LEAST_SHARED
