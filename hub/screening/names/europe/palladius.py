"""How Russian writes the syllables of China, Korea, Japan and Vietnam: Palladius, Kontsevich, Polivanov, and the rules for Vietnamese.

Each is a system of its own, as pinyin is: Цзиньпин is Jinping, and nobody who hears the letters would say so. Ukraine, Belarus and Central
Asia write likewise, with their own *e* and *i*. Here ё is е, as names are folded, and *ы* is kept where Russian has it.
"""

import re
from functools import cache
from itertools import product

from hub.screening.names.korea.korean import FIRST, is_hangul
from hub.screening.names.rewriting import compiled, rewritten

_PINYIN = re.compile("(zh|ch|sh|[bpmfdtnlgkhjqxrzcs])?(.+)")
_INITIALS = {
    "zh": "чж", "ch": "ч", "sh": "ш", "b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т", "n": "н", "l": "л", "g": "г", "k": "к",
    "h": "х", "j": "цз", "q": "ц", "x": "с", "r": "ж", "z": "цз", "c": "ц", "s": "с", "": "",
}  # fmt: skip
_FINAL_SIGNS = """
    a а, o о, e э, er эр, ai ай, ei эй, ao ао, ou оу, an ань, en энь, ang ан, eng эн, ong ун, i и, ia я, ie е, iao яо, iu ю, ian янь,
    in инь, iang ян, ing ин, iong юн, u у, ua уа, uo о, uai уай, ui уй, uan уань, un унь, uang уан, v юй, ve юэ, van юань, vn юнь,
    yi и, ya я, ye е, yao яо, you ю, yan янь, yin инь, yang ян, ying ин, yong юн, yu юй, yue юэ, yuan юань, yun юнь, yo е, wu у, wa ва,
    wo во, wai вай, wei вэй, wan вань, wen вэнь, wang ван, weng вэн
"""
_FINALS = dict(each.split() for each in _FINAL_SIGNS.split(","))
_AS_UMLAUT = frozenset({"u", "ue", "uan", "un"})  # behind j, q and x
_HISSED = frozenset({"z", "c", "s"})  # behind which *i* is ы
_ALSO = {"hui": ("хуэй", "хой"), "feng": ("фын",)}

_INITIAL_SIGNS = "к,г кк,к н т,д тт,т р,л,н м п,б пп,п с,ш сс,с - ч,дж,чж чч,ч чх кх тх пх х"
_KOREAN_INITIALS = _INITIAL_SIGNS.split()
_VOWEL_SIGNS = "а э,е я йя,я о е,э е,йо е,йе о ва вэ,ве ве,вэ,ой е,йо у,ву во ве ви ю ы ый,и и"
_KOREAN_VOWELS = _VOWEL_SIGNS.split()
_LAST_SIGNS = "- к,г к к н н н т ль,л,р к м ль ль ль п ль м п,б п т т н т т к т п -"
_KOREAN_FINALS = _LAST_SIGNS.split()
_EO, _U, _SILENT, _S, _J = 4, 13, 11, 9, 12
_OF_FAMILIES = {
    "이": "ли и ри", "최": "цой чой", "임": "лим", "노": "ро", "류": "лю ю", "유": "лю рю", "양": "рян", "여": "ре", "나": "ра",
    "정": "тен",
}  # fmt: skip

_VIETNAMESE = re.compile("(ngh|qu|gi(?=[aeou])|n[gh]|[kptgc]h|tr|[bcdghklmnpqrstvx])?([aeiouy]+)(n[gh]|ch|[cmnpt])?")
_VIETNAMESE_INITIALS = {
    "ngh": "нг", "ng": "нг", "nh": "нь,н", "kh": "кх", "ph": "ф", "th": "тх", "gh": "г", "ch": "т,ч", "tr": "ч", "qu": "ку,кв", "gi": "з",
    "b": "б", "c": "к", "d": "д,з", "g": "г", "h": "х", "k": "к", "l": "л", "m": "м", "n": "н", "p": "п", "r": "р,з", "s": "ш,с", "t": "т",
    "v": "в", "x": "с", "": "",
}  # fmt: skip
_VIETNAMESE_RIMES = """
    a а я, e е э, i и, y и, o о, u у ы ю, ie ье ие, ye е ие э, uo ыо уо, ia иа ья, ua уа ыа, oa оа, oe оэ, uy уи юи ю, ue уэ юэ,
    uye уе юе уэ, ai ай яй, ay ай яй эй, oi ой, ui уй ый, ao ао яо, au ау яу эу, eo ео эо, eu еу эу, ieu ьеу иеу, yeu иеу, uoi уой ыой,
    oai оай, uay уай, uu ыу, iu иу, uou ыоу, uya уя, uyu уиу, oay оай, uoe уэ
"""
_RIMES = {rime: spelt for rime, *spelt in map(str.split, _VIETNAMESE_RIMES.split(","))}
_VIETNAMESE_FINALS = {"ng": "нг", "nh": "нь,н", "ch": "ть,т", "c": "к", "m": "м", "n": "н", "p": "п", "t": "т", "": ""}

