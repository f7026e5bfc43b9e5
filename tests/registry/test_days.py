"""Days begin and end as people's clocks say, in zones whose midnight comes twice or not at all too."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from registry.days import day_of, end_second, first_second

ZONES = [
    ZoneInfo(name)
    for name in (
        "Asia/Shanghai",
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "America/Sao_Paulo",  # no midnight on some days
        "Asia/Beirut",
        "Africa/Cairo",
        "America/Havana",  # midnight comes twice
        "Atlantic/Azores",
        "America/St_Johns",  # the clock went back a minute after midnight
        "Australia/Lord_Howe",  # half an hour
        "Pacific/Apia",  # a day that was left out
        "Asia/Kathmandu",
    )
]
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2080, 1, 1))
MINUTES = st.integers(min_value=-26 * 60, max_value=50 * 60)
AZORES, SAO_PAULO, HAVANA, ST_JOHNS = (
    ZoneInfo(name) for name in ("Atlantic/Azores", "America/Sao_Paulo", "America/Havana", "America/St_Johns")
)


def local(second: int, zone: ZoneInfo) -> date:
    """Return the date that a clock on the wall shows."""
    return datetime.fromtimestamp(second, UTC).astimezone(zone).date()


@given(day=DAYS, zone=st.sampled_from(ZONES), minute=MINUTES)
@example(day=date(2026, 10, 25), zone=AZORES, minute=24 * 60 + 30)
@example(day=date(2017, 10, 14), zone=SAO_PAULO, minute=23 * 60 + 59)
@example(day=date(2026, 10, 31), zone=HAVANA, minute=24 * 60 + 30)
@example(day=date(2010, 11, 6), zone=ST_JOHNS, minute=27 * 60)  # half past eleven, the second time
def test_every_moment_of_a_day_lies_within_it(day: date, zone: ZoneInfo, minute: int) -> None:
    second = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) + minute * 60
    if local(second, zone) == day:
        assert first_second(day, zone) <= second < end_second(day, zone)
    assert day_of(second * 1000 + 999, zone) == local(second, zone)


@given(day=DAYS, zone=st.sampled_from(ZONES))
@example(day=date(2026, 10, 31), zone=HAVANA)
@example(day=date(2026, 10, 24), zone=AZORES)
@example(day=date(2010, 11, 6), zone=ST_JOHNS)
@example(day=date(2017, 10, 14), zone=SAO_PAULO)
@example(day=date(2011, 12, 29), zone=ZoneInfo("Pacific/Apia"))
@example(day=date(2011, 12, 30), zone=ZoneInfo("Pacific/Apia"))
def test_when_a_day_is_over_the_next_has_come(day: date, zone: ZoneInfo) -> None:
    end = end_second(day, zone)
    assert local(end, zone) > day
    assert local(end - 1, zone) <= day
    assert first_second(day + timedelta(days=1), zone) <= end


@given(day=DAYS, zone=st.sampled_from(ZONES))
def test_a_day_begins_on_it(day: date, zone: ZoneInfo) -> None:
    begins = local(first_second(day, zone), zone)
    assert begins == day or (zone.key == "Pacific/Apia" and begins == day + timedelta(days=1))


@pytest.mark.parametrize(
    ("day", "zone", "hours"),
    [
        (date(2026, 11, 24), "Asia/Shanghai", 24),
        (date(2026, 3, 29), "Europe/Berlin", 23),
        (date(2026, 10, 25), "Europe/Berlin", 25),
        (date(2017, 10, 15), "America/Sao_Paulo", 23),
    ],
)
def test_days_have_the_hours_that_they_have(day: date, zone: str, hours: int) -> None:
    assert end_second(day, ZoneInfo(zone)) - first_second(day, ZoneInfo(zone)) == hours * 3600
