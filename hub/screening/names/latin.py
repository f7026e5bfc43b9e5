"""Two names in one alphabet: the same letters, another order, a part more, cut off, written by another system, or one slip of the pen.

Brothers, sisters and twins differ by a letter too: Maria and Marta, Min-jun and Min-jin, Hoa and Hoan. So a slip counts only if one of the
two words is no name that we know of and not both are plain syllables.
"""

import re
from collections import Counter
from functools import lru_cache

from rapidfuzz.distance import OSA

from hub.screening.names.known import KNOWN
from hub.screening.names.mandarin import INITIALS
from hub.screening.names.name import Name
from hub.screening.names.surnames import SURNAMES_IN_PINYIN
from hub.screening.names.ways import WORDS_KEPT, same_by_some_way, slavic_way
from hub.screening.words import Word

Parts = tuple[str, ...]

SLIP_LETTERS = 7
MOST_LETTERS_MORE = 3
PART_LETTERS = 6
CUT_LETTERS = 24
MOST_PARTS = 8
_PARTICLES = """
    al el ul bin ibn bint ben abu abd abdul van von der den de di da do dos das del della la le du y e i thi san st mac mc bt binti bte s
    o so do
"""
PARTICLES = frozenset(_PARTICLES.split())
_GENDERED = re.compile("[aeoаея]?$")
_SYLLABLE = re.compile(
    r"(?:[bcdfghjklmnpqrstvwxyz]|[ckpt]h|[ckpt]r|ngh?|gh|gi|qu|sh|zh|ts|tz|hs|nh|gw|kw|hw|dj|ch)?"
    r"(?:a|e|i|o|u|y|ai|ao|au|ay|ei|eo|eu|eui|ia|iao|iau|ie|io|iu|iou|oa|oai|oe|oi|oo|ou|ua|uai|ue|uei|ui|uo|uy|uye|uya|uu|ya|yae|yao|yau|ye|yeo|"
    r"yo|yoo|you|yu|yue|eoi|aa|aai|aau|ee|wa|wae|we|weo|wi|wo|ieu|uoi|uou|oeo|eau)(?:n|ng|nh|m|p|t|k|c|ch|l|h|r|rk|hn)?"
)
_PINYIN_FINALS = """
    a o e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing iong u ua uo uai ui uan un uang ue v ve er yu yue yuan yun
"""
_FINALS = frozenset(_PINYIN_FINALS.split())


def alike(one: Name, other: Name) -> Word:
    """Return how two names of one script compare, neither of them Han."""
    found = _alike(one.parts, other.parts)
    if found is Word.DIFFERENT and not set(one.keys).isdisjoint(other.keys):
        return Word.ROMANISED  # ü written as v, yu or u
    if found is Word.DIFFERENT and (one.spelt_out or other.spelt_out):
        return _alike(one.spelt_out or one.parts, other.spelt_out or other.parts)
    return found


def _alike(one: Parts, other: Parts) -> Word:
    ours, theirs = "".join(one), "".join(other)
    if ours == theirs:
        return Word.SAME
    if _is_turned(ours, theirs, one, other):
        return Word.REORDERED
    if not is_chinese(one, other) and same_by_some_way(one, other):
        return Word.ROMANISED
    if _has_part_more(one, other) or (len(one) == len(other) and _has_part_more(other, one)):
        return Word.PART_MISSING
    if _is_cut(one, other) or _is_cut(other, one):
        return Word.TRUNCATED
    return Word.TYPO if _is_slip(one, other) else Word.DIFFERENT


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
    return sum(map(len, shared)) >= PART_LETTERS and (has_both_ends or (len(whole) > 1 and not is_syllabic(longer)))


def _is_cut(cut: Parts, whole: Parts) -> bool:
    """Tell whether ``cut`` ends in the middle of ``whole``: every word but its last stands there, and the last begins one."""
    letters = sum(map(len, cut))
    if letters < CUT_LETTERS or letters >= sum(map(len, whole)) or len(cut) < 2:
        return False
    rest = Counter(whole)
    rest.subtract(cut[:-1])
    return min(rest.values()) >= 0 and any(left and part.startswith(cut[-1]) for part, left in rest.items())


def _is_slip(one: Parts, other: Parts) -> bool:
    ours, theirs = "".join(one), "".join(other)
    if min(len(ours), len(theirs)) < SLIP_LETTERS or abs(len(ours) - len(theirs)) > MOST_LETTERS_MORE:
        return False
    if (is_syllabic(one) and is_syllabic(other)) or is_chinese(one, other):
        return False
    mine, yours = _unpaired(one, other)
    if len(mine) == len(yours) == 1:
        return _is_one_letter_off(mine[0], yours[0]) and not _are_two_names(mine[0], yours[0])
    return OSA.distance(ours, theirs, score_cutoff=1) == 1


def _unpaired(one: Parts, other: Parts) -> tuple[list[str], list[str]]:
    """Return the words of each name that the other has not, by whatever system it writes them."""
    left = list((Counter(one) - Counter(other)).elements())
    right = list((Counter(other) - Counter(one)).elements())
    for part in list(left):
        partner = next((each for each in right if len(left) > 1 and not slavic_way(part).isdisjoint(slavic_way(each))), None)
        if partner is not None:
            left.remove(part)
            right.remove(partner)
    return left, right


def _is_one_letter_off(mine: str, yours: str) -> bool:
    if OSA.distance(mine, yours, score_cutoff=1) == 1:
        return True
    return min(len(mine), len(yours)) > 5 and any(
        OSA.distance(a, b, score_cutoff=1) == 1 for a in slavic_way(mine) for b in slavic_way(yours)
    )


def _are_two_names(mine: str, yours: str) -> bool:
    """Tell whether two words that a slip may make of each other are rather two names: both known, or of a man and of a woman."""
    if (mine in KNOWN and yours in KNOWN) or min(len(mine), len(yours)) == 1:
        return True
    return _GENDERED.sub("", mine) == _GENDERED.sub("", yours)


def is_syllabic(parts: Parts) -> bool:
    """Tell whether every word is one plain syllable, as Chinese, Vietnamese and Korean names are written."""
    return all(_SYLLABLE.fullmatch(part) for part in parts)


def is_chinese(one: Parts, other: Parts) -> bool:
    """Tell whether both names can be read as pinyin, with a Chinese surname first or last."""
    return all(
        (parts[0] in SURNAMES_IN_PINYIN or parts[-1] in SURNAMES_IN_PINYIN) and all(map(_is_pinyin, parts)) for parts in (one, other)
    )


@lru_cache(maxsize=WORDS_KEPT)
def _is_pinyin(letters: str) -> bool:
    return not letters or any(letters[:size] in _PINYIN and _is_pinyin(letters[size:]) for size in range(min(6, len(letters)), 0, -1))


_PINYIN = frozenset(initial + final for initial in INITIALS for final in _FINALS) - {
    "i",
    "u",
    "v",
    "ve",
    "ong",
    "in",
    "ing",
    "un",
    "ue",
    "ui",
}
