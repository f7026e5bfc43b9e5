"""What a reading machine makes of a name: letters for letters, and signs for letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.screening.names import likeness, read_names
from hub.screening.names.misread import NEVER, misreadings
from hub.screening.words import Word

_WORDS = st.text("abcdhilmnouvwr", min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("one", "other", "mistaken"),
    [
        ("jimin", "jirnin", 1),
        ("karen", "kareri", 1),
        ("emma", "eiiiiiia", 2),
        ("brenda", "breriola", NEVER),
        ("claudia", "daudia", 1),
        ("derek", "derelc", 1),
        ("william", "vvilliarn", 2),
        ("maria", "marta", NEVER),
        ("anna", "anna", 0),
    ],
)
def test_letters_are_counted_that_a_machine_mistakes(one: str, other: str, mistaken: int) -> None:
    assert misreadings(one, other) == misreadings(other, one) == mistaken


@given(_WORDS, _WORDS)
def test_which_word_comes_first_does_not_matter(one: str, other: str) -> None:
    assert misreadings(one, other) == misreadings(other, one)
    assert (misreadings(one, other) == 0) is (one == other)


@pytest.mark.parametrize("name", ["Herrnarin Valdemar", "Hermann Valdernar", "Hermann Vaidernar", "Herrnann Valclemar"])
def test_misread_names_are_found(name: str) -> None:
    assert _word("Hermann Valdemar", name) is Word.TYPO


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Al13ert 9reen", "Albert Green"),
        ("Tay10r Bra1<e", "Taylor Brake"),
        ("Ro1>ert 2ane", "Robert Zane"),
        ("Bre17da Gray", "Brenda Gray"),
    ],
)
def test_signs_inside_a_word_are_the_letters_that_they_look_like(written: str, meant: str) -> None:
    assert _word(written, meant) is Word.SAME


@pytest.mark.parametrize("name", ["Albert Green 2", "Albert Green12", "Albert Green 1987"])
def test_numbers_behind_a_name_are_no_letters(name: str) -> None:
    assert _word(name, "Albert Green") is Word.SAME


@pytest.mark.parametrize(("one", "other"), [("Nina Trelawney", "Mina Trelawney"), ("Anna Trelawney", "Arina Trelawney")])
def test_two_given_names_stay_two_though_a_machine_may_mistake_them(one: str, other: str) -> None:
    assert _word(one, other) is Word.DIFFERENT


def _word(one: str, other: str) -> Word:
    (mine,), (yours,) = read_names(one), read_names(other)
    assert likeness(mine, yours) is likeness(yours, mine)
    return likeness(mine, yours)
