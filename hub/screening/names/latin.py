"""Two names in one alphabet: the same letters, another order, a part more, cut off, written by another system, or one slip of the pen.

Brothers, sisters and twins differ by a letter too: Maria and Marta, Min-jun and Min-jin, Hoa and Hoan. So a slip counts only if one of the
two words is no name that we know of and not both are plain syllables.
"""

import re
from collections import Counter
from functools import cache

from rapidfuzz.distance import OSA

from hub.screening.names.known import KNOWN
from hub.screening.names.mandarin import INITIALS
from hub.screening.names.name import Name
from hub.screening.names.surnames import SURNAMES_IN_PINYIN
from hub.screening.names.transliteration import has_arabic_part, one_way
from hub.screening.words import Word

SLIP_LETTERS = 7
PART_LETTERS = 6
CUT_LETTERS = 24
MOST_PARTS = 8
_PARTICLES = """
    al el ul bin ibn bint ben abu abd abdul van von der den de di da do dos das del della la le du y e i thi san st mac mc bt binti bte s
    o so do
"""
PARTICLES = frozenset(_PARTICLES.split())
_SYLLABLE = re.compile(
    r"(?:[bcdfghjklmnpqrstvwxyz]|[ckpt]h|[ckpt]r|ngh?|gh|gi|qu|sh|zh|ts|tz|hs|nh|gw|kw|hw|dj|ch)?"
    r"(?:a|e|i|o|u|y|ai|ao|au|ay|ei|eo|eu|eui|ia|iao|iau|ie|io|iu|iou|oa|oai|oe|oi|oo|ou|ua|uai|ue|uei|ui|uo|uy|uye|uya|uu|ya|yae|yao|yau|ye|yeo|"
    r"yo|yoo|you|yu|yue|eoi|aa|aai|aau|ee|wa|wae|we|weo|wi|wo|ieu|uoi|uou|oeo|eau)(?:n|ng|nh|m|p|t|k|c|ch|l|h|r)?"
)
_PINYIN_FINALS = """
    a o e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing iong u ua uo uai ui uan un uang ue v ve er yu yue yuan yun
"""
_FINALS = frozenset(_PINYIN_FINALS.split())


def alike(one: Name, other: Name) -> Word:
    """Return how two names of one script compare, neither of them Han."""
    if one.letters == other.letters:
        return Word.SAME
    if (one.spelt_out or other.spelt_out) and (one.spelt_out or one.letters) == (other.spelt_out or other.letters):
        return Word.SAME
    if _is_turned(one, other) or _is_turned_spelt_out(one, other):
        return Word.REORDERED
    if _is_other_system(one, other):
        return Word.ROMANISED
    if _has_part_more(one.parts, other.parts):
        return Word.PART_MISSING
    if _is_cut(one, other) or _is_cut(other, one):
        return Word.TRUNCATED
    return Word.TYPO if _is_slip(one, other) else Word.DIFFERENT


def _is_turned(one: Name, other: Name) -> bool:
    if len(one.letters) != len(other.letters) or sorted(one.letters) != sorted(other.letters):
        return False
    longer, shorter = (one, other) if len(one.parts) >= len(other.parts) else (other, one)
    return len(longer.parts) <= MOST_PARTS and _is_made_of(shorter.letters, longer.parts)


def _is_turned_spelt_out(one: Name, other: Name) -> bool:
    """Tell whether two names are the same words where one spells ä, ö and ü out, in another order."""
    if not one.spelt_out and not other.spelt_out:
        return False
    left, right = one.spelt_out or one.letters, other.spelt_out or other.letters
    return len(left) == len(right) and sorted(left) == sorted(right)


def _is_made_of(letters: str, parts: tuple[str, ...]) -> bool:
    """Tell whether the letters are these words in some order."""
    if not parts:
        return not letters
    return any(
        letters.startswith(part) and _is_made_of(letters[len(part) :], parts[:nth] + parts[nth + 1 :])
        for nth, part in enumerate(parts)
        if part not in parts[:nth]
    )


def _is_other_system(one: Name, other: Name) -> bool:
    """Tell whether every word is the other's, written by another system: Sergei and Sergey, Muhammad and Mohamed."""
    if is_chinese(one.parts, other.parts):
        return False
    arabic = has_arabic_part(one.parts) or has_arabic_part(other.parts)
    left, right = one_way(one.parts, arabic=arabic), one_way(other.parts, arabic=arabic)
    return len("".join(left)) > 3 and (left == right or "".join(left) == "".join(right) or sorted(left) == sorted(right))


def _has_part_more(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
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
    has_both_ends = len(shared) > 1 and whole and longer[0] in shared and longer[-1] in shared
    return sum(map(len, shared)) >= PART_LETTERS and bool(has_both_ends or len(whole) > 1)


def _is_cut(cut: Name, whole: Name) -> bool:
    """Tell whether ``cut`` ends in the middle of ``whole``: every word but its last stands there, and the last begins one."""
    if len(cut.letters) < CUT_LETTERS or len(cut.letters) >= len(whole.letters) or len(cut.parts) < 2:
        return False
    rest = Counter(whole.parts)
    rest.subtract(cut.parts[:-1])
    return min(rest.values()) >= 0 and any(left and part.startswith(cut.parts[-1]) for part, left in rest.items())


def _is_slip(one: Name, other: Name) -> bool:
    if min(len(one.letters), len(other.letters)) < SLIP_LETTERS or abs(len(one.letters) - len(other.letters)) > 1:
        return False
    if (is_syllabic(one.parts) and is_syllabic(other.parts)) or is_chinese(one.parts, other.parts):
        return False
    ours, theirs = Counter(one.parts), Counter(other.parts)
    mine, yours = list((ours - theirs).elements()), list((theirs - ours).elements())
    if len(mine) == len(yours) == 1:
        return OSA.distance(mine[0], yours[0], score_cutoff=1) == 1 and not _are_two_names(mine[0], yours[0])
    return OSA.distance(one.letters, other.letters, score_cutoff=1) == 1


def _are_two_names(mine: str, yours: str) -> bool:
    return (mine in KNOWN and yours in KNOWN) or min(len(mine), len(yours)) == 1


def is_syllabic(parts: tuple[str, ...]) -> bool:
    """Tell whether every word is one plain syllable, as Chinese, Vietnamese and Korean names are written."""
    return all(_SYLLABLE.fullmatch(part) for part in parts)


def is_chinese(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether both names can be read as pinyin, with a Chinese surname first or last."""
    return all(
        (parts[0] in SURNAMES_IN_PINYIN or parts[-1] in SURNAMES_IN_PINYIN) and all(map(_is_pinyin, parts)) for parts in (one, other)
    )


@cache
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
