"""A version on trial is confirmed by a gate that is well, and by nothing else; whatever happens, something that works is left to run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.gate import trial
from edge.gate.trial import STARTS_MAX, Run, Standing, Terms

GOOD = Standing(good=3)
TERMS = Terms(well_for_ms=20, patience_ms=120)
WELL, LATE, NOT_YET = Run(20, 20), Run(120, 19), Run(119, 19)


def test_a_newer_version_runs_on_trial_and_becomes_the_good_one_when_the_gate_was_well():
    tried = trial.begin(GOOD, 4)
    assert tried.running == 4
    assert trial.judge(tried, WELL, TERMS, ran=4) == Standing(good=4)


def test_a_gate_that_is_not_well_in_time_returns_to_the_last_good_version():
    tried = trial.begin(GOOD, 4)
    assert trial.judge(tried, NOT_YET, TERMS, ran=4) == tried
    assert trial.judge(tried, LATE, TERMS, ran=4) == Standing(good=3, given_up=4)


def test_a_version_that_never_lives_to_be_judged_is_given_up_after_some_starts():
    standing = trial.begin(GOOD, 4)
    for _ in range(STARTS_MAX):
        standing = trial.start(standing)
        assert standing.running == 4
    assert trial.start(standing) == Standing(good=3, given_up=4)


@pytest.mark.parametrize("version", [0, 1, 3, 4])
def test_what_was_given_up_or_is_no_newer_is_not_tried(version):
    assert not trial.is_wanted(Standing(good=3, given_up=4), version)


def test_the_next_version_is_tried_after_one_was_given_up():
    assert trial.is_wanted(Standing(good=3, given_up=4), 5)


def test_a_gate_that_was_well_with_the_old_version_has_said_nothing_of_the_new_one():
    tried = trial.begin(GOOD, 4)
    assert trial.judge(tried, WELL, TERMS, ran=3) == tried
    assert trial.judge(tried, LATE, TERMS, ran=3) == tried


def test_a_version_that_cannot_be_run_any_more_gives_way_and_may_be_tried_again():
    tried = trial.start(trial.begin(Standing(good=3, given_up=2), 4))
    left = trial.drop(tried)
    assert left == Standing(good=3, given_up=2)
    assert trial.is_wanted(left, 4)
    assert trial.drop(left) == Standing(given_up=2)
    assert trial.is_wanted(trial.drop(left), 3)


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("offer"), st.integers(1, 9)),
            st.tuples(st.just("start"), st.just(0)),
            st.tuples(st.sampled_from(["judge", "judge the one before"]), st.sampled_from([WELL, LATE, NOT_YET])),
        )
    )
)
def test_only_a_version_that_was_well_is_ever_called_good(steps):
    standing, well = Standing(), {0}
    for step, value in steps:
        if step == "offer" and trial.is_wanted(standing, value):
            standing = trial.begin(standing, value)
        elif step == "start":
            standing = trial.start(standing)
        elif step == "judge":
            well |= {standing.trial} if value is WELL else set()
            standing = trial.judge(standing, value, TERMS, ran=standing.trial)
        elif step == "judge the one before":
            standing = trial.judge(standing, value, TERMS, ran=standing.good)
        assert standing.good in well
        assert standing.starts <= STARTS_MAX
        assert standing.running in (standing.trial, standing.good)
