"""Whether a slip of the pen or of a reading machine makes one word of the other.

Brothers, sisters and twins differ by a letter too: Maria and Marta, Min-jun and Min-jin, Hoa and Hoan. So a slip counts only if one of the
two words is no given name that we know of, and not both are plain syllables. But twins share their surname and never their given name:
behind a given name that is certain, more slips make one surname of the other, and are no twin's name. Nor is anybody called what has
letters beside each other that no name has (Janegs for James), or bears a name with the slips of a machine (:mod:`misread`).
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from anyascii import anyascii

from hub.screening.names.china.cantonese import in_cantonese_papers
from hub.screening.names.china.mandarin import is_syllable
from hub.screening.names.china.surnames import SURNAMES_IN_PINYIN
from hub.screening.names.families import is_a_surname
from hub.screening.names.known import are_two_names, is_given_name, stands_before_a_surname, strange_triples
from hub.screening.names.korea.korean import families as korean_families
from hub.screening.names.misread import are_slips, misreadings
from hub.screening.names.near_east.islamic import are_of_islam, are_vowelled_otherwise
from hub.screening.names.pairing import unpaired
from hub.screening.names.particles import PARTICLES
from hub.screening.names.sound import WORDS_KEPT
from hub.screening.names.southeast_asia.vietnamese import is_surname_in_vietnam

TWO_SLIPS_LETTERS = 9  # in a word that may hold two
TRIPLES_OF_TWO_SLIPS = 2
MOST_MISREAD = 2
SHORTEST_WORD, SHORT_WORD = 3, 4
SHORTEST_ELSEWHERE = 6  # letters of a word of another script that may hold a slip: there a letter tells more
_VOWELS = frozenset("aeiouy")
_SAID = re.compile("[aeiouy]|ng|[^a-z]")  # what no word is without: Ng is a surname
_GENDERED = re.compile("[aeoаея]?$")
_OF_JAVA = re.compile("(.+?)[dn]?[io]")  # a man's and a woman's: Sumarno, Sumarni; Wahyudi, Wahyuni
WOMANS_SURNAME = re.compile("(?:ov|ev|(?<![ae])in|sk|[aeiou]|[aeiou]y)a$")
_SYLLABLE = re.compile(
    r"(?:[bcdfghjklmnpqrstvwxyz]|[ckpt]h|[ckpt]r|ngh?|gh|gi|qu|sh|zh|ts|tz|hs|nh|gw|kw|hw|dj|ch)?"
    r"(?:a|e|i|o|u|y|ai|ao|au|ay|ei|eo|eu|eui|ia|iao|iau|ie|io|iu|iou|oa|oai|oe|oi|oo|ou|ua|uai|ue|uei|ui|uo|uy|uye|uya|uu|ya|yae|yao|yau|ye|yeo|"
    r"yo|yoo|you|yu|yue|eoi|aa|aai|aau|ee|wa|wae|we|weo|wi|wo|ieu|uoi|uou|oeo|eau)(?:n|ng|nh|m|p|t|k|c|ch|l|h|r|rk|hn)?"
)


def is_slip(mine: str, yours: str) -> bool:
    """Tell whether a slip makes one word of the other, wherever they stand; two in a long word."""
    if _are_two_names(mine, yours):
        return False
    most = 2 if min(len(mine), len(yours)) >= TWO_SLIPS_LETTERS and mine[0] == yours[0] else 1
    return are_slips(mine, yours, most) or misreadings(mine, yours) <= MOST_MISREAD


def is_slip_beside_parts(ours: Sequence[str], theirs: Sequence[str], left: Sequence[str], right: Sequence[str]) -> bool:
    """Tell whether one slip is all that sets two names apart, whose words ``left`` and ``right`` have no partner, but for words that one of
    them lacks. What stands first in both may be what twins are called.
    """
    if not any(len(word) > 1 for word in ours if word in theirs):
        return False
    alone, beside = unpaired(left, right, _is_one_slip)
    if (alone and beside) or len(left) - len(alone) != 1:
        return False
    (mine, *_), (yours, *_) = ((Counter(words) - Counter(rest)).elements() for words, rest in ((left, alone), (right, beside)))
    return (mine, yours) != (ours[0], theirs[0]) or is_slip_in_a_given_name(mine, yours)


def is_slip_in_a_surname(one: Sequence[str], other: Sequence[str], mine: str, yours: str) -> bool:
    """Tell whether slips make one surname of the other: the words ``mine`` and ``yours`` stand last in two names that begin with one given
    name that is certain, and are none themselves; one slip too that leaves a short word which is nobody's.
    """
    if mine != one[-1] or yours != other[-1]:
        return False
    if are_of_islam(one[:1], other[:1]) and are_vowelled_otherwise(mine, yours):
        return True
    if not stand_behind_a_given_name(one, other) or is_a_womans_surname(mine) is not is_a_womans_surname(yours):
        return False
    if are_slips(mine, yours):
        if is_syllabic((mine, yours)):
            return not is_syllabic(one[:1]) and not (_is_known(mine) and _is_known(yours))  # Kevin Wang, Kevin Wong
        return mine[0] == yours[0] or not (is_given_name(mine) and is_given_name(yours))  # Yassin Sami, Yassin Rami
    if not stands_before_a_surname(one[0]) or is_given_name(mine) or is_given_name(yours) or mine[0] != yours[0]:
        return False
    if mine.startswith(yours) or yours.startswith(mine) or is_syllabic((mine, yours)):
        return False  # Singh, Singhal
    return min(len(mine), len(yours)) >= SHORT_WORD and are_slips(mine, yours, 2)


def is_slip_between(one: Sequence[str], other: Sequence[str], mine: str, yours: str) -> bool:
    """Tell whether a slip is all that sets two names apart, in the words ``mine`` and ``yours`` between the first and the last: it leaves
    no particle (aan der Meer), or no name behind a given name that is certain (Chiara Rit Fontana).
    """
    if mine in (one[0], one[-1]) or yours in (other[0], other[-1]) or not are_slips(mine, yours):
        return False
    if (mine in PARTICLES) is not (yours in PARTICLES):
        return not is_given_name(mine if yours in PARTICLES else yours)
    return _is_known(mine) is not _is_known(yours) and stands_before_a_surname(one[0])


def stand_behind_a_given_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two names begin with one given name that is certain, so that no order makes twins of them: nobody shares it with a
    brother. It is, where its people puts the family's name behind it, or where the last words are given names nowhere.
    """
    if one[0] != other[0]:
        return False
    if stands_before_a_surname(one[0]):
        return True
    return one[-1] != other[-1] and is_given_name(one[0]) and not (is_given_name(one[-1]) or is_given_name(other[-1]))


