"""How Japanese surnames, and characters in names, are read: the table that both a name and its comparison look at.

It (``kanji.txt``, made by ``tests/hub/screening/kanji_table.py``) holds surnames as wholes, and characters as names have them.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def kanji_readings() -> Mapping[str, tuple[str, ...]]:
    """Return how surnames and single characters are read, in Latin letters."""
    lines = files(__package__).joinpath("kanji.txt").read_text("utf-8").splitlines()
    return {name: tuple(readings.split(",")) for name, _space, readings in (line.partition(" ") for line in lines)}


def is_japanese_surname(characters: str) -> bool:
    """Tell whether two simplified characters or more are a Japanese surname, and so no whole name."""
    return len(characters) > 1 and characters in kanji_readings()
