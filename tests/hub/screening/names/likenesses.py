"""Pairs of names as a test writes them down, and what the comparison says of each, whichever comes first."""

from hub.screening.names import likeness, read_names
from hub.screening.words import Word


def pairs(text: str) -> list[list[str]]:
    """Return the two names of each pair in a text such as ``one = other; one = other``."""
    return [each.strip().split(" = ") for each in text.split(";")]


def said(one: str, other: str) -> Word:
    """Return what is said of two names, which is the same the other way round."""
    (name,), (beside,) = read_names(one), read_names(other)
    assert likeness(name, beside) is likeness(beside, name)
    return likeness(name, beside)
