"""Two names in one alphabet: the same letters, another order, a part more, cut off, written by another system, or slips of the pen.

Which letters may be a slip is told by :mod:`hub.screening.names.slips`.
"""

import re
from collections import Counter
from functools import lru_cache

from rapidfuzz.distance import OSA

from hub.screening.names import hebrew
from hub.screening.names.burmese_syllables import are_burmese, same_in_burma
from hub.screening.names.characters import is_read_in_mandarin
from hub.screening.names.east_slavic import same_in_east_slavic
from hub.screening.names.eastern import are_one_in_the_east, are_two_in_burma, same_in_the_east
from hub.screening.names.ethiopic import are_two_spellings, names_of_ethiopia
from hub.screening.names.folding import LOST_LETTER
from hub.screening.names.foreign import are_one_of_slavs
from hub.screening.names.indic import same_in_india
from hub.screening.names.islamic import are_of_islam, are_one_in_islam, are_two_in_islam, without_article
from hub.screening.names.known import are_two_names, is_given_name
from hub.screening.names.korean import are_one_word as are_one_given_name
from hub.screening.names.korean import is_korean, may_be_korean, same_in_korean
from hub.screening.names.mandarin import is_pinyin, is_syllable
from hub.screening.names.name import Name, Script
from hub.screening.names.pairing import unpaired
from hub.screening.names.respelt import same_as_respelt
from hub.screening.names.royal import are_neighbours_in_thai, are_of_thailand
from hub.screening.names.sanskrit import are_one_in_india, in_sanskrit
from hub.screening.names.scripts import sound_of
from hub.screening.names.slips import (
    SHORT_WORD,
    WOMANS_SURNAME,
    is_nobodys,
    is_slip,
    is_slip_beside_parts,
    is_slip_in_a_given_name,
    is_slip_in_a_surname,
    is_syllabic,
)
from hub.screening.names.sound import WORDS_KEPT, lie_together
from hub.screening.names.surnames import SURNAMES_IN_PINYIN
from hub.screening.names.two_systems import differ_by_a_surname, same_in_chinese
from hub.screening.names.variants import are_forms_of_one_name
from hub.screening.names.ways import bare, latin_joined, same_by_some_way, slavic_way
from hub.screening.words import Word

Parts = tuple[str, ...]

SLIP_LETTERS = 7  # in a whole name that may hold a slip
MOST_SLIPPED = 2
MOST_LETTERS_MORE = 3
PART_LETTERS = 6
SCHWA_LETTERS = 4
CUT_LETTERS = 16
WHOLE_CHINESE = 3  # words of a whole name, surname first
MOST_PARTS = 8
_PARTICLES = """
    al el ul bin ibn bint ben abu abd abdul van von der den de di da do das dos del della la le du y e i thi san st mac mc bt binti bte s
    o so do mr mrs ms miss dr prof sir haji hajji hajj hadji sheikh shri smt jr sr ii iii nee epouse
"""
PARTICLES = frozenset(_PARTICLES.split())
_BEGIN_LIKE = {
    **dict.fromkeys("aeiou", "a"), **dict.fromkeys("bfpv", "b"), "w": "ab", "y": "aj", "j": "ajz", "g": "kjh", "k": "kh", "q": "k",
    "c": "kztha", "x": "kzh", "s": "z", "z": "zj", "t": "tz", "d": "tj", "h": "ha",
}  # fmt: skip
_IN_GREEK = {"mp": "b", "nt": "t", "tz": "j"}


def alike(one: Name, other: Name) -> Word:
    """Return how two names of one script compare, neither of them Han."""
    found = _alike(one.parts, other.parts)
    if found is Word.DIFFERENT and not set(one.keys).isdisjoint(other.keys):
        return Word.ROMANISED  # ü written as v, yu or u
    if found is Word.DIFFERENT and (LOST_LETTER in one.letters or LOST_LETTER in other.letters):
        return Word.TYPO if _same_but_for_lost_letters(one.parts, other.parts) else Word.DIFFERENT
    if found is Word.DIFFERENT and (one.spelt_out or other.spelt_out) and not (is_syllabic(one.parts) and is_syllabic(other.parts)):
        found = _alike(one.spelt_out or one.parts, other.spelt_out or other.parts)
    if found is Word.DIFFERENT and same_in_east_slavic(one.parts, other.parts):
        return Word.NICKNAME
    if found is Word.DIFFERENT and one.script is Script.LATIN and _may_be_respelt(one.parts, other.parts) and same_as_respelt(one, other):
        return Word.ROMANISED
    return found


