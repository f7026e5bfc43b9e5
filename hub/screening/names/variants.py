"""Given names that stand for each other: one name as neighbouring languages have it, and its short forms (Bill for William).

``variants.txt`` was gathered by hand: a line is a name in neighbouring languages, and its short forms. Surnames of Bengal and of West
Africa stand there too, which are one in two languages (Mukherjee, Mukhopadhyay) or in French and English (Diallo, Jallow).
``nicknames.txt``, made by ``tests/hub/screening/tables/nicknames.py``, says what people are called. A short form may belong to several
names (Sasha, Alex). Two short forms of one name say nothing: twins are called Lisa and Ella, but nobody calls two children who were born
on one day Elizabeth and Lisa.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

from hub.screening.names.known import are_two_names, stands_before_a_surname
from hub.screening.names.listed import lines, table
from hub.screening.names.sound import WORDS_KEPT, latin_sound, lie_together

NEAR = 0.5
_OF_BENGAL = "opadhya"
_MUHAMMAD = frozenset({"mohd", "muhd", "md", "mhd", "moh", "muh", "moch"})  # as papers abbreviate it: two of these are one
LEAST_LEFT = 3  # letters of a name cut short
_FOND = re.compile("(?:ie|ey|[iy])$")
_GREEK_OR_CYRILLIC = re.compile("[\u0370-\u052f]")
_TWICE = re.compile(r"(.)\1$")
_DEVOTED = re.compile("(?<=[a-z]{4})(?:[aeou]ll?ahi?|[aeou]dd?[ei]+ne?|s[hw]?a+m[iy])$")
"""Hashmat for Hashmatullah, Seraj for Serajoddin, Palani for Palanisamy."""


def _lines(table: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the whole names and the short forms of each line of a table."""
    for line in lines(__package__, table):
        full, _bar, short = line.partition("|")
        yield full.split(), short.split()


_NAMES = tuple(_lines("variants.txt"))


def _forms() -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    whole: dict[str, set[int]] = {}
    every: dict[str, set[int]] = {}
    for number, (full, short) in enumerate(_NAMES):
        for form in full:
            whole.setdefault(form, set()).add(number)
        for form in (*full, *short):
            every.setdefault(form, set()).add(number)
    return whole, every


_WHOLE, _EVERY = _forms()
_CALLED = {full[0]: frozenset(short) for full, short in _lines("nicknames.txt")}
_NONE: frozenset[int] = frozenset()
_NO_NAMES: frozenset[str] = frozenset()


@lru_cache(maxsize=WORDS_KEPT)
def _in_latin(word: str) -> str:
    return anyascii(word).lower().replace("'", "")


@cache
def other_forms(word: str) -> frozenset[str]:
    """Return the whole forms of the names of which a word is a form, itself apart."""
    return frozenset(form for name in _EVERY.get(word, ()) for form in _NAMES[name][0]) - {word}


def names_of_the_called(word: str) -> frozenset[str]:
    """Return the names whose bearers are called by a word, in any way that :func:`are_forms_of_one_name` knows: Dolores for Lola."""
    return other_forms(word) | _bearers().get(word, _NO_NAMES)


@table
def _bearers() -> Mapping[str, frozenset[str]]:
    made: dict[str, set[str]] = defaultdict(set)
    for name, called in _CALLED.items():
        for each in called:
            made[each].add(name)
    return {each: frozenset(names) for each, names in made.items()}


def are_forms_of_one_name(one: str, other: str) -> bool:
    """Tell whether two words stand for each other: a name and its short form, or two spellings that are not far from each other.

    In one alphabet João is not Juan: there each is a name of its own.
    """
    if _GREEK_OR_CYRILLIC.match(one) and _GREEK_OR_CYRILLIC.match(other):
        one, other = _in_latin(one), _in_latin(other)
    if one in _CALLED.get(other, _NO_NAMES) or other in _CALLED.get(one, _NO_NAMES) or (one in _MUHAMMAD and other in _MUHAMMAD):
        return True
    if one[:3] == other[:3] and (_DEVOTED.sub("", one) == _DEVOTED.sub("", other) or _is_cut_short(one, other)):
        return True
    if one in _WHOLE and other in _WHOLE:
        are_near = OSA.normalized_similarity(one, other) > NEAR or lie_together(latin_sound(one), latin_sound(other))
        are_near = are_near or (_OF_BENGAL in one + other and one[:2] == other[:2])
        return are_near and not _WHOLE[one].isdisjoint(_WHOLE[other])
    return not (_WHOLE.get(one, _NONE).isdisjoint(_EVERY.get(other, _NONE)) and _WHOLE.get(other, _NONE).isdisjoint(_EVERY.get(one, _NONE)))


def is_cut_short(short: str, name: str) -> bool:
    """Tell whether a word is a given name cut short, with the ending of a pet name or without: Milt, Wolfi."""
    stem = _stem(short) if len(short) < len(name) else ""
    return LEAST_LEFT <= len(stem) < len(name) - 1 and name.startswith(stem) and stands_before_a_surname(name)


@lru_cache(maxsize=WORDS_KEPT)
def _stem(short: str) -> str:
    return _TWICE.sub(r"\1", _FOND.sub("", short))


def _is_cut_short(one: str, other: str) -> bool:
    """Tell whether one word is the other cut short, no name with short forms of its own (Alexey), and one country does not give both."""
    short, name = sorted((one, other), key=len)
    return is_cut_short(short, name) and short not in _CALLED and not are_two_names(one, other)
