"""A resident number tells a birth date where the papers state none: else a passport could never be held against such an alert."""

import pytest

from hub.screening.compare import Match, compare
from hub.screening.papers import Document, Papers
from hub.screening.reading import birth_date_of
from tests.hub.screening.parts import number

NUMBER = number("1991-03-07")


def _papers(numbered: str, kind: str = "resident_id", born: str = "") -> Papers:
    return Papers(name="欧阳四维", birth_date=born, document=Document(kind, "CHN", numbered))


@pytest.mark.parametrize(("born", "match"), [("1991-03-07", Match.IDENTITY), ("1991-05-29", Match.NOTHING)])
def test_a_number_without_a_stated_date_meets_a_passport(born: str, match: Match) -> None:
    sides = (_papers(NUMBER), _papers("E12345678", "passport", born))
    assert {compare(*sides).match, compare(*sides[::-1]).match} == {match}


@pytest.mark.parametrize(
    ("papers", "told"),
    [
        (_papers(NUMBER), "1991-03-07"),
        (_papers(f"{NUMBER[:6]}{NUMBER[8:17]}"), "1991-03-07"),
        (_papers(NUMBER, born="1990"), "1990"),
        (_papers(NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")), ""),
        (_papers(NUMBER[:12], "passport"), ""),
        (Papers(name="欧阳四维"), ""),
    ],
)
def test_a_wrong_number_tells_nothing_and_a_stated_date_stands(papers: Papers, told: str) -> None:
    assert birth_date_of(papers) == told
