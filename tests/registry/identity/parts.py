"""Texts as people, input methods and nobody at all would type them."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from hypothesis import strategies as st

from registry.refusals import Refusal, Refused
from tests.rig.numbers import with_check

T = TypeVar("T")
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=80)


def number(area: str = "990000", born: str = "19910307", sequence: str = "001") -> str:
    """Return 18 characters with a right check character."""
    return with_check(f"{area}{born}{sequence}")


def fits(text: str) -> bool:
    """Tell whether 18 characters satisfy ISO 7064 MOD 11-2, in the words of the standard."""
    return sum((10 if each == "X" else int(each)) * 2 ** (17 - place) for place, each in enumerate(text)) % 11 == 1


FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
NUMBERS = st.builds(
    number,
    st.integers(0, 999_999).map("{:06}".format),
    st.dates(min_value=date(1900, 1, 1), max_value=date(2026, 1, 1)).map("{:%Y%m%d}".format),
    st.integers(0, 999).map("{:03}".format),
)


def tried(read: Callable[[], T]) -> tuple[T | None, tuple[Refusal, ...]]:
    """Return what was read and no refusal, or nothing and why."""
    try:
        return read(), ()
    except Refused as refused:
        return None, refused.refusals


def says_only(refusals: tuple[Refusal, ...], codes: set[str]) -> bool:
    """Tell whether refusals are of these codes and tell numbers beside them at most: then they repeat nothing."""
    return all(each.code in codes and all(type(value) is int for value in each.detail.values()) for each in refusals)
