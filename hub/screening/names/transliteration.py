"""Names across scripts, by sound: Arabic, Cyrillic and others beside Latin letters, word by word and in any order.

This is evidence with an equal birth date only, never by itself.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice, product, starmap

from hub.screening.names.apart import FEWEST_CONSONANTS, VOWEL_APART, are_a_slip_apart, differ_by_a_vowel, differ_little
from hub.screening.names.europe.armenian import same_in_armenian
from hub.screening.names.europe.east_slavic import same_in_east_slavic
from hub.screening.names.india.initials import begins_with, same_but_for_initials
from hub.screening.names.japan import kana
from hub.screening.names.japan.japanese import is_read_in_japanese
from hub.screening.names.known import is_given_name, stands_before_a_surname
from hub.screening.names.korea.hanja import hangul_of
from hub.screening.names.korea.korean import is_korean, is_written_apart
from hub.screening.names.korea.korean_in_kana import has_korean_surname, is_korean_in_kana
from hub.screening.names.misread import are_slips
from hub.screening.names.name import Name, Script
from hub.screening.names.near_east import arabic, ethiopic, hebrew
from hub.screening.names.order import is_turned
from hub.screening.names.pairing import unpaired
from hub.screening.names.scripts import sound_of
from hub.screening.names.slips import is_a_womans_surname, is_slip
from hub.screening.names.sound import WORDS_KEPT
from hub.screening.names.southeast_asia.eastern import heard_in_cyrillic, is_eastern, may_be_foreign, spelt_in_latin
from hub.screening.names.two_scripts import are_two_names, is_other_form, is_semitic, latin_of, sound_alike, sounds_beside
from hub.screening.names.ways import japanese_way, latin_joined, same_by
from hub.screening.words import Word

FEWEST_SIGNS = 4
FEWEST_SYLLABLES = 3
CONSONANTS_IN_ETHIOPIA = 2  # of a word that may have another vowel: its letters say theirs
CONSONANTS_WHERE_VOWELS_ARE_LEFT_OUT = 4  # where only long vowels are written: Xasan is not حسين
FEWEST_OF_A_SURNAME, FEWEST_OF_A_LONG_ONE = 2, 4  # consonants where one vowel is another, and where two are, or a consonant
MOST_PARTS_MORE = 2
FEWEST_BESIDE_AN_INITIAL = 2
LEAST_WITH_A_SLIP = 6  # letters
LONGEST_IN_KOREAN, MOST_READINGS = 4, 64
_NEVER_FIRST = frozenset("ーャュョァィゥェォッン")
_NOT_IN_RUSSIAN = re.compile("[^а-яё]")


def sounds_alike(one: Name, other: Name) -> Word:
    """Return ROMANISED if two names in different scripts, the lesser one first, sound alike word by word, in any order; TYPO if a surname
    nearly does.
    """
    if _is_kana(one) or _is_kana(other):
        return _alike_in_kana(one, other)
    if is_eastern(other) and one.script in (Script.LATIN, Script.CYRILLIC):
        found = spelt_in_latin(other, one)
        return _alike_by_words(one, other) if found is Word.DIFFERENT and may_be_foreign(other, one) else found
    found = _alike_by_words(one, other)
    if found is Word.DIFFERENT and (one.script, other.script) == (Script.LATIN, Script.CYRILLIC):
        found = _alike_in_cyrillic(one, other)
    if found is Word.DIFFERENT and (one.spelt_out or other.spelt_out):
        found = _alike_by_words(*(replace(name, parts=name.spelt_out) if name.spelt_out else name for name in (one, other)))
    if found is Word.DIFFERENT:
        found = same_but_for_initials(_spoken(one), _spoken(other), sound_alike)
    if found is Word.DIFFERENT and one.script is Script.LATIN and _have_nearly_one_surname(_spoken(one), _spoken(other)):
        return Word.TYPO
    return found


def _alike_in_cyrillic(latin: Name, other: Name) -> Word:
    if same_in_armenian(latin.parts, other.parts):
        return Word.ROMANISED
    return Word.NICKNAME if same_in_east_slavic(latin.parts, other.parts) else heard_in_cyrillic(latin, other)


def respelt_in_cyrillic(one: Name, other: Name) -> Word:
    """Return how two names in Cyrillic letters compare of which Russian spells one and another language the other: Қасым, Касым; Ђорђе,
    Джордже. Twins have their papers from one office.
    """
    if bool(_NOT_IN_RUSSIAN.search(one.letters)) is bool(_NOT_IN_RUSSIAN.search(other.letters)):
        return Word.DIFFERENT
    return _alike_by_words(one, other)


def _alike_in_kana(one: Name, other: Name) -> Word:
    ours, theirs = _latin_words(one), _latin_words(other)
    if same_by(japanese_way, ours, theirs) or is_turned(ours, theirs):
        return Word.ROMANISED
    if one.script is not Script.LATIN:
        return _alike_by_words(one, other)
    if is_korean_in_kana(other.parts, one.parts):
        return Word.ROMANISED
    return Word.DIFFERENT if has_korean_surname(other.parts) and is_korean(one.parts) else _foreign_in_kana(one, other)


def _foreign_in_kana(latin: Name, name: Name) -> Word:
    """Return how a foreign name in kana compares: TYPO if all words are one but the surname, which nearly is, behind a known given name."""
    if len(name.parts) == 1 < len(latin.parts):
        is_whole = _signs(name.letters) >= FEWEST_SIGNS and _is_joined_in_kana(name.letters, latin.parts)
        return Word.ROMANISED if is_whole else Word.DIFFERENT
    found = _alike_by_words(latin, name)
    if found is not Word.DIFFERENT:
        return found
    ours, theirs = _spoken(latin), _spoken(name)
    if len(ours) < len(latin.parts) and sound_alike(latin.letters, name.letters):
        return Word.ROMANISED  # Ibn Abbas, Al Franken, whose *al* is no article
    if len(ours) != len(theirs) or not any(map(is_given_name, ours)):
        return found
    left, right = unpaired(ours, theirs, sound_alike)
    known = any(is_given_name(word) for word in ours if word not in left)
    return Word.TYPO if known and len(left) == 1 and _are_nearly_one_in_kana(left[0], right[0]) else found


def _is_joined_in_kana(joined: str, words: tuple[str, ...]) -> bool:
    """Tell whether kana without a stop are these words, each of them a piece: ジャンポールベルモンド, Jean-Paul Belmondo."""
    if len(words) == 1:
        return sound_alike(words[0], joined)
    places = (place for place in range(1, len(joined)) if joined[place] not in _NEVER_FIRST)
    return any(sound_alike(words[0], joined[:place]) and _is_joined_in_kana(joined[place:], words[1:]) for place in places)


@lru_cache(maxsize=WORDS_KEPT)
def _are_nearly_one_in_kana(word: str, written: str) -> bool:
    if is_given_name(word) or kana.are_two_names(word, written):
        return False
    return any(
        differ_little(mine, yours, consonants=FEWEST_OF_A_SURNAME, most=VOWEL_APART)
        or differ_little(mine, yours, consonants=FEWEST_OF_A_LONG_ONE)
        for mine in sounds_beside(word, written)
        for yours in sounds_beside(written, word)
    )


def _have_nearly_one_surname(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Tell whether all words of two names are one, in their order, but the last, which differs by a vowel and is no given name.

    Where the given name stands first, twins share the last word; so whoever has the first in common with another is no twin of his.
    """
    if len(ours) != len(theirs) or len(ours) < 2 or is_given_name(ours[-1]):
        return False
    of_ethiopia, of_semites = ethiopic.is_ethiopic(theirs[0]), is_semitic(theirs[0])
    if not (of_ethiopia or of_semites or stands_before_a_surname(ours[0])):
        return False
    if not all(map(sound_alike, ours[:-1], theirs[:-1])) or are_two_names(ours[-1], theirs[-1]):
        return False
    if is_a_womans_surname(ours[-1]) is not is_a_womans_surname(latin_of(theirs[-1])):
        return False
    consonants = CONSONANTS_IN_ETHIOPIA if of_ethiopia else CONSONANTS_WHERE_VOWELS_ARE_LEFT_OUT if of_semites else FEWEST_CONSONANTS
    sounds = product(sounds_beside(ours[-1], theirs[-1]), sounds_beside(theirs[-1], ours[-1]))
    return any(differ_by_a_vowel(mine, yours, consonants=consonants) for mine, yours in sounds)


