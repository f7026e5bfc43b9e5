"""The same words in another order, with a part more, or cut off: how two papers of one person differ though no letter is another."""

from collections import Counter
from collections.abc import Sequence

from hub.screening.names.china.surnames import is_in_pinyin
from hub.screening.names.particles import PARTICLES
from hub.screening.names.slips import is_syllabic, stand_behind_a_given_name

Parts = tuple[str, ...]

PART_LETTERS = 6
CUT_LETTERS = 16
WHOLE_CHINESE = 3  # words of a whole name, surname first
MOST_PARTS = 8
SHORTEST_LINE = 19  # signs of a name in the shortest field that is known to cut it, which is one of twenty, a mark left out


def is_turned(one: Parts, other: Parts) -> bool:
    """Tell whether the letters of one name are the words of the other in some order."""
    ours, theirs = "".join(one), "".join(other)
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


def has_part_more(one: Parts, other: Parts) -> bool:
    """Tell whether one name lacks parts of the other: all its words stand there, the first and the last of the other among them, or two
    that are more than particles. A letter may stand for a word that it begins.
    """
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    if len(shorter) < 2 or (is_in_pinyin(shorter) and is_in_pinyin(longer)):
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
    if longer[1:] == shorter and len(shorter) >= WHOLE_CHINESE:
        return True  # Paul TSE Wai-chun, and CHAN LEE Mei-ling, who was LEE
    return sum(map(len, shared)) >= PART_LETTERS and (has_both_ends or (len(whole) > 1 and not is_syllabic(longer)))


def is_cut(one: Parts, other: Parts) -> bool:
    """Tell whether one name ends in the middle of the other: every word but its last stands there, and the last begins one."""
    cut, whole = sorted((one, other), key=_letters)
    if not CUT_LETTERS <= _letters(cut) < _letters(whole) or len(cut) < 2:
        return False
    rest = Counter(whole)
    rest.subtract(cut[:-1])
    return min(rest.values()) >= 0 and any(left and part.startswith(cut[-1]) for part, left in rest.items())


def is_cut_by_a_field(one: Parts, other: Parts) -> bool:
    """Tell whether one name ends in the middle of the other where the shortest field is full. A letter alone is a brother's want of it:
    Valentin Shevchenko, Valentina.
    """
    shorter, longer = sorted(map(_letters, (one, other)))
    return longer - shorter > 1 and shorter + len(one) >= SHORTEST_LINE and is_cut(one, other)


def _letters(parts: Parts) -> int:
    return sum(map(len, parts))


def differing(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """Return the word of each of two names in which alone they differ; none if more or nothing does, as with most strangers."""
    if len(one) != len(other) or set(one).isdisjoint(other):
        return ()
    alone, beside = Counter(one) - Counter(other), Counter(other) - Counter(one)
    return (*alone, *beside) if alone.total() == beside.total() == 1 else ()


def alone_different(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """Return the word of each of two names in which alone they differ, as those of brothers and sisters do; none if more differs, or if
    that word stands behind a given name that is certain: nobody shares that with a brother.
    """
    alone = differing(one, other)
    return () if alone and stand_behind_a_given_name(one, other) else alone
