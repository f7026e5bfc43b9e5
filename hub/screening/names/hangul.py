"""How names from elsewhere sound in Hangul: 나렌드라 모디 is Narendra Modi.

Hangul has no *f*, *v*, *z* or *th* and no two consonants beside each other, so ㅍ is *f* too, ㅂ *v*, ㅈ *z*, and ㅡ mostly nothing.
Gathered by hand after the Ministry's rules for foreign words (외래어 표기법). Korean names have rules of their own (``korean.py``).
"""

from hub.screening.names.korean import FIRST, LAST
from hub.screening.names.sound import Row, row

_INITIALS = ("kg", "kg", "n", "td", "td", "rl", "m", "bpv", "pb", "sSXQ", "sS", "", "JzZdY", "zJTC", "CT", "kh", "tQ", "pf", "hf?")
_VOWELS = (
    "a r?", "ai r?", "Y a r?", "Y ai", "uai r?", "ai r?", "Yi? uai r?", "Y? ai", "u r?", "uv a", "uv ai", "uv? ai", "Y u r?", "uv r?",
    "uv ua r?", "uv ai", "uv? i", "Y? u r?", "uai?", "ui? i", "i r?",
)  # fmt: skip
_FINALS = (
    "", "kg", "kg", "k", "n", "n", "n", "td", "l", "k", "m", "l", "l", "l", "pf", "l", "m", "pbfv", "p", "tsd", "t", "n g?", "td", "t", "k",
    "t", "pf", "h?",
)  # fmt: skip
_R, _SILENT, _L = 5, 11, 8
_NASALS = frozenset("nm")


def hangul_row(word: str) -> Row:
    """Return how a word in Hangul sounds, if it is from elsewhere. Between vowels ㄹ is *r* and ㄹㄹ is *l*."""
    places = [ord(each) - FIRST for each in word if FIRST <= ord(each) <= LAST]
    made = ["h?"] if places and places[0] // 588 == _SILENT else []
    before = None
    for place, behind in zip(places, [*places[1:], -1], strict=True):
        initial, final = place // 588, place % 28
        following = _INITIALS[behind // 588] if behind >= 0 else ""
        sounds = "r" if initial == _R and before == 0 else "l" if initial == _R and before == _L else _INITIALS[initial]
        vowel = _VOWELS[place % 588 // 28]
        is_one = (final == _L and behind // 588 == _R) or (following in _NASALS and _FINALS[final] == following)
        made += [sounds, vowel.removesuffix(" r?") if final else vowel, f"{_FINALS[final]}?" if is_one else _FINALS[final]]
        before = final
    return row(" ".join(made))
