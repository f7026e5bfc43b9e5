"""Initials in the scripts of India: एम जे is M. J. and MJ, and மு. or எம். may stand for Muthuvel, whose son's name follows.

An initial is spoken as English calls the letter (एस, எஸ், ಎಸ್), or is a syllable with which a name begins. In the south it stands for the
father's name or the village, and the whole word is the given name, which twins do not share. Elsewhere the whole word may be the surname,
so what an initial stands for is evidence only beside two words that agree. In Latin and Russian letters two initials beside a surname
are, and one of a Tamil's father.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from string import ascii_lowercase
from unicodedata import category

from hub.screening.names.india.indic import is_indic, is_of_tamils, is_of_the_south
from hub.screening.names.known import is_given_name, stands_before_a_surname
from hub.screening.names.listed import table
from hub.screening.names.one_word import sound_alike
from hub.screening.names.pairing import unpaired
from hub.screening.names.particles import PARTICLES
from hub.screening.names.scripts import LETTER_NAMES, sound_of
from hub.screening.names.sound import WORDS_KEPT, latin_sound, lie_together
from hub.screening.words import Word

Initial = frozenset[str]  # the Latin letters that it may be
MOST_JOINED = 4  # Latin letters of a run of initials: MJ, CAK
LONGEST_NAME = 8  # letters and signs of a spoken letter: ডব্লিউ
LONGEST_SYLLABLE = 2
FEWEST_LETTERS = 3  # of the words that agree
SURNAME_LETTERS = 4
FEWEST_WORDS = 2  # that agree where an initial may stand for the given name
_OF_A_FATHER = re.compile("[a-z]{4}(?:[aeu][mnr]|[ae]l|s[hw]?a*m[iy]|pillai|appa|ai?a?h)$")

_OF_A_FAMILY = re.compile("^kumar$|pill?a[iy]$|nair$|menon$|redd[iy]$|gounder$|chettiar$|mudaliar$|naidu$|iy[ae]r$")


def same_but_for_initials(ours: Sequence[str], theirs: Sequence[str], alike: Callable[[str, str], bool]) -> Word:
    """Return ROMANISED if two names in different scripts, one of them of India, differ by how initials are written only, PART_MISSING if an
    initial stands for a word or is missing, and else DIFFERENT.
    """
    native = next((word for word in (*ours, *theirs) if is_indic(word[0])), "")
    if not native or not any(initial(word) or (spelt(word) and not word.isascii()) for word in (*ours, *theirs)):
        return Word.DIFFERENT
    mine, one = _parted(ours)
    yours, other = _parted(theirs)
    left, right = unpaired(one, other, alike)
    agree = [word for word in one if word not in left]
    written = _take_runs(left, right) + _take_written(left, yours) + _take_written(right, mine) + _take_shared(mine, yours)
    stood = [*_take_begun(left, yours), *_take_begun(right, mine)]
    if left or right or (mine and yours) or not (written or stood) or sum(map(len, agree)) < FEWEST_LETTERS:
        return Word.DIFFERENT
    if not stood:
        return Word.PART_MISSING if mine or yours else Word.ROMANISED
    if mine or yours:
        return Word.DIFFERENT  # S. R. Gaikwad may be anybody's brother
    of_father = is_of_the_south(native) and not any(map(stands_before_a_surname, stood))
    return Word.PART_MISSING if of_father or len(agree) >= FEWEST_WORDS else Word.DIFFERENT


def _parted(words: Sequence[str]) -> tuple[list[Initial], list[str]]:
    return [letters for word in words if (letters := initial(word))], [word for word in words if not initial(word)]


def _take_written(words: list[str], initials: list[Initial]) -> int:
    """Take each word that is a run of the initials, and them; return how many words were."""
    before = len(words)
    for word in tuple(words):
        rest = _without(initials, spelt(word))
        if rest is not None:
            words.remove(word)
            initials[:] = rest
    return before - len(words)


def _without(initials: Sequence[Initial], run: Sequence[Initial]) -> list[Initial] | None:
    """Return what remains of the initials without a run that stands in them; none if it does not, or is none."""
    for nth in range(len(initials) - len(run) + 1 if run else 0):
        if all(map(frozenset.__and__, initials[nth:], run)):
            return [*initials[:nth], *initials[nth + len(run) :]]
    return None


def _take_runs(words: list[str], others: list[str]) -> int:
    """Take each word that is a run of initials, and the other that is the same run; return how many pairs were."""
    before = len(words)
    for word in tuple(words):
        beside = next((each for each in others if _without(spelt(word), spelt(each)) == []), None)
        if beside:
            words.remove(word)
            others.remove(beside)
    return before - len(words)


def _take_begun(words: list[str], initials: list[Initial]) -> list[str]:
    """Take each word that begins with an initial, and it; return the words."""
    stood = []
    for word in tuple(words):
        nth = next((nth for nth, each in enumerate(initials) if each & _first_letters(word)), None)
        if nth is not None:
            stood.append(word)
            words.remove(word)
            del initials[nth]
    return stood


def _take_shared(mine: list[Initial], yours: list[Initial]) -> int:
    """Take the initials that both names have; return how many they are."""
    before = len(mine)
    for each in tuple(mine):
        nth = next((nth for nth, beside in enumerate(yours) if each & beside), None)
        if nth is not None:
            mine.remove(each)
            del yours[nth]
    return before - len(mine)


@lru_cache(maxsize=WORDS_KEPT)
def initial(word: str) -> Initial:
    """Return the letters that a word may be if it is an initial: none if it is not."""
    if word.isascii() or not is_indic(word[0]):
        return frozenset(word) if len(word) == 1 else frozenset()
    return _spoken(word) or (_first_letters(word) if _is_syllable(word) else frozenset())


def _is_syllable(word: str) -> bool:
    return len(word) == 1 or (len(word) == LONGEST_SYLLABLE and category(word[1]).startswith("M"))


@lru_cache(maxsize=WORDS_KEPT)
def spelt(word: str) -> tuple[Initial, ...]:
    """Return the letters of a word that may be a run of initials, as MJ, डीजे and একেএম are: none if it cannot be."""
    if word.isascii():
        return tuple(map(frozenset, word)) if 1 < len(word) <= MOST_JOINED else ()
    return _spelt_from(word) if is_indic(word[0]) else ()


def _spelt_from(word: str) -> tuple[Initial, ...]:
    for end in range(min(LONGEST_NAME, len(word)), 0, -1):
        letters = _spoken(word[:end])
        behind = _spelt_from(word[end:]) if letters and end < len(word) else ()
        if letters and (behind or end == len(word)):
            return (letters, *behind)
    return ()


@lru_cache(maxsize=WORDS_KEPT)
def _spoken(word: str) -> Initial:
    """Return the letters whose English name a word is."""
    if len(word) > LONGEST_NAME or not is_indic(word[0]):
        return frozenset()
    sound = sound_of(word)
    return frozenset(letter for letter, names in LETTER_NAMES.items() if any(lie_together(sound, latin_sound(name)) for name in names))


@lru_cache(maxsize=WORDS_KEPT)
def _first_letters(word: str) -> Initial:
    """Return the letters with which a word may begin in Latin spelling."""
    first = sound_of(word).first
    return frozenset(letter for letter, kinds in _begun_with().items() if kinds & first)


def begins_with(word: str, letter: str) -> bool:
    """Tell whether a word may begin with a letter in Latin spelling."""
    return letter in _first_letters(word)


@table
def _begun_with() -> dict[str, int]:
    return {letter: latin_sound(f"{letter}a").first | latin_sound(f"{letter}i").first for letter in ascii_lowercase}


def same_surname_and_initials(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two names in one script are the same words but for initials of the one, which begin the other's words in their order:
    two at least (Orlova K. Z., MK Stalin), since a single one is shared by too many twins, or one of a father in the south of India.
    """
    return _is_shortened(tuple(one), other) or _is_shortened(tuple(other), one)


