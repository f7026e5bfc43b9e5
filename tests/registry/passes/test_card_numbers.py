"""A card's number as it is printed is the bytes that a reader gives for the same card."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.gate.presented import Card
from edge.readers.digits import DECIMAL, card_of
from edge.readers.wiegand import decode
from registry.passes.card_numbers import read_card_number


@given(st.integers(0, 2**32 - 1))
def test_ten_digits_are_what_a_reader_types(number: int) -> None:
    printed = f"{number:010}"
    assert card_of(printed, DECIMAL) == Card(read_card_number(printed) or b"")


@given(st.integers(0, 255), st.integers(0, 65_535))
def test_site_and_card_are_what_comes_over_two_wires(site: int, card: int) -> None:
    bits = [int(bit) for bit in f"{site:08b}{card:016b}"]
    framed = [sum(bits[:12]) % 2, *bits, 1 - sum(bits[12:]) % 2]
    assert decode(framed) == Card(read_card_number(f"{site},{card}") or b"")


@given(st.binary(min_size=3, max_size=16))
def test_pairs_of_hex_are_themselves(number: bytes) -> None:
    for between in (" ", ":", "-"):
        assert read_card_number(number.hex(between)) == number
    assert (number.hex().isdecimal() and len(number) == 5) or read_card_number(number.hex()) == number


@pytest.mark.parametrize(
    "text", ["", "04A1", "04A1B", "not a card", "00" * 17, "٠١٢٣", "256,1", "1,65536", "1,2,3", "123456789", "１２３，４"]
)
def test_what_is_none_is_none(text: str) -> None:
    assert read_card_number(text) is None
