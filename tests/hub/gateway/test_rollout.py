"""How a release goes through the town: no gate before its stage, none after a failure, everybody in the end, whenever the hub dies."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.protocol.messages import ReleaseStep
from hub.gateway import rollout
from hub.gateway.rollout import Phase, Plan, Report, State, Step, Trace, advance, enlist, lay_out, stage_of

PLAN = Plan(number=5, well_for_ms=60, patience_ms=200, last_stage=2)
QUIET = Report(heard_at=None, is_reachable=False)
HERE = Report(heard_at=0, is_reachable=True)
RUNS = replace(HERE, release=5)


def look(*said: Report, state: State = State.RUNNING, traces: Iterable[Trace], now: int) -> Step:
    """Look once, with what each gate says, in the traces' order."""
    held = list(traces)
    return advance(PLAN, state, held, {trace.gate_id: report for trace, report in zip(held, said, strict=True)}, now=now)


def sent(phase: Phase = Phase.TAKING, *, since: int = 0, **more: object) -> Trace:
    return Trace(gate_id="a", stage=0, sent_at=0, phase=phase, since=since, **more)  # type: ignore[arg-type]


def test_the_first_building_is_a_stage_alone_and_one_without_gates_takes_no_place() -> None:
    gates = {"first": ["f1", "f2"], "b": ["b1"], "none": [], "c": ["c1"], "d": ["d1"]}
    laid = lay_out(["first", "none", "b", "c", "d"], gates, per_stage=2)
    assert [(trace.gate_id, trace.stage) for trace in laid] == [("f1", 0), ("f2", 0), ("b1", 1), ("c1", 1), ("d1", 2)]


def test_who_comes_in_meanwhile_is_of_the_last_stage_and_never_of_the_first() -> None:
    assert enlist(PLAN, "new").stage == 2
    assert enlist(replace(PLAN, last_stage=0), "new").stage == 1


def test_the_next_stage_begins_when_every_gate_has_been_well_for_the_stated_time() -> None:
    traces = [Trace(gate_id="a", stage=0), Trace(gate_id="b", stage=0), Trace(gate_id="c", stage=1)]
    begun = look(HERE, HERE, HERE, traces=traces, now=10)
    assert begun.send == ("a", "b")
    well = look(RUNS, HERE, HERE, traces=begun.traces, now=20)
    assert [trace.phase for trace in well.traces] == [Phase.WELL, Phase.TAKING, Phase.LATER]
    half = look(RUNS, RUNS, HERE, traces=well.traces, now=80)
    assert ([trace.phase for trace in half.traces], half.send) == ([Phase.DONE, Phase.WELL, Phase.LATER], ())
    assert look(RUNS, RUNS, HERE, traces=half.traces, now=139).send == ()
    assert look(RUNS, RUNS, HERE, traces=half.traces, now=140).send == ("c",)


@pytest.mark.parametrize(
    ("said", "phase"),
    [
        (replace(HERE, given_up=5), Phase.GIVEN_UP),
        (replace(HERE, given_up=4), Phase.TAKING),
        (replace(RUNS, release=6, given_up=5), Phase.WELL),
        (replace(HERE, took_back=True), Phase.SETTINGS_BACK),
        (replace(HERE, takes=True, step=ReleaseStep.UNSIGNED), Phase.REFUSED),
        (replace(HERE, takes=True, step=ReleaseStep.WRONG_BUNDLE), Phase.REFUSED),
        (replace(HERE, step=ReleaseStep.UNSIGNED), Phase.TAKING),
        (replace(HERE, takes=True, step=ReleaseStep.UNREACHABLE), Phase.TAKING),
        (replace(HERE, step=ReleaseStep.WAITS), Phase.POSTPONED),
        (replace(HERE, is_held=True), Phase.POSTPONED),
        (replace(RUNS, is_held=True), Phase.WELL),
        (replace(RUNS, is_well=False), Phase.UNWELL),
        (QUIET, Phase.OFFLINE),
        (replace(QUIET, heard_at=1), Phase.GONE),
    ],
)
def test_what_a_gate_says_tells_how_far_it_is(said: Report, phase: Phase) -> None:
    assert look(said, traces=[sent()], now=10).traces[0].phase is phase


