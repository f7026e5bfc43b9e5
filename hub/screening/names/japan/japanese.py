"""Whether a name in Latin letters or kana is how a Japanese name in characters is read.

A character is read in many ways and its bearer chooses, so a reading proves little by itself: it is evidence with an equal birth date only.
"""

import re
from collections.abc import Iterator, Set
from functools import lru_cache
from itertools import islice

from anyascii import anyascii

from hub.screening.names.japan.kanji import given_in_kanji, given_names, is_japanese_surname, kanji_readings, surnames_in_latin
from hub.screening.names.known import is_given_name
from hub.screening.names.korea.korean import families
from hub.screening.names.misread import are_slips
from hub.screening.names.name import Name
from hub.screening.names.sound import WORDS_KEPT
from hub.screening.names.ways import is_mora, japanese_way

LONGEST_SURNAME = 4
LONG_SURNAME = 6  # letters of one that may hold a slip
WORDS = 2  # of a name of Japan
_ENDS = frozenset("aeiounh")  # of words that consist of Japanese syllables, in any way to write these
FIRST_SOUND = 3  # letters that say how a reading begins in the common form: tsu
UNSETTLED = 3  # letters at the end of a reading that the next character may still change
_SMALL_TSU = re.compile(r"t(?=ch|[kp]|s(?!u))|c(?=ch)|([kspt])(?=\1)")  # 服部 is Hattori; systems disagree on its letter
_VOICED = (("ch", "j"), ("sh", "j"), ("ts", "z"), ("k", "g"), ("s", "z"), ("t", "d"), ("h", "b"), ("g", "k"), ("z", "s"), ("d", "t"))
"""How a character may begin in the middle of a surname otherwise than alone, or alone than there: Nakajima, Mizukuchi."""


def is_read_in_japanese(name: Name, words: tuple[str, ...]) -> bool:
    """Tell whether a Han name, surname first, is read as these Latin words, surname first or last; or as one word, surname first."""
    if not all(map(_is_said, words)):
        return False
    characters = _written_out(name.letters)
    if not 2 <= len(characters) <= 2 * LONGEST_SURNAME or _beginnings(characters).isdisjoint(in_one_form(word)[0] for word in words):
        return False
    if not all(map(_readings, characters)):
        return False
    whole = words if len(words) > 1 else words[0]
    halves = [(in_one_form("".join(whole[:place])), in_one_form("".join(whole[place:]))) for place in range(1, len(whole))]
    turned = [(last, first) for first, last in halves] if len(words) > 1 else []
    cuts = list(_cuts(characters))
    if not turned:  # and nothing tells where the surname ends
        cuts = [cut for cut in cuts if is_japanese_surname(cut[0])] or cuts
    return any(_is_surname(surname, family) and _is_given(given, own) for surname, given in cuts for family, own in (*halves, *turned))


def is_slip_in_japanese(name: Name, words: tuple[str, ...]) -> bool:
    """Tell whether two Latin words are the given name and, with a slip that makes it nobody's, a long surname: 西川明美, Nishirawa."""
    if len(words) != WORDS:
        return False
    return any(
        len(family) >= LONG_SURNAME
        and family not in surnames_in_latin()
        and any(are_slips(way(family), way(reading)) for reading in kanji_readings()[surname] for way in (str, in_one_form))
        and _is_given(given, in_one_form(own))
        for surname, given in islice(_cuts(_written_out(name.letters)), 1, None)
        if surname in kanji_readings()
        for family, own in (words, words[::-1])
    )


def is_surname_in_japanese(characters: str, word: str) -> bool:
    """Tell whether characters alone are read as a word that a Japanese surname may be."""
    return is_mora(in_one_form(word)) and _is_surname(_written_out(characters), in_one_form(word))


def are_two_in_japan(shared: Set[str], one: str, other: str) -> bool:
    """Tell whether no way of writing makes one of two words in which alone two names differ: two surnames of Japan (Sato, Saito), or two
    given names beside a surname (Koichi, Koji).
    """
    mine, yours = japanese_way(one), japanese_way(other)
    if mine == yours:
        return False
    are_of_children = len(shared) == 1 and shared <= surnames_in_latin() and mine | yours <= given_names()
    return are_of_children or {one, other} <= surnames_in_latin()


def is_slip_in_japan(shared: Set[str], mine: str, yours: str) -> bool:
    """Tell whether two names that share a surname of Japan, which is none of Korea, and differ in the words ``mine`` and ``yours``, are one
    with a slip: it leaves of a given name what is not said in Japan (Michik, Michiko) and is nobody's elsewhere.
    """
    if not (shared & surnames_in_latin()) - families().keys() or _is_said(mine) is _is_said(yours) or not are_slips(mine, yours):
        return False
    name, strange = (mine, yours) if _is_said(mine) else (yours, mine)
    return in_one_form(name) in given_names() and not is_given_name(strange)


def _is_said(word: str) -> bool:
    """Tell whether a word in Latin letters consists of Japanese syllables, in any way to write these."""
    return _ENDS.issuperset(word[-1:]) and is_mora(in_one_form(word))


@lru_cache(maxsize=WORDS_KEPT)
def _written_out(characters: str) -> str:
    return "".join(characters[place - 1] if each == "々" and place else each for place, each in enumerate(characters))


@lru_cache(maxsize=WORDS_KEPT)
def _beginnings(characters: str) -> frozenset[str]:
    """Return the letters with which the surname that leads characters may begin."""
    return frozenset(
        in_one_form(each)[0]
        for surname, _given in _cuts(characters)
        for each in (*_readings(surname[0]), *kanji_readings().get(surname, ()))
    )


def _cuts(characters: str) -> Iterator[tuple[str, str]]:
    for length in range(1, min(LONGEST_SURNAME, len(characters) - 1) + 1):
        yield characters[:length], characters[length:]


def _is_given(characters: str, word: str) -> bool:
    """Tell whether a given name in characters is read as a word: as its bearers are known to be called, or as its characters allow."""
    known = given_in_kanji().get(characters)
    return word in known if known else _gives(characters, word)


def _is_surname(characters: str, word: str) -> bool:
    return word in map(in_one_form, kanji_readings().get(characters, ())) or _gives(characters, word, in_surname=True)


def _gives(characters: str, word: str, begun: str = "", *, in_surname: bool = False) -> bool:
    """Tell whether characters can be read as a word of which ``begun`` is read already."""
    if begun and in_one_form(begun[:FIRST_SOUND])[0] != word[:1]:
        return False
    if not characters:
        return in_one_form(begun) == word
    return word.startswith(in_one_form(begun)[:-UNSETTLED]) and any(
        _gives(characters[1:], word, begun + reading, in_surname=in_surname)
        for reading in _readings(characters[0], voiced=in_surname and bool(begun))
    )


def _readings(each: str, *, voiced: bool = False) -> tuple[str, ...]:
    if "\u3040" <= each <= "\u30ff":
        return (anyascii(each).lower(),)
    known = kanji_readings().get(each, ())
    if not voiced:
        return known
    return (*known, *(put + reading[len(begun) :] for reading in known for begun, put in _VOICED if reading.startswith(begun)))


@lru_cache(maxsize=WORDS_KEPT)
def in_one_form(word: str) -> str:
    """Return a word in the form that Japanese ways of writing have in common."""
    return next(iter(japanese_way(_SMALL_TSU.sub("", word))))
