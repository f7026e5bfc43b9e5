"""Two Latin names of one Chinese person: in pinyin on one side; in Wade–Giles, Tongyong or as in Hong Kong on the other.

Without the characters two names are one if some characters are written so on both sides, syllable by syllable: *Chen Weiming* and *Chan
Wai Ming* are both 陈伟明. That says less than characters do, so it is asked only where the two cannot be one system: Wade–Giles without
its marks writes *ding* and *ting* alike, Cantonese has *mei* where pinyin has *wei*, and twins are called Li Ding and Li Ting, Li Wei and
Li Mei.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import islice, pairwise, product, starmap

from hub.screening.names.china.cantonese import cantonese_spellings
from hub.screening.names.china.characters import Character, character
from hub.screening.names.china.mandarin import (
    by_system_of_taiwan,
    in_syllables,
    is_pinyin,
    is_syllable,
    pinyin_spellings,
    syllables,
    systematic_spellings,
    taiwan_spellings,
    umlaut_folded,
)
from hub.screening.names.china.southern import all_southern_surnames
from hub.screening.names.china.surnames import READINGS, SURNAMES_IN_PINYIN
from hub.screening.names.china.syllables import consists_of, give, surname_and_given, turned
from hub.screening.names.known import is_given_name
from hub.screening.names.listed import table
from hub.screening.names.order import alone_different
from hub.screening.names.sound import WORDS_KEPT

Spellings = Callable[[str], frozenset[str]]
FEWEST_WORDS = 3  # of two names without pinyin
MOST_WORDS = 3  # of a name that Hong Kong joins: one of the West before it
MOST_READINGS = 4  # ways to divide a given name into syllables
_COMMON = range(0xB0, 0xD8)  # the rows of GB 2312 that hold its 3,755 common characters, of which names are made
_IN_NAMES = "倩茜鑫馨歆焯绮隽岑"  # that are common in nothing else, and are read in Cantonese as none of those is
_ONLY_JYUTPING = re.compile("^[zj]|^c(?!h)|oe|eo")


def same_in_chinese(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether one of two Latin names is the other's pinyin or Jyutping, surname first or last."""
    pinyin, beside = all(map(is_pinyin, one)), all(map(is_pinyin, other))
    if pinyin and beside and (_may_be_twins(one, other) or any(map(_is_pinyin_alone, set(one) & set(other)))):
        return False  # Du Guangzhi, Tu Guangzhi
    if (pinyin and _is_pinyin_of(one, other)) or (beside and _is_pinyin_of(other, one)):
        return True
    if any(_is_jyutping_of(mine, yours) or _is_taiwans_of(mine, yours) for mine, yours in ((one, other), (other, one))):
        return True
    return _are_both_of_taiwan(one, other)


