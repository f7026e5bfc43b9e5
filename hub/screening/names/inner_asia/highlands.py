"""Uyghur, Kazakh and Mongol names that Han characters transcribe, beside the same names as their own speakers spell them.

A transcription gives each consonant a syllable of its own (吐尔逊 *tu-er-xun* is Tursun), and so does the pinyin that systems print of it
(*Tuerxun*); both are compared by the consonants that they stand for, with Latin, Arabic and Cyrillic letters.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice, product

from hub.screening.names.china.characters import character
from hub.screening.names.china.mandarin import in_syllables, is_pinyin
from hub.screening.names.inner_asia.parts import are_one_by_parts, are_two_by_parts
from hub.screening.names.japan.kanji import is_japanese_surname
from hub.screening.names.known import are_two_names
from hub.screening.names.korea.korean import is_korean
from hub.screening.names.listed import rows, table
from hub.screening.names.name import Name, Script
from hub.screening.names.near_east.ethiopic import are_two_spellings
from hub.screening.names.pairing import unpaired
from hub.screening.names.rewriting import compiled, rewritten
from hub.screening.names.scripts import sound_of
from hub.screening.names.sound import WORDS_KEPT, lie_together, read_by, spoken, system
from hub.screening.names.ways import is_mora

FEWEST_CHARACTERS = 4
LONG_SURNAME = 2  # characters of a surname that only Chinese bear: 欧阳华志
_TRANSCRIBED = system(
    ("^ao|^wo(?=[^aeiou])", "u i?"), ("^ai(?=[^aeiou])", "h? ai i?"), ("^a|^e(?!r)", "ai i?"),
    ("hua", "hkg u? ai? r?"), ("^yi(?=[bmsd])|^yi", "Y? i"),
    ("^wu|^ou|^yu(?=[^aeiou])", "Yh? u? v?"), ("er(?![aeiou])", "r"), ("ayi$", "a Yi? i? l?"), ("zh", "JzZC"), ("ch", "C"),
    ("(?<=n)sh", "aiu? XsS"), ("sh", "XsS"),
    ("ng", "n g?"), ("n", "nm"),
    ("x", "XsSC"), ("q", "Ckg"), ("j", "JgZ"), ("r", "rhZ"), ("h", "hkg"), ("k", "kg"), ("g", "kg"), ("f", "fpv"), ("p", "pb"),
    ("b", "bp"),
    ("^t", "t"), ("^d", "d"), ("t", "td"), ("d", "dt"), ("z", "zJ"), ("c", "Ts"), ("^s", "aiu? sS"), ("s", "sSz"), ("l", "lr"),
    ("mu(?=[^aeiou]|$)", "m aiu?"), ("m", "m"), ("w", "vu"), ("y", "Yih"), ("[aeiouv]+", "ai? u? ai?"),
)  # fmt: skip
_HEARD = compiled(
    ("^[xs]h?(?!i)", "s"), ("^xia", "sa"), ("^zhu", "ju"), ("^[er]{2}$|^re$", "r"), ("[ou]+(?=$|n)", "u"), ("^f", "p"), ("^ai$", "a"),
    ("ng$", "n"), ("(?<=^[dtl])e$", "i"), ("^h(?:ai?|u)$", "he"),
)  # fmt: skip
_OF_A_WOMAN = re.compile("[aeаяәاەه]$")  # in Latin, Cyrillic and Arabic letters
_SPEAKERS = (Script.LATIN, Script.ARABIC, Script.CYRILLIC)


def is_of_the_highlands(one: Name, other: Name) -> bool:
    """Tell whether one of two names is the other in a writing of China's west and north: Tibetan ones, and transcriptions."""
    if one.script is other.script and (one.script is not Script.LATIN or (is_korean(one.parts) and is_korean(other.parts))):
        return False
    if any(are_one_by_parts(one.letters, letters) for letters in _turned(other)):
        return True
    if are_two_by_parts(one.letters, other.letters):
        return False
    return _is_transcription(one, other) or _is_transcription(other, one)


