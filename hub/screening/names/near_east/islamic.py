"""Names of Arabic origin in Latin letters, as each people that bears them spells them: Somali Xasan, Turkish Recep, Hausa Aminu.

One name has a spelling in each country's own orthography and another in English, French or a library's. What those orthographies do
differently is said here once: Somali *x* and *c* are ح and ع, Turkish and South Asia write ض and ذ as *z* and Turkish ends no word in *b*
or *d*, Uzbek writes a long *a* as *o*, Hausa and Swahili end a word in a vowel, Malay writes *sy* and *dz*. It counts between two names
of which one is known to be of this kind, and where two words are given names of one country, only what no hearer could tell apart is one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from hub.screening.names.apart import differ_by_a_vowel
from hub.screening.names.known import are_two_names, given_in, is_given_name, names_given_in
from hub.screening.names.listed import table
from hub.screening.names.near_east.originals import as_said, commonest, is_usual, spell_two_names, without_first_vowel
from hub.screening.names.rewriting import compiled, rewritten
from hub.screening.names.sound import WORDS_KEPT, Spoken, latin_sound, lie_together, row, spoken
from hub.screening.names.ways import arabic_way, bare

_WHERE_GIVEN = frozenset("oCG13")
"""Signs of ``given.txt``: Pakistan, Algeria, the Hausa, Turkey and Uzbekistan, whose lists hold little else."""
_OF_UZBEKS = frozenset("3")
_SURELY_OF_ISLAM = re.compile("^c?abd[aeiou]+[a-z]{3}|[aou]llah$|dd[ie]ne?$")
_OF_ISLAM = re.compile(
    "^(?:abd|nur[aeu]|abu)[a-z]{3}|^[ae]l(?=[^aeioulpv])[a-z]{5}|^(?:[aeu]l|bint?|ibn|binti|ab[du]|ou?ld|ait|o?umm?)$"
    "|(?:[aeu]ldine?|[eu]din|[eu]ttin|[a-z]{3}[aou]lah|[a-z]{3}[aou]lla|[a-z]{3}[^aeo]ul)$"
)
AS_UZBEK = ("o(?!va?$)", "a")  # but for the end of a Russian surname
_IS_SOMALI = "^[a-oq-uwxy]*(?:x|c(?!h)|aa|ii|uu)[a-oq-uwxy]*$"
_SOMALI = (("x", "h"), ("c", ""), (r"([aiu])\1+", r"\1"))
_PEOPLES = tuple(
    (re.compile(its_letters), compiled(*spelling))
    for its_letters, spelling in (
        (_IS_SOMALI, _SOMALI),
        (_IS_SOMALI, (*_SOMALI, ("s", "z"))),  # Casiis, Aziz
        (_IS_SOMALI, (*_SOMALI, ("d", "t"))),  # Suldaan
        (_IS_SOMALI, (*_SOMALI, ("(?<=[a-z]{2}[aeiou])n$", "m"))),  # Aadan
        ("sy(?!a$)|dz|^ts|(?<=[aiu])ts", (("sy(?!a$)", "sh"), ("dz", "dh"), ("ts", "th"))),  # Malay
        (
            "^(?!.*(?:[ckstgdz]h|w|q))(?:c[aeiou]|.*(?:[aeiou]c[aeiou]|[aeiou][tp]$|[eiu]ttin$))",  # Turkish
            (("c", "dj"), ("(?<=[aeiou])t$", "d"), ("(?<=[aeiou])p$", "b"), ("ttin$", "ddin")),
        ),
        ("^(?!.*(?:w|ou|oo|th|lh))(?:.*[^aeiou])?o(?:[^aeiou]|$)", (AS_UZBEK,)),  # Uzbek
        ("(?<=[a-z][^aeiou]a)t[ua]$", (("..$", ""),)),  # Hausa Halimatu
        ("j", (("j", "dh"),)),  # Bengal's Jahir
        ("^abdi(?=[a-z]{3})", (("^abdi", "abdul"),)),  # Abdiaziz
        ("^ou(?=[^aeiouy])", (("^ou", "oua"),)),  # Oussim, who is Wassim
        ("gu[ei]", (("gu(?=[ei])", "j"),)),  # Egypt's Maguid
        ("^bel(?=[a-z]{4})", (("^bel", "binal"),)),  # the Maghreb's Belkacem
        ("ique$", (("ique$", "iqi"),)),  # South Asia's Siddique
    )
)
"""By which letters a people's own spelling is known, and what spells its words plainly. More than one may have written a word."""
_BEFORE_ANOTHER = re.compile("(?<=[a-z]{3})u[lnr]$")
_ENDS_IN_A_VOWEL = re.compile("(?<=[a-z]{3}[^aeiou])[iu]$")
_ARTICLES = tuple(
    map(
        re.compile,
        (
            r"^[aeiu](?=([dnrstz])\1[a-z]{2})|^e(?=(?:ch|sh)[cs]h)|^l[ae]?(?=[bcdfghjkmnqrstwz][a-z]{3})",
            "^l(?=[ae][a-z]{4})",
            "(?<=[a-z]{2}[^aeiou])[aeu]l(?=[^aeiou][a-z]{2})",
        ),
    )
)
_DIGRAPH = re.compile("[ckstgdz]h|ch|sy|w")
_Z, _D, _S, _GH, _K = (row(text)[0].kinds for text in ("zsSQZ", "d", "sSQ", "gh", "k"))
_AS_SPELT = {_Z: _D, _GH: _K}
_X = row("X")[0].kinds
_HARDLY_WRITTEN = re.compile(r"[aeiou]|(.)(?=\1)")
_OF_A_FAMILY = re.compile("[iy]$")
LONG = 6  # letters of what one people calls its children, and ends in a vowel: Hamisi; Ghani is no Khan
FEWEST_CONSONANTS, MOST_VOWELS = 4, 2  # Hussan is no Hosin


