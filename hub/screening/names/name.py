"""A name as it is compared: its script, its words without what differs from hand to hand, and what it sounds like.

Made once for each name and kept, since a name is compared thousands of times. It cannot be printed.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from itertools import permutations

from anyascii import anyascii

from hub.screening.names import folding
from hub.screening.names.china.characters import are_characters, character
from hub.screening.names.china.mandarin import umlaut_folded
from hub.screening.names.china.mending import mended
from hub.screening.names.china.surnames import COMPOUND, surname_length, surname_reading
from hub.screening.names.india.indic import is_indic, written_out
from hub.screening.names.japan.kanji import is_japanese_surname, without_polite_word
from hub.screening.names.korea.korean import is_hangul
from hub.screening.names.near_east import arabic, ethiopic, icao
from hub.screening.names.passports import in_passports, spelt_in_order

MOST_PARTS_TO_TURN = 3
_LATIN = "a-z\u00df-\u024f\u1e00-\u1eff"
_LATIN_WORDS = re.compile(f"[{_LATIN}]+")
_BOTH_IN_ONE_WORD = re.compile(rf"[{_LATIN}]-[^\W\d_{_LATIN}]|[^\W\d_{_LATIN}]-[{_LATIN}]")
_VIETNAMESE = re.compile("[ăơưđ\u1ea0-\u1ef9]")
_HAN_RANGES = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF), (0x3005, 0x3007))


class Script(IntEnum):
    """The script that a name is written in."""

    NONE = 0
    LATIN = 1
    HAN = 2
    HANGUL = 3
    ARABIC = 4
    CYRILLIC = 5
    OTHER = 6


@dataclass(slots=True, repr=False)  # nobody changes one; to make one frozen takes five times as long, and each reading makes some
class Name:
    """One name. ``letters`` are its ``parts`` joined, ``written`` the same before folding from traditional, or with the marks of
    Vietnamese; ``keys`` what it sounds like in Latin letters, in each order that it may be written in; ``sounds`` a Han name's syllables
    and ``surname`` how many of them lead it; ``spelt_out`` a Latin name's words with ä as ae, where that makes a difference.
    """

    script: Script
    parts: tuple[str, ...]
    letters: str
    written: str
    keys: tuple[str, ...]
    sounds: tuple[str, ...] = ()
    surname: int = 0
    spelt_out: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<Name>"


def read_names(text: str) -> tuple[Name, ...]:
    """Return the name that a text states: none if it has no letters, two if it gives a Han name and a Latin one beside it."""
    if are_characters(text):
        return _han((folding.without_title(text),))  # most names, and nothing to fold
    plain = folding.folded(mended(text))
    if plain.isascii():
        return _latin(plain)
    plain = folding.without_polite_words(plain)
    words = folding.latin_words(plain)
    by_script: dict[Script, list[str]] = {}
    for word in words:
        by_script.setdefault(script_of(word), []).append(word)
    if not by_script:
        return ()
    if Script.LATIN in by_script and (Script.HAN in by_script or len(by_script) == 2):
        return _of_two_scripts(plain, words, by_script)
    script = next(iter(by_script)) if len(by_script) == 1 else max(by_script, key=lambda each: len(by_script[each]))
    if script is Script.LATIN:
        return _latin(plain)
    if script is Script.HAN:
        return _han(words)
    return _other(script, plain, words)


def script_of(word: str) -> Script:
    """Return the script of a word's first letter."""
    code = ord(word[0])
    if code < 0x250 or 0x1E00 <= code <= 0x1EFF:
        return Script.LATIN
    if any(first <= code <= last for first, last in _HAN_RANGES):
        return Script.HAN
    if is_hangul(word[0]) or 0x1100 <= code <= 0x11FF:
        return Script.HANGUL
    if 0x600 <= code <= 0x77F or 0x8A0 <= code <= 0x8FF:
        return Script.ARABIC
    return Script.CYRILLIC if 0x400 <= code <= 0x52F else Script.OTHER


