"""The check character against the standard's own words, and what it promises: one wrong digit or two swapped ones never pass."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.identity import resident_id
from registry.identity.documents import RESIDENT_ID, read_document
from registry.refusals import Refused
from tests.registry.identity.parts import NUMBERS, fits, number

SPECIMENS = ("11010519491231002X", "440524188001010014", "810000199408230021", "830000199201300022")  # the standard's, and on sample cards


def is_refused(text: str) -> bool:
    try:
        read_document(kind=RESIDENT_ID, number=text, country="")
    except Refused as refused:
        return all(refusal.code.startswith("document-number-") for refusal in refused.refusals)
    return False


@pytest.mark.parametrize("specimen", SPECIMENS)
def test_published_specimens_are_right(specimen: str) -> None:
    assert resident_id.is_right(specimen) and fits(specimen)


@given(NUMBERS)
def test_the_check_character_is_that_of_iso_7064(text: str) -> None:
    assert fits(text[:-1] + resident_id.check_character(text[:-1]))
    assert not is_refused(text)


@given(NUMBERS, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_no_single_wrong_digit_passes(text: str, place: int, digit: str) -> None:
    changed = text[:place] + digit + text[place + 1 :]
    assert is_refused(changed) == (changed != text)


@given(NUMBERS)
def test_no_swap_of_two_neighbours_passes(text: str) -> None:
    for place in range(17):
        swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        assert is_refused(swapped) == (swapped != text)


def test_a_swap_and_a_slip_would_pass_without_the_check() -> None:
    text = number()
    assert len({text[:16] + digit + text[17:] for digit in "0123456789" if is_refused(text[:16] + digit + text[17:])}) == 9


@given(st.integers(0, 999_999), st.dates(min_value=date(1900, 1, 1), max_value=date(1999, 12, 31)), st.integers(0, 999))
def test_an_old_number_becomes_the_one_of_today(area: int, born: date, sequence: int) -> None:
    old = f"{area:06}{born:%y%m%d}{sequence:03}"
    new = read_document(kind=RESIDENT_ID, number=old, country="")
    assert new.number == number(f"{area:06}", f"{born:%Y%m%d}", f"{sequence:03}")
    assert new.birth_date == born.isoformat()


@pytest.mark.parametrize("born", ["19910230", "19911301", "19910001", "19910300", "19000229", "18991231", "00000101"])
def test_a_day_that_is_none_or_too_long_ago_is_not_a_birth_date(born: str) -> None:
    assert resident_id.birth_date(number(born=born)) == ""
    with pytest.raises(Refused) as refused:
        read_document(kind=RESIDENT_ID, number=number(born=born), country="")
    assert [refusal.code for refusal in refused.value.refusals] == ["document-number-date"]


def test_the_29th_of_february_is_one_in_a_leap_year() -> None:
    assert resident_id.birth_date(number(born="20000229")) == "2000-02-29"