def _alike_by_words(one: Name, other: Name) -> Word:
    ours, theirs = _spoken(one), _spoken(other)
    if abs(len(ours) - len(theirs)) > MOST_PARTS_MORE:
        return Word.DIFFERENT
    left, right = unpaired(ours, theirs, sound_alike)
    alike = Word.ROMANISED
    if left and right:
        left, right = unpaired(left, right, is_other_form)
        alike = Word.NICKNAME
    paired = min(len(ours) - len(left), len(theirs) - len(right))
    if len(left) == len(right) == 1 and paired and _is_slip(ours, theirs, *left, *right):
        return Word.TYPO
    if len(left) == len(right) > 0 and paired >= FEWEST_BESIDE_AN_INITIAL and ours[0] not in left and theirs[0] not in right:
        left, right = unpaired(left, right, _is_initial)
        alike = Word.PART_MISSING  # Lebedev Zakhar A., Лебедев Захар Андреевич
    if (left and right) or not paired or (paired == 1 and (left or right)):
        return Word.DIFFERENT
    return alike if sum(map(_signs, ours if not left else theirs)) >= FEWEST_SIGNS else Word.DIFFERENT


def _is_slip(ours: Sequence[str], theirs: Sequence[str], mine: str, yours: str) -> bool:
    """Tell whether a slip makes one surname of the other beside a given name that is certain (Sorkoin Andrei, Андрей Сорокин), or nobody's
    name of a given one (Alekandr).

    ``ours`` are words in the letters a to z, ``mine`` among them. Where vowels are not written, less tells two surnames apart.
    """
    if len(mine) < LEAST_WITH_A_SLIP or not mine.isascii() or is_semitic(yours):
        return False
    if kana.is_kana(yours):
        return False  # which is judged by rules of its own
    latin = latin_of(yours)
    if is_given_name(mine) or is_given_name(latin):
        return not is_given_name(mine) and is_slip(mine, latin)
    if mine != ours[-1] and yours != theirs[-1]:
        return False  # Cheena Joseph, whose family's name is another's given one
    if not any(stands_before_a_surname(word) for word in ours if word != mine) or are_two_names(mine, yours):
        return False
    if is_a_womans_surname(mine) is not is_a_womans_surname(latin):
        return False
    sounds = product(sounds_beside(mine, yours), sounds_beside(yours, mine))
    return are_slips(mine, latin) or any(starmap(are_a_slip_apart, sounds))


