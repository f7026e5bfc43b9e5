"""Russian, Ukrainian and Belarusian: one person has a name in two of them, by law, and papers in either.

Given names are translated (Григорій is Григорий, Hryhorii Grigoriy, Aleh Oleg), surnames respelt: *g* is *h*, unstressed *o* is *a*
in Belarusian, *e* may be *i*. Only where both names have a surname of these languages: there Ганна and Анна are one name.
``calendar.txt`` was gathered by hand; most of what is heard alike needs no entry.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

from hub.screening.names.china.mandarin import is_pinyin
from hub.screening.names.known import are_two_names, is_given_name
from hub.screening.names.korea.korean import is_korean
from hub.screening.names.listed import rows
from hub.screening.names.order import differing
from hub.screening.names.pairing import unpaired
from hub.screening.names.rewriting import compiled, rewritten
from hub.screening.names.sound import WORDS_KEPT
from hub.screening.names.ways import slavic_way

FEWEST_WORDS = 2
_SURNAME = re.compile(
    "(?:[oea](?:v|w|u|ff)|sk(?:[iyj]*|a?ya)|[^aeiou][kl]o|enka|en[iyj]a|[aoei]?[vw][iy](?:ch|h|cz)|[^aeiou]i?[uea]k|[nbl][iy]+j?"
    "|[iyj]?e(?:ts|c|z)|[^aeiou]ik|[^aeiou][iy]n)a?$"
)
_FATHERS_NAME = re.compile("(?<=...)(?:[iy]*[oea]v[iy]ch|[iy]*[oea]vna|[iy]+vna|[aeo]una|[iy]+ch|[iy]+chna)$")
_OF_THE_EAST = re.compile("(?:[oe]va?|[ao]u|enk[oa]|[vn]ich|sk(?:iy|yi|yy|ii|aya|aia)|uk|ets)$|zh|shch")
_IN_RUSSIAN = compiled(("dz(?=[ie])", "d"), ("ts(?=[ie])", "t"), ("(?<=[^aeiou])i[ao](?=.)", "e"), ("o", "a"))
_AS_SPELT = compiled(("c(?![hkz])", "ts"), ("(?<=[aoe])u(?![aeiou])", "v"))
_KEY = compiled(
    ("(?<=^r)i+(?=[aou])", ""), ("(?<=a)vu(?=[^aeiou])", "v"), ("zh", "Z"), ("g", "h"), ("^ul(?=a)", "vl"),
    ("i?[aou](?=va?$)|i[ao](?=[^aeiou])", "e"), ("d[sz]+(?=[ie])", "d"), ("ts(?=[ie][^aeiou])", "t"), ("(?<=[CSZ])e(?!va?$)", "a"),
    ("i+(?=[aou])", ""), ("[ao]", "a"), ("[ei]+", "e"), (r"(.)\1+", r"\1"), ("e+(?=a?$)", ""),
)  # fmt: skip


class _Form(NamedTuple):
    """What a word is in all three languages: the number of its entry in the table, negative of a father's name, or else its key."""

    entry: int = 0
    key: str = ""


@lru_cache(maxsize=WORDS_KEPT)
def _key(word: str) -> str:
    return rewritten(_KEY, min(slavic_way(rewritten(_AS_SPELT, _in_latin(word)))))


def same_in_east_slavic(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two names in Cyrillic or Latin letters are one in two of these languages, but for a father's name left out.

    Where no word is the same, the surname is in two languages, and so may the given name be, though one country has both of them; and where
    it is surely of the east: Anna Zhuk, Hanna Zhuk, but not Anna Kowalska, Hanna Kowalska.
    """
    alone = differing(one, other)
    is_translated = alone and alone[0].isascii() and _form(alone[0]).entry and not are_two_names(*alone)
    if not (is_translated or (any(map(_is_surname, one)) and any(map(_is_surname, other)))):
        return False
    if len({*map(_form, one)} & {*map(_form, other)}) < FEWEST_WORDS:
        return False
    if all(map(is_pinyin, (*one, *other))) or is_korean(one):
        return False  # Jing Li, Ying Li; Na Yoojin, Na Joojin
    is_east_slavic = set(one).isdisjoint(other) or any(map(_OF_THE_EAST.search, one))
    left, right = unpaired(one, other, _are_translated if is_east_slavic else _are_one_word)
    return not (left and right) and min(len(one) - len(left), len(other) - len(right)) >= FEWEST_WORDS


@lru_cache(maxsize=WORDS_KEPT)
def _is_surname(word: str) -> bool:
    """Tell whether a word ends as surnames or fathers' names of these languages do; a family's children share both."""
    if "\u0250" < word < "\u0400" or word > "\u0530":
        return False
    latin = _in_latin(word)
    return bool(_SURNAME.search(latin) or _FATHERS_NAME.search(latin)) and not is_given_name(latin)


@lru_cache(maxsize=WORDS_KEPT)
def _are_one_word(one: str, other: str) -> bool:
    if _form(one) != _form(other):
        return False
    mine, yours = _in_latin(one), _in_latin(other)
    if not _spellings(mine).isdisjoint(_spellings(yours)):
        return True
    is_translated = bool(_form(one).entry)
    if are_two_names(mine, yours):
        return is_translated and not (one.isascii() or other.isascii())
    if not _spellings(mine.replace("o", "a")).isdisjoint(_spellings(yours.replace("o", "a"))):
        return True  # Sherzad, Шерзод
    return is_translated or (_is_surname(one) and _is_surname(other))


def _are_translated(one: str, other: str) -> bool:
    return (_form(one) == _form(other) and bool(_form(one).entry)) or _are_one_word(one, other)


@lru_cache(maxsize=WORDS_KEPT)
def _form(word: str) -> _Form:
    latin = _in_latin(word)
    father = _FATHERS_NAME.sub("", latin)
    entry = _entry(latin if father == latin else father)
    if not entry and father != latin:
        begun = {nth for spelling in _calendar(father) for name, nth in _TRANSLATED_AS.items() if name.startswith(spelling)}
        entry = begun.pop() if len(begun) == 1 else 0
    return _Form(entry if father == latin else -entry) if entry else _Form(key=_key(father))


def are_two_in_the_calendar(one: str, other: str) -> bool:
    """Tell whether two words are two names of the table: Olena is no Галина, though both are heard in Helena."""
    mine, yours = _form(one).entry, _form(other).entry
    return 0 not in (mine, yours) and mine != yours


def _entry(latin: str) -> int:
    return next((_TRANSLATED_AS[each] for each in _calendar(latin) if each in _TRANSLATED_AS), 0)


def _calendar(latin: str) -> Iterator[str]:
    """Yield how a given name may stand in the table: as it is spelt, and as Russian says a Belarusian one, without telling *o* from *a*."""
    for each in _spellings(latin):
        yield from (each.replace("o", "a"), rewritten(_IN_RUSSIAN, each))


@lru_cache(maxsize=WORDS_KEPT)
def _spellings(latin: str) -> frozenset[str]:
    return frozenset(form.replace("g", "h") for form in slavic_way(latin))


def _in_latin(word: str) -> str:
    return word if word.isascii() else anyascii(word).lower().replace("'", "")


_TRANSLATED_AS = {
    spelling: nth for nth, entry in enumerate(rows(__package__, "calendar.txt"), 1) for form in entry for spelling in _calendar(form)
}
