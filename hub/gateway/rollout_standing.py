"""How a roll-out stands, as everybody at the desk sees it: its stages in order, and in each how far every gate is."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from edge.protocol.messages import ReleaseStep
from hub.gateway import gates, rollout
from hub.gateway.gates import GateView
from hub.gateway.rollout import TOLD, TRANSITIONS, Act, Phase, State, Trace
from hub.gateway.rollouts import kept_of, trace_of
from hub.gateway.tables import Rollout


@dataclass(frozen=True, slots=True, kw_only=True)
class GateStanding:
    """How far one gate is, with what it last said."""

    gate: GateView
    trace: Trace
    step: ReleaseStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage: the buildings' gates in it, and whether its time has not come, is now, or is over."""

    number: int
    gates: tuple[GateStanding, ...]
    state: str

    @property
    def done(self) -> int:
        """How many gates have it and are well."""
        return sum(each.trace.phase is Phase.DONE for each in self.gates)

    @property
    def waited_for(self) -> tuple[GateStanding, ...]:
        """Those that the next stage waits for although nothing is wrong: they cannot be heard, or put it off by themselves."""
        return tuple(each for each in self.gates if each.trace.blocks and each.trace.phase in (Phase.OFFLINE, Phase.POSTPONED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A roll-out as it stands, with its stages in order. ``failed`` are the gates because of which it does not go on."""

    row: Rollout
    stages: tuple[Stage, ...]

    @property
    def failed(self) -> tuple[GateStanding, ...]:
        """The gates that stop it now."""
        return tuple(each for stage in self.stages for each in stage.gates if each.trace.stops)

    def may(self, act: Act) -> bool:
        """Tell whether an act leads anywhere from here: nothing is resumed while a gate says that it failed, unless it is skipped."""
        if act == Act.RESUME and any(each.trace.phase in TOLD for each in self.failed):
            return False
        return (State(self.row.state), act) in TRANSITIONS


def standing(session: Session) -> Standing | None:
    """Return what is under way, or what was last, None if there never was one."""
    row = session.exec(select(Rollout).order_by(col(Rollout.number).desc()).limit(1)).first()
    if row is None:
        return None
    views = {gate.id: gate for gate in gates.list_gates(session)}
    found: dict[int, list[GateStanding]] = {}
    for each in kept_of(session, row).values():
        gate = views[each.gate_id]
        if gate.state == "approved" or each.phase == Phase.DONE:
            step = ReleaseStep(gate.release_step or ReleaseStep.NONE)
            found.setdefault(each.turn, []).append(GateStanding(gate=gate, trace=trace_of(each), step=step))
    current = rollout.stage_of(each.trace for gathered in found.values() for each in gathered)
    return Standing(row=row, stages=tuple(_stage(row, number, found[number], current) for number in sorted(found)))


def earlier(session: Session) -> Sequence[Rollout]:
    """Return the roll-outs before the last, newest first."""
    return session.exec(select(Rollout).order_by(col(Rollout.number).desc()).offset(1)).all()


def _stage(row: Rollout, number: int, gathered: list[GateStanding], current: int | None) -> Stage:
    is_begun = row.state != State.PREPARED and any(each.trace.sent_at is not None for each in gathered)
    state = "now" if is_begun and number == current else "over" if is_begun else "later"
    in_order = sorted(gathered, key=lambda each: (not each.trace.stops, not each.trace.blocks, each.gate.label))
    return Stage(number=number, gates=tuple(in_order), state=state)
