"""Names across scripts, by sound: Arabic, Cyrillic and others beside Latin letters, word by word and in any order.

This is evidence with an equal birth date only, never by itself.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice, product

from anyascii import anyascii

from hub.screening.names.apart import FEWEST_CONSONANTS, VOWEL_APART, are_a_slip_apart, differ_by_a_vowel, differ_little
from hub.screening.names.europe.aloud import read_aloud
from hub.screening.names.europe.armenian import same_in_armenian
from hub.screening.names.europe.east_slavic import are_two_in_the_calendar, same_in_east_slavic
from hub.screening.names.india.indic import as_heard_in_india, is_indic
from hub.screening.names.india.initials import begins_with, same_but_for_initials
from hub.screening.names.japan import kana
from hub.screening.names.japan.japanese import is_read_in_japanese
from hub.screening.names.known import is_given_name, stands_before_a_surname
from hub.screening.names.korea import hangul
from hub.screening.names.korea.hanja import hangul_of
from hub.screening.names.korea.korean import is_given_in_korea, is_hangul, is_korean, is_written_apart
from hub.screening.names.korea.korean_in_kana import has_korean_surname, is_korean_in_kana
from hub.screening.names.misread import are_slips
from hub.screening.names.name import Name, Script
from hub.screening.names.near_east import arabic, ethiopic, hebrew, originals
from hub.screening.names.near_east.islamic import sounds_in_arabic
from hub.screening.names.order import is_turned
from hub.screening.names.pairing import unpaired
from hub.screening.names.scripts import as_in_russian, sound_of, sounds_of
from hub.screening.names.slips import is_a_womans_surname, is_slip
from hub.screening.names.sound import WORDS_KEPT, Spoken, latin_sound, lie_together, spoken
from hub.screening.names.southeast_asia.eastern import heard_in_cyrillic, is_eastern, may_be_foreign, spelt_in_latin
from hub.screening.names.variants import are_forms_of_one_name, other_forms
from hub.screening.names.ways import bare, japanese_way, latin_joined, same_by
from hub.screening.words import Word

FEWEST_SIGNS = 4
FEWEST_SYLLABLES = 3
HEBREW_AND_ARABIC = ("\u0590", "\u077f")
CONSONANTS_IN_ETHIOPIA = 2  # of a word that may have another vowel: its letters say theirs
CONSONANTS_WHERE_VOWELS_ARE_LEFT_OUT = 4  # where only long vowels are written: Xasan is not حسين
FEWEST_OF_A_SURNAME, FEWEST_OF_A_LONG_ONE = 2, 4  # consonants where one vowel is another, and where two are, or a consonant
MOST_PARTS_MORE = 2
FEWEST_BESIDE_AN_INITIAL = 2
LEAST_WITH_A_SLIP = 6  # letters
LONGEST_IN_KOREAN, MOST_READINGS = 4, 64
_NOT_IN_RUSSIAN = re.compile("[^а-яё]")


def sounds_alike(one: Name, other: Name) -> Word:
    """Return ROMANISED if two names in different scripts sound alike word by word, in any order; TYPO if a surname nearly does."""
    if _is_kana(one) or _is_kana(other):
        ours, theirs = _latin_words(one), _latin_words(other)
        if same_by(japanese_way, ours, theirs) or is_turned(ours, theirs):
            return Word.ROMANISED
        found = _korean_in_kana(one, other)
        return _foreign_in_kana(one, other) if found is None else found
    name, beside = (one, other) if is_eastern(one) else (other, one)
    if is_eastern(name) and beside.script in (Script.LATIN, Script.CYRILLIC):
        found = spelt_in_latin(name, beside)
        return _alike_by_words(one, other) if found is Word.DIFFERENT and may_be_foreign(name, beside) else found
    found = _alike_by_words(one, other)
    if found is Word.DIFFERENT and {one.script, other.script} == {Script.LATIN, Script.CYRILLIC}:
        if same_in_armenian(one.parts, other.parts):
            return Word.ROMANISED
        if same_in_east_slavic(one.parts, other.parts):
            return Word.NICKNAME
        found = heard_in_cyrillic(*((one, other) if one.script is Script.LATIN else (other, one)))
    if found is Word.DIFFERENT and (one.spelt_out or other.spelt_out):
        found = _alike_by_words(*(replace(name, parts=name.spelt_out) if name.spelt_out else name for name in (one, other)))
    if found is Word.DIFFERENT:
        found = same_but_for_initials(_spoken(one), _spoken(other), _alike)
    if found is Word.DIFFERENT and Script.LATIN in (one.script, other.script):
        latin, name = (one, other) if one.script is Script.LATIN else (other, one)
        return Word.TYPO if _have_nearly_one_surname(_spoken(latin), _spoken(name)) else Word.DIFFERENT
    return found


def respelt_in_cyrillic(one: Name, other: Name) -> Word:
    """Return how two names in Cyrillic letters compare of which Russian spells one and another language the other: Қасым, Касым; Ђорђе,
    Джордже. Twins have their papers from one office.
    """
    if bool(_NOT_IN_RUSSIAN.search(one.letters)) is bool(_NOT_IN_RUSSIAN.search(other.letters)):
        return Word.DIFFERENT
    return _alike_by_words(one, other)


def _foreign_in_kana(one: Name, other: Name) -> Word:
    """Return how a foreign name in kana compares: TYPO if all words are one but the surname, which nearly is, behind a known given name."""
    found = _alike_by_words(one, other)
    if found is not Word.DIFFERENT or Script.LATIN not in (one.script, other.script):
        return found
    latin, name = (one, other) if one.script is Script.LATIN else (other, one)
    ours, theirs = _spoken(latin), _spoken(name)
    if len(ours) < len(latin.parts) and _alike(latin.letters, name.letters):
        return Word.ROMANISED  # Ibn Abbas, Al Franken, whose *al* is no article
    if len(ours) != len(theirs) or not any(map(is_given_name, ours)):
        return found
    left, right = unpaired(ours, theirs, _alike)
    known = any(is_given_name(word) for word in ours if word not in left)
    return Word.TYPO if known and len(left) == 1 and _are_nearly_one_in_kana(left[0], right[0]) else found


@lru_cache(maxsize=WORDS_KEPT)
def _are_nearly_one_in_kana(word: str, written: str) -> bool:
    if is_given_name(word) or kana.may_be_japanese(word, written):
        return False
    return any(
        differ_little(mine, yours, consonants=FEWEST_OF_A_SURNAME, most=VOWEL_APART)
        or differ_little(mine, yours, consonants=FEWEST_OF_A_LONG_ONE)
        for mine in _sounds(word, written)
        for yours in _sounds(written, word)
    )


def _have_nearly_one_surname(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Tell whether all words of two names are one, in their order, but the last, which differs by a vowel and is no given name.

    Where the given name stands first, twins share the last word; so whoever has the first in common with another is no twin of his.
    """
    if len(ours) != len(theirs) or len(ours) < 2 or is_given_name(ours[-1]):
        return False
    of_ethiopia, of_semites = ethiopic.is_ethiopic(theirs[0]), HEBREW_AND_ARABIC[0] <= theirs[0][0] <= HEBREW_AND_ARABIC[1]
    if not (of_ethiopia or of_semites or stands_before_a_surname(ours[0])):
        return False
    if not all(map(_alike, ours[:-1], theirs[:-1])) or _are_two_names(ours[-1], theirs[-1]):
        return False
    if is_a_womans_surname(ours[-1]) is not is_a_womans_surname(latin_of(theirs[-1])):
        return False
    consonants = CONSONANTS_IN_ETHIOPIA if of_ethiopia else CONSONANTS_WHERE_VOWELS_ARE_LEFT_OUT if of_semites else FEWEST_CONSONANTS
    sounds = product(_sounds(ours[-1], theirs[-1]), _sounds(theirs[-1], ours[-1]))
    return any(differ_by_a_vowel(mine, yours, consonants=consonants) for mine, yours in sounds)


