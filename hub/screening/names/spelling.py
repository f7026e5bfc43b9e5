"""Whether a name in Latin letters is a Han or Korean name written out by one system, character by character.

The whole name has to be of one system: pinyin, one of Taiwan's, Cantonese, Macao's, Korean, Vietnamese. Surname first or last, syllables
joined, spaced or hyphened, and a Western given name beside them (Peter CHAN Tai-man) do not matter.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product, starmap

from hub.screening.names.china.cantonese import cantonese_spellings, macanese_spellings
from hub.screening.names.china.characters import all_readings, character
from hub.screening.names.china.hokkien import hokkien_spellings
from hub.screening.names.china.mandarin import is_pinyin, is_syllable, pinyin_spellings, taiwan_spellings
from hub.screening.names.china.southern import all_southern_surnames, has_two_surnames, southern_given, southern_surnames
from hub.screening.names.china.surnames import READINGS
from hub.screening.names.china.syllables import consists_of, give, written_by
from hub.screening.names.china.two_systems import all_by_system
from hub.screening.names.japan.japanese import is_read_in_japanese, is_slip_in_japanese
from hub.screening.names.known import is_given_name
from hub.screening.names.korea.hanja import hangul_of
from hub.screening.names.korea.korean import family_spellings, is_korean, is_spelt_in_korean, spell
from hub.screening.names.listed import table
from hub.screening.names.misread import are_slips
from hub.screening.names.name import Name, Script
from hub.screening.names.sound import WORDS_KEPT
from hub.screening.names.southeast_asia.vietnamese import all_vietnamese, vietnamese
from hub.screening.words import Word

MOST_WITHOUT = WORDS_IN_PINYIN = 2
WHOLE_NAME = 3  # characters, of which the given name is two
SLIP_LETTERS = 5  # in a given name in pinyin that may hold a slip

System = Callable[[str], frozenset[str]]


def spelt_by_one_system(name: Name, latin: Name) -> Word:
    """Return whether ``latin`` writes out the Han or Hangul ``name``: ROMANISED, PART_MISSING with another given name beside it, TYPO with
    a slip in pinyin, or DIFFERENT.
    """
    if not set(name.keys).isdisjoint(latin.keys):
        return Word.ROMANISED
    words = latin.parts
    if name.script is Script.HANGUL:
        return _spelt_in_korean(name, words)
    found = Word.DIFFERENT
    if _begin_as(name, words):
        found = _spelt_in_chinese(name, words) if may_be_chinese(words) else found
        if found is Word.ROMANISED or is_read_in_korean(name, words) or is_read_in_vietnamese(name, words):
            return Word.ROMANISED
        if found is Word.DIFFERENT and _is_slip_in_pinyin(name, words):
            found = Word.TYPO
    if is_read_in_japanese(name, words):
        return Word.ROMANISED
    return Word.TYPO if found is Word.DIFFERENT and is_slip_in_japanese(name, words) else found


def _begin_as(name: Name, words: tuple[str, ...]) -> bool:
    """Tell whether words begin as characters of a name may in some system, all of them or of three all but one: most strangers' do not."""
    letters = _beginnings_of_surname(name.letters[: name.surname]).union(*map(_beginnings_of_one, name.letters))
    others = 0
    for word in words:
        others += word[0] not in letters
    return others <= (len(words) > MOST_WITHOUT)


def _is_slip_in_pinyin(name: Name, words: tuple[str, ...]) -> bool:
    """Tell whether words are the surname in pinyin and the given name with one slip that makes of it what no system writes: Weidomg. What
    some system does write is how a brother's name may sound; in one word, what pinyin or Taiwan's systems write in two syllables.
    """
    if name.surname != 1 or not 1 < len(words) <= len(name.letters) == WHOLE_NAME:
        return False
    ends = ((words[0], words[1:]), (words[-1], words[:-1]))
    return any(family in pinyin(name.letters[0]) and _is_slip(name.letters[1:], given) for family, given in ends)


def _is_slip(characters: str, words: tuple[str, ...]) -> bool:
    given = "".join(words)
    if len(given) < SLIP_LETTERS or is_given_name(given) or (_are_two_syllables(given) if len(words) == 1 else _that_write(words)):
        return False
    whole = map("".join, product(*map(pinyin, characters)))
    return any(given[0] == each[0] and are_slips(given, each) for each in whole)


@lru_cache(maxsize=WORDS_KEPT)
def _are_two_syllables(given: str) -> bool:
    """Tell whether one system of Mandarin writes two syllables so, as it has to be in a brother's name: *Xuaofeng* would be three."""
    return any({given[:place], given[place:]} <= spelt for spelt in all_by_system() for place in range(1, len(given)))


