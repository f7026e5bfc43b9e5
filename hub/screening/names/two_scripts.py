"""Whether two words in two scripts are one name, by sound, unless a table of their people says that they are two."""

from functools import lru_cache

from anyascii import anyascii

from hub.screening.names.europe.aloud import read_aloud
from hub.screening.names.europe.east_slavic import are_two_in_the_calendar
from hub.screening.names.india.indic import as_heard_in_india, is_indic
from hub.screening.names.japan import kana
from hub.screening.names.korea import hangul
from hub.screening.names.korea.korean import is_given_in_korea, is_hangul
from hub.screening.names.near_east import ethiopic, originals
from hub.screening.names.near_east.islamic import sounds_in_arabic
from hub.screening.names.scripts import as_in_russian, sound_of, sounds_of
from hub.screening.names.sound import WORDS_KEPT, Spoken, latin_sound, lie_together, spoken
from hub.screening.names.variants import are_forms_of_one_name, other_forms
from hub.screening.names.ways import bare


def sound_alike(one: str, other: str) -> bool:
    """Tell whether two words sound alike, or one does without what may be joined to it, as an article is."""
    if _lie_together(one, other):
        return True
    return not are_two_names(one, other) and any(
        _lie_together(each, beside) for word, beside in ((one, other), (other, one)) if not _is_korean(word, beside) for each in bare(word)
    )


@lru_cache(maxsize=WORDS_KEPT)
def is_other_form(one: str, other: str) -> bool:
    """Tell whether a word sounds like another form of the name that the other is: Пётр, Peter."""
    word, latin = (one, other) if other.isascii() else (other, one)
    if not latin.isascii() or are_two_names(word, latin) or kana.is_kana(word):
        return False
    if are_forms_of_one_name(latin_of(word), latin):
        return True  # a short form, which sounds like too many names: Νίκος
    return any(lie_together(sound_of(word), sound_of(form)) for form in other_forms(latin))


def are_two_names(one: str, other: str) -> bool:
    """Tell whether a table says that two words which may sound alike are two names."""
    if kana.are_two_names(one, other) or are_two_in_the_calendar(one, other):
        return True
    return any(table.are_two_names(*words) for table in (originals, ethiopic) for words in ((one, other), (other, one)))


def sounds_beside(word: str, beside: str) -> tuple[Spoken, ...]:
    """Return all that a word may sound like to those who write another in their own script."""
    if kana.is_kana(word) and is_semitic(beside):
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


def is_semitic(word: str) -> bool:
    """Tell whether a word is in Hebrew, Arabic or Syriac letters, which leave vowels out."""
    return "\u0590" <= word[0] <= "\u077f"


@lru_cache(maxsize=WORDS_KEPT)
def latin_of(word: str) -> str:
    """Return a word of another script in Latin letters, as anyascii has them, with what kana and Thai need."""
    return kana.in_latin(word) if kana.is_kana(word) else anyascii(word).lower()


@lru_cache(maxsize=WORDS_KEPT)
def _lie_together(one: str, other: str) -> bool:
    if are_two_names(one, other):
        return False
    if ethiopic.are_one_name(one, other) or ethiopic.are_one_name(other, one):
        return True
    if any(table.is_spelt(*words) for table in (hangul, kana) for words in ((one, other), (other, one))):
        return True
    if hangul.are_two_names(one, other) or hangul.are_two_names(other, one):
        return False
    loosely = kana.is_kana(one) or kana.is_kana(other) or ethiopic.is_ethiopic(one) or ethiopic.is_ethiopic(other)
    return any(lie_together(ours, theirs, loosely=loosely) for ours in sounds_beside(one, other) for theirs in sounds_beside(other, one))


def _is_korean(word: str, beside: str) -> bool:
    return is_hangul(beside[0]) and is_given_in_korea(word)
