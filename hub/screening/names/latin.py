"""Two names in one alphabet: the same letters, another order, a part more, cut off, written by another system, or slips of the pen.

Which letters may be a slip is told by :mod:`hub.screening.names.slips`.
"""

import re

from hub.screening.names.beginnings import have_partners
from hub.screening.names.china.surnames import is_in_pinyin
from hub.screening.names.china.two_systems import are_two_in_chinese, same_in_chinese
from hub.screening.names.europe.east_slavic import same_in_east_slavic
from hub.screening.names.europe.respelt import same_as_respelt
from hub.screening.names.families import is_mostly_a_surname
from hub.screening.names.folding import LOST_LETTER
from hub.screening.names.india.indic import same_in_india
from hub.screening.names.japan.japanese import is_slip_in_japan
from hub.screening.names.known import stands_before_a_surname
from hub.screening.names.korea.korean import given_names, is_korean, is_slip_in_korea, may_be_korean, same_in_korean
from hub.screening.names.misread import are_slips
from hub.screening.names.name import Name, Script
from hub.screening.names.near_east.islamic import are_of_islam
from hub.screening.names.one_word import are_near, are_one_alone, are_two_alone, sound_alike, sound_alike_in_islam
from hub.screening.names.order import (
    MOST_PARTS,
    PART_LETTERS,
    alone_different,
    differing,
    has_part_more,
    is_cut,
    is_cut_by_a_field,
    is_turned,
)
from hub.screening.names.pairing import unpaired
from hub.screening.names.particles import CHILD_OF, PARTICLES
from hub.screening.names.slips import (
    SHORT_WORD,
    is_nobodys,
    is_slip,
    is_slip_beside_parts,
    is_slip_between,
    is_slip_in_a_given_name,
    is_slip_in_a_surname,
    is_syllabic,
    may_be_twins_names,
)
from hub.screening.names.southeast_asia.burmese_syllables import are_burmese, same_in_burma
from hub.screening.names.southeast_asia.eastern import same_in_the_east
from hub.screening.names.southeast_asia.royal import are_neighbours_in_thai, are_of_thailand
from hub.screening.names.southeast_asia.vietnamese import is_slip_in_vietnam
from hub.screening.names.spelling import may_be_chinese
from hub.screening.names.variants import are_forms_of_one_name
from hub.screening.names.ways import latin_joined, same_by_some_way
from hub.screening.words import Word

Parts = tuple[str, ...]

_TWO_SYLLABLES = re.compile("[aeiouy][^aeiouy]+[aeiouy]")  # Aung Aung is another than Aung

SLIP_LETTERS = 7  # in a whole name that may hold a slip
MOST_SLIPPED = 2
FEWEST_SURE = 2
MOST_WORDS_MORE = 3
MOST_SYLLABLES = 4  # of a name of East Asia, with the word for a woman


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
    of_china = (is_in_pinyin(one) and is_in_pinyin(other)) or are_two_in_chinese(one, other)
    alone = differing(one, other)
    if alone and (alone[0][0] != alone[1][0] or not are_near(*alone)):
        return False  # Anna Hansen is no Anna Jensen
    of_east_asia = of_china or is_korean(one) or is_korean(other) or are_burmese(one, other) or are_of_thailand(one, other)
    return not (of_east_asia or (is_syllabic(one) and is_syllabic(other)))


def _alike(one: Parts, other: Parts) -> Word:
    if "".join(one) == "".join(other) or _is_the_only_name(one, other):
        return Word.SAME
    if is_turned(one, other):
        return Word.REORDERED
    alone = alone_different(one, other)
    if alone and are_two_alone(*alone) and not is_cut_by_a_field(one, other):
        return Word.NICKNAME if are_forms_of_one_name(*alone) else Word.TYPO if is_slip(*alone) else Word.DIFFERENT
    chinese = is_in_pinyin(one) and is_in_pinyin(other)
    if (between := differing(one, other)) and _is_slip_in_a_syllable(one, other, *between, chinese=chinese):
        return Word.TYPO
    found = _alike_in_east_asia(one, other, chinese=chinese)
    return _alike_elsewhere(one, other, chinese=chinese, are_alone=bool(alone)) if found is None else found


