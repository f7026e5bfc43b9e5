"""Which Arabic names a Latin word spells: usual spellings of two of them are two names, however near they are (Sameh and Samah).

Vowels are written as each country hears them, so how a word sounds cannot tell سامح from سماح or جمال from جميل in all of their spellings;
how these names are usually spelt can. And two spellings of one name are not two names, though lists of given names have both (Nadir and
Nadhir, Younes and Yunus). Where each is the usual spelling of a name that the other never spells, they are two. The table is made by
``tests/hub/screening/tables/arabic.py`` from egy-names, and by hand.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from hub.screening.names.listed import rows, table
from hub.screening.names.rewriting import compiled, rewritten
from hub.screening.names.sound import WORDS_KEPT

COMMONEST = 1100  # names of the table by which a whole name is known to be of Arabic origin
_SAID_ALIKE = compiled(
    ("ou|oo|o", "u"), ("ee|y(?![aeiou])", "i"), ("(?<=^[^aeiou])e", "a"), ("sy(?=[iu]|a.)|sch", "sh"), ("(?<=[a-z]{4}a)h$", ""),
    ("^[jy]u", "yu"), ("(?<=^abd)[ae](?=l)", "u"),
)  # fmt: skip
_FIRST_VOWEL = re.compile(r"^[ei](?=([bdfkmst])(?!\1)[bdfgjklmnrstz][aeiou])")
_SPELT_ALIKE = compiled(
    ("ch", "sh"), ("dj", "j"), ("q", "k"), ("(?<=[aiu])ss(?=[aeiu])", "s"), ("(?<=[aiu][nd])e$", ""), ("^u(?=[ae])", "w")
)


def as_said(word: str) -> str:
    """Return a Latin word with one spelling for what everybody hears alike: *ou*, *oo* and *o* as *u*, *ee* as *i*."""
    return rewritten(_SAID_ALIKE, without_first_vowel(word))


def without_first_vowel(word: str) -> str:
    """Return a word without the vowel before two consonants, which the Maghreb leaves out: Brahim, Smail, Btissam."""
    return _FIRST_VOWEL.sub("", word)


def spell_two_names(one: str, other: str) -> bool | None:
    """Tell whether two Latin words are usual spellings of two Arabic names; none if one of them is not known."""
    ours, theirs = _names(one), _names(other)
    if not ours or not theirs:
        return None
    usual, others = _usual(one), _usual(other)
    return ours.isdisjoint(theirs) or bool(usual and others and usual.isdisjoint(theirs) and others.isdisjoint(ours))


def are_two_names(word: str, latin: str) -> bool:
    """Tell whether a Latin word is a usual spelling of another Arabic name than the one that ``word`` is: صالح is not Salah."""
    names = _names(latin) if word in usual_spellings() else frozenset()
    return bool(names) and word not in names


def is_usual(latin: str) -> bool:
    """Tell whether a Latin word is a usual spelling of some Arabic name."""
    return bool(_names(latin))


@table
def commonest() -> frozenset[str]:
    """Return how the commonest names are spelt."""
    return frozenset(spelling for spellings in list(usual_spellings().values())[:COMMONEST] for spelling in spellings)


@lru_cache(maxsize=WORDS_KEPT)
def _names(latin: str) -> frozenset[str]:
    """Return which names a word spells; *e* at its end is silent in French and *a* in Turkish."""
    spelt = (latin, f"{latin[:-1]}a") if latin.endswith("e") else (latin,)
    return frozenset().union(*(_by_spelling().get(_as_spelt(each), ()) for each in spelt))


def _usual(latin: str) -> frozenset[str]:
    spelling = _as_spelt(latin)
    return frozenset(name for name in _names(latin) if _as_spelt(usual_spellings()[name][0]) == spelling)


@lru_cache(maxsize=WORDS_KEPT)
def _as_spelt(word: str) -> str:
    return rewritten(_SPELT_ALIKE, as_said(word))


@table
def usual_spellings() -> Mapping[str, tuple[str, ...]]:
    """Return each name of the table in Arabic letters, the commonest first, and how it is spelt, as it mostly is first."""
    return {name: tuple(spellings) for name, *spellings in rows(__package__, "arabic.txt")}


@table
def _by_spelling() -> Mapping[str, frozenset[str]]:
    made: dict[str, set[str]] = {}
    for name, spellings in usual_spellings().items():
        for spelling in spellings:
            made.setdefault(_as_spelt(spelling), set()).add(name)
    return {spelling: frozenset(names) for spelling, names in made.items()}