def _alike_by_words(one: Name, other: Name) -> Word:
    ours, theirs = _spoken(one), _spoken(other)
    if abs(len(ours) - len(theirs)) > MOST_PARTS_MORE:
        return Word.DIFFERENT
    left, right = unpaired(ours, theirs, _alike)
    alike = Word.ROMANISED
    if left and right:
        left, right = unpaired(left, right, _other_form_alike)
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
    if len(mine) < LEAST_WITH_A_SLIP or not mine.isascii() or HEBREW_AND_ARABIC[0] <= yours[0] <= HEBREW_AND_ARABIC[1]:
        return False
    if kana.is_kana(yours):
        return False  # which is judged by rules of its own
    latin = latin_of(yours)
    if is_given_name(mine) or is_given_name(latin):
        return not is_given_name(mine) and is_slip(mine, latin)
    if mine != ours[-1] and yours != theirs[-1]:
        return False  # Cheena Joseph, whose family's name is another's given one
    if not any(stands_before_a_surname(word) for word in ours if word != mine) or _are_two_names(mine, yours):
        return False
    if is_a_womans_surname(mine) is not is_a_womans_surname(latin):
        return False
    return are_slips(mine, latin) or any(are_a_slip_apart(one, other) for one in _sounds(mine, yours) for other in _sounds(yours, mine))


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


