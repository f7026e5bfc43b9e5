"""The days of a tenancy as rules: leases, early ends, contests, and a room that is never two people's on one day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.tenancies.rules import AHEAD_DAYS_MAX, LANDLORD, LEASE_DAYS_MAX, RESIDENT, Term, is_free, judge_end, judge_lease
from registry.tenancies.states import word_of

TODAY = date(2026, 11, 24)
START, END = date(2026, 12, 1), date(2027, 11, 30)
DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2029, 1, 1))


def day(after: int) -> date:
    return TODAY + timedelta(days=after)


@st.composite
def terms(draw: st.DrawFn) -> Term:
    """Draw a tenancy, as likely as not ended early by somebody."""
    starts_on, ends_on = sorted(draw(st.lists(DAYS, min_size=2, max_size=2, unique=True)))
    if draw(st.booleans()):
        return Term(starts_on=starts_on, ends_on=ends_on)
    by = draw(st.sampled_from([LANDLORD, RESIDENT]))
    end_on = draw(st.dates(min_value=starts_on, max_value=ends_on))
    return Term(starts_on=starts_on, ends_on=ends_on, end_on=end_on, end_by=by, contested=by == LANDLORD and draw(st.booleans()))


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "wrong"),
    [
        (TODAY, day(1), []),
        (TODAY, TODAY, ["ends-before-start"]),
        (day(1), TODAY, ["ends-before-start"]),
        (day(-30), TODAY, []),
        (day(-30), day(-1), ["lease-over"]),
        (TODAY, day(LEASE_DAYS_MAX), []),
        (TODAY, day(LEASE_DAYS_MAX + 1), ["lease-too-long"]),
        (day(-LEASE_DAYS_MAX - 9), day(-2), ["lease-too-long", "lease-over"]),
        (day(AHEAD_DAYS_MAX), day(AHEAD_DAYS_MAX + 1), []),
        (day(AHEAD_DAYS_MAX + 1), day(AHEAD_DAYS_MAX + 2), ["starts-on-too-late"]),
    ],
)
def test_what_a_lease_may_be(starts_on: date, ends_on: date, wrong: list[str]) -> None:
    assert [refusal.code for refusal in judge_lease(starts_on=starts_on, ends_on=ends_on, today=TODAY)] == wrong


def test_the_last_day_is_the_leases_unless_an_end_stands() -> None:
    lease = {"starts_on": START, "ends_on": END}
    early = {"end_on": date(2027, 3, 1), "end_by": LANDLORD}
    assert Term(**lease).last_day == END
    assert Term(**lease, **early).last_day == date(2027, 3, 1)
    assert Term(**lease, **early, contested=True).last_day == END


@given(terms(), DAYS)
def test_an_end_can_be_contested_while_it_stands_and_is_not_over(term: Term, today: date) -> None:
    stands = term.end_on is not None and term.end_by == LANDLORD and not term.contested
    assert term.can_contest(today) == (stands and today <= term.last_day)


@given(terms(), DAYS, st.lists(DAYS, min_size=2, max_size=2, unique=True), st.booleans())
def test_a_room_that_is_free_is_never_two_peoples_whoever_contests(term: Term, today: date, lease: list[date], contests: bool) -> None:
    starts_on, ends_on = sorted(lease)
    if not is_free([term], starts_on=starts_on, ends_on=ends_on, today=today):
        return
    if contests and term.can_contest(today):
        term = Term(starts_on=term.starts_on, ends_on=term.ends_on, end_on=term.end_on, end_by=term.end_by, contested=True)
    assert ends_on < term.starts_on or starts_on > term.last_day


@given(terms(), st.lists(DAYS, min_size=2, max_size=2, unique=True))
def test_a_room_is_free_from_the_day_after_one_who_has_left(term: Term, lease: list[date]) -> None:
    starts_on, ends_on = sorted(lease)
    after = term.ends_on + timedelta(days=1)
    free = is_free([term], starts_on=starts_on, ends_on=ends_on, today=after)
    assert free == (ends_on < term.starts_on or starts_on > term.last_day)


def running(**early: object) -> Term:
    return Term(starts_on=day(-100), ends_on=day(100), **early)  # type: ignore[arg-type]


def judged(term: Term, on: date | None, by: str) -> str:
    refusal = judge_end(term, on, by=by, today=TODAY, notice_days=7)
    assert refusal is None or refusal.field == "end_on"
    return refusal.code if refusal else ""


@pytest.mark.parametrize(
    ("by", "on", "code"),
    [
        (LANDLORD, day(6), "end-on-too-early"),
        (LANDLORD, TODAY, "end-on-too-early"),
        (LANDLORD, day(7), ""),
        (LANDLORD, day(100), ""),
        (LANDLORD, day(101), "end-on-after-lease"),
        (LANDLORD, None, "end-on-missing"),
        (RESIDENT, day(-1), "end-on-too-early"),
        (RESIDENT, TODAY, ""),
        (RESIDENT, None, ""),
        (RESIDENT, day(100), ""),
        (RESIDENT, day(101), "end-on-after-lease"),
    ],
)
def test_who_may_end_a_tenancy_when(by: str, on: date | None, code: str) -> None:
    assert judged(running(), on, by) == code


@pytest.mark.parametrize("contested", [False, True])
def test_what_a_landlord_has_announced_is_not_announced_again(contested: bool) -> None:
    assert judged(running(end_on=day(30), end_by=LANDLORD, contested=contested), day(40), LANDLORD) == "already-ending"


def test_a_resident_may_leave_before_the_day_that_the_landlord_announced_but_not_stay_longer_that_way() -> None:
    announced = running(end_on=day(30), end_by=LANDLORD)
    assert judged(announced, day(10), RESIDENT) == ""
    assert judged(announced, day(31), RESIDENT) == "end-on-after-lease"
    assert judged(running(end_on=day(30), end_by=LANDLORD, contested=True), day(31), RESIDENT) == ""


@pytest.mark.parametrize("by", [LANDLORD, RESIDENT])
def test_what_a_resident_has_ended_is_ended(by: str) -> None:
    assert judged(running(end_on=day(30), end_by=RESIDENT), day(20), by) == "already-ending"


def test_nobody_is_put_out_before_they_have_moved_in() -> None:
    coming = Term(starts_on=day(50), ends_on=day(100))
    assert judged(coming, day(49), LANDLORD) == "end-on-too-early"
    assert judged(coming, day(50), LANDLORD) == ""
    assert judged(coming, None, RESIDENT) == ""


@given(terms(), DAYS, DAYS, st.integers(1, 90))
def test_a_landlord_never_ends_a_tenancy_with_less_notice_than_there_is(term: Term, on: date, today: date, notice_days: int) -> None:
    if judge_end(term, on, by=LANDLORD, today=today, notice_days=notice_days) is None:
        assert term.end_on is None
        assert max(today + timedelta(days=notice_days), term.starts_on) <= on <= term.ends_on


def test_the_word_for_a_room() -> None:
    assert word_of(running(), claimed=False) == "unclaimed"
    assert word_of(running(), claimed=True) == "let"
    assert word_of(running(end_on=day(9), end_by=RESIDENT), claimed=True) == "ending"
    assert word_of(running(end_on=day(9), end_by=LANDLORD, contested=True), claimed=True) == "let"
