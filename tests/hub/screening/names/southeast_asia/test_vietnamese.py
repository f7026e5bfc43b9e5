"""A Vietnamese name in characters is its letters, with their marks or without, and nobody else's."""

import pytest

from hub.screening.names import likeness, read_names
from hub.screening.names.southeast_asia.vietnamese import vietnamese
from hub.screening.words import Word


@pytest.mark.parametrize(
    ("characters", "letters", "expected"),
    [
        ("阮文雄", "Nguyễn Văn Hùng", Word.ROMANISED),
        ("阮文雄", "NGUYEN VAN HUNG", Word.ROMANISED),
        ("阮文雄", "Hung Van Nguyen", Word.ROMANISED),
        ("阮氏玉", "Nguyễn Thị Ngọc", Word.ROMANISED),
        ("鄧氏玉盛", "Dang Thi Ngoc Thinh", Word.ROMANISED),
        ("范日旺", "Pham Nhat Vuong", Word.ROMANISED),
        ("陳美麗", "Tran My Le", Word.ROMANISED),
        ("陳美麗", "Tran Mi Le", Word.ROMANISED),
        ("阮文雄", "Nguyen Van Hai", Word.DIFFERENT),
        ("阮文雄", "Tran Van Hung", Word.DIFFERENT),
        ("阮氏玉", "Nguyen Thi Nga", Word.DIFFERENT),
        ("阮氏玉", "Nguyen Thi Ngoc Lan", Word.DIFFERENT),
    ],
)
def test_characters_are_read_in_vietnamese(characters: str, letters: str, expected: Word) -> None:
    (one,), (other,) = read_names(characters), read_names(letters)
    assert likeness(one, other) is expected
    assert likeness(other, one) is expected


@pytest.mark.parametrize(("word", "expected"), [("Mihn", Word.TYPO), ("Mina", Word.DIFFERENT), ("Manh", Word.DIFFERENT)])
def test_a_slip_is_no_syllable_and_nobodys_name(word: str, expected: Word) -> None:
    assert likeness(read_names(f"Tran Van {word}")[0], read_names("Tran Van Minh")[0]) is expected


def test_a_slip_that_is_no_syllable_needs_no_place_of_the_surname() -> None:
    """Phuong is a surname too, so nothing tells which end is one."""
    assert likeness(read_names("Pheong Thao Luong")[0], read_names("Phuong Thao Luong")[0]) is Word.TYPO
    assert likeness(read_names("Phuong Thao Tra")[0], read_names("Phuong Thao Tran")[0]) is Word.DIFFERENT


def test_a_character_that_no_table_has_is_read_as_nothing() -> None:
    assert vietnamese("辶") == frozenset()