def _korean_in_kana(one: Name, other: Name) -> Word | None:
    """Return whether a name in kana is a Korean one in Latin letters; none if the two need not be Korean."""
    name, beside = (one, other) if _is_kana(other) else (other, one)
    if name.script is not Script.LATIN:
        return None
    if is_korean_in_kana(beside.parts, name.parts):
        return Word.ROMANISED
    return Word.DIFFERENT if has_korean_surname(beside.parts) and is_korean(name.parts) else None


def read_in_kana(name: Name, beside: Name) -> Word:
    """Return ROMANISED if ``beside`` is how the Han ``name`` is read, in kana: in Japanese, or in Korean."""
    if not _is_kana(beside):
        return Word.DIFFERENT
    in_korean = islice(product(*map(hangul_of, name.letters)), MOST_READINGS) if len(name.letters) <= LONGEST_IN_KOREAN else ()
    if is_read_in_japanese(name, _latin_words(beside)) or any(is_korean_in_kana(beside.parts, ("".join(each),)) for each in in_korean):
        return Word.ROMANISED
    return Word.DIFFERENT


def _alike(one: str, other: str) -> bool:
    if _lie_together(one, other):
        return True
    return not _are_two_names(one, other) and any(
        _lie_together(each, beside) for word, beside in ((one, other), (other, one)) if not _is_korean(word, beside) for each in bare(word)
    )


def _is_korean(word: str, beside: str) -> bool:
    return is_hangul(beside[0]) and is_given_in_korea(word)


@lru_cache(maxsize=WORDS_KEPT)
def _lie_together(one: str, other: str) -> bool:
    if _are_two_names(one, other):
        return False
    if ethiopic.are_one_name(one, other) or ethiopic.are_one_name(other, one):
        return True
    if any(table.is_spelt(*words) for table in (hangul, kana) for words in ((one, other), (other, one))):
        return True
    if hangul.are_two_names(one, other) or hangul.are_two_names(other, one):
        return False
    loosely = kana.is_kana(one) or kana.is_kana(other) or ethiopic.is_ethiopic(one) or ethiopic.is_ethiopic(other)
    return any(lie_together(ours, theirs, loosely=loosely) for ours in _sounds(one, other) for theirs in _sounds(other, one))


def _are_two_names(one: str, other: str) -> bool:
    """Tell whether a table says that two words which may sound alike are two names."""
    if kana.are_two_names(one, other) or are_two_in_the_calendar(one, other):
        return True
    return any(table.are_two_names(*words) for table in (originals, ethiopic) for words in ((one, other), (other, one)))


def _sounds(word: str, beside: str) -> tuple[Spoken, ...]:
    if kana.is_kana(word) and HEBREW_AND_ARABIC[0] <= beside[0] <= HEBREW_AND_ARABIC[1]:
        return (spoken(kana.kana_row(word, vowels_written=False)),)
    if word.isascii() and (kana.is_kana(beside) or (is_hangul(beside[0]) and not _is_korean(word, beside))):
        return (*sounds_of(word), *map(latin_sound, read_aloud(word)))
    if word.isascii() and is_indic(beside[0]):
        return (*sounds_of(word), *map(latin_sound, as_heard_in_india(word)))
    if word.isascii() and "\u0400" <= beside[0] <= "\u052f":
        return (*sounds_of(word), *as_in_russian(word))
    if word.isascii() and "\u0600" <= beside[0] <= "\u077f":
        return (*sounds_of(word), *sounds_in_arabic(word))
    return sounds_of(word)


@lru_cache(maxsize=WORDS_KEPT)
def _other_form_alike(one: str, other: str) -> bool:
    """Tell whether a word sounds like another form of the name that the other is: Пётр, Peter."""
    word, latin = (one, other) if other.isascii() else (other, one)
    if not latin.isascii() or _are_two_names(word, latin) or kana.is_kana(word):
        return False
    if are_forms_of_one_name(latin_of(word), latin):
        return True  # a short form, which sounds like too many names: Νίκος
    return any(lie_together(sound_of(word), sound_of(form)) for form in other_forms(latin))


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


@lru_cache(maxsize=WORDS_KEPT)
def latin_of(word: str) -> str:
    """Return a word of another script in Latin letters, as anyascii has them, with what kana and Thai need."""
    return kana.in_latin(word) if kana.is_kana(word) else anyascii(word).lower()
