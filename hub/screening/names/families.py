"""Surnames that we know of: two of one country that differ are two families', however alike they are (García, Garza).

``surnames.txt``, made by ``tests/hub/screening/tables/surnames.py`` from Faker, @faker-js/faker and mimesis, has those of some forty
countries that write in Latin letters. Spellings of one surname stand there too, and stay one: those that sound alike in as many vowels
(Meyer, Maier), that a machine misreads (Rodriguez, Rodriquez), a wife's and her husband's (Novák, Nováková), *-sen* beside *-son*, with an
umlaut written out or a letter that is not heard (Thompson, Lefebvre).
"""

import re
from collections.abc import Mapping

from hub.screening.names.known import given_in
from hub.screening.names.listed import lines, table
from hub.screening.names.misread import misreadings
from hub.screening.names.scripts import sound_of
from hub.screening.names.sound import lie_together

_RESPELT = re.compile("(?:ova|[aeiy])$|(?<=s)[eo](?=n$)|(?<=[aoui])e|(?<=a)a|(?<=m)p(?=[st])|b(?=v)|e(?=[ck]$)|(?<=^m)a(?=c)")
_VOWEL = re.compile("[aeiouy]")


def are_two_families(one: str, other: str) -> bool:
    """Tell whether two words are surnames of one country, and no spelling makes one of them."""
    surnames = _surnames()
    if set(surnames.get(one, "")).isdisjoint(surnames.get(other, "")) or misreadings(one, other) <= 1:
        return False
    if _RESPELT.sub("", one) == _RESPELT.sub("", other):
        return False
    return _vowels(one) != _vowels(other) or not lie_together(sound_of(one), sound_of(other))


def _vowels(word: str) -> int:
    return len(_VOWEL.findall(word))


def are_both_surnames(one: str, other: str) -> bool:
    """Tell whether two words are surnames somewhere."""
    return is_a_surname(one) and is_a_surname(other)


def is_a_surname(word: str) -> bool:
    """Tell whether a word is a surname somewhere."""
    return word in _surnames()


def is_mostly_a_surname(word: str) -> bool:
    """Tell whether a word is a surname in more countries than give it to their children: Cruz, Moreno."""
    return len(_surnames().get(word, "")) > len(given_in(word))


@table
def _surnames() -> Mapping[str, str]:
    """Return the surnames with a sign for each country in which they are common."""
    rows = (line.partition(" ") for line in lines(__package__, "surnames.txt"))
    return {word: signs for word, _space, signs in rows}
