"""Tables of names as they lie beside the rules that look at them: a line is a name, or a part of one, and what belongs to it."""

from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import TypeVar

Made = TypeVar("Made")

_TABLES: list[Callable[[], object]] = []


def lines(package: str, table: str) -> list[str]:
    """Return the lines of a table of a package."""
    return files(package).joinpath(table).read_text("utf-8").splitlines()


def rows(package: str, table: str) -> Iterator[list[str]]:
    """Yield the words of each line of a table of a package."""
    return map(str.split, lines(package, table))


def table(made: Callable[[], Made]) -> Callable[[], Made]:
    """Mark what makes a table: it is made once, when a name first needs it or when all are."""
    kept = cache(made)
    _TABLES.append(kept)
    return kept


def make_tables() -> None:
    """Make every table that is not made yet, so that no name has to wait for one: 0.35 s of the processor's, 41 MB."""
    for each in _TABLES:
        each()