@pytest.mark.parametrize("phase", [Phase.TAKING, Phase.GONE, Phase.UNWELL])
def test_a_gate_that_was_heard_and_is_not_well_in_time_stops_everything(phase: Phase) -> None:
    said = {Phase.TAKING: HERE, Phase.GONE: replace(QUIET, heard_at=1), Phase.UNWELL: replace(RUNS, is_well=False)}[phase]
    assert look(said, traces=[sent()], now=199).state is State.RUNNING
    late = look(said, traces=[sent()], now=200)
    assert (late.state, late.stopped_by and late.stopped_by.phase) == (State.HALTED, Phase.LATE)


@pytest.mark.parametrize("said", [QUIET, replace(HERE, is_held=True), replace(HERE, step=ReleaseStep.WAITS)])
def test_a_gate_that_is_away_or_has_its_reasons_is_waited_for_for_ever(said: Report) -> None:
    after = look(said, traces=[sent()], now=10**9)
    assert after.state is State.RUNNING
    back = look(HERE, traces=after.traces, now=2 * 10**9)
    assert back.traces[0] == sent(since=2 * 10**9), "its time begins when it can be expected"


def test_health_is_held_without_a_break_and_beyond_the_gates_own_trial() -> None:
    trying = replace(RUNS, step=ReleaseStep.ON_TRIAL)
    well = look(trying, traces=[sent()], now=10)
    assert look(trying, traces=well.traces, now=1000).traces[0].phase is Phase.WELL
    broken = look(replace(RUNS, is_well=False), traces=well.traces, now=50)
    again = look(RUNS, traces=broken.traces, now=55)
    assert look(RUNS, traces=again.traces, now=114).traces[0].phase is Phase.WELL
    assert look(RUNS, traces=again.traces, now=115).state is State.DONE


def test_who_returned_from_a_release_afterwards_stops_everything_too() -> None:
    assert look(replace(HERE, given_up=5), traces=[sent(Phase.DONE)], now=10).state is State.HALTED
    assert look(QUIET, traces=[sent(Phase.DONE)], now=10).state is State.DONE


def test_a_gate_that_was_skipped_is_not_waited_for_and_stops_things_by_what_it_had_not_said_yet() -> None:
    away = rollout.skip(sent(Phase.OFFLINE))
    assert away is not None
    assert look(QUIET, traces=[away], now=10).state is State.DONE
    assert look(HERE, traces=[replace(away, phase=Phase.TAKING)], now=10**6).state is State.DONE
    assert look(replace(HERE, given_up=5), traces=[away], now=10).state is State.HALTED
    failed = rollout.skip(sent(Phase.GIVEN_UP))
    assert failed is not None
    assert look(replace(HERE, given_up=5), traces=[failed], now=10).state is State.DONE
    assert rollout.skip(sent(Phase.DONE)) is None
    assert rollout.skip(Trace(gate_id="a", stage=0)) is None


def test_what_goes_on_gives_who_was_late_its_time_once_more() -> None:
    (again,) = rollout.resume([sent(Phase.LATE)], now=500)
    assert look(HERE, traces=[again], now=699).state is State.RUNNING
    assert look(HERE, traces=[again], now=700).state is State.HALTED


# -- whole runs, of gates that do what they like --------------------------------------------------------------------------------

SAID = st.builds(
    Report,
    heard_at=st.none() | st.integers(0, 3000),
    is_reachable=st.booleans(),
    release=st.sampled_from([0, 4, 5, 6]),
    given_up=st.sampled_from([0, 0, 0, 4, 5]),
    step=st.sampled_from(ReleaseStep),
    takes=st.booleans(),
    took_back=st.sampled_from([False, False, False, True]),
    is_held=st.booleans(),
    is_well=st.booleans(),
)
GOOD = st.builds(
    Report,
    heard_at=st.integers(0, 3000),
    is_reachable=st.just(True),
    release=st.sampled_from([0, 5]),
    step=st.sampled_from([ReleaseStep.NONE, ReleaseStep.WAITS, ReleaseStep.ON_TRIAL]),
    is_held=st.booleans(),
)
LAID = st.lists(st.integers(1, 3), min_size=1, max_size=5).flatmap(
    lambda sizes: st.builds(
        lambda per_stage: lay_out(
            [f"b{place}" for place in range(len(sizes))],
            {f"b{place}": [f"{place}-{gate}" for gate in range(size)] for place, size in enumerate(sizes)},
            per_stage=per_stage,
        ),
        st.integers(1, 3),
    )
)


