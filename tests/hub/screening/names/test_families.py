"""Near surnames behind one given name: two that one country has are two families', spellings of one are one."""

import pytest

from hub.screening.names import likeness, read_names
from hub.screening.words import Word


def _likeness(one: str, other: str) -> Word:
    return likeness(read_names(one)[0], read_names(other)[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("García", "Garza"), ("Andersson", "Andreasson"), ("Palmieri", "Palmeri"), ("Hajek", "Hauer"), ("Barrios", "Barros"),
    ],
)  # fmt: skip
def test_two_surnames_of_one_country_are_two(one: str, other: str) -> None:
    assert _likeness(f"Anna {one}", f"Anna {other}") is _likeness(f"Anna {other}", f"Anna {one}") is Word.DIFFERENT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Meyer", "Maier"), ("Schmidt", "Schmitt"), ("Petrov", "Petroff"), ("Müller", "Mueller"), ("Gonzalez", "Gonzales"),
        ("Andersen", "Anderson"), ("Rodriguez", "Rodriquez"), ("Novák", "Nováková"), ("Novotný", "Novotná"), ("Clark", "Clarke"),
        ("Thomson", "Thompson"), ("Jelínek", "Jelínková"), ("McKenzie", "MacKenzie"),
        ("Nygård", "Nygaard"), ("Sikorska", "Sikorski"),
        ("Lefebvre", "Lefevre"), ("Fischer", "Fisher"), ("Garcia", "Garciia"),
    ],
)  # fmt: skip
def test_spellings_of_one_surname_are_one(one: str, other: str) -> None:
    assert _likeness(f"Anna {one}", f"Anna {other}") is not Word.DIFFERENT
    assert _likeness(f"Anna {other}", f"Anna {one}") is not Word.DIFFERENT
