"""Names across scripts, by sound: Arabic, Cyrillic and others beside Latin letters, word by word and in any order.

This is evidence with an equal birth date only, never by itself.
"""

import re
from dataclasses import replace
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

from hub.screening.names import arabic
from hub.screening.names.japanese import is_read_in_japanese
from hub.screening.names.name import Name, Script
from hub.screening.names.pairing import unpaired
from hub.screening.names.scripts import sound_of, sounds_of
from hub.screening.names.sound import VOWEL, WORDS_KEPT, Spoken, lie_together, spoken
from hub.screening.names.variants import other_forms
from hub.screening.names.ways import bare, japanese_way, latin_joined, same_by
from hub.screening.words import Word

FEWEST_SIGNS = 4
MOST_PARTS_MORE = 2
_SPELT_OTHERWISE = ((0xE80, 0xEFF), (0x1000, 0x109F), (0x1780, 0x17FF))  # Lao, Burmese, Khmer: their letters say little of the sound
BONES_ALIKE = 0.75
_SMALL_Y = re.compile("([\u3041-\u3096\u30a1-\u30fa])([\u3083\u3085\u3087\u30e3\u30e5\u30e7])")  # ショ is sho
_VOWEL_FIRST = re.compile("([\u0e40-\u0e44\u0ec0-\u0ec4])([\u0e01-\u0e2e\u0e81-\u0eae])")  # written before the consonant that it follows


def sounds_alike(one: Name, other: Name) -> Word:
    """Return ROMANISED if two names in different scripts sound alike word by word, in any order; else DIFFERENT."""
    if _is_kana(one) or _is_kana(other):
        return Word.ROMANISED if same_by(japanese_way, *(_latin_words(name) for name in (one, other))) else Word.DIFFERENT
    found = _alike_by_words(one, other)
    if found is Word.DIFFERENT and (one.spelt_out or other.spelt_out):
        return _alike_by_words(*(replace(name, parts=name.spelt_out) if name.spelt_out else name for name in (one, other)))
    return found


def _alike_by_words(one: Name, other: Name) -> Word:
    ours, theirs = _spoken(one), _spoken(other)
    if abs(len(ours) - len(theirs)) > MOST_PARTS_MORE:
        return Word.DIFFERENT
    left, right = unpaired(ours, theirs, _bones_alike if _hides_sound(one) or _hides_sound(other) else _alike)
    alike = Word.ROMANISED
    if left and right:
        left, right = unpaired(left, right, _other_form_alike)
        alike = Word.NICKNAME
    paired = min(len(ours) - len(left), len(theirs) - len(right))
    if (left and right) or not paired or (paired == 1 and (left or right)):
        return Word.DIFFERENT
    return alike if sum(map(_signs, ours if not left else theirs)) >= FEWEST_SIGNS else Word.DIFFERENT


def read_in_kana(name: Name, beside: Name) -> Word:
    """Return ROMANISED if ``beside`` is how the Han ``name`` is read, in kana."""
    return Word.ROMANISED if _is_kana(beside) and is_read_in_japanese(name, _latin_words(beside)) else Word.DIFFERENT


def _alike(one: str, other: str) -> bool:
    return _lie_together(one, other) or any(
        word.isascii() and bare(word) != word and _lie_together(bare(word), beside) for word, beside in ((one, other), (other, one))
    )


@lru_cache(maxsize=WORDS_KEPT)
def _lie_together(one: str, other: str) -> bool:
    return any(lie_together(ours, theirs) for ours in sounds_of(one) for theirs in sounds_of(other))


def _other_form_alike(one: str, other: str) -> bool:
    """Tell whether a word sounds like another form of the name that the other is: Пётр, Peter."""
    word, latin = (one, other) if other.isascii() else (other, one)
    return latin.isascii() and any(lie_together(sound_of(word), sound_of(form)) for form in other_forms(latin))


def _signs(word: str) -> int:
    return sum(not each.optional for each in sound_of(word).signs)


def _spoken(name: Name) -> list[str]:
    if name.script is Script.ARABIC:
        return arabic.joined(name.parts)
    return latin_joined(name.parts) if name.script is Script.LATIN else list(name.parts)


def _is_kana(name: Name) -> bool:
    return name.script is Script.OTHER and "\u3040" <= name.letters[0] <= "\u30ff"


def _hides_sound(name: Name) -> bool:
    return name.script is Script.OTHER and any(first <= ord(name.letters[0]) <= last for first, last in _SPELT_OTHERWISE)


def _latin_words(name: Name) -> tuple[str, ...]:
    return tuple(part for word in name.parts for part in re.findall("[a-z]+", latin_of(word)))


@lru_cache(maxsize=WORDS_KEPT)
def latin_of(word: str) -> str:
    """Return a word of another script in Latin letters, as anyascii has them, with what kana and Thai need."""
    if "\u3040" <= word[:1] <= "\u30ff":
        return anyascii(_SMALL_Y.sub(_with_small_y, word)).lower()
    return anyascii(_VOWEL_FIRST.sub(r"\2\1", word)).lower()


def _with_small_y(found: re.Match[str]) -> str:
    first, last = anyascii(found[1]).lower(), anyascii(found[2]).lower()
    return first[:-1] + (last[1:] if first in ("shi", "chi", "ji") else last)


@lru_cache(maxsize=WORDS_KEPT)
def _bones(word: str) -> str:
    """Return the consonants of a word, a letter a kind, those that these languages romanise either way as one."""
    return "".join(
        chr(0x100 + (each.kinds & -each.kinds)) for each in sound_of(latin_of(word)).signs if not each.kinds & VOWEL and not each.optional
    )


def _bones_alike(one: str, other: str) -> bool:
    return OSA.normalized_similarity(_bones(one), _bones(other)) >= BONES_ALIKE
