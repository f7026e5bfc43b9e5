"""How names from elsewhere sound in Hangul: 나렌드라 모디 is Narendra Modi.

Hangul has no *f*, *v*, *z* or *th* and no two consonants beside each other, so ㅍ is *f* too, ㅂ *v*, ㅈ *z*, and ㅡ mostly nothing.
Gathered by hand after the Ministry's rules for foreign words (외래어 표기법). Korean names have rules of their own (``korean.py``).
"""

from hub.screening.names.known import is_given_name
from hub.screening.names.korea.korean import FIRST, LAST, korean_spellings, spell
from hub.screening.names.sound import Row, row

_INITIALS = ("kg", "kg", "n", "td", "td", "rl", "m", "bpv", "pb", "sSXQ", "sS", "", "JzZdYS", "zJTC", "CTz", "khg", "tQ", "pf", "hfg?")
_VOWELS = (
    "a r?", "ai r?", "Y a r?", "Y ai", "uai r?", "ai r?", "Yi? uai r?", "Y? ai", "u r?", "uv a", "uv ai", "u? aiu", "Y u r?", "uv r?",
    "uv ua r?", "uv ai", "uv? iu", "Y? u r?", "uai?", "ui? i", "i r?",
)  # fmt: skip
_FINALS = (
    "", "kg", "kg", "k", "n", "n", "n", "td", "l", "k", "m", "l", "l", "l", "pf", "l", "m", "pbfv", "p", "tsd", "t", "nm g?", "td", "t",
    "k", "t", "pf", "h?",
)  # fmt: skip
_R, _S, _SILENT, _J, _CH, _T = 5, 9, 11, 12, 14, 16
_L, _NG = 8, 21
_AE, _E, _U, _YU, _EU, _I = 1, 5, 13, 17, 18, 20
_NASALS = frozenset("nm")
_BROAD = frozenset({0, 4, 5, 8, 13})  # a, eo, e, o and u, before which *i* may be one sound with them: 니아 is nia and nya
_ALONE = {(_T, _EU): "tQd", (_CH, _EU): "CTzt"}  # what ends in *d* or *t* elsewhere is heard so
_MAY_BE_ALONE = frozenset({(_J, _I), (_CH, _I), (_S, _YU), (_J, _U), (_CH, _U)})  # as in *dge*, *ch*, *sh* and *ge*
_A, _O = 0, 8
_NEVER_LAST = {_A: "o", _O: "aiey", _I: "ao"}  # by the last vowel, of a Latin word
_SILENT_END = "tdrsz?"


def hangul_row(word: str) -> Row:
    """Return how a word in Hangul sounds, if it is from elsewhere. Between vowels ㄹ is *r* and ㄹㄹ is *l*."""
    places = [ord(each) - FIRST for each in word if FIRST <= ord(each) <= LAST]
    made = ["h?"] if places and places[0] // 588 == _SILENT else []
    before = None
    for place, behind in zip(places, [*places[1:], -1], strict=True):
        initial, final = place // 588, place % 28
        following = _INITIALS[behind // 588] if behind >= 0 else ""
        sounds = "r" if initial == _R and before == 0 else "l" if initial == _R and before == _L else _INITIALS[initial]
        is_one = (final == _L and behind // 588 == _R) or (following in _NASALS and following in _FINALS[final])
        vowel = _vowel(initial, place % 588 // 28, behind) if not final else _VOWELS[place % 588 // 28]
        made += [_ALONE.get((initial, place % 588 // 28), sounds), vowel if initial == _SILENT else vowel.replace("Y ", "Y? ")]
        made.append(f"{_FINALS[final]}?" if is_one else _FINALS[final])
        before = final
    if places and _may_end_silently(places[-1]):
        made.append(_SILENT_END)
    return row(" ".join(made))


def _vowel(initial: int, vowel: int, behind: int) -> str:
    """Return the signs of a vowel that no consonant of its own syllable follows."""
    if (initial, vowel) in _MAY_BE_ALONE or (behind < 0 and (initial, vowel) == (_S, _I)):
        return _VOWELS[vowel].replace(" r?", "?")
    if vowel == _I and behind >= 0 and behind // 588 == _SILENT and behind % 588 // 28 in _BROAD:
        return "iY Y?"
    return f"v? {_VOWELS[vowel]}" if (initial, vowel) == (_SILENT, _U) else _VOWELS[vowel]


def _may_end_silently(place: int) -> bool:
    """Tell whether a word's last syllable is one behind which French writes a consonant more: 보베 Beauvais."""
    initial, vowel, final = place // 588, place % 588 // 28, place % 28
    return final in (_L, _NG) or (not final and (vowel in (_AE, _E) or (initial, vowel) == (_R, _EU)))


def is_spelt(hangul: str, latin: str) -> bool:
    """Tell whether a word in Latin letters spells one in Hangul as Korean names are spelt: beside a surname from elsewhere."""
    return len(hangul) > 1 and "\uac00" <= hangul[0] <= "\ud7a3" and latin.isascii() and spell([*map(korean_spellings, hangul)], (latin,))


def are_two_names(hangul: str, latin: str) -> bool:
    """Tell whether a word in Hangul and one in Latin letters end in vowels that are a man's and a woman's, or of two men's: 마리아 is not
    Mario, nor 마르코 Marcos."""
    place = ord(hangul[-1]) - FIRST
    if not (0 <= place <= LAST - FIRST and latin.isascii()) or place % 28:
        return False
    vowel = place % 588 // 28
    return latin[-1:] in _NEVER_LAST.get(vowel, "") or (vowel == _O and latin.endswith("os") and is_given_name(latin))
