"""Birth dates: each way in which two agree, the lunar table against known days, and that nothing else agrees."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.screening.dates import ONE_DIGIT, by_lunar, compare_dates, read_date, swapped
from hub.screening.lunar import days_of, lunar_of
from hub.screening.words import Word

NEW_YEARS = (
    (1950, 2, 17), (1954, 2, 3), (1966, 1, 21), (1979, 1, 28), (1985, 2, 20), (1988, 2, 17), (2000, 2, 5), (2012, 1, 23), (2023, 1, 22),
    (2026, 2, 17), (2030, 2, 3),
)  # fmt: skip
DAYS = st.dates(date(1901, 1, 1), date(2098, 12, 31))


def words(one: str, other: str) -> Word:
    return compare_dates(read_date(one), read_date(other))


@pytest.mark.parametrize(
    ("person", "alert", "word"),
    [
        ("1991-03-07", "1991-03-07", Word.SAME),
        ("1991-03-07", "1991-07-03", Word.SWAPPED),
        ("1991-03-13", "1991-13-03", Word.DIFFERENT),  # what is no month cannot have been swapped in a register that checks dates
        ("1959-03-11", "1959-02-03", Word.LUNAR),
        ("1980-02-15", "1979-12-29", Word.LUNAR),
        ("1991-03-07", "1991-03-17", Word.ONE_DIGIT),
        ("1991-03-07", "1981-03-07", Word.ONE_DIGIT),
        ("1996-11-04", "1969-11-04", Word.ONE_DIGIT),  # two neighbours swapped
        ("2003-09-12", "2003-09-21", Word.ONE_DIGIT),
        ("1996-11-04", "1969-12-04", Word.DIFFERENT),
        ("1991-03-07", "1991-01-01", Word.YEAR_ONLY),  # what offices write where a year is all they know
        ("1991-01-01", "1991-12-31", Word.YEAR_ONLY),
        ("1991-03-07", "1992-01-01", Word.DIFFERENT),
        ("1991-03-07", "1991", Word.YEAR_ONLY),
        ("1991-03-07", "1991-03", Word.YEAR_ONLY),
        ("1991", "1991-03-07", Word.YEAR_ONLY),
        ("1991", "1991", Word.YEAR_ONLY),
        ("1991-03-07", "1992", Word.DIFFERENT),
        ("1991-03-07", "1991-04", Word.DIFFERENT),
        ("1991-03-07", "1992-03-17", Word.DIFFERENT),
        ("1991-03-07", "", Word.NOT_IN_ALERT),
        ("", "1991-03-07", Word.NOT_IN_DOCUMENT),
        ("1991-03-07", "about 1991", Word.NOT_IN_ALERT),
    ],
)
def test_how_two_dates_compare(person: str, alert: str, word: Word) -> None:
    assert words(person, alert) is word


@pytest.mark.parametrize("day", NEW_YEARS)
def test_the_first_of_the_first_month_is_the_new_year_of_the_almanac(day: tuple[int, int, int]) -> None:
    assert days_of(day[0], 1, 1) == (day,)
    assert lunar_of(*day) == (day[0], 1, 1)


def test_a_doubled_month_has_two_days_of_one_date() -> None:
    """1987 had a sixth month twice; the second began on 26 July."""
    assert days_of(1987, 6, 1) == ((1987, 6, 26), (1987, 7, 26))
    assert lunar_of(1987, 8, 23) == (1987, 6, 29)


@settings(deadline=None)
@given(DAYS)
def test_a_day_is_among_the_days_of_its_lunar_date(day: date) -> None:
    lunar = lunar_of(day.year, day.month, day.day)
    assert lunar is not None
    assert (day.year, day.month, day.day) in days_of(*lunar)


@settings(deadline=None)
@given(DAYS)
def test_the_day_after_is_the_next_in_the_month_or_the_first(day: date) -> None:
    today, after = (lunar_of(each.year, each.month, each.day) for each in (day, day + timedelta(days=1)))
    assert today is not None
    assert after is not None
    assert after[2] == today[2] + 1 or (after[2] == 1 and today[2] in (29, 30))


@settings(deadline=None)
@given(DAYS, DAYS)
def test_who_is_compared_with_whom_makes_no_difference(one: date, other: date) -> None:
    assert words(one.isoformat(), other.isoformat()) is words(other.isoformat(), one.isoformat())


@settings(deadline=None)
@given(DAYS, DAYS)
def test_dates_agree_in_the_named_ways_only(one: date, other: date) -> None:
    left, right = one.isoformat(), other.isoformat()
    one_off = sum(a != b for a, b in zip(left, right, strict=True)) == 1
    turned = (other.year, other.month, other.day) == (one.year, one.day, one.month)
    lunar = read_date(right) in by_lunar(read_date(left))
    assert (words(left, right) is Word.DIFFERENT) == (left != right and not (one_off or turned or lunar))
    assert (read_date(left) ^ read_date(right) in ONE_DIGIT) == one_off


@settings(deadline=None)
@given(DAYS)
def test_swapping_twice_is_not_swapping(day: date) -> None:
    born = read_date(day.isoformat())
    assert swapped(swapped(born)) == born
