"""How European names are written by those who hear them, and how others are written in Cyrillic letters."""

from collections.abc import Iterator
from importlib.resources import files


def lines(table: str) -> Iterator[list[str]]:
    """Yield the words of each line of a table that was gathered by hand."""
    yield from map(str.split, files(__package__).joinpath(table).read_text("utf-8").splitlines())
