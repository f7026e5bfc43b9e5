"""What people are called: the name and its short form are one name, two short forms of it are not, nor two names of one country."""

from importlib.resources import files

import pytest

from hub.screening import names
from hub.screening.names import likeness, read_names
from hub.screening.names.variants import are_forms_of_one_name
from hub.screening.words import Word
from tests.hub.screening.tables.nicknames import by_hand


def _likeness(one: str, other: str) -> Word:
    return likeness(read_names(one)[0], read_names(other)[0])


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Dolores Ibarra", "Lola Ibarra"), ("Elżbieta Nowak", "Ela Nowak"), ("István Kovács", "Pista Kovács"),
        ("Jacobus Visser", "Jaap Visser"), ("Raimundo Nonato Lima", "Mundinho Nonato Lima"), ("Salvatore Greco", "Totò Greco"),
        ("Alois Gruber", "Loisl Gruber"), ("Jaroslav Novotný", "Jarda Novotný"), ("Aleksandra Melnik", "Shura Melnik"),
        ("Stanley Harper", "Stan Harper"), ("Wolfgang Brandt", "Wolfi Brandt"), ("Gwendolyn Price", "Gwen Price"),
        ("Наталья Орлова", "Наташа Орлова"),
        ("Κωνσταντίνος Παππάς", "Κώστας Παππάς"),
    ],
)  # fmt: skip
def test_somebody_goes_by_a_short_form(name: str, called: str) -> None:
    assert _likeness(name, called) is _likeness(called, name) is Word.NICKNAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lisa Taylor", "Betty Taylor"), ("Pepe Ruiz", "Chepe Ruiz"), ("Aaron Cole", "Erin Cole"), ("Anna Berg", "Hannah Berg"),
        ("Luca Bruno", "Lucia Bruno"), ("Marion Weiss", "Marie Weiss"), ("Carl Hansen", "Carla Hansen"), ("Emil Costa", "Emilia Costa"),
        ("Ram Thapa", "Ramesh Thapa"), ("Paco Vega", "Pancho Vega"), ("Марина Орлова", "Мария Орлова"),
        ("Вова Орлов", "Лёша Орлов"),
    ],
)  # fmt: skip
def test_twins_are_two(one: str, other: str) -> None:
    assert _likeness(one, other) is _likeness(other, one) is Word.DIFFERENT


def test_a_short_form_that_two_names_share_makes_them_no_one_name() -> None:
    assert are_forms_of_one_name("fernando", "nando")
    assert are_forms_of_one_name("hernan", "nando")
    assert not are_forms_of_one_name("fernando", "hernan")


def test_the_table_has_what_was_gathered_by_hand() -> None:
    table = {name: shorts.split() for name, _bar, shorts in (line.partition(" | ") for line in _table())}
    assert all(short in table[name] for name, short in by_hand())
    assert list(table) == sorted(table)


def _table() -> list[str]:
    return files(names).joinpath("nicknames.txt").read_text("utf-8").splitlines()
