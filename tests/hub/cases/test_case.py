"""What a case may do: the table, and what no officer can bring about whatever they try (B8, B11, B14)."""

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hub.cases.case import (
    TRANSITIONS,
    Officer,
    Outcome,
    Standing,
    State,
    Step,
    after,
    erasure_date,
    is_absent_for,
    may_close,
    may_see,
    may_take,
    may_work_on,
)
from hub.cases.reasons import DECISION, LOOK, TEXT_LIMIT, Reason, compose, parse

WHO = st.sampled_from(["author", "approver", "confirmer", "third", "fourth"])
UNITS = st.sampled_from(["east", "west", "north", ""])
OFFICERS = st.builds(Officer, account_id=WHO, unit=UNITS, roles=st.frozensets(st.sampled_from(["officer", "supervisor"])))
STANDINGS = st.builds(
    Standing,
    state=st.sampled_from(State),
    author_id=st.just("author"),
    author_unit=st.just("east"),
    approver_id=st.just("approver"),
    confirmer_ids=st.just(frozenset({"confirmer"})),
    owner_id=st.none() | WHO,
    unit=st.none() | UNITS,
)


@given(STANDINGS, OFFICERS, st.booleans())
def test_who_had_a_hand_in_the_alert_can_do_nothing_and_sees_nothing(standing: Standing, officer: Officer, other: bool) -> None:
    if officer.account_id in ("author", "approver", "confirmer"):
        assert is_absent_for(standing, officer.account_id)
        assert not may_take(standing, officer, another_unit_can=other)
        assert not any(may(standing, officer) for may in (may_see, may_work_on, may_close))


@given(STANDINGS, OFFICERS)
def test_only_the_owner_works_on_a_case_and_never_closes_it(standing: Standing, officer: Officer) -> None:
    if may_work_on(standing, officer):
        assert standing.owner_id == officer.account_id
        assert not may_close(standing, officer)
    if may_close(standing, officer):
        assert "supervisor" in officer.roles
        assert officer.unit == standing.unit != ""


@given(STANDINGS, OFFICERS)
def test_the_authors_unit_takes_a_case_only_when_nobody_else_can(standing: Standing, officer: Officer) -> None:
    if may_take(standing, officer, another_unit_can=True):
        assert officer.unit not in ("east", "")
    if may_take(standing, officer, another_unit_can=False):
        assert standing.state is State.WAITING


def test_every_path_to_the_end_has_been_taken_opened_and_decided() -> None:
    def paths(state: State, walked: tuple[Step, ...]) -> list[tuple[Step, ...]]:
        if state is State.CLOSED:
            return [walked]
        onward = [(step, to) for (origin, step), to in TRANSITIONS.items() if origin is state and step not in (*walked, Step.LAPSE)]
        return [path for step, to in onward for path in paths(to, (*walked, step))]

    assert paths(State.WAITING, ()) == [(Step.TAKE, Step.OPEN, Step.DECIDE, Step.CLOSE)]


def test_a_case_outlives_no_alert_whatever_was_done_so_far() -> None:
    assert [after(state, Step.LAPSE) for state in State] == [State.CLOSED] * 4 + [None]


def test_what_the_table_does_not_list_is_not_possible() -> None:
    possible = {(state, step) for state in State for step in Step if after(state, step)}
    assert possible == set(TRANSITIONS)
    assert not any(state is State.CLOSED for state, _step in possible)


@given(st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2040, 1, 1)))
def test_a_false_hit_is_gone_within_24_hours(decided: datetime) -> None:
    gone = datetime.combine(erasure_date(Outcome.NOT_THE_SAME_PERSON, on=decided.date()), time.min)
    assert timedelta(0) < gone - decided <= timedelta(hours=24)


def test_a_true_hit_is_gone_after_30_days() -> None:
    assert erasure_date(Outcome.SAME_PERSON, on=date(2026, 11, 1)) == date(2026, 12, 1)


@given(st.lists(st.sampled_from([*LOOK, *DECISION, "made-up"])), st.text())
def test_a_reason_is_read_back_as_it_was_given(chosen: list[str], text: str) -> None:
    reason = compose(chosen, text, known=DECISION)
    assert "made-up" not in reason.codes
    assert len(reason.text) <= TEXT_LIMIT
    if not reason.text.startswith("#"):
        assert parse(str(reason)) == reason


@given(st.text(alphabet=" \t\n\r\x00\u3000"))
def test_blanks_are_no_reason(text: str) -> None:
    assert not compose([], text, known=LOOK)
    assert not Reason()