_POLIVANOV = compiled(
    ("нъ", "n"), ("дз(?=[яюеи])", "z"), ("дз", "z"), ("(?<=[бгзкмнпрст])я|(?<=z)я", "ya"), ("ц", "t"), ("й", "i"), ("я", "ya"),
    ("ю", "yu"), ("ф", "h"),
)  # fmt: skip
_JAPANESE_LETTERS = str.maketrans("абвгдзикмнопрстухэ", "abwgdzikmnoprstuhe")


@cache
def palladius(syllable: str) -> frozenset[str]:
    """Return how a pinyin syllable (ü as ``v``) stands in Russian papers, and with the *e* that Ukraine and the careless write for э."""
    initial, final = _halves(syllable)
    if initial in _HISSED and final == "i":
        return frozenset({_INITIALS[initial] + "ы"})
    if final not in _FINALS or (initial and final[0] in "yw"):
        return frozenset()
    made = {_INITIALS[initial] + _FINALS[final], *_ALSO.get(syllable, ())}
    return frozenset(each.replace("э", letter) for each in made for letter in "эе")


def _halves(syllable: str) -> tuple[str, str]:
    found = _PINYIN.fullmatch(syllable)
    initial, final = (found[1] or "", found[2]) if found else ("", "")
    return initial, f"v{final[1:]}" if initial in ("j", "q", "x") and final in _AS_UMLAUT else final


@cache
def kontsevich(syllable: str) -> frozenset[str]:
    """Return how a Hangul syllable of a given name stands in Russian papers; ㅓ is *e* too, as the North's are written (Ким Чен Ир)."""
    if not is_hangul(syllable):
        return frozenset()
    initial, rest = divmod(ord(syllable) - FIRST, 588)
    vowel, final = divmod(rest, 28)
    vowels = [*_KOREAN_VOWELS[vowel].split(","), *("е" if vowel == _EO and initial in (_S, _J) else "")]
    if vowel == _U and initial != _SILENT:
        vowels = ["у"]
    ways = product(_KOREAN_INITIALS[initial].split(","), vowels, _KOREAN_FINALS[final].split(","))
    return frozenset("".join(each).replace("-", "") for each in ways)


@cache
def of_a_korean_family(syllable: str) -> frozenset[str]:
    """Return how a Hangul syllable of a surname stands in Russian papers."""
    return kontsevich(syllable).union(_OF_FAMILIES.get(syllable, "").split())


@cache
def vietnamese_in_russian(syllable: str) -> frozenset[str]:
    """Return how a Vietnamese syllable without its marks stands in Russian papers."""
    found = _VIETNAMESE.fullmatch(syllable)
    if not found or found[2] not in _RIMES:
        return frozenset()
    initials, finals = (table[found[nth] or ""].split(",") for nth, table in ((1, _VIETNAMESE_INITIALS), (3, _VIETNAMESE_FINALS)))
    return frozenset(map("".join, product(initials, _RIMES[found[2]], finals)))


def polivanov(word: str, *, e: str) -> str:
    """Return a Japanese word in Russian letters as Kunrei writes it, without long vowels; what has no letter there stands as it is.

    ``e`` says what *е* is: *yo*, which is ё without its dots, or the *e* of who does not write э.
    """
    word = rewritten(_POLIVANOV, word)
    return word.replace("е", e).translate(_JAPANESE_LETTERS)