def _is_slip_in_a_syllable(one: Parts, other: Parts, mine: str, yours: str, *, chinese: bool) -> bool:
    """Tell whether a slip is all that sets the words ``mine`` and ``yours`` of two names of syllables apart, where brothers and sisters
    share all but one: by the customs of a country, or in a name of more syllables than anybody there has (Min-ho Ji-noo Kim).
    """
    if is_slip_in_vietnam(one, other, mine, yours) or is_slip_in_japan(set(one) & set(other), mine, yours):
        return True
    if not chinese and is_slip_in_korea(one, other, mine, yours):
        return True
    is_long = len(one) > MOST_SYLLABLES and one[-1] == other[-1]  # where the given name stands last, sisters may share four
    return is_long and is_syllabic(one) and are_slips(mine, yours)


def _alike_in_east_asia(one: Parts, other: Parts, *, chinese: bool) -> Word | None:
    """Return what a system of China, Korea or Burma says of two names, ``chinese`` if both are in pinyin; none if it says nothing."""
    if are_burmese(one, other):
        found = Word.PART_MISSING if has_part_more(one, other) else Word.DIFFERENT
        return Word.ROMANISED if same_in_burma(one, other) else found
    if may_be_chinese(one) and may_be_chinese(other) and same_in_chinese(one, other):
        return Word.ROMANISED
    if may_be_korean(one) and may_be_korean(other) and not chinese:
        if same_in_korean(one, other):
            return Word.ROMANISED
        if is_korean(one) and is_korean(other):
            return None if _is_of_the_west(one, other) else Word.DIFFERENT
    return Word.DIFFERENT if are_two_in_chinese(one, other) and not _is_of_the_west(one, other) else None


def _is_of_the_west(one: Parts, other: Parts) -> bool:
    """Tell whether what sets two names apart is a given name of the West that is none of Korea on either side: Warren, but not Minna."""
    return any(stands_before_a_surname(word) and not given_names((word,)) for word in differing(one, other))


def _alike_elsewhere(one: Parts, other: Parts, *, chinese: bool, are_alone: bool) -> Word:
    """Return how two names compare by other systems, with parts more or less, or word by word. In pinyin and in plain syllables no word is
    near to another; ``are_alone`` if they differ in one word alone, as those of brothers and sisters do.
    """
    if not have_partners(one, other):
        return Word.DIFFERENT
    if not chinese and same_by_some_way(one, other):
        return Word.ROMANISED
    if has_part_more(one, other) or (len(one) == len(other) and has_part_more(other, one)):
        return Word.PART_MISSING
    if is_cut(one, other):
        return Word.TRUNCATED
    if not chinese and (same_in_the_east(one, other) or same_in_india(one, other)):
        return Word.ROMANISED
    if chinese or (is_syllabic(one) and is_syllabic(other)):
        return Word.DIFFERENT
    return _word_by_word(one, other, are_alone=are_alone)


def _is_the_only_name(one: Parts, other: Parts) -> bool:
    """Tell whether one of two names is the only word of the other, written as given name and surname too: Ramesh Ramesh."""
    return {len(one), len(other)} == {1, 2} and set(one) == set(other) and bool(_TWO_SYLLABLES.search(one[0]))


def _same_but_for_lost_letters(one: Parts, other: Parts) -> bool:
    """Tell whether two names are one where software put a question mark for letters, one in three at most."""
    lost = max(one, other, key=lambda parts: "".join(parts).count(LOST_LETTER))
    if "".join(lost).count(LOST_LETTER) * 3 > sum(map(len, lost)):
        return False
    return len(one) == len(other) and not any(unpaired(one, other, _fits))


def _fits(mine: str, yours: str) -> bool:
    pattern, word = (mine, yours) if LOST_LETTER in mine else (yours, mine)
    return bool(re.fullmatch(pattern.replace(LOST_LETTER, "[a-zƿ]{0,2}"), word))