def _spelt_in_korean(name: Name, words: tuple[str, ...]) -> Word:
    """Return how a name in Hangul compares with words, which may have another given name among them: Kevin Minjun KIM."""
    if is_spelt_in_korean(name.parts, words):
        return Word.ROMANISED
    if len(words) > 2 and len(name.letters) > MOST_WITHOUT:
        lesser = (words[:nth] + words[nth + 1 :] for nth in range(len(words)))
        return Word.PART_MISSING if any(is_spelt_in_korean(name.parts, rest) for rest in lesser) else Word.DIFFERENT
    return Word.DIFFERENT


@lru_cache(maxsize=WORDS_KEPT)
def may_be_chinese(words: tuple[str, ...]) -> bool:
    """Tell whether words are syllables in which some system writes some character: all of them, or of three all but one."""
    lesser = [words[:nth] + words[nth + 1 :] for nth in range(len(words))] if len(words) > 2 else []
    return any(consists_of("".join(each), _systems()) for each in (words, *lesser))


@table
def _systems() -> Mapping[str, int]:
    """Return of every spelling of every character which systems have it, a bit each, and one bit more that all of them have."""
    some = 1 << len(_by_system())
    bits = dict.fromkeys(all_southern_surnames(), some)
    for nth, spelt in enumerate(_by_system().values()):
        bits.update((each, bits.get(each, some) | 1 << nth) for each in spelt)
    return bits


@table
def _by_system() -> Mapping[System, frozenset[str]]:
    """Return every spelling of every character in each system; made of their readings, which are fewer."""
    in_mandarin, in_cantonese = all_readings()
    readings = {*in_mandarin, *READINGS.values()}
    return {
        pinyin: frozenset().union(*map(pinyin_spellings, readings)),
        taiwan: frozenset().union(*map(taiwan_spellings, readings)),
        cantonese: frozenset().union(*map(cantonese_spellings, in_cantonese)),
        macanese: frozenset().union(*map(macanese_spellings, in_cantonese)),
        southern: frozenset().union(
            *(hokkien_spellings(each, initial) for each in in_cantonese for initial in ("zh", "z")), *southern_given().values()
        ),
        vietnamese: all_vietnamese(),
    }


@lru_cache(maxsize=WORDS_KEPT)
def _that_write(words: tuple[str, ...]) -> tuple[System, ...]:
    """Return the systems in which all of the words are some character's spellings, since most can be refused for good."""
    written = written_by("".join(words), _systems())
    return tuple(system for nth, system in enumerate(_by_system()) if written >> nth & 1)


@lru_cache(maxsize=WORDS_KEPT)
def _beginnings_of_surname(characters: str) -> frozenset[str]:
    return frozenset(each[0] for each in southern_surnames().get(characters, ()))


@cache
def _beginnings_of_one(each: str) -> frozenset[str]:
    """Return the letters with which a character may begin in any system but Japan's."""
    return frozenset().union(*(_initials(system, each) for system in (*SYSTEMS, southern, hanja, vietnamese)))


def _spelt_in_chinese(name: Name, words: tuple[str, ...]) -> Word:
    """Return how a Han name compares with words that may be Chinese."""
    orders = list(_orders(name))
    own = name.letters[1:] if has_two_surnames(name.letters) else ""  # a married woman's name without her husband's surname
    if _are_in_pinyin(name, words):
        return Word.ROMANISED if any(_spells(order, words, pinyin) for order in orders) else Word.DIFFERENT
    if _are_spelt(orders, words) or _is_mixed(name, words):
        return Word.ROMANISED
    if own and _are_spelt((own, own[1:] + own[0]), words):
        return Word.PART_MISSING
    lesser = list(_without_a_given_name(name, words)) if len(words) > 2 else []
    if any(_are_spelt(orders, parts) for parts in lesser):
        return Word.PART_MISSING
    return Word.PART_MISSING if any(_is_mixed(name, parts) for parts in lesser if len(parts) > 1) else Word.DIFFERENT


def _are_in_pinyin(name: Name, words: tuple[str, ...]) -> bool:
    """Tell whether two words are the surname in pinyin and syllables of pinyin in one word, which no other system joins."""
    if len(words) != WORDS_IN_PINYIN or name.surname != 1 or len(name.letters) <= MOST_WITHOUT:
        return False
    ends = ((words[0], words[1]), (words[1], words[0]))
    return any(family in pinyin(name.letters[0]) and is_pinyin(given) and not is_syllable(given) for family, given in ends)


def _are_spelt(orders: Iterable[Sequence[str]], words: tuple[str, ...]) -> bool:
    return any(_spells(order, words, system) for system in _that_write(words) if system in SYSTEMS for order in orders)


