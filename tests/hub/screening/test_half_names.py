"""Half a name, a name of two scripts, a letter: what a form lets through is compared with what an alert says, and nothing dies of it."""

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.screening.compare import Match, compare
from hub.screening.names import read_names
from hub.screening.papers import Papers
from tests.hub.screening.outside.material import HERE, Written, read

NAMES = read([HERE, HERE / "collections"])
DIED = [
    ("王", "Wang Li"),
    ("Anna 王", "Anna Wang"),
    ("กาญจนารัตน์ čapek", "Chalmers Ólafur"),
    ("ลGر", "Stīvens Davladze"),
    ("Григоренко ا", "ชาตรี บุษบา"),
]
PARTS = {part for rows in NAMES.values() for each in rows for way in each.ways.values() for part in way}
WORDS = sorted({word for part in PARTS for word in part.split()})
LETTERS = sorted({word[0] for word in WORDS})
PIECES = st.one_of(st.sampled_from(WORDS), st.sampled_from(LETTERS), st.text(max_size=3))


def _halves(each: Written) -> Iterator[str]:
    native, latin = each.ways["native"], each.ways[(each.latin or ["native"])[-1]]
    yield from (*native, *latin, native[0][0], latin[0][0])
    yield from (f"{latin[1]} {native[0]}", f"{native[1]} {latin[0]}", f"{native[0]} {latin[1]}", f"{native[1]} Cruz")


@pytest.mark.parametrize("language", sorted(NAMES))
def test_half_a_name_is_compared_with_the_whole_in_every_way(language: str) -> None:
    for each in Random(language).sample(NAMES[language], 8):
        for half in _halves(each):
            for way in each.ways:
                sides = [Papers(name=name, birth_date="1980-05-17") for name in (half, each.full(way))]
                assert compare(*sides).match == compare(*sides[::-1]).match


@pytest.mark.parametrize("pair", DIED)
def test_what_once_stopped_the_comparison_is_compared(pair: tuple[str, str]) -> None:
    sides = [Papers(name=name, birth_date="1980-05-17") for name in pair]
    assert compare(*sides).match == compare(*sides[::-1]).match


@given(st.lists(PIECES, min_size=1, max_size=4), st.lists(PIECES, min_size=1, max_size=4))
def test_words_and_letters_of_any_scripts_are_compared(one: list[str], other: list[str]) -> None:
    sides = [Papers(name=" ".join(words), birth_date="1980-05-17") for words in (one, other)]
    assert compare(*sides).match == compare(*sides[::-1]).match


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jūla Rudzītis-شوقي", "Jūla Rudzītis-Shawqi"),
        ("Jūla Rudzītis-شوقي", "شوقي-Rudzītis Jūla"),
        ("Amélie Dupont-Иванова", "DUPONT-IVANOVA Amelie"),
        ("Jūla Rudzītis (يولا رودزيتيس)", "يولا رودزيتيس"),
    ],
)
def test_words_of_two_scripts_that_a_hyphen_joins_are_one_name(one: str, other: str) -> None:
    assert _are_one(one, other)


def test_and_all_of_it_tells_two_people_apart() -> None:
    assert not _are_one("Jūla Rudzītis-شوقي", "Jūla Rudzītis-عمر")
    assert not _are_one("Jūla Rudzītis-شوقي", "Jāna Rudzītis-شوقي")


def test_the_marks_of_latin_letters_are_no_words_of_the_other_script() -> None:
    assert [name.parts for name in read_names("Jūla Rudzītis يولا رودزيتيس")] == [("يولا", "رودزيتيس"), ("jula", "rudzitis")]


def _are_one(one: str, other: str) -> bool:
    sides = [Papers(name=name, birth_date="1980-05-17") for name in (one, other)]
    assert compare(*sides).match == compare(*sides[::-1]).match
    return compare(*sides).match is Match.IDENTITY
