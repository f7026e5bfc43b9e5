"""Hours: to the minute, over midnight, through the two odd days of daylight saving, on 29 February and on special days."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from edge.gate.schedules import SpecialDays, last_night, permits
from edge.protocol.rights import Hours, Schedule, SpecialDayGroup, SpecialHours, WeeklyHours

BERLIN = ZoneInfo("Europe/Berlin")
SHANGHAI = ZoneInfo("Asia/Shanghai")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
MINUTES = st.integers(0, 1440)


def weekly(start: int, until: int, *days: int, special: list[SpecialHours] | None = None) -> Schedule:
    return Schedule(token="s", standard=[WeeklyHours(days=list(days), start=start, until=until)], special=special or [])


def at(text: str, zone: ZoneInfo | None = None) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone or UTC)


@given(MINUTES, MINUTES, st.sets(st.integers(1, 7)), st.datetimes(datetime(2024, 1, 1), datetime(2032, 12, 31)))
def test_a_week_s_hours_are_those_minutes_and_no_others(start: int, until: int, days: set[int], moment: datetime) -> None:
    covered = set()
    for day in range(-1, 8):  # minutes since the Monday of this week, from each day on which the hours begin
        if (day % 7) + 1 in days:
            length = until - start if until > start else until - start + 1440
            covered |= {day * 1440 + start + minute for minute in range(length)}
    here = moment.weekday() * 1440 + moment.hour * 60 + moment.minute
    assert permits(weekly(start, until, *days), {}, moment) is (here in covered)


def test_a_minute_begins_and_ends_on_time() -> None:
    nine_to_five = weekly(9 * 60, 17 * 60 + 30, 1)
    for text, opens in {"08:59:59": False, "09:00:00": True, "17:29:59": True, "17:30:00": False}.items():
        assert permits(nine_to_five, {}, at(f"2026-11-23T{text}")) is opens


def test_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    friday_night = weekly(22 * 60, 6 * 60, 5)
    assert permits(friday_night, {}, at("2026-11-27T22:00"))
    assert permits(friday_night, {}, at("2026-11-28T05:59"))
    assert not permits(friday_night, {}, at("2026-11-28T06:00"))
    assert not permits(friday_night, {}, at("2026-11-27T05:59"))


@pytest.mark.parametrize(
    ("utc", "opens"),
    [
        ("2026-03-29T00:30", False),  # 01:30 in Berlin, an hour before the clocks go forward
        ("2026-03-29T01:00", True),  # 03:00: 02:00-02:59 never comes, and the hours have begun
        ("2026-03-29T01:59", True),
        ("2026-10-25T00:00", True),  # 02:00 for the first time
        ("2026-10-25T01:00", True),  # 02:00 for the second
        ("2026-10-25T02:59", True),  # 03:59
        ("2026-10-25T03:00", False),  # 04:00
    ],
)
def test_the_two_days_on_which_clocks_are_changed(utc: str, opens: bool) -> None:
    sunday = weekly(2 * 60, 4 * 60, 7)
    assert permits(sunday, {}, at(utc).astimezone(BERLIN)) is opens


def test_one_moment_is_two_hours_at_two_doors() -> None:
    morning = weekly(6 * 60, 9 * 60, 1, 2, 3, 4, 5, 6, 7)
    moment = at("2026-11-23T23:00")
    assert permits(morning, {}, moment.astimezone(SHANGHAI))
    assert not permits(morning, {}, moment.astimezone(BERLIN))


def test_a_special_day_has_its_own_hours_and_the_night_before_runs_on() -> None:
    groups = {"holidays": SpecialDays.of(SpecialDayGroup(token="holidays", days=["2027-02-06"]))}
    short = weekly(20 * 60, 4 * 60, *range(1, 8), special=[SpecialHours(group="holidays", hours=[Hours(start=600, until=720)])])
    closed = weekly(0, 1440, *range(1, 8), special=[SpecialHours(group="holidays", hours=[])])
    assert permits(short, groups, at("2027-02-06T03:59"))  # of the evening before
    assert permits(short, groups, at("2027-02-06T10:00"))
    assert not permits(short, groups, at("2027-02-06T20:00"))
    assert not permits(short, groups, at("2027-02-07T03:00"))  # it would have begun on the special day
    assert not permits(closed, groups, at("2027-02-06T12:00"))
    assert permits(closed, groups, at("2027-02-07T00:00"))


@given(st.dates(date(2023, 1, 1), date(2034, 12, 31)))
def test_the_29th_of_february_comes_in_leap_years_only(day: date) -> None:
    yearly = SpecialDays.of(SpecialDayGroup(token="leap", days=["--02-29"]))
    assert (day in yearly) is (day.month == 2 and day.day == 29)
    assert date(2028, 2, 29) in yearly
    assert date(2028, 2, 29) in SpecialDays(frozenset({"2028-02-29"}))


ODD_DAYS = [datetime(2026, 3, 29, tzinfo=BERLIN), datetime(2026, 10, 25, tzinfo=BERLIN), datetime(2026, 10, 4, tzinfo=LORD_HOWE)]


@given(st.sampled_from(ODD_DAYS), st.integers(0, 1600), st.integers(0, 1439))
@example(ODD_DAYS[0], 130, 150)  # ten past three, where half past two never was
def test_a_night_in_the_hour_that_the_clocks_leave_out_or_show_twice_is_behind_us_too(day: datetime, after: int, minute: int) -> None:
    now = int(day.timestamp() * 1000) + after * 60_000
    assert 0 <= now - last_night(now, day.tzinfo, minute) <= timedelta(hours=25).total_seconds() * 1000


@given(st.datetimes(datetime(2024, 1, 2), datetime(2032, 12, 30), timezones=st.sampled_from([UTC, BERLIN, SHANGHAI])), st.integers(0, 1439))
def test_the_last_night_is_behind_us_and_not_more_than_a_day(moment: datetime, minute: int) -> None:
    now = int(moment.timestamp() * 1000)
    night = last_night(now, moment.tzinfo, minute)
    assert night <= now
    assert now - night < timedelta(hours=26).total_seconds() * 1000