def are_two_in_chinese(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether what sets two names apart is Chinese: each is written by one system, or joined as Hong Kong does, or has in pinyin
    another surname (Kevin Wang is not Kevin Huang, though Kevin Zhang may be Kevin Chang) or another given name beside a surname that both
    have, with a Western one or without it, and in one word too.
    """
    if len(one) > 1 and len(other) > 1 and _is_by_one_system(tuple(one)) and _is_by_one_system(tuple(other)):
        return True
    alone = alone_different(one, other)
    if alone and len(one) <= MOST_WORDS and _are_joined_beside_a_surname(alone, {one[0], one[-1]}):
        return True
    if len(one) == 1 or len(other) == 1:
        whole, words = (one[0], other) if len(one) == 1 else (other[0], one)
        return _is_whole_in_pinyin(whole) and all(map(_is_plain_pinyin, words)) and whole not in map("".join, turned(words))
    mine, yours = ([word for word in words if word not in beside] for words, beside in ((one, other), (other, one)))
    families, beside = ([word for word in words if word in SURNAMES_IN_PINYIN] for words in (mine, yours))
    if families and beside and all(starmap(_are_two_surnames, product(families, beside))):
        return all(map(_is_plain_pinyin, (*mine, *yours)))
    if SURNAMES_IN_PINYIN.isdisjoint(word for word in one if word in other) or not all(map(_is_pinyin_or_given, (*mine, *yours))):
        return False
    own, given = _given_in_pinyin(mine), _given_in_pinyin(yours)
    return "" not in own | given and own.isdisjoint(given)


@lru_cache(maxsize=WORDS_KEPT)
def _is_pinyin_alone(word: str) -> bool:
    """Tell whether pinyin writes a word of two syllables or more, and no system of Taiwan does."""
    pinyin, *others = all_by_system()
    return not is_syllable(word) and _is_written(word, pinyin) and not any(_is_written(word, spelt) for spelt in others)


@lru_cache(maxsize=WORDS_KEPT)
def _is_by_one_system(words: Sequence[str]) -> bool:
    """Tell whether a name has a surname first or last, and one system writes every syllable of it, joined or not."""
    return any(
        not families.isdisjoint((words[0], words[-1])) and all(_is_written(word, spelt) for word in words)
        for families, spelt in zip(_families_by_system(), all_by_system(), strict=True)
    )


def _are_joined_beside_a_surname(words: Sequence[str], ends: Set[str]) -> bool:
    """Tell whether two words are given names of two syllables, as Hong Kong or Singapore joins them beside a surname of theirs."""
    if not _hong_kongs()[0].isdisjoint(ends) and all(map(_is_joined_in_hong_kong, words)):
        return True
    return not all_southern_surnames().isdisjoint(ends) and all(map(_is_joined_in_pinyin, words))


@lru_cache(maxsize=WORDS_KEPT)
def _is_joined_in_hong_kong(word: str) -> bool:
    """Tell whether a word is a given name of two syllables as Hong Kong spells them; so freely that more would make a name of any slip."""
    _families, spelt = _hong_kongs()
    return not is_given_name(word) and any({word[:place], word[place:]} <= spelt for place in range(2, len(word) - 1))


@lru_cache(maxsize=WORDS_KEPT)
def _is_joined_in_pinyin(word: str) -> bool:
    """Tell whether a word is a given name of two syllables in pinyin, as it stands in Singapore beside a surname of Fujian: Goh Huiling."""
    return not is_given_name(word) and not is_syllable(word) and _is_plain_pinyin(word)


def _is_written(word: str, spelt: Set[str]) -> bool:
    return word in spelt or (not is_syllable(word) and consists_of(word, spelt))


def _given_in_pinyin(words: Sequence[str]) -> set[str]:
    """Return what of a name's words may be a given name in pinyin, with those that are Western ones too (Anna) and without them."""
    plain = [word for word in words if _is_plain_pinyin(word)]
    return {umlaut_folded("".join(each)) for each in (plain, [word for word in plain if not is_given_name(word)])}


def _is_pinyin_or_given(word: str) -> bool:
    return _is_plain_pinyin(word) or is_given_name(word)


@lru_cache(maxsize=WORDS_KEPT)
def _is_whole_in_pinyin(word: str) -> bool:
    """Tell whether a word is a surname and a given name in pinyin, written as one."""
    return _is_plain_pinyin(word) and any(word[:length] in SURNAMES_IN_PINYIN for length in range(2, len(word) - 1))


@lru_cache(maxsize=WORDS_KEPT)
def _are_two_surnames(one: str, other: str) -> bool:
    return other not in _in_taiwan(one) | _in_hong_kong(one) and one not in _in_taiwan(other) | _in_hong_kong(other)


def _may_be_twins(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two names that both can be pinyin share a word as brothers' do: the first, or of two words a surname."""
    if set(one).isdisjoint(other) or not all(map(_is_plain_pinyin, (*one, *other))):
        return False
    return one[0] == other[0] or (len(one) == len(other) == 2 and not SURNAMES_IN_PINYIN.isdisjoint(set(one) & set(other)))


def _is_pinyin_of(one: Sequence[str], other: Sequence[str]) -> bool:
    if _fits(one, other, _in_taiwan):
        return True
    are_twins = _is_name_in_pinyin(other) and not _parts(one).isdisjoint(_parts(other))
    return not are_twins and all(map(_is_plain_pinyin, one)) and _fits(one, other, _in_hong_kong)


def _parts(words: Sequence[str]) -> set[str]:
    """Return what may be a name's surname or given name."""
    return {part for both in surname_and_given(words) for part in both}


def _fits(one: Sequence[str], other: Sequence[str], spellings: Spellings) -> bool:
    return any(
        is_pinyin(surname)
        and family in spellings(surname)
        and any(give(syllables, own, spellings) for syllables in islice(in_syllables(given), MOST_READINGS))
        for surname, given in surname_and_given(one)
        if given
        for family, own in surname_and_given(other)
    )


def _is_jyutping_of(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether one name is in Jyutping, which nobody's papers are in, and the other spells the same syllables as papers do."""
    if len(one) != len(other) or len(one) < 2 or not any(map(_is_jyutping, one)):
        return False
    return _jyutping().issuperset(one) and all(word in cantonese_spellings(syllable) for syllable, word in zip(one, other, strict=True))


def _is_taiwans_of(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether one name is as in Taiwan and the other as in Hong Kong; brothers share a surname, and keep to what Taiwan writes."""
    if len(one) != len(other) or len(one) < FEWEST_WORDS:
        return False
    if not set(one[::2]).isdisjoint(other[::2]) and _by_taiwan().keys() >= set(other):
        return False
    return any(all(map(_is_read_so, one, order)) for order in turned(other))


def _are_both_of_taiwan(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two names are one in two systems of Taiwan, where no system of it can have written both, if they share a word:
    brothers keep to one system.
    """
    alike = any(
        all(map(_may_be_one_syllable, mine, order))
        for mine in _by_syllables(one)
        for yours in _by_syllables(other)
        for order in turned(yours)
    )
    if not alike or set(one).isdisjoint(other):
        return alike
    return not any(all(_is_written(word, spelt) for word in (*one, *other)) for spelt in all_by_system())


def _by_syllables(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield a name of three words as it stands, and one of two with either word divided, where all of it is Taiwan's syllables."""
    divided = [words] if len(words) == FEWEST_WORDS else []
    if len(words) == FEWEST_WORDS - 1:
        for nth, word in enumerate(words):
            divided += [(*words[:nth], word[:place], word[place:], *words[nth + 1 :]) for place in range(1, len(word))]
    return (each for each in divided if all(syllable in _by_taiwan() for syllable in each))


@lru_cache(maxsize=WORDS_KEPT)
def _may_be_one_syllable(one: str, other: str) -> bool:
    return one == other or not _by_taiwan().get(one, frozenset()).isdisjoint(_by_taiwan().get(other, ()))


@lru_cache(maxsize=WORDS_KEPT)
def _is_read_so(taiwans: str, hong_kongs: str) -> bool:
    return any(hong_kongs in _cantonese()[syllable] for syllable in _by_taiwan().get(taiwans, ()))


def _by_system(syllable: str) -> Sequence[Set[str]]:
    return pinyin_spellings(syllable), *by_system_of_taiwan(syllable)


@table
def all_by_system() -> tuple[frozenset[str], ...]:
    """Return all that pinyin and each of Taiwan's systems write."""
    return tuple(frozenset().union(*written) for written in zip(*map(_by_system, _cantonese()), strict=True))


@table
def _families_by_system() -> tuple[frozenset[str], ...]:
    """Return how surnames are spelt by each of them."""
    return tuple(frozenset().union(*written) for written in zip(*map(_by_system, SURNAMES_IN_PINYIN & syllables()), strict=True))


@table
def _by_taiwan() -> Mapping[str, frozenset[str]]:
    """Return the pinyin syllables that each spelling of Taiwan may be."""
    made: dict[str, set[str]] = defaultdict(set)
    for syllable in _cantonese():
        for spelling in systematic_spellings(syllable):
            made[spelling].add(syllable)
    return {spelling: frozenset(syllables) for spelling, syllables in made.items()}


@lru_cache(maxsize=WORDS_KEPT)
def _is_jyutping(word: str) -> bool:
    """Tell whether a word is a syllable of Jyutping that is spelt otherwise in papers."""
    return bool(_ONLY_JYUTPING.search(word))


@lru_cache(maxsize=WORDS_KEPT)
def _in_taiwan(syllable: str) -> frozenset[str]:
    return taiwan_spellings(_with_umlaut(syllable))


@lru_cache(maxsize=WORDS_KEPT)
def _in_hong_kong(syllable: str) -> frozenset[str]:
    return _cantonese().get(_with_umlaut(syllable), frozenset())


def _with_umlaut(syllable: str) -> str:
    return syllable.replace("lyu", "lv").replace("nyu", "nv")


def _is_name_in_pinyin(words: Sequence[str]) -> bool:
    """Tell whether words can be a whole name in pinyin: a surname first, or last of two words, and no syllable that there is not."""
    is_led = words[0] in SURNAMES_IN_PINYIN or (len(words) < FEWEST_WORDS and words[-1] in SURNAMES_IN_PINYIN)
    return is_led and all(map(_is_plain_pinyin, words))


@lru_cache(maxsize=WORDS_KEPT)
def _is_plain_pinyin(word: str) -> bool:
    """Tell whether a word consists of syllables that there are, and needs no apostrophe that papers drop: *kuei* is not ku'ei."""
    return any(
        not any(each[0] in "aeo" and each != "er" and before[-1] not in "ng" for before, each in pairwise(read))
        for read in islice(in_syllables(word), MOST_READINGS)
    )


@table
def _cantonese() -> Mapping[str, frozenset[str]]:
    """Return how the common characters of a pinyin syllable are spelt in Cantonese papers; what is a surname is read as one."""
    made: dict[str, set[str]] = defaultdict(set)
    for known in _common_characters():
        made[READINGS.get(known.simplified, known.pinyin[0])].update(*map(cantonese_spellings, known.jyutping[:1]))
    return {syllable: frozenset(spellings) for syllable, spellings in made.items()}


@table
def _hong_kongs() -> tuple[frozenset[str], frozenset[str]]:
    """Return how surnames, and all syllables, are spelt in Hong Kong."""
    return frozenset().union(*(_cantonese().get(each, ()) for each in SURNAMES_IN_PINYIN)), frozenset().union(*_cantonese().values())


@table
def _jyutping() -> frozenset[str]:
    """Return the Jyutping syllables that common characters are read as."""
    return frozenset(syllable for known in _common_characters() for syllable in known.jyutping)


def _common_characters() -> Iterator[Character]:
    yield from map(character, _IN_NAMES)
    for row in _COMMON:
        yield from map(character, bytes(each for place in range(0xA1, 0xFF) for each in (row, place)).decode("gb2312", "ignore"))