def _is_initial(one: str, other: str) -> bool:
    letter, word = sorted((one, other), key=len)
    return len(letter) == 1 and (begins_with(word, letter) if letter.isascii() else bool(sound_of(letter).first & sound_of(word).first))


def heard_in_hangul(name: Name, beside: Name) -> Word:
    """Return how a foreign name in Hangul compares with one in letters or kana: Korean names are mostly written without spaces."""
    if _is_kana(beside) and is_korean_in_kana(beside.parts, name.parts):
        return Word.ROMANISED
    is_korean_name = is_korean(beside.parts) or is_written_apart(name.parts)
    may_be_foreign = len(name.parts) > 1 and len(name.letters) >= FEWEST_SYLLABLES and not is_korean_name
    return _alike_by_words(name, beside) if may_be_foreign else Word.DIFFERENT


def read_in_kana(name: Name, beside: Name) -> Word:
    """Return ROMANISED if ``beside`` is how the Han ``name`` is read, in kana: in Japanese, or in Korean."""
    if not _is_kana(beside):
        return Word.DIFFERENT
    in_korean = islice(product(*map(hangul_of, name.letters)), MOST_READINGS) if len(name.letters) <= LONGEST_IN_KOREAN else ()
    if is_read_in_japanese(name, _latin_words(beside)) or any(is_korean_in_kana(beside.parts, ("".join(each),)) for each in in_korean):
        return Word.ROMANISED
    return Word.DIFFERENT


def _signs(word: str) -> int:
    return sum(not each.optional for each in sound_of(word).signs)


def _spoken(name: Name) -> list[str]:
    if name.script is Script.ARABIC:
        return arabic.joined(name.parts)
    return latin_joined(name.parts) if name.script is Script.LATIN else hebrew.joined(name.parts)


def _is_kana(name: Name) -> bool:
    return name.script is Script.OTHER and kana.is_kana(name.letters)


def _latin_words(name: Name) -> tuple[str, ...]:
    return tuple(part for word in name.parts for part in re.findall("[a-z]+", latin_of(word)))
