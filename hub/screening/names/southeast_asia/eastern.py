"""Names of Thailand, Laos, Cambodia and Burma: in their own letters beside Latin or Cyrillic ones, and in two Latin spellings."""

import re
from dataclasses import replace
from functools import lru_cache, partial

from anyascii import anyascii

from hub.screening.names.apart import are_a_slip_apart
from hub.screening.names.known import are_two_names
from hub.screening.names.name import Name, Script
from hub.screening.names.pairing import unpaired
from hub.screening.names.sound import VOWEL, WORDS_KEPT, Row, Sign, Spoken, lie_together, spoken
from hub.screening.names.southeast_asia.burmese import burmese_row
from hub.screening.names.southeast_asia.burmese_syllables import said_as
from hub.screening.names.southeast_asia.eastern_latin import is_of_the_east, sound_in_the_east
from hub.screening.names.southeast_asia.khmer import khmer_row
from hub.screening.names.southeast_asia.royal import are_one_in_thai, is_royal
from hub.screening.names.southeast_asia.thai import thai_row
from hub.screening.words import Word

_BY_RANGE = ((0xE00, 0xEFF, thai_row), (0x1000, 0x109F, burmese_row), (0x1780, 0x17FF, khmer_row))
_TITLES = ("นางสาว", "นาย", "นาง", "คุณ", "ທ້າວ", "ນາງ", "ဦး", "ဒေါ်", "លោកស្រី", "លោក")
_LATIN_RANKS = "gen general pol lt col maj capt adm acm asst assoc prof phra mom khunying master acting sub"
_LATIN_TITLES = frozenset({"u", "oo", "daw", "nai", "nang", "khun", "thao", "lok", *_LATIN_RANKS.split()})
_FOREIGN_IN_KHMER = re.compile("ហ៊?្|[៉៊].*[៉៊]")
FEWEST_SIGNS = 3
LEAST_THAT_MAY_SLIP = 3  # consonants of a surname of which one sound may be another
LEAST_OF_A_LONG_WORD = 6
LEAST_BEHIND_A_TITLE = 3
MOST_LETTERS = 120  # of a whole name, run together

Words = tuple[str, ...]
_IN_BURMA = """
    aung htun htwe kyaw kyi khin khaing hla hlaing maung min moe mya myo myint naing nyein nyunt ohn phyo san sein shwe soe thant thaw thein
    thet thu tin win wai wah yan ye yin zaw zin zar aye cho ei nu nwe su
"""
_OF_BURMA = frozenset(_IN_BURMA.split())  # each in one spelling: these are names of brothers and sisters


@lru_cache(maxsize=WORDS_KEPT)
def are_one_in_the_east(one: str, other: str) -> bool:
    """Tell whether two Latin words that both look Thai, Lao, Khmer or Burmese are one, as families and offices spell it."""
    return is_of_the_east(one) and is_of_the_east(other) and _are_one_word(one, other)


def same_in_the_east(one: Words, other: Words) -> bool:
    """Tell whether two Latin names that both have a word of these languages are one, word by word as it is spelt there: Jan is Chan; or
    whether the Royal System wrote the whole of the one, and a family the other.
    """
    if any(map(is_of_the_east, one)) and any(map(is_of_the_east, other)) and not any(unpaired(one, other, _are_spellings)):
        return True
    return is_royal(one) is not is_royal(other) and not any(unpaired(one, other, _are_spelt_in_two_systems))


def heard_in_cyrillic(latin: Name, cyrillic: Name) -> Word:
    """Return ROMANISED if a Latin name with a word of these languages sounds like one in Cyrillic letters, word by word."""
    if not any(map(is_of_the_east, latin.parts)):
        return Word.DIFFERENT
    return Word.DIFFERENT if any(unpaired(latin.parts, tuple(map(_in_latin, cyrillic.parts)), _are_spellings)) else Word.ROMANISED


def may_be_foreign(name: Name, beside: Name) -> bool:
    """Tell whether a name in these letters may be of elsewhere: beside Cyrillic ones, or beside no word of these languages."""
    if beside.script is Script.CYRILLIC:
        return True
    if _is_burmese(name.letters):
        may_be = said_as(name.parts, beside.parts) is None
    else:
        may_be = _is_thai_or_lao(name.letters) or _FOREIGN_IN_KHMER.search(name.letters) is not None
    return may_be and not any(map(is_of_the_east, beside.parts))


def are_two_in_burma(one: str, other: str) -> bool:
    """Tell whether two words are two words of Burmese names, each in its usual spelling."""
    return one != other and one in _OF_BURMA and other in _OF_BURMA


def _are_spellings(one: str, other: str) -> bool:
    return not (are_two_names(one, other) or are_two_in_burma(one, other)) and _are_one_word(one, other)


def _are_spelt_in_two_systems(one: str, other: str) -> bool:
    return _are_spellings(one, other) or (not are_two_names(one, other) and are_one_in_thai(one, other))


def is_eastern(name: Name) -> bool:
    """Tell whether a name is written in Thai, Lao, Burmese or Khmer letters, which put no space between words."""
    return name.script is Script.OTHER and any(first <= ord(name.letters[0]) <= last for first, last, _read in _BY_RANGE)


