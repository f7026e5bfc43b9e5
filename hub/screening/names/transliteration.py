"""Names across scripts, by sound: Arabic, Cyrillic and others beside Latin letters.

There are a dozen ways to write Сергей or محمد in Latin letters. What they share is the order of the consonants, so words are compared by
their consonants, and where the script writes vowels, by those too. This is evidence with an equal birth date only, never by itself.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

from hub.screening.names import arabic
from hub.screening.names.indic import is_indic, latin_of_indic
from hub.screening.names.name import Name, Script
from hub.screening.names.ways import WORDS_KEPT, japanese_way, same_by, slavic_way
from hub.screening.words import Word

ALIKE = 0.72
WORD_ALIKE = 0.66
BONES_ALIKE = 0.66  # where vowels are not written
FEWEST_SIGNS = 4
BEGINS_OTHERWISE = 0.1
FEW_SIGNS, LETTERS_ALIKE = 2, 0.85  # consonants that are too few to tell words apart, and how far the letters have to agree then
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "zh", "з": "z", "и": "i", "і": "i",
    "ї": "i", "й": "i", "ј": "i", "к": "k", "л": "l", "љ": "l", "м": "m", "н": "n", "њ": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "ћ": "ch", "ђ": "dj", "у": "u", "ў": "v", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "џ": "dj", "ш": "sh", "щ": "shch",
    "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia", "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u",
    "һ": "h", "ҳ": "h", "ҷ": "j", "ӣ": "i", "ӯ": "u", "ҡ": "k", "ҙ": "z", "ҫ": "s",
}  # fmt: skip
_SMALL_Y = re.compile("(?<=[^aiueo])iy(?=[auo])")  # ショ comes as shiyo
_SMALL_VOWEL = re.compile("(sh|ch|j)y(?=[auo])")
_THAI_VOWEL_FIRST = re.compile("([\u0e40-\u0e44])([\u0e01-\u0e2e])")  # written before the consonant that it follows
_DOUBLED = re.compile(r"(.)\1+")
_PREFIX = re.compile(r"^(?:abd(?:ul|el|al|ur|ar|us|as|ou?l)?|abdu)(?=[a-z]{3})")
_SIGNS = re.compile(r"shch|sch|sh|tch|dzh|dj|zh|ch|kh|gh|th|dh|ph|ck|qu|q|x|ts|tz|c(?=[eiy])|[a-z]", re.ASCII)
_SIGN = {
    "shch": "S", "sch": "S", "sh": "S", "tch": "S", "ch": "S", "dzh": "J", "dj": "J", "zh": "J", "j": "J", "kh": "h", "gh": "g", "th": "t",
    "dh": "d", "ph": "f", "ck": "k", "qu": "k", "q": "k", "x": "ks", "ts": "s", "tz": "s", "c": "k", "z": "s", "w": "v",
}  # fmt: skip
_VOWELS = frozenset("aeiouy")
_BEGIN_A_NAME = frozenset({"abd", "abdul", "abdel", "abdal", "abdur", "abu", "abou"})


def sounds_alike(one: Name, other: Name) -> Word:
    """Return ROMANISED if two names in different scripts sound alike word by word, in any order; else DIFFERENT."""
    if _is_kana(one) or _is_kana(other):
        ours, theirs = (_words(name) for name in (one, other))
        if same_by(japanese_way, ours, theirs):
            return Word.ROMANISED
    left, right = _spoken(one), _spoken(other)
    if _is_thai(one) or _is_thai(other):
        left, right = (
            [said for word in _words(name) if (said := _said(word.replace("ch", "j").replace("kh", "k")))] for name in (one, other)
        )
    if not left or not right or abs(len(left) - len(right)) > 2:
        return Word.DIFFERENT
    vowels = Script.ARABIC not in (one.script, other.script) and not _is_abjad(one) and not _is_abjad(other)
    shorter, longer = (left, right) if len(left) <= len(right) else (right, left)
    if len(shorter) == 1 < len(longer):
        return Word.DIFFERENT
    agreement = _agreement(shorter, longer, vowels=vowels)
    if len(left) == len(right):
        agreement = max(agreement, _agreement(longer, shorter, vowels=vowels))
    return Word.ROMANISED if agreement >= ALIKE else Word.DIFFERENT


def _is_kana(name: Name) -> bool:
    return name.script is Script.OTHER and "\u3040" <= name.letters[0] <= "\u30ff"


def _is_thai(name: Name) -> bool:
    return name.script is Script.OTHER and "\u0e00" <= name.letters[0] <= "\u0e7f"


def _words(name: Name) -> tuple[str, ...]:
    if name.script is Script.LATIN:
        return name.parts
    return tuple(part for word in name.parts for part in re.findall("[a-z]+", latin_of(word)))


def _is_abjad(name: Name) -> bool:
    return name.script is Script.OTHER and 0x590 <= ord(name.letters[0]) <= 0x5FF


def _agreement(shorter: Sequence[str], longer: Sequence[str], *, vowels: bool) -> float:
    """Return how far the words of the shorter name are found in the longer, each once: 0 to 1, 0 if one of them is not found."""
    rest, total, agreed = list(longer), 0.0, 0.0
    for word in sorted(shorter, key=len, reverse=True):
        best = max(rest, key=lambda each: _likeness(word, each, vowels=vowels))
        found = _likeness(word, best, vowels=vowels)
        if found < WORD_ALIKE:
            return 0.0
        rest.remove(best)
        weight = max(len(word), len(best))
        total, agreed = total + weight, agreed + found * weight
    return agreed / total if total >= FEWEST_SIGNS else 0.0


@lru_cache(maxsize=WORDS_KEPT)
def _likeness(one: str, other: str, *, vowels: bool) -> float:
    left, right = one.split("|"), other.split("|")
    if _is_his_and_hers(left[0], right[0]):
        return 0.0
    bones = max(_bones_alike(a, b) for a in left[1:] for b in right[1:])
    if vowels:
        letters = OSA.normalized_similarity(left[0], right[0])
        if len(left[1]) <= FEW_SIGNS and letters < LETTERS_ALIKE:
            return 0.0
        return (bones + letters) / 2
    return bones if bones >= BONES_ALIKE else 0.0


def _bones_alike(one: str, other: str) -> float:
    """Return how far two rows of consonants agree; a vowel that begins one word only weighs more, as in Ahmed and Mohammed."""
    return OSA.normalized_similarity(one, other) - (BEGINS_OTHERWISE if one.startswith("-") != other.startswith("-") else 0.0)


def _is_his_and_hers(one: str, other: str) -> bool:
    """Tell whether two words, where vowels are written, are a man's and a woman's: Orlov and Orlova, Viktor and Viktoria."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) > 3 and longer.startswith(shorter) and longer[len(shorter) :] in ("a", "ia")


