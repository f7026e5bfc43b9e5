"""How two names compare, in words: by letters, by sound, by script and by the system that wrote them.

One different character in a short Han name is no evidence, whatever the rest says: brothers, sisters and twins are named so.
"""

from hub.screening.names import latin
from hub.screening.names.beginnings import can_be_one
from hub.screening.names.china.han import han_alike
from hub.screening.names.china.surnames import is_in_pinyin
from hub.screening.names.china.transcribed import as_transcribed
from hub.screening.names.europe.in_cyrillic import are_two_in_palladius, spelt_in_cyrillic
from hub.screening.names.india.initials import same_surname_and_initials
from hub.screening.names.india.urdu import same_in_urdu
from hub.screening.names.inner_asia.highlands import FEWEST_CHARACTERS, are_one_transcription, is_of_the_highlands
from hub.screening.names.korea.hanja import read_in_hangul
from hub.screening.names.korea.korean import may_be_korean
from hub.screening.names.name import Name, Script, read_names
from hub.screening.names.slips import is_syllabic
from hub.screening.names.spelling import spelt_by_one_system
from hub.screening.names.transliteration import heard_in_hangul, read_in_kana, respelt_in_cyrillic, sounds_alike
from hub.screening.names.two_people import are_two_people, is_in_a_mans_form
from hub.screening.words import Word

__all__ = ["Name", "Script", "likeness", "may_count_by_the_moon", "read_names"]

_LATIN, _DIFFERENT = Script.LATIN, Word.DIFFERENT  # a member costs as much as a call, and this is asked of every pair
_BY_CHARACTER = (Script.HAN, Script.HANGUL)


def likeness(one: Name, other: Name) -> Word:
    """Return how alike two names are; which of them comes first does not matter."""
    if one.script is other.script:
        if one.script in _BY_CHARACTER:
            return _by_character(one, other)
        if one.script is _LATIN and not can_be_one(one.parts, other.parts):
            return _DIFFERENT
    if (other.script, other.letters) < (one.script, one.letters):
        one, other = other, one
    found = _likeness(one, other)
    if found is not _DIFFERENT:
        is_latin = one.script is other.script is _LATIN
        return _DIFFERENT if is_latin and are_two_people(one, other, found) else found
    if one.script is other.script:
        return _by_customs_of_a_script(one, other)
    return _by_customs_of_a_country(one, other)


def may_count_by_the_moon(name: Name) -> bool:
    """Tell whether a name may be of China, Korea or Vietnam, where birthdays are kept by the lunar calendar too."""
    return name.script in _BY_CHARACTER or any(may_be(name.parts) for may_be in (is_syllabic, is_in_pinyin, may_be_korean))


def _by_customs_of_a_script(one: Name, other: Name) -> Word:
    """Return how two names compare that one script writes in two languages, or of which one has initials or a man's surname."""
    if same_surname_and_initials(one.parts, other.parts):
        return Word.PART_MISSING
    if one.script is Script.LATIN:
        return Word.TYPO if is_in_a_mans_form(one.parts, other.parts) else _by_customs_of_a_country(one, other)
    if one.script is Script.CYRILLIC:
        return respelt_in_cyrillic(one, other)
    return Word.ROMANISED if one.script is Script.ARABIC and same_in_urdu(one.parts, other.parts) else Word.DIFFERENT


def _by_customs_of_a_country(one: Name, other: Name) -> Word:
    if is_of_the_highlands(one, other):
        return Word.ROMANISED
    return spelt_in_cyrillic(other, one) if other.script is Script.CYRILLIC else as_transcribed(other, one)


def _likeness(one: Name, other: Name) -> Word:
    if one.script is other.script and (one.script is not Script.OTHER or _alphabet(one) == _alphabet(other)):
        return latin.alike(one, other)
    if one.script in _BY_CHARACTER or other.script in _BY_CHARACTER:
        name, beside = (one, other) if one.script in _BY_CHARACTER else (other, one)
        if beside.script is Script.LATIN:
            found = spelt_by_one_system(name, beside)
            return heard_in_hangul(name, beside) if found is Word.DIFFERENT and name.script is Script.HANGUL else found
        if beside.script is Script.HANGUL:
            return read_in_hangul(name, beside)
        return read_in_kana(name, beside) if name.script is Script.HAN else heard_in_hangul(name, beside)
    if other.script is Script.CYRILLIC and are_two_in_palladius(other, one):
        return Word.DIFFERENT
    return sounds_alike(one, other)


def _by_character(one: Name, other: Name) -> Word:
    found = han_alike(one, other)
    if len(one.letters) < FEWEST_CHARACTERS or one.script is not Script.HAN or found not in (Word.DIFFERENT, Word.ONE_CHARACTER):
        return found
    return Word.SAME_SOUND if are_one_transcription(one, other) else found


def _alphabet(name: Name) -> int:
    """Return which of Unicode's blocks of 128 a name begins in: those of one alphabet stand in one."""
    return ord(name.letters[0]) >> 7
