"""Claim codes: forgiving to who types them, useless to who reads the database."""

from hypothesis import given
from hypothesis import strategies as st

from registry.passes.codes import LETTERS, code_hash, draw_code

CODES = st.text(alphabet=LETTERS, min_size=12, max_size=12)
WIDE = str.maketrans({character: chr(ord(character) + 0xFEE0) for character in LETTERS})


@given(CODES)
def test_a_code_may_be_typed_as_people_type(code: str) -> None:
    grouped = "-".join(code[place : place + 4] for place in (0, 4, 8))
    ways = (code, grouped, code.lower(), f" {grouped.replace('-', ' ')} ", grouped.replace("-", "–"), code.translate(WIDE))
    assert len({code_hash(way) for way in ways}) == 1


@given(CODES, CODES)
def test_another_code_is_another_hash(one: str, other: str) -> None:
    assert (code_hash(one) == code_hash(other)) == (one == other)


@given(st.text(alphabet=st.characters(), max_size=40))
def test_anything_that_is_typed_has_a_hash(text: str) -> None:
    assert len(code_hash(text)) == 64 and (not text or text not in code_hash(text) or len(text) < 3)


def test_codes_are_drawn_from_letters_that_cannot_be_mistaken() -> None:
    drawn = [draw_code() for _ in range(500)]
    assert len(set(drawn)) == 500
    assert all(len(code) == 14 and set(code) <= {*LETTERS, "-"} for code in drawn)
    assert {letter for code in drawn for letter in code} >= set(LETTERS)
    assert not set(LETTERS) & set("01IOLU")
