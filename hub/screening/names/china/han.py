"""Two names in Han characters or Hangul: the same, simplified, the same parts in another order, or other characters of the same sound."""

from functools import cache

from hub.screening.names.china.characters import LOST_CHARACTER, character, is_common
from hub.screening.names.china.southern import has_two_surnames
from hub.screening.names.china.surnames import READINGS
from hub.screening.names.name import Name
from hub.screening.words import Word

_DIFFERENT = Word.DIFFERENT  # a member costs as much as a call, and most of a town's names are compared here
_READ_TWO_WAYS = frozenset("乐单行重长朝曾盛车茜均解查仇区朴盖覃翟折员缪晟薄召都能")  # in names: others have a second reading in books
LONG_ENOUGH_TO_MISS_A_PART = 3
SHORTEST_FIELD = 6  # characters of a name that a system may have cut


def han_alike(one: Name, other: Name) -> Word:
    """Return how two names written in characters compare; both are Han, or both Hangul."""
    if one.letters == other.letters:
        return Word.SAME if one.written == other.written else Word.TRADITIONAL
    if len(one.letters) == len(other.letters):
        return _of_one_length(one, other)
    lesser, whole = (one, other) if len(one.letters) < len(other.letters) else (other, one)
    if len(lesser.letters) >= SHORTEST_FIELD and _is_cut(lesser, whole):
        return Word.TRUNCATED
    is_part = _has_dotted_part_more(one.parts, other.parts) or _is_with_her_husbands(lesser.letters, whole.letters)
    return Word.PART_MISSING if is_part else _DIFFERENT


def _is_cut(cut: Name, whole: Name) -> bool:
    """Tell whether a name is another in parts that ends in the middle, as where a field has six signs: 热孜万古丽喀, 热孜万古丽·喀迪尔."""
    return len(whole.parts) > 1 and whole.letters.startswith(cut.letters)


def _is_with_her_husbands(own: str, married: str) -> bool:
    """Tell whether a name is another with a husband's surname before it: 黄美玲, 陈黄美玲."""
    return married[1:] == own and has_two_surnames(married)


def _of_one_length(one: Name, other: Name) -> Word:
    if len(one.parts) > 1 and sorted(one.parts) == sorted(other.parts):
        return Word.REORDERED
    differing = [place for place, (a, b) in enumerate(zip(one.letters, other.letters, strict=True)) if a != b]
    if one.sounds and _are_read_alike(one, other, differing):
        return Word.SAME_SOUND
    if len(differing) > 1:
        return _DIFFERENT
    if LOST_CHARACTER in one.letters or LOST_CHARACTER in other.letters:
        return Word.TYPO if _is_the_lost(one.letters[differing[0]], other.letters[differing[0]]) else _DIFFERENT
    return Word.ONE_CHARACTER if len(one.letters) > 1 else _DIFFERENT


def _is_the_lost(one: str, other: str) -> bool:
    """Tell whether one of two characters is what a system could not write, and the other none that all systems have."""
    return LOST_CHARACTER in (one, other) and not is_common(one) and not is_common(other)


def _are_read_alike(one: Name, other: Name, differing: list[int]) -> bool:
    """Tell whether each character that differs can be read as the other's is, by the common reading of one of the two."""
    for place in differing:
        mine, yours = one.sounds[place], other.sounds[place]
        if mine != yours and mine not in _readings(other.letters[place]) and yours not in _readings(one.letters[place]):
            return False
    return True


@cache
def _readings(each: str) -> tuple[str, ...]:
    own = READINGS.get(each)
    common = character(each).pinyin[: 2 if each in _READ_TWO_WAYS else 1]
    return (*common, own) if own else common


def _has_dotted_part_more(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether one name is a long enough part of the other, which its dots cut into parts."""
    shorter, longer = sorted((one, other), key=len)
    if len(longer) < 3 or not 2 <= len(shorter) < len(longer):
        return False
    return set(shorter) < set(longer) and sum(map(len, shorter)) > LONG_ENOUGH_TO_MISS_A_PART