def _may_be_respelt(one: Parts, other: Parts) -> bool:
    """Tell whether two names are not of East Asia, whose own systems say which of their words are one."""
    of_china = is_chinese(one, other) or differ_by_a_surname(one, other)
    of_east_asia = of_china or is_korean(one) or is_korean(other) or are_burmese(one, other) or are_of_thailand(one, other)
    return not (of_east_asia or (is_syllabic(one) and is_syllabic(other)))


def _alike(one: Parts, other: Parts) -> Word:
    ours, theirs = "".join(one), "".join(other)
    if ours == theirs:
        return Word.SAME
    if _is_turned(ours, theirs, one, other):
        return Word.REORDERED
    if are_burmese(one, other):
        found = Word.PART_MISSING if _has_part_more(one, other) else Word.DIFFERENT
        return Word.ROMANISED if same_in_burma(one, other) else found
    if same_in_chinese(one, other):
        return Word.ROMANISED
    chinese = is_chinese(one, other)
    if may_be_korean(one) and may_be_korean(other) and not (chinese and is_read_in_mandarin(*one, *other)):
        if same_in_korean(one, other):
            return Word.ROMANISED
        if not chinese and is_korean(one) and is_korean(other):
            return Word.DIFFERENT
    if differ_by_a_surname(one, other):
        return Word.DIFFERENT
    if not chinese and same_by_some_way(one, other):
        return Word.ROMANISED
    if _has_part_more(one, other) or (len(one) == len(other) and _has_part_more(other, one)):
        return Word.PART_MISSING
    if _is_cut(one, other) or _is_cut(other, one):
        return Word.TRUNCATED
    if not chinese and (same_in_the_east(one, other) or same_in_india(one, other)):
        return Word.ROMANISED
    if chinese or (is_syllabic(one) and is_syllabic(other)):
        return Word.DIFFERENT
    return _word_by_word(one, other)


def _same_but_for_lost_letters(one: Parts, other: Parts) -> bool:
    """Tell whether two names are one where software put a question mark for letters, one in three at most."""
    lost = max(one, other, key=lambda parts: "".join(parts).count(LOST_LETTER))
    if "".join(lost).count(LOST_LETTER) * 3 > sum(map(len, lost)):
        return False
    return len(one) == len(other) and not any(unpaired(one, other, _fits))


def _fits(mine: str, yours: str) -> bool:
    pattern, word = (mine, yours) if LOST_LETTER in mine else (yours, mine)
    return bool(re.fullmatch(pattern.replace(LOST_LETTER, "[a-zƿ]{0,2}"), word))


def _is_turned(ours: str, theirs: str, one: Parts, other: Parts) -> bool:
    if len(ours) != len(theirs) or sorted(ours) != sorted(theirs):
        return False
    longer, letters = (one, theirs) if len(one) >= len(other) else (other, ours)
    return len(longer) <= MOST_PARTS and _is_made_of(letters, longer)


def _is_made_of(letters: str, parts: Parts) -> bool:
    """Tell whether the letters are these words in some order."""
    if not parts:
        return not letters
    return any(
        letters.startswith(part) and _is_made_of(letters[len(part) :], parts[:nth] + parts[nth + 1 :])
        for nth, part in enumerate(parts)
        if part not in parts[:nth]
    )


def _has_part_more(one: Parts, other: Parts) -> bool:
    """Tell whether one name lacks parts of the other: all its words stand there, the first and the last of the other among them, or two
    that are more than particles. A letter may stand for a word that it begins.
    """
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    if len(shorter) < 2 or is_chinese(shorter, longer):
        return False
    rest = list(longer)
    initials = [part for part in shorter if part not in longer]
    if any(len(initial) > 1 for initial in initials) or (len(shorter) == len(longer) and not initials):
        return False
    shared = [part for part in shorter if part in longer]
    for part in shared:
        if part not in rest:
            return False
        rest.remove(part)
    if not all(any(part.startswith(initial) for part in rest) for initial in initials):
        return False
    whole = [part for part in shared if part not in PARTICLES and len(part) > 1]
    has_both_ends = len(shared) > 1 and bool(whole) and longer[0] in shared and longer[-1] in shared
    if longer[1:] == shorter and len(shorter) >= WHOLE_CHINESE and is_given_name(longer[0]) and not is_syllable(longer[0]):
        return True  # Paul TSE Wai-chun
    return sum(map(len, shared)) >= PART_LETTERS and (has_both_ends or (len(whole) > 1 and not is_syllabic(longer)))


