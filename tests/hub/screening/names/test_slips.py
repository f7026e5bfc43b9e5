"""Slips in a surname behind a given name that is certain; and what twins share, behind which nothing is a slip."""

import pytest

from hub.screening.names import likeness, read_names
from hub.screening.names.known import stands_before_a_surname
from hub.screening.words import Word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kelly Glass", "Kelly Glad"),
        ("Georgia Grosser", "Georgia Gryosler"),
        ("Lucas Nguyen", "Lucas Nguyewh"),
        ("Mary Anne Scully", "Mary Anne Sculyd"),
        ("Piotr Wolski", "Piotr Wlolkski"),
    ],
)
def test_two_letters_of_a_surname_may_be_slips_behind_a_certain_given_name(one: str, other: str) -> None:
    assert _words(one, other) == {Word.TYPO}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Glass Kelly", "Glad Kelly"),  # the surname stands where given names do
        ("Cali Tabeero", "Cali Tabenno"),  # a father's name, and two children
        ("Hassan Tabeero", "Hassan Tabenno"),
        ("Kelly Glass", "Kelly Flas"),  # beginnings are seldom mistaken
        ("Kelly Marlen", "Kelly Marvin"),  # a given name
        ("Oscar Zhang", "Oscar Zhao"),
        ("Kelly Lee", "Kelly Lowe"),
        ("Марјан Арсовски", "Маја Арсовски"),  # no name in the table has Cyrillic letters, whatever they are
    ],
)
def test_but_not_where_the_other_word_may_be_what_twins_are_called(one: str, other: str) -> None:
    assert _words(one, other) == {Word.DIFFERENT}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("James Trelawney", "Janegs Trelawney"),
        ("Stephen Lecher", "Stepmyen Lecher"),
        ("Bob Pricely", "Bb Pricely"),
        ("Paul Riond", "Pauyl Ruond"),
        ("Carl Gray", "Calr Graqy"),
    ],
)
def test_nobody_is_called_what_no_name_looks_like(one: str, other: str) -> None:
    assert _words(one, other) == {Word.TYPO}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kiera Trelawney", "Kirna Trelawney"),  # a name could be so
        ("James Trelawney", "Bamegs Trelawney"),
        ("Hassan Trelawney", "Hssnaa Trelawney"),  # the lists know too few of its neighbours
        ("Casey Roca", "Cosey Rocen"),
    ],
)
def test_but_another_child_may_be_called_what_a_name_could_look_like(one: str, other: str) -> None:
    assert _words(one, other) == {Word.DIFFERENT}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jackson Katrina", "Katrina Jacsoxn"),  # in any order, and though it may be a given name
        ("Abebe Wondimu", "Abebe Wondxmqu"),  # behind what may be a father's name
        ("Iseoluwa Fadipe", "Isqolxwa Fadipe"),
    ],
)
def test_two_slips_that_no_name_has_are_slips_wherever_they_stand(one: str, other: str) -> None:
    assert _words(one, other) == {Word.TYPO}


@pytest.mark.parametrize(("one", "other"), [("Mary Jones", "Magy Jnes"), ("Richard Clark", "Richxrd Clak"), ("Yuri Braga", "Yuwi Bragva")])
def test_a_slip_in_each_word_is_no_twins(one: str, other: str) -> None:
    assert _words(one, other) == {Word.TYPO}


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("David Richard Acosta", "David Acosfa", Word.TYPO),
        ("David Richard Acosta", "Acosfa David R.", Word.TYPO),
        ("Vickie Kendra Barnish", "Vickie K. Barnich", Word.PART_MISSING),
        ("Kelly Marie Trelawney", "Kelly M. Trelawmey", Word.TYPO),
        ("James Marie Trelawney", "Janegs Trelawney", Word.DIFFERENT),
        ("Kiera Marie Trelawney", "Kierna Trelawney", Word.DIFFERENT),  # another child
        ("David Richard Acosta", "David M. Acosfa", Word.DIFFERENT),
        ("David Richard Barnish", "David Farnish", Word.DIFFERENT),  # beginnings are seldom mistaken
        ("B. Weiss", "Bjorn Weisz", Word.DIFFERENT),  # a letter and a surname are no name
    ],
)
def test_a_slip_counts_where_a_name_in_the_middle_is_missing_or_a_letter(one: str, other: str, found: Word) -> None:
    assert _words(one, other) == {found}


def test_a_name_that_may_be_a_fathers_is_not_certain_to_stand_before_a_surname() -> None:
    """The signs of countries in ``known.py`` are those that ``given.txt`` has now."""
    assert all(map(stands_before_a_surname, ("kelly", "georgia", "daniel", "wojciech", "ivana", "joao", "mathilde")))
    assert not any(map(stands_before_a_surname, ("hassan", "omar", "ahmed", "selim", "kumar", "bold", "yuki", "dewi", "glass")))


def _words(one: str, other: str) -> set[Word]:
    (mine,), (yours,) = read_names(one), read_names(other)
    return {likeness(mine, yours), likeness(yours, mine)}
