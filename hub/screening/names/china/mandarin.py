"""How Mandarin syllables are written in Latin letters: pinyin, Wade–Giles as passports print it, and Taiwan's systems and free spellings.

Passports drop the apostrophes and dots on which Wade–Giles rests, so *chang* may be 张 or 常: spellings here are sets, and a whole name has
to fit.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from hub.screening.names.china.characters import IN_NO_NAME, all_readings
from hub.screening.names.china.romatzyh import romatzyh
from hub.screening.names.china.syllables import LONGEST_SPELLING, consists_of
from hub.screening.names.listed import table
from hub.screening.names.sound import WORDS_KEPT

MOST_LETTERS = 4 * LONGEST_SPELLING  # of a surname and a given name of two characters each
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


_FREE_INITIALS = {
    "b": "b p", "d": "d t", "g": "g k", "j": "j ch jh ts", "q": "ch q c ts", "x": "hs sh x", "zh": "j ch jh zh", "r": "j r", "z": "ts tz z",
    "c": "ts c",
}  # fmt: skip
_FREE_FINALS = {
    "a": "a ah", "o": "o oh", "e": "e eh o", "ai": "ai ay", "ei": "ei ey ay", "ao": "ao au aw aow", "ou": "ou ow", "ong": "ong ung oong",
    "i": "i ih ee yi", "ia": "ia ya", "ie": "ieh ie yeh", "iao": "iao iau yau yao", "iu": "iu iou yu eou ieou", "ian": "ian ien yan yen",
    "in": "in yn", "iang": "iang yang eang", "ing": "ing yng", "iong": "iung iong yong yung", "u": "u uh oo", "ua": "ua wa",
    "uo": "uo o uoh wo", "uai": "uai wai", "ui": "ui uei uey wei wey", "uan": "uan wan uann", "un": "un uen wen oon", "uang": "uang wang",
    "ue": "ueh ue yueh iueh", "v": "u yu iu", "an": "an ann", "en": "en enn", "ang": "ang arng", "eng": "eng erng",
}  # fmt: skip
_FREE_WHOLE = {
    "yi": "i ih yih ee yee", "yin": "in yinn", "ying": "ing yng", "yong": "yung yong yoong iung",
    "you": "yu you yeou yiu iou", "yu": "yu yuh iu",
    "yan": "yen yan ien yann", "yao": "yao yau yaw", "ye": "yeh ye yieh", "wu": "wu woo wuu", "wei": "wei wey way uei",
    "wen": "wen wun uen",
    "wang": "wang", "si": "ssu szu sze sy", "shi": "shih shi shyh", "zhi": "chih jyh jih jhih", "xu": "hsu shu sheu shiu",
}  # fmt: skip


def umlaut_folded(letters: str) -> str:
    """Return letters with ü after l and n written as u, however it stood: ``lv`` and ``lyu`` for lü, ``lyue`` for lüe."""
    return _UMLAUT.sub("u", letters) if "v" in letters or "yu" in letters else letters


@cache
def pinyin_spellings(syllable: str) -> frozenset[str]:
    """Return how a pinyin syllable (ü as ``v``) stands in papers."""
    return frozenset({syllable.replace("v", other) for other in ("u", "v", "yu", "ue")} if "v" in syllable else {syllable})


@cache
def taiwan_spellings(syllable: str) -> frozenset[str]:
    """Return how a pinyin syllable (ü as ``v``) is written in Wade–Giles without its marks, in Tongyong, in the second system of the
    bopomofo, and freely: no official form asked for one system until 2009, so people took an initial of one and a final of another.
    """
    return systematic_spellings(syllable) | (_free(syllable) - _systematic())


@cache
def systematic_spellings(syllable: str) -> frozenset[str]:
    """Return how a pinyin syllable is written by the systems alone."""
    return frozenset().union(*by_system_of_taiwan(syllable))


def _free(syllable: str) -> frozenset[str]:
    """Return how a syllable may be spelt by who knows systems by hearsay; what one of them gives to another syllable is not among it."""
    if syllable in _FREE_WHOLE:
        return frozenset(_FREE_WHOLE[syllable].split()) | romatzyh(syllable)
    initial, end = _split(syllable)
    fronts, ends = _FREE_INITIALS.get(initial, initial).split() or [""], _FREE_FINALS.get(end, end).split()
    return romatzyh(syllable) | {front + back for front in fronts for back in ends}


@table
def _systematic() -> frozenset[str]:
    """Return every spelling of every syllable that there is, by pinyin and by Taiwan's systems."""
    syllables = all_readings()[0]
    return syllables.union(*map(pinyin_spellings, syllables), *map(systematic_spellings, syllables))


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


@table
def syllables() -> frozenset[str]:
    """Return every syllable of pinyin that a name may have, as papers write it; *koo* is Korean."""
    return frozenset().union(*map(pinyin_spellings, all_readings()[0] - IN_NO_NAME))


def is_syllable(letters: str) -> bool:
    """Tell whether letters are one syllable in pinyin, Wade–Giles or Tongyong."""
    return letters in syllables() or letters in _in_taiwan()


@table
def _in_taiwan() -> frozenset[str]:
    return frozenset().union(*map(systematic_spellings, all_readings()[0] - IN_NO_NAME))


@lru_cache(maxsize=WORDS_KEPT)
def is_pinyin(letters: str) -> bool:
    """Tell whether letters can be read as pinyin syllables; no more letters than a name has are."""
    return len(letters) <= MOST_LETTERS and consists_of(letters, syllables())


def in_syllables(letters: str) -> Iterator[tuple[str, ...]]:
    """Yield each way to read letters as pinyin syllables, the longest first ones first; none for more letters than a name has."""
    if not is_pinyin(letters):
        return
    if not letters:
        yield ()
    for size in range(min(LONGEST_SPELLING, len(letters)), 0, -1):
        if letters[:size] in syllables():
            yield from ((letters[:size], *rest) for rest in in_syllables(letters[size:]))
