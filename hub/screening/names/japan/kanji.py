"""How Japanese surnames, and characters in names, are read: the table that both a name and its comparison look at.

It (``kanji.txt``, made by ``tests/hub/screening/tables/kanji.py``) holds surnames as wholes, and characters as names have them.
"""

from collections.abc import Mapping

from hub.screening.names.listed import lines, rows, table

_POLITE = frozenset({"san", "sama", "kun", "dono", "sensei"})


@table
def kanji_readings() -> Mapping[str, tuple[str, ...]]:
    """Return how surnames and single characters are read, in Latin letters."""
    return {name: tuple(readings.split(",")) for name, readings in rows(__package__, "kanji.txt")}


def without_polite_word(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return Latin words without *san* or the like behind a whole Japanese name, which its surname shows: Aung San is none."""
    if len(words) > 2 and words[-1] in _POLITE and not surnames_in_latin().isdisjoint(words[:-1]):
        return words[:-1]
    return words


@table
def surnames_in_latin() -> frozenset[str]:
    """Return how surnames of two characters or more are read, in Latin letters, a long *o* with its *u* and without."""
    whole = [reading for name, read in kanji_readings().items() if len(name) > 1 for reading in read]
    return frozenset((*whole, *(reading.replace("ou", "o").replace("oo", "o") for reading in whole)))


@table
def given_names() -> frozenset[str]:
    """Return what people are called in Japan, in the form that its ways of writing have in common."""
    return frozenset(lines(__package__, "given.txt"))


@table
def given_in_kanji() -> Mapping[str, frozenset[str]]:
    """Return how common given names are read that are two characters or one, or three; in that form too. 恵子 is Keiko and never Emi."""
    return {name: frozenset(readings) for name, *readings in rows(__package__, "given_in_kanji.txt")}


def is_japanese_surname(characters: str) -> bool:
    """Tell whether two simplified characters or more are a Japanese surname, and so no whole name."""
    return len(characters) > 1 and characters in kanji_readings()
