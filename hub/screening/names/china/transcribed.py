"""European and other foreign names in Han characters, beside the letters that they were made of: 杰弗里·威廉姆斯, Jeffrey Williams.

News agencies and offices write a foreign name by ear, a character a syllable, and one for a consonant that stands alone (斯 s, 特 t, 尔 l).
Their tables say what the syllables' pinyin says, but for some characters. So such a name is a row of sounds, as others are. It does not say
how its vowels were spelt: Anna is told from Anne by the end, and by what is conventional (``conventional.py``).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from hub.screening.names.apart import differ_little
from hub.screening.names.china.characters import character
from hub.screening.names.china.conventional import conventional
from hub.screening.names.china.hong_kong import in_cantonese
from hub.screening.names.china.southern import southern_surnames
from hub.screening.names.europe.aloud import read_aloud
from hub.screening.names.japan.japanese import is_surname_in_japanese
from hub.screening.names.known import are_two_names, is_given_name
from hub.screening.names.name import Name, Script
from hub.screening.names.pairing import unpaired
from hub.screening.names.rewriting import compiled
from hub.screening.names.scripts import sounds_of
from hub.screening.names.sound import WORDS_KEPT, Spoken, latin_sound, lie_together, row, spoken
from hub.screening.names.spelling import cantonese, hanja, pinyin, taiwan
from hub.screening.names.ways import latin_joined
from hub.screening.words import Word

FEWEST_CHARACTERS, FEWEST_UNDIVIDED = 4, 5
FEWEST_SURE = 2  # words that agree where there are more: 安娜·米勒 in one breath is like Alamgir
MOST_WORDS_MORE = 2
FEWEST_OF_A_SURNAME, FEWEST_OF_A_WORD = 2, 5  # consonants of what is nearly another
LONG_SURNAME = 2  # characters of a surname that only Chinese bear
_ALONE = {  # may be a consonant without a vowel, or have any vowel behind it
    "bv": "布卜伯勃", "p": "普珀", "m": "姆默", "fv": "夫弗佛", "dt": "德", "tdQ": "特得忒", "rl": "尔耳儿", "lrz": "勒", "gk": "格葛各",
    "kg": "克", "hJ": "赫", "sSzQ": "斯士思丝史瑟", "zsTd": "兹泽", "TsC": "茨策", "XsSz": "什", "ZJX": "日",
    "Xs": "施舍",
}  # fmt: skip
_OTHERWISE = {  # than pinyin says
    "d? CJXk aiu?": "奇", "d? JCZ aiu? r?": "治", "bv aiu r? g? h?": "堡", "lr Yi? aiu": "略", "vub? au r?": "瓦",
    "vub? ai Yi? r?": "韦维", "vub? aiu N": "万", "hXsSC u r? v?": "许", "p i Y? r?": "彼", "t i Y? r?": "蒂", "dt aiu N": "顿敦",
    "d aiu N": "登", "dt ai N g?": "丁", "gk au r?": "加嘉", "gk aiu r?": "哥", "gk u r? v?": "古", "g au r?": "伽", "gk i Y? r?": "基",
    "d? JgZC i? Y? r?": "吉", "dtJ i Y? r?": "季", "dtC Yi? ai": "捷", "dtJ Yi? a": "佳", "kJgC ai N g?": "金", "gkdt ai N g?": "京",
    "hXsSCJ i? Y? r?": "希", "hXsSt? Yi? u r? v?": "休修", "hXs ai N": "欣", "k? sSz aiu N": "山珊", "sS a N": "圣",
    "sSzQ aiu N": "辛森孙逊", "sSzQ i Y? r?": "西锡席", "YJ? a r?": "亚娅雅", "u? r aiu Yi?": "瑞", "aiu? N": "恩",
    "Tts i": "齐", "dJtC? Yi? u": "久",
    "bv ai Yi?": "白", "kCY ai? u r?": "丘邱", "JgZ ai? a r?": "贾", "h? v? u? a r?": "华", "vub aiu rl?": "沃", "YJ? ai r?": "耶叶",
    "CX a r?": "查", "YJ? ua r?": "约", "hJ au? r?": "哈", "JZC aiu u? rl?": "乔", "dJZC Yi? ai? Yi? r?": "杰", "h? vu? ai Yi?": "怀",
    "lr ai? u r? v?": "刘", "m ai? Yi?": "麦", "t r? u? ai Yi?": "崔翠", "t r? ua N g?": "壮川", "d? JZ? r? ua r?": "卓",
    "d? JCX? Yi? ua N g?": "强", "dt u r? v?": "都", "bp aiu r? N": "本", "f aiu r? N": "芬", "h aiu rl? N": "亨",
}  # fmt: skip
_INITIALS = {
    "b": "bvp", "p": "pb", "m": "m", "f": "fv", "d": "d", "t": "tQ", "n": "n", "l": "lr", "g": "g", "k": "kg", "h": "hJ", "j": "JZzC",
    "q": "CJXT", "x": "XsSC", "zh": "JZzC", "ch": "CXT", "sh": "XsS", "r": "ZJrY", "z": "zsSTd", "c": "TsSzC", "s": "sSzQX", "y": "YJ?",
    "w": "vu?", "": "",
}  # fmt: skip
_FINALS = {
    "a": "au r?", "ai": "ai Yi?", "ei": "ai Yi? r?", "e": "aiu r?", "er": "ai r?", "i": "i Y? r?", "o": "ua rl?", "uo": "ua rl?",
    "u": "u r? v?", "v": "u r?", "ao": "ua u? v? rl?", "ou": "u u? r?", "ia": "ai? a r?", "ie": "Yi? ai Yi? r?", "iao": "ai? ua u? r?",
    "iu": "ai? u r? v?", "ui": "uv? ai Yi? r?", "ua": "h? uv? a r?", "uai": "uv? ai Yi?", "ue": "Yi? ai r?", "ve": "Yi? ai", "an": "aiu N",
    "ang": "au u? N g?", "en": "aiu N", "eng": "aiu N g?", "in": "ai N g?", "ing": "ai N g?", "ong": "ua N g?", "un": "aiu N",
    "ian": "Yi? ai N", "iang": "Yi? a N g?", "iong": "ai? ua N g?", "uan": "uv? a N", "uang": "uv? a N g?", "van": "ua N", "vn": "ua N",
}  # fmt: skip
_SYLLABLE = re.compile("([zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(.+)")
_MAY_BE_ALONE = frozenset("".join(_ALONE.values()) + "奇治")
_CONSONANTS = {each: f"{signs} aiu? r?" for signs, characters in _ALONE.items() for each in characters}
_OF_EACH = {each: signs for signs, characters in _OTHERWISE.items() for each in characters}
_HEARD = compiled(  # by Chinese ears otherwise than it is spelt: what closes a syllable is left out
    ("pb", "b"), ("aint?$", "en"), ("(?<=[ei]da)d$", ""), ("(?<=[aeio])ll?$", ""), ("(?<=[ao])ugh(?=[^t])", ""),
    ("(?<=n)[dt](?=[sl])|(?<=s)t(?=l)|(?<=[aeo])l(?=[bdfgkmptv])", ""),
)  # fmt: skip
_ENDS = (  # a Latin word's, and how the pinyin of what is heard there ends or does not
    (re.compile("a$"), re.compile("a$")),
    (re.compile("ah$"), re.compile("a$|^$")),  # 赫 may say the h
    (re.compile("o$"), re.compile("[oue]$")),
    (re.compile("(?:[iy]|ie|e[ey])$"), re.compile("i$|[iy]e$")),
)
_HEARD_ENDS = (
    (re.compile("a$"), re.compile("(?:a[dhrst]{0,2}|[eo]r|re|oi[rst]?|[ae]ll?)$")),
    (re.compile("o$"), re.compile("[^aiy]$")),
    (re.compile("(?<![aeuhzcsrx])i$"), re.compile("[iystxzr]$|[aeioun]e$")),
    (re.compile("[ktp]$"), re.compile("[^aeiouy]$|[bcdgkpqtx]es?$")),  # in Cantonese
)


@dataclass(frozen=True, slots=True)
class Ear:
    """How one speech reads a character, and the row of what it hears there."""

    readings: Callable[[str], tuple[str, ...]]
    signs: Callable[[str], str]


def as_transcribed(han: Name, latin: Name) -> Word:
    """Return ROMANISED if a foreign name in characters is one in Latin letters, PART_MISSING if the letters give a word more."""
    if han.script is not Script.HAN or latin.script is not Script.LATIN or not _may_be_foreign(han):
        return Word.DIFFERENT
    words = latin_joined(latin.parts)
    if len(han.parts) == 1:
        return Word.ROMANISED if len(words) > 1 and are_one_word(han.letters, "".join(words)) else Word.DIFFERENT
    left, right = unpaired(han.parts, words, _are_one_word)
    if left and len(left) < len(han.parts):
        left, right = unpaired(left, right, _are_one_surname)
        is_last = left == [han.parts[-1]] and any(is_given_name(word) for word in words if word not in right)
        left, right = unpaired(left, right, _are_nearly_one_surname if is_last else _are_nearly_one_word)
    if left or len(right) > MOST_WORDS_MORE or (right and len(words) - len(right) < FEWEST_SURE):
        return Word.DIFFERENT
    return Word.PART_MISSING if right else Word.ROMANISED


def _are_one_surname(characters: str, word: str) -> bool:
    """Tell whether characters beside a foreign given name are a surname of Japan, China or Korea, with or without the word *surname*."""
    if characters[1:] in ("", "氏", "姓") and word in _surname_spellings(characters[0]):
        return True
    return is_surname_in_japanese(characters, word)


def _surname_spellings(surname: str) -> frozenset[str]:
    return southern_surnames().get(surname, frozenset()).union(*(spelt(surname) for spelt in (pinyin, taiwan, cantonese, hanja)))


def _are_nearly_one_surname(characters: str, word: str) -> bool:
    """Tell whether characters behind a given name that is surely the other's are nearly a word: a vowel or a consonant is another, or
    missing.
    """
    return _are_nearly_alike(characters, word, least=FEWEST_OF_A_SURNAME)


def _are_nearly_one_word(characters: str, word: str) -> bool:
    """Tell the same of a word that may be a given name, since what agrees may be the surname that brothers share."""
    return _are_nearly_alike(characters, word, least=FEWEST_OF_A_WORD)


@lru_cache(maxsize=WORDS_KEPT)
def _are_nearly_alike(characters: str, word: str, *, least: int) -> bool:
    if not word.isascii() or is_given_name(word) or characters in conventional():
        return False
    heard = _heard(characters, _IN_MANDARIN)
    return any(differ_little(heard, each, consonants=least) for each in _sounds_of(word, characters, _IN_MANDARIN))


def _may_be_foreign(han: Name) -> bool:
    if len(han.parts) == 1:
        return len(han.letters) >= FEWEST_UNDIVIDED and han.surname < LONG_SURNAME
    return len(han.letters) >= FEWEST_CHARACTERS


def _are_one_word(one: str, other: str) -> bool:
    return are_one_word(other, one) if one.isascii() else are_one_word(one, other)


@lru_cache(maxsize=WORDS_KEPT)
def are_one_word(characters: str, word: str) -> bool:
    """Tell whether characters transcribe a word in the letters a to z."""
    if not word.isascii() or characters.isascii():
        return False
    known = conventional().get(characters, frozenset())
    if word in known:
        return True
    if known and (is_given_name(word) and not any(_are_spellings(each, word) for each in known)):
        return False
    ears = (_IN_MANDARIN,) if is_given_name(word) else (_IN_MANDARIN, _IN_CANTONESE)
    return any(lie_together(_heard(characters, ear), each, loosely=True) for ear in ears for each in _sounds_of(word, characters, ear))


def _sounds_of(word: str, characters: str, ear: Ear) -> tuple[Spoken, ...]:
    """Return what a word may sound like of what ends as the characters do: as it is spelt, and read aloud where it comes from."""
    plain = (*sounds_of(word), *_with_less(word)) if _end_alike(characters, word, ear) else ()
    aloud = (each for each in read_aloud(word) if _end_alike(characters, each, ear) and not are_two_names(word, each))
    return (*plain, *map(latin_sound, aloud))


def _with_less(word: str) -> Iterator[Spoken]:
    heard = {pattern.sub(put, word) for pattern, put in _HEARD} - {word}
    return (latin_sound(each) for each in heard if not are_two_names(word, each))


def _are_spellings(one: str, other: str) -> bool:
    return not are_two_names(one, other) and lie_together(latin_sound(one), latin_sound(other))


def _end_alike(characters: str, word: str, ear: Ear) -> bool:
    """Tell whether the last vowels can be one: 安娜 is not Anne, nor 马里奥 Maria."""
    readings = ear.readings(characters[-1])
    heard = "" if characters[-1] in _MAY_BE_ALONE or not readings else readings[0]
    return all(theirs.search(heard) for mine, theirs in _ENDS if mine.search(word)) and all(
        theirs.search(word) for mine, theirs in _HEARD_ENDS if mine.search(heard)
    )


@lru_cache(maxsize=WORDS_KEPT)
def _heard(characters: str, ear: Ear) -> Spoken:
    signs = [_CONSONANTS.get(each) or ear.signs(each) for each in characters]
    made = []
    for mine, behind in zip(signs, [*signs[1:], ""], strict=True):
        made.append(_before(mine, behind))
    if not made[0][:1].islower() or made[0][0] in "aiu":
        made.insert(0, "h?")
    return spoken(row(" ".join(made)))


def _before(signs: str, behind: str) -> str:
    """Return a character's signs before those of the next: a nasal is doubled (安娜 Anna), and so is *i* (利亚 Lia)."""
    signs = signs.replace("N", "nm?" if behind.startswith(("m", "n", "aiu? N", "YJ? ai N")) else "nm")
    return signs.replace(" i Y?", " i? Y?") if behind[:1] == "Y" else signs


@lru_cache(maxsize=WORDS_KEPT)
def _signs(each: str) -> str:
    known = _OF_EACH.get(each)
    if known:
        return known
    found = _SYLLABLE.fullmatch(character(each).pinyin[0])
    if not found:
        return ""
    return f"{_INITIALS[found[1] or '']} {_FINALS.get(found[2], '')}".strip()


_IN_MANDARIN = Ear(lambda each: character(each).pinyin, _signs)
_IN_CANTONESE = Ear(lambda each: character(each).jyutping, in_cantonese)
"""Asked for surnames only: what Hong Kong calls people is conventional, and to hear it in two ways would take Jeremy for Jerome."""
