"""How Mandarin syllables stand in Gwoyeu Romatzyh, which spells the tone: 健 is Jiann, 志 Jyh, 宏 Horng, 莊 Juang.

Taiwan's official system from 1928 to 1986. Few write all of a name in it, and many a syllable of theirs, so a syllable has a spelling for
each of its four tones here, for the tables of characters do not say which it has.
"""

import re
from functools import cache

_INITIALS = {"zh": "j", "z": "tz", "c": "ts", "q": "ch", "x": "sh"}
_SONORANTS = "nlmr"
_BASIC = {"ao": "au", "iao": "iau", "iu": "iou", "ui": "uei", "un": "uen", "ue": "iue", "v": "iu", "ve": "iue", "er": "el"}
_AFTER_PALATALS = {"u": "iu", "uan": "iuan", "un": "iun", "ue": "iue"}
_WITHOUT_INITIAL = {
    "yi": "i", "yin": "in", "ying": "ing", "you": "iou", "yong": "iong", "yu": "iu", "yuan": "iuan", "yun": "iun", "yue": "iue", "ya": "ia",
    "ye": "ie", "yao": "iau", "yan": "ian", "yang": "iang", "wu": "u", "wei": "uei", "wen": "uen", "weng": "ueng", "wa": "ua", "wo": "uo",
    "wai": "uai", "wan": "uan", "wang": "uang",
}  # fmt: skip
_SYLLABLE = re.compile("([zcs]h|[bpmfdtnlgkhjqxrzcs])?(.+)")
_VOWELS = re.compile("[aeiou]+")
_THIRD = (
    ("^iu", "eu"), ("^ie$", "iee"), ("^i(?=[aeo])", "e"), ("^u(?=[aeo])", "o"), ("^(e|o)(?=i)", r"\1\1"), ("ai$", "ae"), ("au$", "ao"),
)  # fmt: skip
_FOURTH = (
    ("ai$", "ay"), ("ei$", "ey"), ("au$", "aw"), ("ou$", "ow"), ("ng$", "nq"), ("n$", "nn"), ("l$", "ll"), ("([aeiouy])$", r"\1h"),
)  # fmt: skip


@cache
def romatzyh(syllable: str) -> frozenset[str]:
    """Return how a pinyin syllable (ü as ``v``) is written in the four tones."""
    found = _SYLLABLE.fullmatch(syllable)
    if not found or syllable in _WITHOUT_INITIAL:
        return _of_no_initial(_WITHOUT_INITIAL.get(syllable, syllable))
    initial, final = found[1] or "", found[2]
    front = _INITIALS.get(initial, initial)
    if final == "i" and initial in ("zh", "ch", "sh", "r", "z", "c", "s"):
        return frozenset(front + vowel for vowel in ("y", "yr", "yy", "yh"))
    final = (_AFTER_PALATALS if initial in ("j", "q", "x") else _BASIC).get(final, _BASIC.get(final, final))
    second = front + ("h" + final if front and front in _SONORANTS else _second(final))  # of sonorants this is the first tone
    return frozenset({front + final, second, front + _third(final), front + _put(_FOURTH, final)})


def _of_no_initial(final: str) -> frozenset[str]:
    """Return the four spellings of a syllable that begins with a vowel, of which all but the first tone's begin with *y* or *w*."""
    glide = {"i": "y", "u": "w"}.get(final[0], "")
    return frozenset({final, _second(final), glide + _third(final), _with_glide(glide, _put(_FOURTH, final))})


def _with_glide(glide: str, final: str) -> str:
    return glide + (final[1:] if glide and len(final) > 1 and final[1] in "aeou" else final)


def _second(final: str) -> str:
    if final.startswith(("i", "u")):
        glide = "y" if final[0] == "i" else "w"
        return glide + final[1:] if len(final) > 1 else glide + {"y": "i", "w": "u"}[glide]
    return _VOWELS.sub(lambda found: found[0] + "r", final, count=1)


def _third(final: str) -> str:
    changed = _put(_THIRD, final)
    return changed if changed != final else _VOWELS.sub(lambda found: found[0][0] * 2 + found[0][1:], final, count=1)


def _put(rules: tuple[tuple[str, str], ...], final: str) -> str:
    for pattern, put in rules:
        changed = re.sub(pattern, put, final)
        if changed != final:
            return changed
    return final