def _without_a_given_name(name: Name, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield Latin words without the first, without the last and without one between them, which may be a Western name or its letter beside
    the Chinese one; beside two characters what may be a third is none: Lu Tan-li is 陆丹's sister.
    """
    for left_out, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
        if len(name.letters) > MOST_WITHOUT or not is_syllable(left_out):
            yield rest
    for nth, between in enumerate(words[1:-1], 1):
        if (len(words) > len(name.letters) or is_given_name(between)) and not is_syllable(between):
            yield words[:nth] + words[nth + 1 :]


def _is_mixed(name: Name, words: tuple[str, ...]) -> bool:
    """Tell whether a name is spelt as in Singapore or Taiwan: the surname as some speech of China has it, the given name by one system."""
    surname, given = name.letters[: name.surname], name.letters[name.surname :]
    return any(
        _is_surname(surname, word, rest) and any(_spells(given, rest, system) for system in _that_write(rest) if system in GIVEN_BY)
        for word, rest in ((words[0], words[1:]), (words[-1], words[:-1]))
        if rest
    )


def _is_surname(surname: str, word: str, given: tuple[str, ...]) -> bool:
    """Tell whether a word is a surname in some southern speech, or in Mandarin before a given name that cannot be Mandarin."""
    if word in southern_surnames().get(surname, ()):
        return True
    return len(surname) == 1 and (word in pinyin(surname) or word in taiwan(surname)) and not all(map(is_syllable, given))


def is_read_in_korean(name: Name, words: tuple[str, ...]) -> bool:
    """Tell whether a name in Hanja is spelt as Koreans do, a Korean surname first or last."""
    return is_korean(words) and any(spell([*map(hanja, order)], words) for order in _orders(name))


def is_read_in_vietnamese(name: Name, words: tuple[str, ...]) -> bool:
    """Tell whether a Han name is spelt as Vietnamese do, the surname first, or last with the given name or all of it turned."""
    if vietnamese not in _that_write(words):
        return False
    return any(_spells(order, words, vietnamese) for order in (*_orders(name), name.letters[::-1]))


def _orders(name: Name) -> Iterator[Sequence[str]]:
    yield name.letters
    if 0 < name.surname < len(name.letters):
        yield name.letters[name.surname :] + name.letters[: name.surname]
    if len(name.parts) > 1:
        yield "".join(reversed(name.parts))
    elif has_two_surnames(name.letters):
        yield name.letters[2:] + name.letters[:2]


def _spells(characters: Sequence[str], parts: tuple[str, ...], system: System) -> bool:
    """Tell whether these characters give these words; if there are as many words as characters, each has its own."""
    if not characters or parts[0][0] not in _initials(system, characters[0]):
        return False
    if len(parts) == len(characters):
        return all(part in system(each) for part, each in zip(parts, characters, strict=True))
    return give(characters, "".join(parts), system)


@cache
def _initials(system: System, each: str) -> frozenset[str]:
    return frozenset(spelling[0] for spelling in system(each))


@cache
def pinyin(each: str) -> frozenset[str]:
    """Return how a character stands in pinyin, by any of its readings."""
    return frozenset().union(*(pinyin_spellings(reading) for reading in readings(each)))


@cache
def taiwan(each: str) -> frozenset[str]:
    """Return how a character stands in Wade–Giles or Tongyong, by any of its readings."""
    return frozenset().union(*(taiwan_spellings(reading) for reading in readings(each)))


@cache
def cantonese(each: str) -> frozenset[str]:
    """Return how a character stands in Cantonese papers, by any of its readings; empty if it has none."""
    return frozenset().union(*(cantonese_spellings(reading) for reading in character(each).jyutping))


@cache
def macanese(each: str) -> frozenset[str]:
    """Return how a character stands in papers of Macao, by any of its readings; empty if it has none."""
    return frozenset().union(*(macanese_spellings(reading) for reading in character(each).jyutping))


@cache
def southern(each: str) -> frozenset[str]:
    """Return how a character of a given name stands in the papers of Singapore and Malaysia."""
    both = product(character(each).jyutping, character(each).pinyin)
    return southern_given().get(each, frozenset()).union(*starmap(hokkien_spellings, both))


SYSTEMS: tuple[System, ...] = (pinyin, taiwan, cantonese, macanese)
GIVEN_BY: tuple[System, ...] = (southern, pinyin, taiwan, cantonese)  # behind a surname as some southern speech has it


@cache
def hanja(each: str) -> frozenset[str]:
    """Return how a Hanja stands in Korean papers, by any of its Korean readings."""
    return frozenset().union(*map(family_spellings, hangul_of(each)))


def readings(each: str) -> tuple[str, ...]:
    """Return how a character is read in Mandarin in names: of one that is a surname as that is, and as it mostly is."""
    own = READINGS.get(each)
    known = character(each).pinyin
    return known if own is None else (own, *known[:1])