def _is_cut(cut: Parts, whole: Parts) -> bool:
    """Tell whether ``cut`` ends in the middle of ``whole``: every word but its last stands there, and the last begins one."""
    letters = sum(map(len, cut))
    if letters < CUT_LETTERS or letters >= sum(map(len, whole)) or len(cut) < 2:
        return False
    rest = Counter(whole)
    rest.subtract(cut[:-1])
    return min(rest.values()) >= 0 and any(left and part.startswith(cut[-1]) for part, left in rest.items())


def _word_by_word(one: Parts, other: Parts) -> Word:
    """Return how two names compare whose words have to be laid beside each other: by sound, by other forms of a name, with slips."""
    ours, theirs = latin_joined(one), latin_joined(other)
    if abs(len(ours) - len(theirs)) > MOST_LETTERS_MORE or min(sum(map(len, ours)), sum(map(len, theirs))) < PART_LETTERS:
        return Word.DIFFERENT
    if _begin_differently(ours, theirs):
        return Word.DIFFERENT
    in_islam = are_of_islam(one, other) and not _is_in_pinyin(one) and not _is_in_pinyin(other)
    alike = str.__eq__ if are_of_thailand(one, other) else _sound_alike_in_islam if in_islam else _sound_alike
    left, right = unpaired(ours, theirs, alike)
    formless, others = unpaired(left, right, are_forms_of_one_name)
    if not formless and not others:
        return Word.ROMANISED if not left else Word.NICKNAME
    formless, others = unpaired(formless, others, _is_initial)
    if not formless or not others:
        return Word.PART_MISSING if _is_enough(ours, theirs, formless or others) else Word.DIFFERENT
    formless, others = ([word for word in words if word not in PARTICLES] for words in (formless, others))
    if len(formless) == len(others) <= MOST_SLIPPED and _are_slips(ours, theirs, formless, others):
        return Word.TYPO
    if len(formless) == len(others) == 1 and is_slip_in_a_surname(one, other, *formless, *others):
        return Word.TYPO
    if is_slip_beside_parts(ours, theirs, formless, others):
        return Word.TYPO
    return Word.TYPO if len(formless) + len(others) > MOST_SLIPPED and _differ_by_a_space_and_a_letter(one, other) else Word.DIFFERENT


def _are_slips(ours: list[str], theirs: list[str], left: list[str], right: list[str]) -> bool:
    """Tell whether slips make ``left`` of ``right``: one each, or more where the one word is a name and the other nobody's as it stands;
    and none if they begin both names and are neighbours in Thai, where the given name stands first.
    """
    if (ours[:1], theirs[:1]) == (left[:1], right[:1]) and are_neighbours_in_thai(ours, theirs):
        return False
    others, beside = unpaired(left, right, is_slip)
    if others or beside:
        if len(others) != 1 or len(beside) != 1:
            return False
        return is_slip_in_a_given_name(*others, *beside) or (len(left) == 1 and is_nobodys(*others, *beside))
    if min(sum(map(len, ours)), sum(map(len, theirs))) < SLIP_LETTERS:
        return False
    is_rest_equal = len(set(ours) & set(theirs)) == len(ours) - 1 == len(theirs) - 1
    return is_rest_equal or len(left) != 1 or min(map(len, (*left, *right))) > SHORT_WORD or left[0][0] == right[0][0]


def _is_initial(mine: str, yours: str) -> bool:
    return min(len(mine), len(yours)) == 1 and mine[0] == yours[0]


def _differ_by_a_space_and_a_letter(one: Parts, other: Parts) -> bool:
    joined, beside = "".join(one), "".join(other)
    return min(len(joined), len(beside)) >= SLIP_LETTERS and OSA.distance(joined, beside, score_cutoff=1) == 1


