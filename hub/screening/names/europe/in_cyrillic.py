"""Names of China, Korea, Japan and Vietnam in Cyrillic letters: Си Цзиньпин is Xi Jinping and 习近平, Пак Чон Хи 박정희.

The whole name has to be of one system, as beside Latin letters; the surname stands first or last, syllables joined or apart.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice

from hub.screening.names.china.characters import all_readings
from hub.screening.names.china.mandarin import in_syllables, is_pinyin, umlaut_folded
from hub.screening.names.china.surnames import SURNAMES_IN_PINYIN
from hub.screening.names.china.syllables import consists_of, give, surname_and_given, turned
from hub.screening.names.europe.palladius import kontsevich, of_a_korean_family, palladius, polivanov, vietnamese_in_russian
from hub.screening.names.japan.japanese import is_read_in_japanese
from hub.screening.names.korea.hanja import hangul_of
from hub.screening.names.korea.korean import FAMILIES, families, given_names, hanja_readings
from hub.screening.names.listed import table
from hub.screening.names.name import Name, Script
from hub.screening.names.sound import WORDS_KEPT
from hub.screening.names.southeast_asia.vietnamese import all_vietnamese, vietnamese
from hub.screening.names.spelling import readings
from hub.screening.words import Word

System = Callable[[str], frozenset[str]]
Halves = tuple[str, str]
MOST_WORDS, MOST_READINGS = 4, 4
LONGEST_FAMILY = 2
_AS_IN_RUSSIAN = str.maketrans({"ъ": None, "и": "ы", "і": "и"})
_WITHOUT_HARD_SIGN = str.maketrans({"ъ": None})
_MAY_HAVE_UMLAUT = frozenset({"lu", "nu", "lue", "nue"})
_ONLY_PALLADIUS = re.compile("[аеиуэюя]нь|цз|чж|юй|уэ")


def spelt_in_cyrillic(name: Name, beside: Name) -> Word:
    """Return ROMANISED if a name in Cyrillic letters is one of these countries as Russian writes it, beside Latin letters, characters or
    Hangul.
    """
    if not 1 < len(name.parts) <= MOST_WORDS or len(beside.letters) < 2:
        return Word.DIFFERENT
    is_read = _READ.get(beside.script)
    return Word.ROMANISED if is_read is not None and is_read(_words(name), beside) else Word.DIFFERENT


def are_two_in_palladius(name: Name, beside: Name) -> bool:
    """Tell whether a name in Cyrillic letters that can only be Chinese is not one in pinyin: Чэнь Янлэй is not Chen Enlei."""
    if beside.script is not Script.LATIN or not _ONLY_PALLADIUS.search(name.letters) or not _is_chinese(beside.parts):
        return False
    words = _words(name)
    return len(words) > 1 and palladius in _that_write(words) and not _is_in_pinyin(words, beside.parts)


@lru_cache(maxsize=WORDS_KEPT // 16)
def _is_chinese(latin: Sequence[str]) -> bool:
    return len(latin) > 1 and not SURNAMES_IN_PINYIN.isdisjoint((latin[0], latin[-1])) and all(map(is_pinyin, latin))


def _words(name: Name) -> tuple[str, ...]:
    letters = _AS_IN_RUSSIAN if "і" in name.letters else _WITHOUT_HARD_SIGN  # Ukraine's and its neighbour's *i*
    return tuple(part.translate(letters) for part in name.parts)


@lru_cache(maxsize=WORDS_KEPT // 16)
def _that_write(words: tuple[str, ...]) -> frozenset[System]:
    """Return the systems of which all of the words are syllables, since nearly all names can be refused for good."""
    letters = "".join(words)
    return frozenset(system for system, spelt in _by_system().items() if consists_of(letters, spelt))


@table
def _by_system() -> Mapping[System, frozenset[str]]:
    korean = {*"".join(hanja_readings().values()), *"".join(FAMILIES)}
    return {
        palladius: frozenset().union(*map(palladius, all_readings()[0])),
        kontsevich: frozenset().union(*map(of_a_korean_family, korean)),
        vietnamese_in_russian: frozenset().union(*map(vietnamese_in_russian, all_vietnamese())),
    }


def _is_in_latin(words: tuple[str, ...], beside: Name) -> bool:
    systems, latin = _that_write(words), beside.parts
    if not systems or len(latin) < 2:
        return False
    if palladius in systems and _is_in_pinyin(words, latin):
        return True
    if kontsevich in systems and any(_is_hangul_of(each, words) for each in _in_hangul(latin)):
        return True
    return vietnamese_in_russian in systems and any(
        all(map(_is_vietnamese_of, order, words)) for order in turned(latin) if len(order) == len(words)
    )


def _is_in_pinyin(words: Sequence[str], latin: Sequence[str]) -> bool:
    return any(all(map(_is_pinyin_of, one, other)) for one in surname_and_given(latin) for other in surname_and_given(words))


def _is_pinyin_of(latin: str, word: str) -> bool:
    return any(give(syllables, word, _without_umlaut) for syllables in islice(in_syllables(umlaut_folded(latin)), MOST_READINGS))


@cache
def _without_umlaut(syllable: str) -> frozenset[str]:
    """Return how a syllable of a passport stands in Russian ones, where ü is written u."""
    return palladius(syllable) | (palladius(syllable.replace("u", "v")) if syllable in _MAY_HAVE_UMLAUT else frozenset())


def _is_vietnamese_of(latin: str, word: str) -> bool:
    return word in vietnamese_in_russian(latin)


def _in_hangul(latin: Sequence[str]) -> Iterator[Halves]:
    """Yield the surnames and given names in Hangul that a Latin name of two or three words can spell."""
    for surname, given in ((latin[0], latin[1:]), (latin[-1], latin[:-1])):
        if len(given) <= 2:
            yield from ((family, own) for family in families().get(surname, ()) for own in given_names(given))


def _is_hangul_of(name: Halves, words: Sequence[str]) -> bool:
    return any(give(name[0], family, of_a_korean_family) and give(name[1], own, kontsevich) for family, own in surname_and_given(words))


def _is_in_hangul(words: tuple[str, ...], beside: Name) -> bool:
    cuts = ((beside.letters[:place], beside.letters[place:]) for place in range(1, LONGEST_FAMILY + 1))
    return kontsevich in _that_write(words) and any(_is_hangul_of(each, words) for each in cuts if each[1])


def _is_in_han(words: tuple[str, ...], beside: Name) -> bool:
    orders = (beside.letters, beside.letters[beside.surname :] + beside.letters[: beside.surname])
    systems, letters = _that_write(words), "".join(words)
    if any(system in systems and any(give(order, letters, in_han) for order in orders) for system, in_han in _IN_HAN):
        return True
    return any(is_read_in_japanese(beside, tuple(polivanov(word, e=letters) for word in words)) for letters in ("yo", "e"))


@cache
def _palladius_of(each: str) -> frozenset[str]:
    return frozenset().union(*map(palladius, readings(each)))


@cache
def _kontsevich_of(each: str) -> frozenset[str]:
    return frozenset().union(*map(of_a_korean_family, hangul_of(each)))


@cache
def _vietnamese_of(each: str) -> frozenset[str]:
    return frozenset().union(*map(vietnamese_in_russian, vietnamese(each)))


_IN_HAN: tuple[tuple[System, System], ...] = (
    (palladius, _palladius_of), (kontsevich, _kontsevich_of), (vietnamese_in_russian, _vietnamese_of),
)  # fmt: skip
_READ: Mapping[Script, Callable[[tuple[str, ...], Name], bool]] = {
    Script.LATIN: _is_in_latin, Script.HAN: _is_in_han, Script.HANGUL: _is_in_hangul,
}  # fmt: skip
