"""Names of Tibetans and of the Mongols of China, put together of one to five parts that a table knows in each of their writings: their own
letters, Latin ones as they spell themselves and as systems do, characters, and the pinyin of those.

Tibetan is spelt so unlike its sound (བཀྲ་ཤིས་ is Tashi), and Mongol by so many dialects and centuries (其木格 is Qimge, Chimeg), that no
rule would do. A line of ``tibetan.txt`` and ``mongol.txt``, gathered by hand, is one part: 才让 and 次仁 are Tsering, but *Bayin* may be
宝音 or 巴音, which are two.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from hub.screening.names.china.characters import character
from hub.screening.names.listed import rows, table
from hub.screening.names.sound import WORDS_KEPT

LONGEST_PART = 14
MOST_PARTS = 5
_TABLES = ("tibetan.txt", "mongol.txt")
_STOPS = str.maketrans("", "", "་།༌ ")

Parts = tuple[str, ...]


def are_one_by_parts(one: str, other: str) -> bool:
    """Tell whether the letters of two names, in any of the writings, are the same parts one after the other."""
    return _may_have_parts(one, other) and not _read(one).isdisjoint(_read(other))


def are_two_by_parts(one: str, other: str) -> bool:
    """Tell whether the letters of two names consist of parts, and of other ones."""
    return _may_have_parts(one, other) and bool(_read(one) and _read(other)) and _read(one).isdisjoint(_read(other))


def _may_have_parts(*names: str) -> bool:
    """Tell whether the letters of each name begin like some part, which few characters do: cheap to ask of everybody."""
    known = _beginnings()
    return all(letters[:2] in known or letters[0] in known for letters in names)


@table
def _beginnings() -> frozenset[str]:
    return frozenset(written[:2] for written in _table())


@lru_cache(maxsize=WORDS_KEPT)
def _read(letters: str) -> frozenset[Parts]:
    """Return the parts of which letters consist, in each way to divide them; none if they are something else."""
    plain = letters.translate(_STOPS)
    return frozenset(_divided(plain, MOST_PARTS)) if len(plain) > 1 else frozenset()


def _divided(letters: str, most: int) -> Iterator[Parts]:
    """Yield each way to divide letters into ``most`` parts or fewer."""
    if not letters:
        yield ()
    for size in range(1, min(len(letters), LONGEST_PART) + 1) if most else ():
        for part in _table().get(letters[:size], ()):
            yield from ((part, *rest) for rest in _divided(letters[size:], most - 1))


@table
def _table() -> Mapping[str, frozenset[str]]:
    """Return by each way to write a part which parts it may be, each by the first word of its line."""
    made: dict[str, set[str]] = defaultdict(set)
    for ways in (ways for name in _TABLES for ways in rows(__package__, name)):
        part = ways[0]
        for way in ways:
            made[way].add(part)
            made["".join(character(each).pinyin[0].lstrip("?") for each in way)].add(part)
    return {way: frozenset(parts) for way, parts in made.items()}
