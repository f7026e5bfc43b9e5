"""When two names may be one, judged without the rules that are measured: what is too near to be decided is no label."""

import re
import unicodedata

from tests.hub.screening.outside.material import Written, is_latin

_SPELT_ALIKE = str.maketrans({"h": "", "y": "i", "j": "i", "z": "s", "c": "k", "q": "k", "w": "v", "x": "ks"})


def fold(text: str) -> str:
    """Return the letters of a name alone, without case and marks."""
    return "".join(each for each in unicodedata.normalize("NFKD", text).casefold() if each.isalnum())


def plain(text: str) -> str:
    """Return a name without what is spelt now so, now so: Hellmuth, Helmut; Syuzanna, Suzana; with or without the Arabic article."""
    return re.sub(r"(.)\1", r"\1", fold(text).removeprefix("ال").translate(_SPELT_ALIKE))


def distance(a: str, b: str) -> int:
    """Return the Levenshtein distance."""
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        row, before = [i], row
        for j, right in enumerate(b, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (left != right)))
    return row[-1]


def may_be_one(given: str, other: str) -> bool:
    """Tell whether two given names may be one: a part in common (Anna, Anna Maria), or a letter beside the spelling (Marcel, Marcelle)."""
    one, two = plain(given), plain(other)
    return bool(_parts(given) & _parts(other)) or one == two or (is_latin(given) and distance(one, two) < 2)


def may_be_written_alike(one: Written, other: Written) -> bool:
    """Tell whether some way of one name is, but for marks and case, some way of the other."""
    return bool({fold(one.full(way)) for way in one.ways} & {fold(other.full(way)) for way in other.ways})


def latin_distance(one: Written, other: Written) -> int:
    """Return the letters that part the given names in Latin, spellings of one sound put aside; 9 where one has no such way."""
    return min((distance(plain(one.given(a)), plain(other.given(b))) for a in one.latin for b in other.latin), default=9)


def _parts(given: str) -> set[str]:
    return {fold(part) for part in re.split(r"[\s-]", given)}
