"""Whether two Latin names can be one at all, by how their words begin and which consonants they have.

Most strangers' names cannot, and that is cheap to see: it spares them the rules of every language. What may still be one is judged by the
rules; a pair that they would find must never be refused here.
"""

from collections.abc import Sequence
from functools import lru_cache
from string import ascii_lowercase

from rapidfuzz.distance import OSA

from hub.screening.names.korea.korean import may_be_korean
from hub.screening.names.near_east.islamic import without_article
from hub.screening.names.particles import PARTICLES
from hub.screening.names.sound import WORDS_KEPT
from hub.screening.names.spelling import may_be_chinese
from hub.screening.names.variants import names_of_the_called
from hub.screening.names.ways import bare

LONGEST_RUN = 3  # of initials that are joined, which begin words and have no further consonants: VT, for Vignesh Thirumalai
_LIKE = {
    **dict.fromkeys("aeiou", "a"), **dict.fromkeys("bfpv", "b"), "w": "ab", "y": "aj", "j": "ajz", "g": "kjh", "k": "kh", "q": "k",
    "c": "kztha", "x": "kzh", "s": "z", "z": "zj", "t": "tz", "d": "tj", "h": "ha",
}  # fmt: skip
_TWO_LETTERS = {"mp": "b", "nt": "t", "tz": "j", "hu": "b", "ab": "b", "vo": "a", "ul": "b", "my": "n", "ry": "h"}
"""In Greece; Huzita for Fujita; Abu Zaid for Bouzid; Volha, Uladzimir, Mykyta and Ryhor for Olga, Vladimir, Nikita and Grigory."""
_CONSONANTS = ("bpfvw", "kgqcxszjh", "td", "lr", "mn")
_BITS = {letter: 1 << nth for nth, letter in enumerate(ascii_lowercase)}
_ANY = (1 << len(_BITS)) - 1
_KINDS = {letter: 1 << nth for nth, letters in enumerate(_CONSONANTS) for letter in letters}
_BEGINS = {letter: sum(_BITS[each] for each in _LIKE.get(letter, letter)) for letter in ascii_lowercase}
_FIRST_TWO = {first: sum(_BITS[each] for each in letters) for first, letters in _TWO_LETTERS.items()}


def can_be_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether some rule may make two names one. Names of China and Korea can be one whatever they begin with: Ng is Wu, Yi is Lee."""
    return have_partners(one, other) or any(is_of(one) and is_of(other) for is_of in (may_be_chinese, may_be_korean))


def have_partners(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether each word of the shorter name, or of one of two names as long, may have a partner in the other."""
    if len(one) == len(other):
        return _are_in(one, other) or _are_in(other, one)
    return _are_in(one, other) if len(one) < len(other) else _are_in(other, one)


def begin_alike(mine: str, yours: str) -> bool:
    """Tell whether two words may be one by their first letters, behind a joined article too."""
    return bool(_outline(mine)[0] & _outline(yours)[0])


def _are_in(words: Sequence[str], others: Sequence[str]) -> bool:
    return all(word in PARTICLES or _has_partner(word, others) for word in words)


def _has_partner(word: str, others: Sequence[str]) -> bool:
    """Tell whether some word of another name, or it and those behind it where they are joined, may be this one."""
    begins, consonants = _outline(word)
    behind = 0
    for each in reversed(others):
        first, kinds = _outline(each)
        behind |= kinds
        if begins & first and (consonants & behind or not consonants or not kinds):
            return True
    return any(OSA.distance(word, each, score_cutoff=1) <= 1 for each in others)


@lru_cache(maxsize=WORDS_KEPT)
def _outline(word: str) -> tuple[int, int]:
    """Return the letters with which a word, or a name that it is a short form of, may begin, and the kinds of its further consonants."""
    if not word.isascii():
        return _ANY, 0
    begins = _FIRST_TWO.get(word[:2], 0)
    consonants = 0
    for each in (word, *bare(word), *without_article(word), *names_of_the_called(word)):
        begins |= _BEGINS[each[0]]
        for letter in each[1:] if len(word) > LONGEST_RUN else "":
            consonants |= _KINDS.get(letter, 0)
    return begins, consonants