def _begin_differently(ours: list[str], theirs: list[str]) -> bool:
    """Tell whether a word of the shorter name, or one of each of two names as long, can have no partner by how words begin, which is so
    with most strangers, and cheap to see.
    """
    if len(ours) != len(theirs):
        return _lacks_partner(*sorted((ours, theirs), key=len))
    return _lacks_partner(ours, theirs) and _lacks_partner(theirs, ours)


def _lacks_partner(words: list[str], others: list[str]) -> bool:
    return any(not any(_may_be_one(word, each) for each in others) for word in words if word not in PARTICLES)


def _may_be_one(mine: str, yours: str) -> bool:
    if not _begins(mine).isdisjoint(_begins(yours)) or OSA.distance(mine, yours, score_cutoff=1) <= 1:
        return True
    return not mine.isascii() or are_forms_of_one_name(mine, yours)


@lru_cache(maxsize=WORDS_KEPT)
def _begins(word: str) -> frozenset[str]:
    """Return the letters with which a word may begin in another's hand, behind a joined article too."""
    heard = _IN_GREEK.get(word[:2], "")
    return frozenset(heard).union(*(_BEGIN_LIKE.get(each[0], each[0]) for each in (word, *bare(word), *without_article(word))))


def _is_enough(ours: list[str], theirs: list[str], more: list[str]) -> bool:
    """Tell whether two words at least agree that are more than particles and letters, though one side has words more."""
    whole = [[word for word in words if word not in PARTICLES and len(word) > 1] for words in (ours, theirs)]
    return min(map(len, whole)) > 1 and min(len(ours), len(theirs)) + len(more) <= MOST_PARTS


@lru_cache(maxsize=WORDS_KEPT)
def _sound_alike(mine: str, yours: str) -> bool:
    """Tell whether two words are one, written by two systems; two given names that we know of are two."""
    if _begins(mine).isdisjoint(_begins(yours)):
        return False
    if not slavic_way(mine).isdisjoint(slavic_way(yours)):
        return True
    if not (mine.isascii() and yours.isascii()):
        return hebrew.are_one_word(mine, yours)  # but for Hebrew, one script writes one name in one way
    if in_sanskrit(mine) == in_sanskrit(yours):
        return True
    if are_two_names(mine, yours) or are_two_spellings(mine, yours) or are_two_in_burma(mine, yours):
        return False
    alike = lie_together(sound_of(mine), sound_of(yours), loosely=True) or _has_ending_more(mine, yours)
    if alike or any(are_one(mine, yours) for are_one in (are_one_in_the_east, are_one_of_slavs, are_one_given_name, are_one_in_india)):
        return True
    return not names_of_ethiopia(mine).isdisjoint(names_of_ethiopia(yours))


def _sound_alike_in_islam(mine: str, yours: str) -> bool:
    if not (mine.isascii() and yours.isascii()):
        return _sound_alike(mine, yours)
    if _begins(mine).isdisjoint(_begins(yours)):
        return False
    are_two = are_two_in_islam(mine, yours) or are_two_spellings(mine, yours)
    return not are_two and (_sound_alike(mine, yours) or are_one_in_islam(mine, yours))


def _has_ending_more(mine: str, yours: str) -> bool:
    """Tell whether one word is the other with a silent *a* at its end, which India spells or not, or with an article before it.

    A word with its *a* that is itself a given name is a woman's: Lalit, Lalita.
    """
    return _has_more(mine, yours) or _has_more(yours, mine)


def _has_more(word: str, beside: str) -> bool:
    lesser = (*_without_a(word), *(() if bare(beside) else bare(word)))
    return any(lie_together(sound_of(each), sound_of(beside)) for each in lesser)


@lru_cache(maxsize=WORDS_KEPT)
def _without_a(word: str) -> tuple[str, ...]:
    ends_in_a = word.endswith("a") and len(word) > SCHWA_LETTERS
    return (word[:-1],) if ends_in_a and not is_given_name(word) and not WOMANS_SURNAME.search(word) else ()


def is_chinese(one: Parts, other: Parts) -> bool:
    """Tell whether both names can be read as pinyin, with a Chinese surname first or last."""
    return _is_in_pinyin(one) and _is_in_pinyin(other)


@lru_cache(maxsize=WORDS_KEPT)
def _is_in_pinyin(parts: Parts) -> bool:
    return (parts[0] in SURNAMES_IN_PINYIN or parts[-1] in SURNAMES_IN_PINYIN) and all(map(is_pinyin, parts))
