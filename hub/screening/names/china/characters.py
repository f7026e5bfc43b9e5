"""What a Han character is without its traditional form, and how it is read in Mandarin and in Cantonese.

One table (``han.txt``, made by ``tests/hub/screening/tables/han.py`` from OpenCC, pypinyin and ToJyutping) instead of three libraries: it
is read in some ten milliseconds and costs a few megabytes, where the libraries take seconds and a hundred. Folding goes from traditional
to simplified only, since 余 范 郁 丰 are surnames of their own and must not become 餘 範 鬱 豐.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hub.screening.names.listed import lines, table

IN_NO_NAME = frozenset({"m", "n", "ng", "hm", "hng", "o", "yo", "lo", "ei"})
LOST_CHARACTER = "\u4dbf"
"""Stands for a character that a system could not write; no table knows this one."""


@dataclass(frozen=True, slots=True)
class Character:
    """A simplified character and its readings without tones, the commonest first: pinyin (ü as ``v``) and Jyutping."""

    simplified: str
    pinyin: tuple[str, ...]
    jyutping: tuple[str, ...]


@cache
def character(written: str) -> Character:
    """Return what is known of a character; one that no table knows is read like no other."""
    line = _table().get(written, "")
    if line.startswith("="):
        return character(line[1:])
    pinyin, _space, jyutping = line.partition(" ")
    unknown = (f"?{written}",)
    return Character(written, tuple(pinyin.split(",")) if pinyin else unknown, tuple(jyutping.split(",")) if jyutping else ())


def are_characters(text: str) -> bool:
    """Tell whether a text is nothing but Han characters, of the block that all names but the rarest are in."""
    return bool(text) and min(text) >= "\u4e00" and max(text) <= "\u9fff"


def is_common(written: str) -> bool:
    """Tell whether a character is one of the 3,755 that GB 2312 has first, and every system in China can write."""
    return b"\xb0" <= written.encode("gb2312", "ignore")[:1] < b"\xd8"


@table
def _table() -> Mapping[str, str]:
    return {line[0]: line[1:].lstrip(" ") for line in lines(__package__, "han.txt")}


@table
def all_readings() -> tuple[frozenset[str], frozenset[str]]:
    """Return every syllable of pinyin (ü as ``v``) and of Jyutping that a character is read as."""
    pinyin, jyutping = set[str](), set[str]()
    for line in set(_table().values()):
        if not line.startswith("="):
            mandarin, _space, cantonese = line.partition(" ")
            pinyin.update(mandarin.split(","))
            jyutping.update(cantonese.split(","))
    return frozenset(pinyin) - {""}, frozenset(jyutping) - {""}


@cache
def one_of_sound(syllable: str) -> str:
    """Return a character whose first reading in Mandarin is this syllable; empty if none is."""
    return next((each for each in _table() if character(each).pinyin[:1] == (syllable,)), "")
