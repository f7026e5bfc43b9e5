"""Guessing PINs takes years, whatever the guesser does with the time, and never shuts anybody out for good."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from edge.gate.attempts import ALONE, WITH_CARD, Limit, is_over, settle, spend
from edge.gate.memory import Mark

DAY_MS = 86_400_000
YEAR_MS = 365 * DAY_MS
NOW = 1_790_000_000_000
LIMITS = st.sampled_from([ALONE, WITH_CARD])


def guesses_let_in(pauses: list[int], limit: Limit) -> int:
    mark, at, tried = None, NOW, 0
    for pause in pauses:
        at += pause
        settled = settle(mark, limit, at)
        if is_over(settled, limit):
            mark = settled
        else:
            mark, tried = spend(settled), tried + 1
    return tried


@given(st.lists(st.sampled_from([0, 1, 299_999, 300_000, 300_001, 3_600_000]) | st.integers(0, DAY_MS), max_size=200), LIMITS)
@example([0] * 50, ALONE)
@example([ALONE.refill_ms] * 150, ALONE)
def test_no_rhythm_of_guessing_gets_more_than_the_burst_and_the_refill(pauses: list[int], limit: Limit) -> None:
    assert guesses_let_in(pauses, limit) <= limit.burst + sum(pauses) // limit.refill_ms


@pytest.mark.parametrize(("limit", "digits", "years"), [(WITH_CARD, 4, 3.9), (ALONE, 6, 9.5)])
def test_trying_every_pin_takes_years(limit: Limit, digits: int, years: float) -> None:
    assert (10**digits - limit.burst) * limit.refill_ms / YEAR_MS >= years


@given(st.integers(0, 10**6), st.integers(-10 * YEAR_MS, 10 * YEAR_MS), LIMITS)
def test_after_one_refill_there_is_always_another_attempt_even_if_the_clock_was_set_back(wrong: int, ago: int, limit: Limit) -> None:
    """Slower, never closed: whatever was noted and whatever the clock says, at most ``burst`` wrong ones are ever counted against one."""
    mark = Mark(min(wrong, limit.burst), NOW - ago)
    settled = settle(mark, limit, NOW)
    later = settle(settled, limit, NOW + limit.refill_ms)
    assert not is_over(later, limit)


@given(st.integers(1, 20), st.integers(0, 10 * DAY_MS), st.integers(0, 10 * DAY_MS), LIMITS)
def test_settling_in_two_steps_is_settling_in_one(wrong: int, first: int, second: int, limit: Limit) -> None:
    mark = Mark(wrong, NOW)
    assert settle(settle(mark, limit, NOW + first), limit, NOW + first + second).number == settle(mark, limit, NOW + first + second).number
