"""Names that are nearly one and are two people's: a letter of the only word, Vietnamese marks, brother and sister; and what stays one."""

import pytest

from hub.screening.names import likeness, read_names
from hub.screening.words import Word


def word(one: str, other: str) -> Word:
    return likeness(*read_names(one), *read_names(other))


@pytest.mark.parametrize(("one", "other"), [("Suharto", "Sukarto"), ("Wahyuni", "Wahyudi"), ("Natarajan", "Nagarajan")])
def test_a_letter_of_the_only_word_makes_another_name(one: str, other: str) -> None:
    assert word(one, other) is Word.DIFFERENT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nguyễn Văn Tú", "Nguyễn Văn Tư"),
        ("Phạm Văn Hoa", "Phạm Văn Hòa"),
        ("Trần Thu Hùng", "Trần Thu Hưng"),
        ("Vũ Thị Hà", "Vũ Thị Hạ"),
        ("Tạ Quang Toàn", "Tạ Quang Tuấn"),
    ],
)
def test_marks_of_a_vietnamese_given_name_tell_two_people_apart(one: str, other: str) -> None:
    assert word(one, other) is Word.DIFFERENT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nguyễn Văn Tú", "NGUYEN VAN TU"),
        ("Phạm Văn Hoà", "Phạm Văn Hòa"),
        ("Nguyễn Thi Hoa", "Nguyễn Thị Hoa"),
        ("Đorđe Kos", "Đorđe Koš"),
    ],
)
def test_marks_that_papers_leave_out_do_not(one: str, other: str) -> None:
    assert word(one, other) is Word.SAME


@pytest.mark.parametrize(
    ("his", "hers"),
    [("Stanisław Górski", "Stanisława Górska"), ("Marcel Čech", "Marcela Čechová"), ("Aleksandr Orlov", "Aleksandra Orlova")],
)
def test_a_given_name_and_a_surname_of_a_man_and_a_woman_are_two_people(his: str, hers: str) -> None:
    assert word(his, hers) is Word.DIFFERENT
    assert word(hers, his) is Word.DIFFERENT


def test_one_word_spelt_by_another_system_stays_one() -> None:
    assert word("Suharto", "Soeharto") is Word.ROMANISED


@pytest.mark.parametrize(
    ("his", "hers"),
    [
        ("Oksana Isakov", "Oksana Isakova"),
        ("Vanda Liška", "Vanda Lišková"),
        ("Ivanov Kumush", "Ivanova Kumush"),
        ("Ilona Mareš", "Ilona Marešová"),
    ],
)
def test_a_surname_as_a_man_bears_it_is_hers_where_the_given_name_is_one(his: str, hers: str) -> None:
    assert word(his, hers) is word(hers, his) is Word.TYPO


@pytest.mark.parametrize(
    ("one", "other"), [("Valentin Petrov", "Valentina Petrov"), ("Karin Berg", "Karina Berg"), ("Jana Martin", "Jana Martina")]
)
def test_a_given_name_is_no_mans_form_of_another(one: str, other: str) -> None:
    assert word(one, other) is Word.DIFFERENT