def spelt_in_latin(name: Name, latin: Name) -> Word:
    """Return ROMANISED if a name of one of these scripts sounds like one in Latin or Cyrillic letters, by words or run together, and TYPO
    if its surname has a slip.
    """
    ours, theirs = name.parts, tuple(filter(None, map(_in_latin, latin.parts)))
    if not theirs:
        return Word.DIFFERENT
    said = said_as(ours, theirs) if _is_burmese(ours[0]) and latin.script is Script.LATIN else None
    if said is not None:
        return Word.ROMANISED if said else Word.DIFFERENT
    untitled = [_untitled(ours), _untitled_in_latin(theirs)]
    if _sound_alike(ours, theirs) or (untitled != [ours, theirs] and _sound_alike(*untitled)):
        return Word.ROMANISED
    return Word.TYPO if _has_slip_in_surname(*untitled) else Word.DIFFERENT


def _has_slip_in_surname(ours: Words, theirs: Words) -> bool:
    """Tell whether the given name, which comes first in Thai and Lao, sounds alike and the family's is a slip away: twins share that one.

    A word that is longer than given names are may slip wherever it stands.
    """
    if len(ours) != 2 or len(theirs) != 2 or not _is_thai_or_lao(ours[0]) or min(_signs((word,)) for word in ours) < FEWEST_SIGNS:
        return False
    first, last = ours
    return any(
        (_are_one_word(first, each) and _is_slip(last, other, LEAST_THAT_MAY_SLIP))
        or (_are_one_word(last, other) and _is_slip(first, each, LEAST_OF_A_LONG_WORD))
        for each, other in (theirs, theirs[::-1])
    )


def _is_burmese(word: str) -> bool:
    return _BY_RANGE[1][0] <= ord(word[0]) <= _BY_RANGE[1][1]


def _is_thai_or_lao(word: str) -> bool:
    return _BY_RANGE[0][0] <= ord(word[0]) <= _BY_RANGE[0][1]


@lru_cache(maxsize=WORDS_KEPT)
def _is_slip(one: str, other: str, least: int) -> bool:
    ours, theirs = eastern_sound(one), eastern_sound(other)
    return min(ours.least, theirs.least) >= least and are_a_slip_apart(ours, theirs)


def _in_latin(word: str) -> str:
    return word if word.isascii() else anyascii(word.replace("х", "h").replace("дж", "j")).lower()


def _untitled(words: Words) -> Words:
    title = next((each for each in _TITLES if words[0].startswith(each)), "")
    rest = words[0].removeprefix(title)
    if not title or (rest and len(rest) < LEAST_BEHIND_A_TITLE):
        return words
    return (rest, *words[1:]) if rest else words[1:] or words


def _untitled_in_latin(words: Words) -> Words:
    return _untitled_in_latin(words[1:]) if words[0] in _LATIN_TITLES and len(words) > 2 else words


def _sound_alike(ours: Words, theirs: Words) -> bool:
    if min(map(_signs, (ours, theirs))) < FEWEST_SIGNS:
        return False
    left, right = unpaired(ours, theirs, _are_one_word)
    if not left and not right:
        return True
    if not (left and right) and min(len(ours) - len(left), len(theirs) - len(right)) > 1:
        return True  # a part more
    are_names = max(sum(map(len, words)) for words in (ours, theirs)) <= MOST_LETTERS
    return len(ours) != len(theirs) and are_names and _run_together(*sorted((ours, theirs), key=len))


def _run_together(fewer: Words, more: Words) -> bool:
    """Tell whether all words of the one sound like all of the other as they follow each other, or with the first or the last one turned."""
    whole = _as_one(fewer)
    return any(lie_together(whole, _as_one(order)) for order in (more, more[1:] + more[:1], more[-1:] + more[:-1]))


def _as_one(words: Words) -> Spoken:
    return spoken(tuple(sign for word in words for sign in eastern_sound(word).signs))


def _signs(words: Words) -> int:
    return sum(not each.optional for word in words for each in eastern_sound(word).signs)


@lru_cache(maxsize=WORDS_KEPT)
def _are_one_word(one: str, other: str) -> bool:
    return lie_together(eastern_sound(one), eastern_sound(other))


@lru_cache(maxsize=WORDS_KEPT)
def eastern_sound(word: str) -> Spoken:
    """Return how a word sounds that is written in one of these scripts, or beside one in the letters a to z."""
    read = next((read for first, last, read in _BY_RANGE if first <= ord(word[0]) <= last), None)
    return spoken(_once(read(word))) if read else sound_in_the_east(word)


def _once(made: Row) -> Row:
    """Return a row in which a last consonant may be one with the like consonant behind it: Ohmar is written *ohm-ma*, and ศักดิ์โกศล is
    Sakosol.
    """
    return tuple(
        replace(each, optional=True) if each.kinds & behind.kinds & ~VOWEL else each
        for each, behind in zip(made, map(partial(_heard_behind, made), range(len(made))), strict=True)
    )


def _heard_behind(made: Row, nth: int) -> Sign:
    """Return the sign behind one of a row, or where silent letters follow, the sign behind them."""
    behind = made[nth + 1 :]
    silent = next((place for place, each in enumerate(behind) if not each.optional), 0)
    at = silent if any(each.kinds & ~VOWEL for each in behind[:silent]) else 0
    return behind[at] if behind and not behind[at].optional else Sign(0)
