"""A name that another country respells by ear is found; neighbours, and names that both are given somewhere, are not."""

import pytest

from hub.screening.names import likeness, read_names
from hub.screening.words import Word

ONE_NAME = """
    Džordžs Bušs = George Bush; Baraks Obama = Barack Obama; Emanuels Makrons = Emmanuel Macron; Genrikh Gofman = Heinrich Hoffmann;
    Maikl Dzhekson = Michael Jackson; Uilyam Braun = William Brown; Zhak Shirak = Jacques Chirac; Vilijam Šekspir = William Shakespeare;
    Irina Vais = Irina Weiss; Khuan Peres = Juan Pérez; Fransua Mitteran = François Mitterrand
"""
TWO_NAMES = """
    Olha Koval = Alla Koval; Hanna Weber = Anna Weber; Chen Hao = Chen Gao; Hacho Petkov = Gecho Petkov; Laura Braun = Lara Braun;
    Kim Minjun = Kim Minjin; Simon Schulz = Simone Schulz; Jean Dupont = Jane Dupont;
    Daniel Martin = Daniel Martinez; Anna Hansen = Anna Jensen; Nguyen Van Hung = Nguyen Van Hang
"""


def _read(pairs: str) -> list[list[str]]:
    return [pair.strip().split(" = ") for pair in pairs.split(";")]


@pytest.mark.parametrize(("one", "other"), _read(ONE_NAME))
def test_a_name_respelt_by_ear_is_one(one: str, other: str) -> None:
    assert likeness(read_names(one)[0], read_names(other)[0]) is Word.ROMANISED


@pytest.mark.parametrize(("one", "other"), _read(TWO_NAMES))
def test_neighbours_are_two(one: str, other: str) -> None:
    assert likeness(read_names(one)[0], read_names(other)[0]) is Word.DIFFERENT
