"""Chips and dates make the lease that a person would expect, and whatever was typed counts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.web.landlord.lease import MAX_YEARS, TERMS, Lease, last_day, read_lease
from registry.refusals import Refusal

TODAY = date(2026, 11, 24)
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2200, 1, 1))


def lease(*, starts_on: str = "", ends_on: str = "", term: str = "12", today: date = TODAY) -> Lease | tuple[Refusal, ...]:
    """Read a form that is as the page offers it, but for what is given."""
    return read_lease(starts_on=starts_on, ends_on=ends_on, term=term, today=today)


def test_a_year_from_the_first_of_december_ends_on_the_last_of_november() -> None:
    assert lease(starts_on="2026-12-01") == Lease(starts_on=date(2026, 12, 1), ends_on=date(2027, 11, 30))


def test_an_empty_start_is_today() -> None:
    assert lease(term="6") == Lease(starts_on=TODAY, ends_on=date(2027, 5, 23))


def test_a_typed_last_day_counts_whatever_the_chip_says() -> None:
    assert lease(ends_on="2027-01-31", term="24") == Lease(starts_on=TODAY, ends_on=date(2027, 1, 31))


@pytest.mark.parametrize(
    ("given_form", "refusal"),
    [
        ({"term": "other"}, Refusal("ends-on-missing", "ends_on")),
        ({"term": "7"}, Refusal("ends-on-missing", "ends_on")),
        ({"starts_on": "tomorrow"}, Refusal("starts-on-unreadable", "starts_on")),
        ({"ends_on": "2027-02-30"}, Refusal("ends-on-unreadable", "ends_on")),
        ({"starts_on": "2028-11-24"}, Refusal("starts-on-too-late", "starts_on", days=730)),
        ({"starts_on": "9999-12-31"}, Refusal("starts-on-too-late", "starts_on", days=730)),
        ({"starts_on": "2025-01-01", "ends_on": "2026-11-23"}, Refusal("lease-over", "ends_on")),
        ({"starts_on": "2026-12-01", "ends_on": "2026-11-30"}, Refusal("ends-before-start", "ends_on")),
        ({"starts_on": "2026-12-01", "ends_on": "2026-12-01"}, Refusal("ends-before-start", "ends_on")),
        ({"starts_on": "2026-12-01", "ends_on": "2046-12-01"}, Refusal("lease-too-long", "ends_on")),
    ],
)
def test_what_is_wrong_stands_beside_its_field(given_form: dict[str, str], refusal: Refusal) -> None:
    assert lease(**given_form) == (refusal,)


def test_twenty_years_is_the_longest() -> None:
    assert lease(starts_on="2026-12-01", ends_on="2046-11-30") == Lease(starts_on=date(2026, 12, 1), ends_on=date(2046, 11, 30))


@given(DAYS, st.sampled_from(sorted(TERMS.values())))
def test_the_day_after_a_term_is_the_same_day_or_the_first_of_the_month_after_a_short_one(start: date, months: int) -> None:
    following = last_day(start, months) + timedelta(days=1)
    passed = (following.year * 12 + following.month) - (start.year * 12 + start.month)
    assert (passed, following.day) in {(months, start.day), (months + 1, 1)}
    assert passed == months or start.day > 28


@given(DAYS)
def test_the_longest_lease_is_accepted_and_a_day_more_is_not(start: date) -> None:
    longest = last_day(start, 12 * MAX_YEARS)
    first, beyond = start.isoformat(), (longest + timedelta(days=1)).isoformat()
    assert isinstance(lease(starts_on=first, ends_on=longest.isoformat(), today=start), Lease)
    assert lease(starts_on=first, ends_on=beyond, today=start) == (Refusal("lease-too-long", "ends_on"),)


@given(st.dates(), st.dates(), st.sampled_from([*TERMS, "other", ""]))
def test_whatever_dates_are_typed_come_to_a_lease_or_to_refusals(start: date, end: date, term: str) -> None:
    for ends_on in ("", end.isoformat()):
        assert lease(starts_on=start.isoformat(), ends_on=ends_on, term=term)
