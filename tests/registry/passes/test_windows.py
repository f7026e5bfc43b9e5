"""A pass opens on its first day and on its last, wherever the site is, and never begins before the day it is issued."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from registry.days import day_of, first_second
from registry.passes.windows import window_of
from tests.registry.test_days import DAYS, ZONES


@given(st.lists(DAYS, min_size=2, max_size=2, unique=True), DAYS, st.sampled_from(ZONES))
@example([date(2026, 1, 1), date(2026, 10, 31)], date(2026, 2, 1), ZoneInfo("America/Havana"))  # midnight comes twice after the last day
@example([date(2011, 12, 29), date(2011, 12, 30)], date(2011, 1, 1), ZoneInfo("Pacific/Apia"))  # a last day that was left out
def test_a_window_covers_the_days_of_a_lease_and_no_more(lease: list[date], today: date, zone: ZoneInfo) -> None:
    first_day, last_day = sorted(lease)
    if today > last_day or day_of(first_second(today, zone) * 1000, zone) != today:
        return  # over, or a day that was left out there
    window = window_of(first_day=first_day, last_day=last_day, today=today, zone=zone)
    assert window.not_before < window.not_after
    begins, ends = day_of(window.not_before * 1000, zone), day_of(window.not_after * 1000 - 1, zone)
    assert begins in (max(first_day, today), max(first_day, today) + timedelta(days=1))  # the day itself, but where it was left out
    assert ends in (last_day, last_day - timedelta(days=1))
    assert day_of(window.not_after * 1000, zone) > last_day