def _spoken(name: Name) -> list[str]:
    """Return each word as its letters by one system and its consonants: ``letters|consonants|other consonants``."""
    if name.script is Script.ARABIC:
        return [f"|{bones}" for word in _joined(name.parts) if (bones := arabic.skeleton(word)).strip("-")]
    return [said for word in latin_joined(_words(name)) if (said := _said(word))]


def _joined(parts: Sequence[str]) -> list[str]:
    made: list[str] = []
    for part in parts:
        if part in ("بن", "ابن", "بنت", "ال"):
            continue
        if made and made[-1] in ("عبد", "ابو"):
            made[-1] += part.removeprefix("ال")
        else:
            made.append(part.removeprefix("ال") if part.startswith("ال") and len(part) > 4 else part)
    return [f"عبد{part.removeprefix('عبد').removeprefix('ال')}" if part.startswith("عبد") and len(part) > 4 else part for part in made]


def latin_joined(parts: Sequence[str]) -> list[str]:
    """Return the words of a Latin name with Abd and Abu joined to what follows, and without articles."""
    made: list[str] = []
    for part in parts:
        if part in ("al", "el", "ul", "ar", "as", "ash", "ad", "bin", "ibn", "bint", "ben", "an"):
            continue
        if made and made[-1] in _BEGIN_A_NAME:
            made[-1] = ("abu" if made[-1] in ("abu", "abou") else "abd") + part
        else:
            made.append(part)
    return [_PREFIX.sub("abd", part) if part.startswith("abd") else part for part in made]


@lru_cache(maxsize=WORDS_KEPT)
def latin_of(word: str) -> str:
    """Return a word of another script in Latin letters, as far as its script says how it sounds."""
    if "\u0400" <= word[:1] <= "\u052f":
        return "".join(_CYRILLIC.get(letter, "") for letter in word)
    if word and is_indic(word[0]):
        return latin_of_indic(word)
    if "\u0e00" <= word[:1] <= "\u0e7f":
        word = _THAI_VOWEL_FIRST.sub(r"\2\1", word)
    if "\u3040" <= word[:1] <= "\u30ff":
        return _SMALL_VOWEL.sub(r"\1", _SMALL_Y.sub("y", anyascii(word).lower()))
    return anyascii(word).lower()


@lru_cache(maxsize=WORDS_KEPT)
def _said(word: str) -> str:
    bones = _bones(word)
    soft = _bones(re.sub("g(?=[eiy])", "j", word)) if "g" in word else bones
    light = _bones(word.replace("j", "y")) if "j" in word else bones
    variants = list(dict.fromkeys((bones, soft, light)))
    return "|".join([min(slavic_way(word)), *variants]) if bones.strip("-") or len(word) > 1 else ""


def _bones(word: str) -> str:
    signs = [_SIGN.get(sign, sign) for sign in _SIGNS.findall(_DOUBLED.sub(r"\1", word))]
    if len(signs) > 2 and signs[-1] == "h":
        signs.pop()
    return ("-" if signs and signs[0] in _VOWELS else "") + "".join("" if sign in _VOWELS else sign for sign in signs)