def _is_shortened(short: tuple[str, ...], whole: Sequence[str]) -> bool:
    letters, words = _runs_and_words(short)
    if not letters or len(whole) != len(letters) + len(words) or not {word[0] for word in whole}.issuperset(letters):
        return False  # as with most strangers
    left, right = unpaired(words, whole, sound_alike)
    if left or sum(map(len, words)) < SURNAME_LETTERS or [word[0] for word in right if len(word) > 1] != [*letters]:
        return False
    return len(letters) >= FEWEST_WORDS or _is_of_a_father(*right, given=words, whole=whole, is_behind=short[-1] not in words)


@lru_cache(maxsize=WORDS_KEPT)
def _runs_and_words(short: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return the initials of a name and its words."""
    words = tuple(word for word in short if not _is_run(word))
    return "".join(word for word in short if word not in words), words


def _is_run(word: str) -> bool:
    """Tell whether a word is an initial, or two or three that are joined."""
    return len(word) == 1 or (len(word) < SURNAME_LETTERS and word not in PARTICLES and not is_given_name(word))


def _is_of_a_father(father: str, *, given: Sequence[str], whole: Sequence[str], is_behind: bool) -> bool:
    """Tell whether a word for which an initial stands is what Tamils are called behind their name, the father's: twins do not share what
    stands first; where it stands before the name, the initial has to stand behind (Murugan E) and not behind a family's name (Kumar K), or
    only a man of his age is called so, or it might be a twin's own.
    """
    if len(given) > 1 or not (is_of_tamils(father) or is_of_tamils(given[0])):
        return False
    is_own = is_behind and is_of_tamils(given[0]) and not _OF_A_FAMILY.search(given[0])
    return whole[0] != father or is_own or bool(_OF_A_FATHER.search(father))