def are_of_islam(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether one of two Latin names has a word by which names of Arabic origin are known."""
    return any(map(is_of_islam, one)) or any(map(is_of_islam, other))


@lru_cache(maxsize=WORDS_KEPT)
def is_of_islam(word: str) -> bool:
    """Tell whether a Latin word is a name of Arabic origin, in some people's spelling."""
    if _SURELY_OF_ISLAM.search(word):
        return True
    countries = given_in(word)
    if countries and countries.isdisjoint(_WHERE_GIVEN) and not is_usual(word):
        return False  # Anna, whose consonants are those of Ayan
    return any(_OF_ISLAM.search(each) or not _key(each).isdisjoint(_known()) for each in (word, *bare(word), *_plain_spellings(word)))


def is_of_turan(word: str) -> bool:
    """Tell whether a Latin word is a name of Arabic or Persian origin with an Uzbek's *o*, and none that another people gives."""
    return is_of_islam(word) and given_in(word) <= _OF_UZBEKS


@table
def _known() -> frozenset[str]:
    """Return the commonest names (``arabic.txt``, made by ``tests/hub/screening/tables/arabic.py`` from egy-names) without their vowels."""
    return frozenset(key for name in commonest() | names_given_in(_WHERE_GIVEN) for key in _key(name))


def _key(word: str) -> frozenset[str]:
    return arabic_way(word.replace("v", "w"))


@lru_cache(maxsize=WORDS_KEPT)
def are_one_in_islam(one: str, other: str) -> bool:
    """Tell whether two Latin words are one name of Arabic origin, as two peoples spell it."""
    if _is_certain(one, other):
        return True
    if spell_two_names(one, other) or are_two_names(one, other):
        return False
    if any(_is_certain(ours, theirs) for ours in _with_its_rest(one) for theirs in _with_its_rest(other)):
        return True  # Benyoucef, bin Yusuf
    return any(lie_together(ours, theirs, loosely=True) for ours in _sounds(one) for theirs in _sounds(other))


@lru_cache(maxsize=WORDS_KEPT)
def are_two_in_islam(one: str, other: str) -> bool:
    """Tell whether two names of Arabic origin, spelt plainly, are given names of one country that no way of writing Arabic makes one."""
    return (is_of_islam(one) and is_of_islam(other) and not _is_certain(one, other)) and any(
        are_two_names(ours, theirs) and arabic_way(ours).isdisjoint(arabic_way(theirs)) and as_said(ours) != as_said(theirs)
        for ours in (one, *_plain_spellings(one))
        for theirs in (other, *_plain_spellings(other))
    )


def are_vowelled_otherwise(mine: str, yours: str) -> bool:
    """Tell whether two surnames behind one given name are no names that we know of and have the same consonants, which Arabic writes, and
    but two vowels apart.
    """
    if (is_usual(mine) and is_usual(yours)) or is_given_name(mine) or is_given_name(yours):
        return False
    if spell_two_names(*(_OF_A_FAMILY.sub("", word) for word in (mine, yours))):
        return False  # Mahmoudi, Mohammadi
    if min(len(_HARDLY_WRITTEN.sub("", word)) for word in (mine, yours)) < FEWEST_CONSONANTS:
        return False
    ours, theirs = latin_sound(mine), latin_sound(yours)
    return bool(ours.last & theirs.last) and differ_by_a_vowel(ours, theirs, consonants=0, most=MOST_VOWELS)


def _with_its_rest(word: str) -> tuple[str, ...]:
    return (word, *bare(word), *_without_article(word))


def _is_certain(one: str, other: str) -> bool:
    """Tell whether two words are one name, however they sound."""
    return as_said(one) == as_said(other) or spell_two_names(one, other) is False


@lru_cache(maxsize=WORDS_KEPT)
def sounds_in_arabic(word: str) -> tuple[Spoken, ...]:
    """Return what else a Latin word may sound like beside Arabic letters, if some people's own orthography has written it."""
    plain = dict.fromkeys((word, *_plain_spellings(word), *without_article(word)))
    return tuple(_as_peoples_spell(each) for each in plain)


@lru_cache(maxsize=WORDS_KEPT)
def _sounds(word: str) -> tuple[Spoken, ...]:
    plain = dict.fromkeys((*_with_its_rest(word), *_plain_spellings(word)))
    return tuple(_as_peoples_spell(each, _AS_SPELT, marked=is_given_name(each)) for each in plain)


def _plain_spellings(word: str) -> Iterator[str]:
    yield from (rewritten(rules, word) for its_letters, rules in _PEOPLES if its_letters.search(word))
    if _BEFORE_ANOTHER.search(word) and not is_given_name(word):
        yield word[:-2]  # Ainun
    if _ENDS_IN_A_VOWEL.search(word) and (word[-1] == "u" or not (is_usual(word) or len(given_in(word)) > (len(word) >= LONG))):
        yield word[:-1]  # Aminu, Rashidi


def without_article(word: str) -> Iterator[str]:
    """Yield a word without an article that is joined to it, or the vowel that the Maghreb does not hear before two consonants: Brahim."""
    if (heard := without_first_vowel(word)) != word:
        yield heard
    yield from _without_article(word)


def _without_article(word: str) -> Iterator[str]:
    """Yield a word without the article that French joins to it and runs into it: Ezzahi, Lemrabet, Mennatelrahman."""
    if not is_given_name(word):
        yield from (each for article in _ARTICLES if (each := article.sub("", word, count=1)) != word)


def _as_peoples_spell(word: str, also: dict[int, int] | None = None, *, marked: bool = False) -> Spoken:
    """Return how a word sounds where *z* may be ض and *s* is *sh* without its mark."""
    signs = latin_sound(word).signs
    further = dict(also or {})
    if not (marked or _DIGRAPH.search(word)):
        further |= {_S: _X, _Z: _X | further.get(_Z, 0)}
    return spoken(tuple(replace(each, kinds=each.kinds | further.get(each.kinds, 0)) for each in signs))