def _is_known(word: str) -> bool:
    """Tell whether a word is a name or a surname somewhere."""
    of_china = word in SURNAMES_IN_PINYIN or word in in_cantonese_papers()
    of_east_asia = of_china or word in korean_families() or is_surname_in_vietnam(word)
    return of_east_asia or is_given_name(word) or is_a_surname(word)


def is_nobodys(mine: str, yours: str) -> bool:
    """Tell whether two slips make one word of the other, wherever they stand, and one has two triples more that no name has."""
    if not (mine.isascii() and yours.isascii()):
        return False
    more = strange_triples(mine) - strange_triples(yours)
    if mine[0] != yours[0] or abs(more) < TRIPLES_OF_TWO_SLIPS or is_given_name(mine if more > 0 else yours):
        return False
    return min(len(mine), len(yours)) >= SHORT_WORD and not is_syllabic((mine, yours)) and are_slips(mine, yours, 2)


def may_be_twins_names(mine: str, yours: str) -> bool:
    """Tell whether two words that no list has differ in one letter, a vowel or a consonant on both sides, and have none beside each other
    that no name has: what is left beside a surname is a given name, and twins are called so (Harjit, Harjot; Azman, Azlan).
    """
    differing = [pair for pair in zip(mine, yours, strict=False) if pair[0] != pair[1]]
    if len(mine) != len(yours) or len(differing) != 1 or is_given_name(mine) or is_given_name(yours):
        return False
    one, other = differing[0]
    return (one in _VOWELS) is (other in _VOWELS) and not (strange_triples(mine) or strange_triples(yours))


def is_slip_in_a_given_name(mine: str, yours: str) -> bool:
    """Tell whether one word is a given name and the other nobody's, with as many slips as it has triples of letters that no name has."""
    name, strange = (mine, yours) if is_given_name(mine) else (yours, mine)
    if name[0] != strange[0] or is_given_name(strange) or not stands_before_a_surname(name):
        return False
    return are_slips(name, strange, min(strange_triples(strange), 2))


def is_syllabic(parts: Sequence[str]) -> bool:
    """Tell whether every word is one plain syllable, as Chinese, Vietnamese and Korean names are written."""
    return all(_SYLLABLE.fullmatch(part) or is_syllable(part) or part in in_cantonese_papers() for part in parts)


def is_a_womans_surname(surname: str) -> bool:
    """Tell whether a surname in the letters a to z ends as a woman's does where a man's does not: Orlova."""
    return bool(WOMANS_SURNAME.search(surname))


def _is_one_slip(mine: str, yours: str) -> bool:
    """Tell whether one slip behind its first letter makes one word of the other."""
    if mine[0] != yours[0] or _are_two_names(mine, yours):
        return False
    return are_slips(mine, yours) or misreadings(mine, yours) <= 1


def _are_two_names(mine: str, yours: str) -> bool:
    """Tell whether two words that a slip may make of each other are rather two names: known ones, short syllables, of a man and a woman."""
    are_two, is_turned = are_two_names(_in_latin(mine), _in_latin(yours)), sorted(mine) == sorted(yours)
    if is_turned and len(mine) > SHORT_WORD and mine[-1] == yours[-1] and (mine[0] == yours[0] or not are_two):
        return False  # two neighbours swapped: nobody names two children so, but Ahmed and Hamed
    if not are_two and not (_SAID.search(mine) and _SAID.search(yours)):
        return False  # Rk is nobody
    shortest = SHORTEST_WORD if mine.isascii() else SHORTEST_ELSEWHERE
    if are_two or min(len(mine), len(yours)) < shortest:
        return True
    if not mine.isascii() and mine[-1] != yours[-1]:
        return True  # where vowels are signs, brother and sister differ in the last: लक्ष्मण, लक्ष्मी
    if max(len(mine), len(yours)) <= SHORT_WORD and is_syllabic((mine, yours)):
        return True
    if _GENDERED.sub("", mine) != _GENDERED.sub("", yours) and not _are_of_one_stem_in_java(mine, yours):
        return False
    return not (_is_nobodys_beside(mine, yours) or _is_nobodys_beside(yours, mine))


def _are_of_one_stem_in_java(mine: str, yours: str) -> bool:
    stem, beside = _OF_JAVA.fullmatch(mine), _OF_JAVA.fullmatch(yours)
    return stem is not None and beside is not None and stem[1] == beside[1] and mine[-1] != yours[-1]


def _is_nobodys_beside(word: str, name: str) -> bool:
    """Tell whether a word is nobody's by its letters, beside a given name: Marf, for Marfa."""
    return is_given_name(name) and strange_triples(word) > 0


@lru_cache(maxsize=WORDS_KEPT)
def _in_latin(word: str) -> str:
    return word if word.isascii() else anyascii(word).lower()
