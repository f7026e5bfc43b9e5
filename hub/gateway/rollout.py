"""How a release goes through the town, stage after stage: which gates get it now, which are waited for, and what stops it; pure.

A stage is one building first and then as many at a time as was stated. The next begins when every gate of those before it runs the release
and was well with it for the stated time. What a gate does by itself, trying software and returning from it, is believed by its own word.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from edge.protocol.messages import ReleaseStep


class State(StrEnum):
    """Where a roll-out stands."""

    PREPARED = "prepared"
    RUNNING = "running"
    PAUSED = "paused"
    HALTED = "halted"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What an operator does with a roll-out. Halted and done it becomes by itself."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    SKIP = "skip"
    WITHDRAW = "withdraw"


TRANSITIONS: Mapping[tuple[State, Act], State] = {
    (State.PREPARED, Act.START): State.RUNNING,
    (State.RUNNING, Act.PAUSE): State.PAUSED,
    (State.PAUSED, Act.RESUME): State.RUNNING,
    (State.HALTED, Act.RESUME): State.RUNNING,
    **{(state, Act.SKIP): state for state in (State.RUNNING, State.PAUSED, State.HALTED)},
    **{(state, Act.WITHDRAW): State.WITHDRAWN for state in (State.PREPARED, State.RUNNING, State.PAUSED, State.HALTED)},
}
WATCHED = frozenset({State.RUNNING, State.PAUSED, State.HALTED})
"""While a roll-out is in one of these, gates have the release and how they are with it is noted."""

OVER = frozenset({State.DONE, State.WITHDRAWN})


class Phase(StrEnum):
    """How far one gate is, from its own word: not sent to yet, waited for, expected back within a time, well, done, or failed."""

    LATER = "later"
    OFFLINE = "offline"
    POSTPONED = "postponed"
    TAKING = "taking"
    GONE = "gone"
    UNWELL = "unwell"
    WELL = "well"
    DONE = "done"
    GIVEN_UP = "given_up"
    SETTINGS_BACK = "settings_back"
    REFUSED = "refused"
    LATE = "late"


EXPECTED = frozenset({Phase.TAKING, Phase.GONE, Phase.UNWELL, Phase.LATE})
"""A gate that was heard since it was sent the release and is not well with it: it has the stated time for all of these together."""
TOLD = frozenset({Phase.GIVEN_UP, Phase.SETTINGS_BACK, Phase.REFUSED})
FAILED = TOLD | {Phase.LATE}
REFUSALS = frozenset({ReleaseStep.UNSIGNED, ReleaseStep.TOO_OLD, ReleaseStep.BAD_ADDRESS, ReleaseStep.WRONG_BUNDLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is rolled out: the release's ``number``, how long a gate must be well with it, how long it has to get there, the last stage."""

    number: int
    well_for_ms: int
    patience_ms: int
    last_stage: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one gate said last, with what follows from it for the release.

    ``heard_at`` is UTC ms, None if it never spoke; ``is_reachable`` tells whether it can be heard now. ``takes`` tells whether it runs the
    settings that the release came with, ``took_back`` whether it returned from them. ``is_held`` tells of fire or lockdown at its door.
    """

    heard_at: int | None
    is_reachable: bool
    release: int = 0
    given_up: int = 0
    step: ReleaseStep = ReleaseStep.NONE
    takes: bool = False
    took_back: bool = False
    is_held: bool = False
    is_well: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What is remembered of one gate: its stage, when it was sent the release, its phase and since when, and in which it was skipped."""

    gate_id: str
    stage: int
    sent_at: int | None = None
    phase: Phase = Phase.LATER
    since: int = 0
    skipped: Phase | None = None

    @property
    def blocks(self) -> bool:
        """Tell whether the next stage waits for this gate."""
        return self.phase is not Phase.DONE and self.skipped is None

    @property
    def stops(self) -> bool:
        """Tell whether this gate stops the roll-out. Who skipped a gate did not wait for it, and knew what it had said by then only."""
        return self.phase in FAILED if self.skipped is None else self.phase in TOLD - {self.skipped}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What follows from one look: every trace anew, the gates to be sent the release now, the state, and which gate stopped it."""

    traces: tuple[Trace, ...]
    send: tuple[str, ...] = ()
    state: State
    stopped_by: Trace | None = None


def lay_out(buildings: Sequence[str], gates: Mapping[str, Iterable[str]], *, per_stage: int) -> list[Trace]:
    """Return each gate with its stage: the first building alone, then so many buildings at a time. One without gates takes no place."""
    in_turn = [building for building in buildings if gates.get(building)]
    return [
        Trace(gate_id=gate, stage=(place + per_stage - 1) // per_stage)
        for place, building in enumerate(in_turn)
        for gate in gates[building]
    ]


def enlist(plan: Plan, gate_id: str) -> Trace:
    """Return a gate that came in meanwhile: it is of the last stage, and never of the first."""
    return Trace(gate_id=gate_id, stage=max(1, plan.last_stage))


def stage_of(traces: Iterable[Trace]) -> int | None:
    """Return the stage whose time it is, None when nothing is waited for any more."""
    return min((trace.stage for trace in traces if trace.blocks), default=None)


def advance(plan: Plan, state: State, traces: Sequence[Trace], reports: Mapping[str, Report], *, now: int) -> Step:
    """Look at what every gate said by ``now`` (UTC ms), stop if one failed, and begin the next stage when its time has come."""
    seen = tuple(_see(plan, trace, reports[trace.gate_id], now) if trace.sent_at is not None else trace for trace in traces)
    failed = next((trace for trace in seen if trace.stops), None)
    if failed is not None:
        return Step(traces=seen, state=State.HALTED, stopped_by=failed)
    if state is not State.RUNNING:
        return Step(traces=seen, state=state)
    stage = stage_of(seen)
    if stage is None:
        return Step(traces=seen, state=State.DONE)
    send = tuple(trace.gate_id for trace in seen if trace.sent_at is None and trace.stage <= stage)
    sent = tuple(replace(trace, sent_at=now, phase=Phase.OFFLINE, since=now) if trace.gate_id in send else trace for trace in seen)
    return Step(traces=sent, send=send, state=state)


def resume(traces: Iterable[Trace], *, now: int) -> list[Trace]:
    """Return the traces from which a roll-out goes on: a gate that was not back in time has that time once more."""
    return [replace(trace, phase=Phase.TAKING, since=now) if trace.phase is Phase.LATE else trace for trace in traces]


def skip(trace: Trace) -> Trace | None:
    """Return the trace of a gate that is not waited for any more, None if nobody waits for it."""
    return None if trace.sent_at is None or not (trace.blocks or trace.stops) else replace(trace, skipped=trace.phase)


def _see(plan: Plan, trace: Trace, report: Report, now: int) -> Trace:
    phase = _phase(plan, trace, report)
    is_as_before = phase is trace.phase or {phase, trace.phase} <= EXPECTED
    since = trace.since if is_as_before else now
    if phase in EXPECTED and now - since >= plan.patience_ms:
        phase = Phase.LATE
    elif phase is Phase.WELL and now - since >= plan.well_for_ms and report.step is not ReleaseStep.ON_TRIAL:
        phase, since = Phase.DONE, now
    return replace(trace, phase=phase, since=since)


def _phase(plan: Plan, trace: Trace, report: Report) -> Phase:
    runs_it = report.release >= plan.number
    if report.given_up == plan.number and not runs_it:
        return Phase.GIVEN_UP
    if trace.phase is Phase.DONE:
        return Phase.DONE
    if report.took_back and not runs_it:
        return Phase.SETTINGS_BACK
    if report.takes and report.step in REFUSALS and not runs_it:
        return Phase.REFUSED
    if not report.is_reachable:
        return Phase.GONE if report.heard_at is not None and report.heard_at > (trace.sent_at or 0) else Phase.OFFLINE
    if runs_it:
        return Phase.WELL if report.is_well else Phase.UNWELL
    return Phase.POSTPONED if report.is_held or report.step is ReleaseStep.WAITS else Phase.TAKING
