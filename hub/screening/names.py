"""How close two names are, in words: equal, the same sound in other characters, a romanisation, one slip of the pen, or different.

One different character in a short Han name is no evidence: brothers, sisters and twins are named so. Sound comes from pypinyin, with a
table of surnames that it misreads; Latin spelling is forgiven by rapidfuzz one letter in a long name, and order, case and marks always.
"""

import re
import unicodedata
from enum import StrEnum

from pypinyin import lazy_pinyin
from rapidfuzz.distance import DamerauLevenshtein

LONG_ENOUGH_FOR_A_SLIP = 10
SURNAMES = {
    "单": ["shan"], "仇": ["qiu"], "解": ["xie"], "查": ["zha"], "区": ["ou"], "盖": ["ge"], "朴": ["piao"], "乐": ["yue"], "曾": ["zeng"],
    "任": ["ren"], "华": ["hua"], "繁": ["po"], "种": ["chong"], "秘": ["bi"], "覃": ["qin"], "缪": ["miao"], "折": ["she"],
    "尉迟": ["yu", "chi"], "万俟": ["mo", "qi"], "长孙": ["zhang", "sun"], "澹台": ["tan", "tai"],
}  # fmt: skip
_STROKED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})
_HAN = re.compile(r"[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_LETTERS = re.compile(r"[^\W\d_]+")


class Likeness(StrEnum):
    """How one name is like another."""

    SAME = "same"
    SAME_SOUND = "same_sound"
    TYPO = "typo"
    DIFFERENT = "different"


def likeness(one: str, other: str) -> Likeness:
    """Return how alike two names are; the order of the two does not matter. An empty name is like no other."""
    left, right = _words(one), _words(other)
    if not left or not right:
        return Likeness.DIFFERENT
    if "".join(left) == "".join(right):
        return Likeness.SAME
    match _is_han(left), _is_han(right):
        case True, True:
            return Likeness.SAME_SOUND if _syllables(left) == _syllables(right) else Likeness.DIFFERENT
        case True, False:
            return _romanised(left, right)
        case False, True:
            return _romanised(right, left)
    return _spelt(left, right)


def _words(name: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", name).casefold()
    latin = "".join(letter for letter in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(letter))
    return _LETTERS.findall(re.sub(r"['’ʻʼ`-]", "", latin.translate(_STROKED)))


def _is_han(words: list[str]) -> bool:
    return all(_HAN.fullmatch(letter) for word in words for letter in word)


def _syllables(words: list[str]) -> list[str]:
    name = "".join(words)
    surname = next((name[:size] for size in (2, 1) if name[:size] in SURNAMES), "")
    return [_vowel(sound) for sound in [*SURNAMES.get(surname, []), *lazy_pinyin(name[len(surname) :])]]


def _romanised(han: list[str], latin: list[str]) -> Likeness:
    """Compare a Han name with pinyin: surname first or last, joined or spaced, ü written as v, u or yu."""
    sounds = _syllables(han)
    orders = {"".join(sounds[size:] + sounds[:size]) for size in (0, 1, 2)}
    return Likeness.SAME_SOUND if _vowel("".join(latin)) in orders else Likeness.DIFFERENT


def _vowel(sound: str) -> str:
    return re.sub(r"(?<=[ln])(?:yu|v|ü)", "u", sound)


def _spelt(one: list[str], other: list[str]) -> Likeness:
    if sorted(one) == sorted(other) or _is_turned("".join(one), "".join(other)):
        return Likeness.SAME
    left, right = " ".join(sorted(one)), " ".join(sorted(other))
    long_enough = min(len(left), len(right)) >= LONG_ENOUGH_FOR_A_SLIP and len(one) == len(other) > 1
    slips = DamerauLevenshtein.distance(left, right, score_cutoff=1) if long_enough else 2
    return Likeness.TYPO if slips == 1 else Likeness.DIFFERENT


def _is_turned(one: str, other: str) -> bool:
    """Tell whether two joined names are the same letters, begun at another part: ``mariasantos`` and ``santosmaria``."""
    return len(one) == len(other) and other in one + one
