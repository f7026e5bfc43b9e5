"""Tables of names as they lie beside the rules that look at them: a line is a name, or a part of one, and what belongs to it."""

from collections.abc import Iterator
from importlib.resources import files


def lines(package: str, table: str) -> list[str]:
    """Return the lines of a table of a package."""
    return files(package).joinpath(table).read_text("utf-8").splitlines()


def rows(package: str, table: str) -> Iterator[list[str]]:
    """Yield the words of each line of a table of a package."""
    return map(str.split, lines(package, table))
