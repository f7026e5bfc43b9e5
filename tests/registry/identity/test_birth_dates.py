"""Birth dates as people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.identity.birth_dates import read_birth_date
from registry.refusals import Refused
from tests.registry.identity.parts import ANYTHING, says_only, tried

TODAY = date(2026, 11, 24)


def code(text: str) -> str:
    with pytest.raises(Refused) as refused:
        read_birth_date(text, today=TODAY)
    (refusal,) = refused.value.refusals
    assert refusal.field == "birth_date"
    return refusal.code


@pytest.mark.parametrize(
    "text",
    [
        "1991-03-07",
        " 1991-3-7 ",
        "1991/03/07",
        "1991.3.7",
        "1991年3月7日",
        "1991 年 3 月 7 日",
        "1991年03月07号",
        "19910307",
        "１９９１－０３－０７",
        "1991 03 07",
    ],
)
def test_one_day_is_written_in_many_ways(text: str) -> None:
    assert read_birth_date(text, today=TODAY) == "1991-03-07"


@pytest.mark.parametrize(
    "text",
    [
        "1991", "1991-03", "91-03-07", "07-03-1991", "1991-02-29", "1991-13-01", "1991-00-01", "1991-03-32", "3 March 1991",
        "1899-12-31", "0001-01-01",
        "1991-03-07T00:00", "199137", "1991--03-07", "1991-03-07-", "١٩٩١-٠٣-٠٧", "\ud800", "9" * 10_000, "1991-0 3-07",
    ],
)  # fmt: skip
def test_what_is_no_day_is_unreadable(text: str) -> None:
    assert code(text) == "birth-date-unreadable"


def test_nobody_was_born_today_or_later() -> None:
    for days in (0, 1, 400):
        assert code((TODAY + timedelta(days)).isoformat()) == "birth-date-future"
    assert read_birth_date("2026-11-23", today=TODAY) == "2026-11-23"
    assert read_birth_date("1900-01-01", today=TODAY) == "1900-01-01"


@given(st.dates(min_value=date(1900, 1, 1), max_value=TODAY - timedelta(1)))
def test_to_read_what_is_kept_changes_nothing(day: date) -> None:
    assert read_birth_date(day.isoformat(), today=TODAY) == day.isoformat()


@given(ANYTHING | st.text("0123456789-/.年月日 ０１", max_size=14))
def test_whatever_is_typed_gives_a_date_or_a_refusal(text: str) -> None:
    born, refusals = tried(lambda: read_birth_date(text, today=TODAY))
    assert says_only(refusals, {"birth-date-unreadable", "birth-date-future"})
    assert refusals if born is None else date(1900, 1, 1) <= date.fromisoformat(born) < TODAY
