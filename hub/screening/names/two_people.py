"""Names that are nearly one and yet were given to two: by a letter of the only word, by the marks of Vietnamese, as to brother and sister,
to two families.

Asked only of names that were found to be alike, which those of strangers seldom are.
"""

import re
import unicodedata
from collections.abc import Sequence

from hub.screening.names.families import are_both_surnames, are_two_families
from hub.screening.names.india.indic import same_in_india
from hub.screening.names.japan.japanese import are_two_in_japan
from hub.screening.names.known import is_given_name
from hub.screening.names.korea.korean import is_korean
from hub.screening.names.name import Name
from hub.screening.names.order import differing
from hub.screening.names.slips import is_syllabic
from hub.screening.words import Word

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_VOWELS = frozenset("\u0302\u0306\u031b")  # ê, ă, ơ
_HERS = re.compile("[a-z]{3}(?:(?:[oe]v|in|[sc]k|skay)a|iene|(?:ai|y|u)te|l?ou)$")
_OF_SLAVS = re.compile("[a-z]{3}[oe]va$")
_OF_A_WOMAN = ("a", "ova", "aya", "iene", "aite", "yte", "ute", "ou")  # of Slavs, Lithuanians and Greeks
_OF_A_MAN = re.compile("(?:[aiuoy]s|(?<=n)s|[aeoiy]|[oi]y)$")
_NEARLY_ONE = frozenset({Word.ROMANISED, Word.NICKNAME, Word.TYPO})
_FLEETING = re.compile("e(?=[ck]$)")  # Jelínek, Jelínková
_SYLLABLES_OF_A_NAME = 3
_MEANT_FOR_TWO = 2  # words that are another for a man and a woman: the given name and the surname


def are_two_people(one: Name, other: Name, found: Word) -> bool:
    """Tell whether two Latin names that were found to be alike are those of two people all the same."""
    if len(one.parts) == len(other.parts) == 1:
        return found is Word.TYPO  # Suharto, Sukarto: no other word holds
    if one.written != one.letters and other.written != other.letters and is_syllabic(one.parts) and is_syllabic(other.parts):
        if one.letters != other.letters:
            return found is Word.ROMANISED  # Vietnam has one system: Toàn, Tuấn
        return _are_other_vietnamese(one.written.split(), other.written.split())
    if _are_syllables_turned(one.parts, other.parts):
        return True
    if found in _NEARLY_ONE and _are_of_two_families(one.parts, other.parts):
        return True
    if found is Word.TRUNCATED and _is_another_surname_cut(one.parts, other.parts):
        return True
    is_of_slavs = one.letters != other.letters and any(map(_OF_SLAVS.search, (*one.parts, *other.parts)))
    if len(one.parts) != len(other.parts) or (not is_of_slavs and same_in_india(one.parts, other.parts)):
        return False  # Abhay Jayaraman, Abhaya Jayaramana: the *a* is silent there, but not in Matveeva
    return _are_brother_and_sister(one.parts, other.parts)


def _are_syllables_turned(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether the two syllables of a given name stand the other way round, the surname where it was: Lee Eun-ji, Lee Ji-eun."""
    if len(one) != len(other) or len(one) != _SYLLABLES_OF_A_NAME or one == other or (one[0] != other[0] and one[-1] != other[-1]):
        return False
    return sorted(one) == sorted(other) and is_korean(one)  # in Vietnam machines write what stands last behind a comma


def _are_of_two_families(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two names differ in one word that is a surname of one country behind one given name (García, Garza), or of Japan."""
    alone = differing(one, other)
    return bool(alone) and ((one[0] == other[0] and are_two_families(*alone)) or are_two_in_japan(set(one) & set(other), *alone))


def _is_another_surname_cut(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether the surname behind one given name is another that the other begins with: Jacob, Jacobsen."""
    alone = differing(one, other)
    return bool(alone) and one[0] == other[0] and are_both_surnames(*alone)


def _are_other_vietnamese(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether only the given name, which stands last, has other marks: Tú, Tư. Where the tone stands is no matter: Hoà, Hòa."""
    if len(one) != len(other) or len(one) < 2 or one[:-1] != other[:-1]:
        return False
    (mine, marks), (yours, others) = _by_mark(one[-1]), _by_mark(other[-1])
    return mine == yours and marks != others


def _by_mark(word: str) -> tuple[str, tuple[str, ...]]:
    """Return the plain letters of a word, without brackets, and its marks, those of tones in any place; đ is d, as machines write it."""
    signs = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(filter(str.isalpha, signs)), (*(each for each in signs if each in _VOWELS), *sorted(_TONES.intersection(signs)))


def _are_brother_and_sister(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether the given name and the surname are both a man's and a woman's: Stanisław Górski, Stanisława Górska."""
    apart = [(mine, yours) for mine, yours in zip(one, other, strict=True) if mine != yours]
    return len(apart) >= _MEANT_FOR_TWO and (
        all(_is_hers(mine, yours) for mine, yours in apart) or all(_is_hers(yours, mine) for mine, yours in apart)
    )


def _is_hers(his: str, hers: str) -> bool:
    """Tell whether a word is another with the ending of a woman's: -a, -ska, -ova."""
    return his[-1] != "a" and hers in (f"{his}a", f"{his[:-1]}a", f"{his}ova")  # Ajitaa is Ajita with a long vowel


def is_in_a_mans_form(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether all that sets two names apart is a surname that one of them has as a man bears it (Oksana Isakov, Isakova), as offices
    abroad write it. Brother and sister have other given names.
    """
    alone = differing(one, other)
    if not alone or any(map(is_given_name, alone)):
        return False
    mine, yours = alone
    return _is_her_form(mine, yours) or _is_her_form(yours, mine)


def _is_her_form(his: str, hers: str) -> bool:
    stems = {hers.removesuffix(ending) for ending in _OF_A_WOMAN} - {hers}
    return bool(_HERS.search(hers)) and not stems.isdisjoint((his, _FLEETING.sub("", his), _OF_A_MAN.sub("", his)))