def _of_two_scripts(plain: str, words: tuple[str, ...], by_script: dict[Script, list[str]]) -> tuple[Name, ...]:
    """Return a name twice where each script gives all of it (李四 Li Si), the whole one where the other gives a part (王小明 Tony), and
    else both parts together in Latin letters: of Anna 王 neither is a name that Tony 王 or Anna 李 has too. So are both where a
    hyphen joins them (Rudzītis-شوقي), but for Han and Hangul.
    """
    beside = Script.HAN if Script.HAN in by_script else max(by_script)
    latin = _latin(" ".join(by_script[Script.LATIN]))
    if beside is Script.HAN:
        other = _han(by_script[beside])
    else:
        other = _other(beside, _LATIN_WORDS.sub(" ", plain), tuple(by_script[beside]))
    whole = tuple(name for name in (*other, *latin) if _is_whole(name))
    if beside not in (Script.HAN, Script.HANGUL) and _BOTH_IN_ONE_WORD.search(plain):
        whole = ()
    return whole or _latin(" ".join(map(_in_latin, words)))


def _is_whole(name: Name) -> bool:
    """Tell whether a name is more than a surname or a given name alone."""
    if name.script is Script.HAN:
        return len(name.letters) > 1 and name.letters not in COMPOUND and not is_japanese_surname(name.letters)
    return len(name.letters) > 1 if name.script is Script.HANGUL else len(name.parts) > 1


def _in_latin(word: str) -> str:
    if script_of(word) is Script.HAN:
        return "".join(surname_reading(word) or [character(each).pinyin[0] for each in word])
    return anyascii(word).lower()


def _latin(plain: str) -> tuple[Name, ...]:
    words = folding.latin_words(plain)
    parts = without_polite_word(folding.without_titles(words))
    if not parts:
        return ()
    letters = "".join(parts)
    marked = not plain.isascii() and folding.MARKED.search(plain)
    spelt_out = folding.latin_words(folding.spelt_out(plain)) if marked else ()
    own = folding.generation(words)  # beside a date that is nearly the father's
    keys = dict.fromkeys((umlaut_folded(letters) + own, *(spelt_in_order(each) + own for each in (parts, spelt_out) if each)))
    written = unicodedata.normalize("NFC", plain.strip()) if _VIETNAMESE.search(plain) else letters
    name = Name(Script.LATIN, parts, letters, written, tuple(keys), spelt_out=spelt_out)
    coded = icao.decoded(parts)
    return (name, *_other(Script.ARABIC, coded, ())) if coded else (name,)


def _han(words: list[str] | tuple[str, ...]) -> tuple[Name, ...]:
    written = "".join(words)
    known = [[character(each) for each in word] for word in words]
    parts = tuple(["".join([each.simplified for each in word]) for word in known])
    letters = "".join(parts)
    surname = surname_length(letters) if len(parts) == 1 or len(letters) <= MOST_PARTS_TO_TURN + 1 else 0
    lead = surname_reading(letters[:surname])
    sounds = (*lead, *[each.pinyin[0] for word in known for each in word][len(lead) :])
    orders = _orders(parts, sounds, surname)
    return (Name(Script.HAN, parts, letters, written, orders, sounds, surname),)


def _orders(parts: tuple[str, ...], sounds: tuple[str, ...], surname: int) -> tuple[str, ...]:
    """Return a Han name's pinyin as it is written, and in the other orders: given name first, or its dotted parts turned."""
    if 1 < len(parts) <= MOST_PARTS_TO_TURN and not surname:
        ends = [sum(map(len, parts[: nth + 1])) for nth in range(len(parts))]
        pieces = ["".join(sounds[end - len(part) : end]) for end, part in zip(ends, parts, strict=True)]
        return tuple(dict.fromkeys(umlaut_folded("".join(order)) for order in permutations(pieces)))
    first = umlaut_folded("".join(sounds))
    return (first, umlaut_folded("".join(sounds[surname:] + sounds[:surname]))) if len(sounds) > surname > 0 else (first,)


def _other(script: Script, plain: str, words: tuple[str, ...]) -> tuple[Name, ...]:
    if script is Script.ARABIC:
        words = arabic.words(plain)
    elif script is Script.OTHER:
        words = folding.words_between_stops(ethiopic.folded(folding.without_accents(plain)))
        words = written_out(words) if words and is_indic(words[0][0]) else words
    letters = "".join(words)
    keys = dict.fromkeys(in_passports(words) or (letters, "".join(sorted(words))))
    spelt_out = folding.latin_words(plain.replace("ё", "ьо")) if script is Script.CYRILLIC and "ё" in plain else ()
    return (Name(script, words, letters, letters, tuple(keys), spelt_out=spelt_out),) if letters else ()