@dataclass
class Run:
    """A roll-out that is looked at again and again; what was decided is only kept where the hub did not die before the commit."""

    traces: list[Trace]
    state: State = State.RUNNING
    now: int = 0
    sends: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def plan(self) -> Plan:
        return replace(PLAN, last_stage=max(trace.stage for trace in self.traces))

    def look(self, said: dict[str, Report], *, is_kept: bool = True) -> Step:
        self.now += 25
        step = advance(self.plan, self.state, self.traces, said, now=self.now)
        if is_kept:
            self.traces, self.state = list(step.traces), step.state
            self.sends.append(step.send)
        return step


@given(LAID, st.data())
def test_no_gate_is_sent_before_its_stage_and_none_once_one_has_failed(laid: list[Trace], data: st.DataObject) -> None:
    run = Run(laid)
    for turn in range(8):
        before = run.state
        if data.draw(st.sampled_from([True, False, False]), "somebody comes in"):
            run.traces.append(enlist(run.plan, f"new-{turn}"))
        step = run.look({trace.gate_id: data.draw(SAID) for trace in run.traces}, is_kept=data.draw(st.booleans(), "committed"))
        stages = {trace.gate_id: trace.stage for trace in step.traces}
        waited_for = [trace.stage for trace in step.traces if trace.blocks]
        assert all(stages[gate] <= min(waited_for) for gate in step.send)
        assert not step.send or before is State.RUNNING
        if any(trace.stops for trace in step.traces):
            assert (step.state, step.send) == (State.HALTED, ())
        if step.state is State.DONE:
            assert all(trace.phase is Phase.DONE for trace in step.traces)


@given(LAID, st.data())
def test_a_run_in_which_nobody_fails_ends_with_everybody_done_each_sent_to_once_in_order(laid: list[Trace], data: st.DataObject) -> None:
    run = Run(laid)
    for turn in range(200):
        if run.state is State.DONE:
            break
        said = {trace.gate_id: data.draw(GOOD) if turn < 4 else RUNS for trace in run.traces}
        run.look(said, is_kept=turn % 3 != 1)
        assert run.state is not State.HALTED
    assert [trace.phase for trace in run.traces] == [Phase.DONE] * len(laid)
    sends = [gate for send in run.sends for gate in send]
    assert sorted(sends) == sorted(trace.gate_id for trace in laid)
    stages = {trace.gate_id: trace.stage for trace in laid}
    assert [stages[gate] for gate in sends] == sorted(stages.values())
    assert stage_of(run.traces) is None


@given(LAID, st.data())
def test_what_was_decided_follows_from_what_was_kept_so_that_looking_twice_changes_nothing(laid: list[Trace], data: st.DataObject) -> None:
    run = Run(laid)
    for _turn in range(6):
        said = {trace.gate_id: data.draw(SAID) for trace in run.traces}
        first = advance(run.plan, run.state, run.traces, said, now=run.now)
        assert advance(run.plan, run.state, run.traces, said, now=run.now) == first
        again = advance(run.plan, first.state, first.traces, said, now=run.now)
        assert again.send == ()
        assert [trace.sent_at for trace in again.traces] == [trace.sent_at for trace in first.traces]
        run.look(said)


@given(SAID, st.sampled_from([State.PAUSED, State.HALTED]), LAID)
def test_nothing_is_sent_while_it_is_paused_or_halted(said: Report, state: State, laid: list[Trace]) -> None:
    first = [replace(trace, sent_at=0, phase=Phase.DONE) if trace.stage == 0 else trace for trace in laid]
    step = advance(PLAN, state, first, {trace.gate_id: said for trace in first}, now=10**6)
    assert (step.send, step.state is State.RUNNING) == ((), False)
