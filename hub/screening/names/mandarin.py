"""How Mandarin syllables are written in Latin letters: pinyin, Wade–Giles as passports print it, and Taiwan's Tongyong.

Passports drop the apostrophes and dots on which Wade–Giles rests, so *chang* may be 张 or 常: spellings here are sets, and a whole name has
to fit.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from hub.screening.names.sound import WORDS_KEPT

LONGEST_SYLLABLE = 6
MOST_LETTERS = 4 * LONGEST_SYLLABLE  # of a surname and a given name of two characters each
_UMLAUT = re.compile(r"(?<=[ln])(?:yu|v)")
INITIALS = ("zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y", "w", "")
_WADE = {"b": "p", "d": "t", "g": "k", "j": "ch", "q": "ch", "x": "hs", "zh": "ch", "r": "j", "z": "ts", "c": "ts"}
_WADE_WHOLE = {
    "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu", "si": "ssu szu sze", "er": "erh", "ge": "ko ke",
    "ke": "ko ke", "he": "ho he", "e": "o e", "yi": "yi i", "you": "yu", "ye": "yeh", "yan": "yen", "yong": "yung", "gui": "kuei kui",
    "kui": "kuei kui", "duo": "to", "tuo": "to", "nuo": "no", "luo": "lo", "zuo": "tso", "cuo": "tso", "suo": "so", "zhuo": "cho",
    "chuo": "cho", "ruo": "jo", "ju": "chu", "qu": "chu", "xu": "hsu", "yu": "yu", "juan": "chuan", "quan": "chuan", "xuan": "hsuan",
    "yuan": "yuan", "jun": "chun", "qun": "chun", "xun": "hsun", "yun": "yun", "jue": "chueh", "que": "chueh", "xue": "hsueh",
    "yue": "yueh", "lv": "lu", "nv": "nu", "lve": "lueh", "nve": "nueh", "ying": "ying ing",
    "li": "li lee", "hui": "hui huei",
}  # fmt: skip
_SECOND_WHOLE = {
    "zhi": "jr jyh", "chi": "chr", "shi": "shr shyh", "ri": "rih", "zi": "tz", "ci": "tsz", "si": "sz", "xu": "shiu", "ju": "jiu",
    "qu": "chiu", "xun": "shiun", "jun": "jiun", "qun": "chiun", "xue": "shiue", "jue": "jiue", "que": "chiue", "xuan": "shiuan",
    "juan": "jiuan",    "quan": "chiuan chyuan", "xiong": "shiung shyong", "qiong": "chiung", "lv": "liu", "nv": "niu", "ping": "ping pyng",
    "cai": "tsai tsair", "xiu": "shiou shiow", "qiu": "chiou chyou", "ying": "ying yiing", "peng": "peng perng", "wei": "wei wey",
}  # fmt: skip
_WADE_ENDS = (("iong", "iung"), ("ong", "ung"), ("ian", "ien"), ("ie", "ieh"), ("ue", "ueh"))
_TONGYONG_WHOLE = {
    "zhi": "jhih", "chi": "chih", "shi": "shih", "ri": "rih", "zi": "zih", "ci": "cih", "si": "sih", "lv": "lyu", "nv": "nyu",
    "lve": "lyue", "nve": "nyue", "feng": "fong", "weng": "wong", "wen": "wun", "xu": "syu", "ju": "jyu", "qu": "cyu", "xuan": "syuan",
    "juan": "jyuan", "quan": "cyuan", "xun": "syun", "jun": "jyun", "qun": "cyun", "xue": "syue", "jue": "jyue", "que": "cyue",
    "xiong": "syong", "jiong": "jyong", "qiong": "cyong",
}  # fmt: skip


_PINYIN_FINALS = """
    a o e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing iong u ua uo uai ui uan un uang ue v ve er yu yue yuan yun