def are_one_transcription(one: Name, other: Name) -> bool:
    """Tell whether two names in characters are one Tibetan or Mongol name, or one in parts that another table writes: 伊敏 is 依明."""
    if are_one_by_parts(one.letters, other.letters):
        return True
    parts, beside = sorted((one.parts, other.parts), key=len, reverse=True)
    if len(parts) == 1 or min(map(len, parts)) == 1 or LONG_SURNAME in (one.surname, other.surname) or is_japanese_surname(parts[0]):
        return False  # 欧阳 明华, 山田 明子
    return _as_heard("".join(parts)) == _as_heard("".join(beside)) or sorted(map(_as_heard, parts)) == sorted(map(_as_heard, beside))


@lru_cache(maxsize=WORDS_KEPT)
def _as_heard(part: str) -> str:
    """Return a part's pinyin without what the tables for one Uyghur sound differ in: 荪 and 逊, 敏 and 明, 迪 and 德, 普 and 甫."""
    read = next(in_syllables(part), ()) if part.isascii() else _syllables(part)
    return "".join(rewritten(_HEARD, each) for each in read).replace("nn", "n")


@lru_cache(maxsize=WORDS_KEPT)
def _syllables(characters: str) -> tuple[str, ...]:
    for other, first in _first_forms().items():
        characters = characters.replace(other, first)
    return _in_pinyin(characters)


def _in_pinyin(characters: str) -> tuple[str, ...]:
    return tuple("shi" if each == "什" else character(each).pinyin[0] for each in characters)  # which dictionaries read *shen*


@table
def _first_forms() -> Mapping[str, str]:
    """Return the first form of each other one in which a name is transcribed so that no sound tells it (``uyghur.txt``, by hand)."""
    return {other: first for first, *others in rows(__package__, "uyghur.txt") for other in others}


def _turned(name: Name) -> tuple[str, ...]:
    """Return the letters of a name, and of one of two words with these turned as well."""
    return (name.letters, name.parts[1] + name.parts[0]) if len(name.parts) == 2 else (name.letters,)


def _is_transcription(name: Name, native: Name) -> bool:
    if native.script not in _SPEAKERS or not _may_be_transcribed(name):
        return False
    if name.script is native.script and (all(map(is_pinyin, native.parts)) or all(map(is_mora, name.parts + native.parts))):
        return False  # two names in pinyin, or Japanese ones
    if not set(name.parts).isdisjoint(native.parts) and any(are_two_spellings(*words) for words in product(name.parts, native.parts)):
        return False  # a transcription leaves no word as it was; Alem and Alemu are names in Ethiopia
    if len(name.parts) == 1 < len(native.parts):
        return _is_transcribed(name.parts[0], "".join(native.parts))
    return len(name.parts) == len(native.parts) and not any(unpaired(name.parts, native.parts, _is_transcribed))


def _may_be_transcribed(name: Name) -> bool:
    """Tell whether a name may be a transcription: four characters at least, or words of two syllables of pinyin at least."""
    if name.script is Script.HAN:
        return len(name.letters) >= FEWEST_CHARACTERS and name.surname < LONG_SURNAME
    return name.script is Script.LATIN and all(map(_is_long_pinyin, name.parts))


@lru_cache(maxsize=WORDS_KEPT)
def _is_long_pinyin(word: str) -> bool:
    return any(len(syllables) > 1 for syllables in islice(in_syllables(word), 1))


@lru_cache(maxsize=WORDS_KEPT)
def _is_transcribed(part: str, word: str) -> bool:
    if part.isascii():
        return _is_read(part, word) and (part[:-1] == word or not are_two_names(part, word))
    return any(_is_read("".join(read), word) for read in {_in_pinyin(part), _syllables(part)})


def _is_read(pinyin: str, word: str) -> bool:
    if bool(_OF_A_WOMAN.search(word)) != (pinyin[-1] == "a" or pinyin.endswith(("ai", "ie", "ye"))):
        return False  # brothers and sisters differ so: Adil, Adile
    if is_pinyin(word) and _as_heard(pinyin) == _as_heard(word):
        return True
    return lie_together(spoken(read_by(_TRANSCRIBED, pinyin)), sound_of(word))
