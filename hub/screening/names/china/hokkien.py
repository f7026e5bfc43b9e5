"""How given names of Hokkien and Teochew speakers stand in papers of Singapore, Malaysia and Indonesia: 文 is Boon, 瑞 Swee, 傑 Keat.

Nobody prescribed a spelling, and no free table has their readings. But Hokkien kept from Middle Chinese what Cantonese kept, the finals in
-m, -p, -t and -k among it, so a character's reading follows from its Cantonese one up to a few choices, some of which Mandarin settles: it
keeps 志 zhi and 子 zi apart. It is only asked behind a surname that some southern speech spells so.
"""

import re
from collections.abc import Sequence
from functools import cache

from hub.screening.names.china.cantonese import initial_and_final

_INITIALS = {
    "b": "p b", "p": "p ph", "m": "b m", "f": "h", "d": "t", "t": "t th", "n": "n l", "l": "l", "gw": "k", "kw": "k kh", "g": "k",
    "k": "k kh", "h": "h k kh", "w": "- h", "z": "ch ts t j", "c": "ch t s", "s": "s", "ng": "g ng", "j": "- j", "": "- a",
}  # fmt: skip
_OF_J = {  # what it was before these finals: 義 is Ghee, 賢 Hian, but 勇 no Heng
    **dict.fromkeys(("in", "an", "yu", "yun", "yut", "uk", "im"), "g h"),
    **dict.fromkeys(("i", "ip", "ing", "it", "au", "iu", "am", "oeng"), "g"),
}  # fmt: skip
_NO_H = frozenset({"ing", "ik"})  # of w: 榮 is Eng, and 永
_STOPS, _DENTALS = re.compile("zh|ch"), re.compile("[zcs](?!h)")
"""Initials of Mandarin: only what begins so may have been a stop once (忠 Tiong), and has u for Cantonese i (子 Tsu)."""
_ROUND = ("f", "gw", "kw", "w")
_LABIAL = (*_ROUND, "b", "p", "m")
_FINALS = {  # of Cantonese, and what Hokkien has for them
    "aa": "a", "aai": "ai a", "aau": "au iau", "aam": "am", "aan": "an", "aang": "eng", "aap": "ap", "aat": "at", "aak": "ek",
    "ai": "e i", "au": "iu o", "am": "im", "an": "in", "ang": "eng", "ap": "ip", "at": "it", "ak": "ek", "e": "ia", "ei": "i ui",
    "eng": "eng", "ek": "ek", "i": "i u", "iu": "iau io", "im": "iam", "in": "ian", "ip": "iap", "it": "iat", "ing": "eng", "ik": "ek",
    "o": "o", "oi": "ai", "ou": "o", "on": "an", "ong": "ong ang", "ot": "at", "ok": "ok ak", "u": "u o", "ui": "ue ui", "un": "uan",
    "ung": "ong iong", "ut": "uat", "uk": "ok iok ek", "oeng": "iong iang", "oek": "iok", "eoi": "ui u", "eon": "un", "eot": "ut",
    "yu": "u i", "yun": "uan", "yut": "uat", "ng": "go",
}  # fmt: skip
_BEHIND_LABIALS = {  # f, kw and w have it for sure, b, p and m may
    "an": "un", "at": "ut uat", "ai": "ui", "aan": "uan", "aat": "uat", "aa": "ua", "u": "u", "ung": "ong", "uk": "ok", "un": "uan un",
}  # fmt: skip
_AS_SPELT = {
    "a": "a ah ar", "e": "e ay eh", "i": "i ee y", "o": "o oh or", "u": "u oo", "ia": "ia iah eah", "io": "io eo iow",
    "iu": "iu ew iew yew eu", "ua": "ua wa uah wah", "ue": "ue uay way", "ui": "ui wee uee", "ai": "ai ye", "au": "au ow aw",
    "iau": "iau eow iow yaw iaw yeow iew", "im": "im", "iam": "iam eam", "in": "in een", "un": "un oon", "ian": "ian ean ien",
    "uan": "uan wan", "eng": "eng ing", "iong": "iong eong yong", "iang": "iang eang", "ip": "ip", "iap": "iap eap", "it": "it eet",
    "ut": "ut oot", "iat": "iat eat iet", "uat": "uat wat", "ek": "ek eck ik aik", "ok": "ok ock", "ak": "ak ark ack",
    "iok": "iok eok yok", "an": "an ann",
}  # fmt: skip


@cache
def hokkien_spellings(syllable: str, mandarin: str) -> frozenset[str]:
    """Return how what Cantonese reads as a Jyutping syllable (without tone), and Mandarin in pinyin, is spelt where Hokkien is spoken."""
    initial, final = initial_and_final(syllable)
    rounded = _BEHIND_LABIALS.get(final, "") if initial in _LABIAL else ""
    plain = "" if rounded and initial in _ROUND else _FINALS.get(final, "")
    if syllable in ("zi", "ci", "si"):
        plain = "u" if _DENTALS.match(mandarin) else "i"
    ends = [spelt for end in f"{plain} {rounded}".split() for spelt in _AS_SPELT.get(end, end).split()]
    return frozenset(front.strip("-") + end for front in _initials(initial, final, mandarin) for end in ends)


def _initials(initial: str, final: str, mandarin: str) -> Sequence[str]:
    fronts = _INITIALS[initial].split()
    if initial == "j":
        return fronts + _OF_J.get(final, "").split()
    if initial == "w" and final in _NO_H:
        return fronts[:1]
    return fronts if initial not in ("z", "c") or _STOPS.match(mandarin) else [each for each in fronts if each != "t"]
