"""Dates are read as people write them, and no text makes the reading fail."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.web.people.days import read_date


@pytest.mark.parametrize("text", ["2026-12-01", "2026/12/1", "2026.12.01", " 2026年12月1日 ", "2026-12-1"])
def test_dates_are_read_as_people_write_them(text: str) -> None:
    assert read_date(text) == date(2026, 12, 1)


@pytest.mark.parametrize("text", ["", "1", "2026-13-01", "2026-02-30", "0-1-1", f"{'9' * 30}-1-1", f"{'9' * 9000}-1-1", "2026-12-01-01"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text) is None


@given(st.text())
def test_any_text_is_a_date_or_not(text: str) -> None:
    assert read_date(text) is None or isinstance(read_date(text), date)