"""
_NO_SYLLABLES = frozenset({"i", "u", "v", "ve", "ong", "in", "ing", "un", "ue", "ui"})


def umlaut_folded(letters: str) -> str:
    """Return letters with ü after l and n written as u, however it stood: ``lv`` and ``lyu`` for lü, ``lyue`` for lüe."""
    return _UMLAUT.sub("u", letters) if "v" in letters or "yu" in letters else letters


@cache
def pinyin_spellings(syllable: str) -> frozenset[str]:
    """Return how a pinyin syllable (ü as ``v``) stands in papers."""
    return frozenset({syllable.replace("v", other) for other in ("u", "v", "yu", "ue")} if "v" in syllable else {syllable})


@cache
def taiwan_spellings(syllable: str) -> frozenset[str]:
    """Return how a pinyin syllable (ü as ``v``) is written in Wade–Giles without its marks, in Tongyong, and in the second system
    of the bopomofo, by which many in Taiwan spelt themselves.
    """
    return frozenset().union(*by_system_of_taiwan(syllable))


def by_system_of_taiwan(syllable: str) -> tuple[set[str], ...]:
    """Return how a pinyin syllable is written in each of them."""
    return _wade(syllable), _tongyong(syllable), _second(syllable)


def _wade(syllable: str) -> set[str]:
    if syllable in _WADE_WHOLE:
        return set(_WADE_WHOLE[syllable].split())
    initial, end = _split(syllable)
    for pinyin, wade in _WADE_ENDS:
        if end == pinyin or (end.endswith(pinyin) and pinyin != "ong"):
            end = end[: -len(pinyin)] + wade
            break
    return {_WADE.get(initial, initial) + end}


def _tongyong(syllable: str) -> set[str]:
    if syllable in _TONGYONG_WHOLE:
        return {_TONGYONG_WHOLE[syllable]}
    initial, end = _split(syllable)
    initial = {"zh": "jh", "q": "c", "x": "s"}.get(initial, initial)
    return {initial + {"iu": "iou", "ui": "uei"}.get(end, end)}


def _second(syllable: str) -> set[str]:
    if syllable in _SECOND_WHOLE:
        return set(_SECOND_WHOLE[syllable].split())
    initial, end = _split(syllable)
    initial = {"zh": "j", "q": "ch", "x": "sh", "z": "tz", "c": "ts"}.get(initial, initial)
    return {initial + {"iu": "iou", "ui": "uei", "ao": "au", "iao": "iau"}.get(end, end)}


def _split(syllable: str) -> tuple[str, str]:
    initial = next(each for each in INITIALS if syllable.startswith(each))
    return initial, syllable[len(initial) :]


@cache
def _syllables() -> frozenset[str]:
    return frozenset(initial + final for initial in INITIALS for final in _PINYIN_FINALS.split()) - _NO_SYLLABLES


def is_syllable(letters: str) -> bool:
    """Tell whether letters are one syllable in pinyin, Wade–Giles or Tongyong."""
    return letters in _syllables() or letters in _in_taiwan()


@cache
def _in_taiwan() -> frozenset[str]:
    return frozenset().union(*map(taiwan_spellings, _syllables()))


@lru_cache(maxsize=WORDS_KEPT)
def is_pinyin(letters: str) -> bool:
    """Tell whether letters can be read as pinyin syllables; no more letters than a name has are."""
    return len(letters) in _ends_of_syllables(letters)


def in_syllables(letters: str) -> Iterator[tuple[str, ...]]:
    """Yield each way to read letters as pinyin syllables, the longest first ones first; none for more letters than a name has."""
    if not is_pinyin(letters):
        return
    if not letters:
        yield ()
    for size in range(min(LONGEST_SYLLABLE, len(letters)), 0, -1):
        if letters[:size] in _syllables():
            yield from ((letters[:size], *rest) for rest in in_syllables(letters[size:]))


def _ends_of_syllables(letters: str) -> set[int]:
    """Return the places that pinyin syllables from the beginning on reach; in one pass, since there is no end of ways to cut letters."""
    reached = {0}
    for place in range(len(letters) if len(letters) <= MOST_LETTERS else 0):
        if place in reached:
            reached.update(place + size for size in range(1, LONGEST_SYLLABLE + 1) if letters[place : place + size] in _syllables())
    return reached