def _word_by_word(one: Parts, other: Parts, *, are_alone: bool) -> Word:
    """Return how two names compare whose words have to be laid beside each other: by sound, by other forms of a name, with slips."""
    ours, theirs = latin_joined(one), latin_joined(other)
    if abs(len(ours) - len(theirs)) > MOST_WORDS_MORE or min(sum(map(len, ours)), sum(map(len, theirs))) < PART_LETTERS:
        return Word.DIFFERENT
    in_islam = are_of_islam(one, other) and not is_in_pinyin(one) and not is_in_pinyin(other)
    alike = str.__eq__ if are_of_thailand(one, other) else sound_alike_in_islam if in_islam else sound_alike
    left, right = unpaired(ours, theirs, alike)
    alone = () if left or right else alone_different(ours, theirs)
    if alone and not are_one_alone(*alone):
        left, right = ([word] for word in alone)
    formless, others = unpaired(left, right, are_forms_of_one_name)
    if not formless and not others:
        return Word.ROMANISED if not left else Word.NICKNAME
    wordless, beside = unpaired(formless, others, _is_initial)
    if not wordless or not beside:
        return Word.PART_MISSING if _is_enough(ours, theirs, wordless or beside) else Word.DIFFERENT
    left, right = ([word for word in words if word not in PARTICLES] for words in (wordless, beside))
    if are_alone and len(left) == len(right) == 1 and _are_of_one_family(one, other) and may_be_twins_names(*left, *right):
        return Word.DIFFERENT
    return Word.TYPO if _is_left_by_slips(one, other, left, right) else Word.DIFFERENT


def _is_left_by_slips(one: Parts, other: Parts, left: list[str], right: list[str]) -> bool:
    """Tell whether slips, or a space and a letter, are why the words ``left`` and ``right`` of two names have no partner."""
    ours, theirs = latin_joined(one), latin_joined(other)
    if len(left) == len(right) <= MOST_SLIPPED and _are_slips(ours, theirs, left, right):
        return True
    if len(left) == len(right) == 1 and is_slip_in_a_surname(one, other, *left, *right):
        return True
    if is_slip_beside_parts(ours, theirs, left, right):
        return True
    between = differing(one, other)
    if between and is_slip_between(one, other, *between):
        return True
    may_be_joined = len(one) != len(other) or len(left) + len(right) > MOST_SLIPPED
    return may_be_joined and _differ_by_a_space_and_a_letter(one, other)


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


def _are_of_one_family(one: Parts, other: Parts) -> bool:
    """Tell whether two names share a surname or the word *child of*."""
    return any(word in CHILD_OF or is_mostly_a_surname(word) for word in one if word in other)


def _is_initial(mine: str, yours: str) -> bool:
    return min(len(mine), len(yours)) == 1 and mine[0] == yours[0]


def _differ_by_a_space_and_a_letter(one: Parts, other: Parts) -> bool:
    joined, beside = "".join(one), "".join(other)
    return min(len(joined), len(beside)) >= SLIP_LETTERS and are_slips(joined, beside)


def _is_enough(ours: list[str], theirs: list[str], more: list[str]) -> bool:
    """Tell whether two words at least agree that are more than particles and letters, though one side has words more.

    With less than two an initial has to stand first: Micallef Aquilina is no John M Aquilina.
    """
    whole = [[word for word in words if word not in PARTICLES and len(word) > 1] for words in (ours, theirs)]
    left, right = unpaired(ours, theirs, _are_surely_one)
    lettered, beside = unpaired(left, right, _is_initial)
    if (lettered and beside) or (len(ours) - len(left) < FEWEST_SURE and len(lettered) < len(left) and ours[0][0] != theirs[0][0]):
        return False
    return min(map(len, whole)) >= FEWEST_SURE and min(len(ours), len(theirs)) + len(more) <= MOST_PARTS


def _are_surely_one(mine: str, yours: str) -> bool:
    return (are_near(mine, yours) and are_one_alone(mine, yours)) or are_forms_of_one_name(mine, yours)
