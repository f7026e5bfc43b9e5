"""How characters sound in a foreign name as Hong Kong writes it, by Cantonese ear: 碧咸 is Beckham, 佐治 George, 米高 Michael."""

from functools import cache

from hub.screening.names.china.cantonese import initial_and_final
from hub.screening.names.china.characters import character

_INITIALS = {
    "b": "bvp", "p": "pb", "m": "m", "f": "fv", "d": "d", "t": "tQ", "n": "nl", "l": "lr", "ng": "n? g?", "gw": "gk uv?", "kw": "kg uv?",
    "g": "gk", "k": "kg", "h": "hJ?", "w": "vu?", "z": "JZzsTd", "c": "CXT", "s": "sSzQX", "j": "YJ?", "": "",
}  # fmt: skip
_FINALS = {
    "aa": "a r?", "aai": "ai Yi?", "aau": "au u?", "aam": "ai N", "aan": "a N", "aang": "ai N g?", "aap": "ai bp", "aat": "a td?",
    "aak": "ai gk?", "ai": "ai Yi?", "au": "ua u?", "am": "aiu N", "an": "aiu N", "ang": "aiu N g?", "ap": "aiu bp", "at": "aiu td?",
    "ak": "aiu gk?", "e": "ai r?", "ei": "ai Yi?", "ek": "ai gk?", "eng": "ai N g?", "i": "i r?", "iu": "iu u?", "im": "i N", "in": "ai N",
    "ing": "ai N g?", "ip": "i bp", "it": "ai td?", "ik": "ai gk?", "o": "ua rl?", "oi": "ua i?", "ou": "ua u? rl?", "on": "ua N",
    "ong": "ua N g?", "ot": "ua td?", "ok": "ua gk?", "u": "u r? v?", "ui": "u i?", "un": "u N", "ung": "ua N g?", "ut": "u td?",
    "uk": "ua gk?", "oe": "u r?", "oeng": "ua N g?", "oek": "u gk?", "eoi": "u i?", "eon": "aiu N", "eot": "aiu td?", "yu": "iu r?",
    "yun": "ua N", "yut": "ai td?",
}  # fmt: skip


@cache
def in_cantonese(each: str) -> str:
    """Return the row of a character by its commonest Cantonese reading, with N for a nasal; empty if it has none."""
    readings = character(each).jyutping
    initial, final = initial_and_final(readings[0]) if readings else ("", "")
    return f"{_INITIALS[initial]} {_FINALS.get(final, '')}".strip()
