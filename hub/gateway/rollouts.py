"""Roll-outs as they are kept: prepared by one operator, started by another, looked after by the link, and seen by everybody at the desk.

What follows from what is :mod:`hub.gateway.rollout`; here it is read and written, in one transaction that holds the roll-out's row. A link
that dies before its commit has decided nothing, and one that dies after it finds the wishes that are to be signed, as with any other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from edge.protocol.codec import Malformed, decode
from edge.protocol.messages import Fault, Release, ReleaseStep, Signed
from hub.gateway import configuration, gates, rollout
from hub.gateway.gates import GateView
from hub.gateway.problems import is_heard
from hub.gateway.rollout import OVER, TOLD, TRANSITIONS, WATCHED, Act, Phase, Plan, Report, State, Trace
from hub.gateway.rollout_pace import Pace
from hub.gateway.tables import Gate, GateWish, Rollout, RolloutGate
from hub.kill_points import pass_through
from registry.refusals import Refusal, Refused

INSTALLED = 1
"""The number that stands for what was installed on a gate by hand; a release has a greater one."""
MINUTE_MS = 60_000
PER_STAGE = (1, 1_000)
WELL_MINUTES = (1, 20_160)
PATIENCE_MINUTES = (5, 10_080)
"""Within what a gate may be asked to stay well, and to get there: up to a fortnight, and up to a week."""
_UNWELL = frozenset({Fault.CAMERA_LOST, Fault.READER_LOST, Fault.SAFETY_LOST, Fault.JOURNAL_UNWRITABLE, Fault.LIST_REFUSED, Fault.NO_LIST})
"""What software may bring about. What befalls the door, the mains or the building is not the release's fault."""
_UNDER_WAY = select(Rollout).where(col(Rollout.under_way).is_(True))
_ORDER = (col(Gate.door_group), col(Gate.id))


def read_release(envelope: bytes) -> Release | None:
    """Return what a release says of itself, None if it is none that a gate could take. Only gates can tell who signed it."""
    try:
        release = decode(Release, decode(Signed, envelope).body)
    except Malformed:
        return None
    return release if release.number > INSTALLED and release.name.isprintable() else None


def prepare(session: Session, envelope: bytes, *, buildings: Sequence[str], pace: Pace, actor: str, now: int) -> int:
    """Write a roll-out that another operator may start, and return its number.

    ``buildings`` are property ids in the order that is wished for, the first the pilot; all others follow, those with the fewest gates
    first. Raise Refused ``rollout-under-way``, ``release-unreadable``, ``rollout-buildings``, ``rollout-per-stage``, ``rollout-well`` or
    ``rollout-patience``.
    """
    if _find(session) is not None:
        raise Refused(Refusal("rollout-under-way"))
    in_use, release = _in_use(session), read_release(envelope)
    wrong = [] if release else [Refusal("release-unreadable", "release")]
    wrong += [
        Refusal(code, field, low=limits[0], high=limits[1])
        for code, field, value, limits in (
            ("rollout-per-stage", "per_stage", pace.per_stage, PER_STAGE),
            ("rollout-well", "well_minutes", pace.well_minutes, WELL_MINUTES),
            ("rollout-patience", "patience_minutes", pace.patience_minutes, PATIENCE_MINUTES),
        )
        if not limits[0] <= value <= limits[1]
    ]
    if not buildings or not set(buildings) <= set(in_use):
        wrong.append(Refusal("rollout-buildings", "buildings"))
    if release is None or wrong:
        raise Refused(*wrong)
    others = sorted((place for place in in_use if place not in buildings), key=lambda place: len(in_use[place]))
    traces = rollout.lay_out([*dict.fromkeys(buildings), *others], in_use, per_stage=pace.per_stage)
    number = (session.exec(select(func.max(Rollout.number))).one() or 0) + 1
    session.add(
        Rollout(
            number=number,
            release=envelope,
            release_number=release.number,
            release_name=release.name,
            per_turn=pace.per_stage,
            last_turn=max(trace.stage for trace in traces),
            well_for_ms=pace.well_minutes * MINUTE_MS,
            patience_ms=pace.patience_minutes * MINUTE_MS,
            prepared_by=actor,
            prepared_at=now,
            changed_at=now,
        )
    )
    try:
        session.flush()
    except IntegrityError:  # another operator prepared one at the same moment
        raise Refused(Refusal("rollout-under-way")) from None
    session.add_all(RolloutGate(rollout=number, gate_id=trace.gate_id, turn=trace.stage) for trace in traces)
    session.flush()
    return number


def take(session: Session, act: Act, *, gate_id: str = "", actor: str, now: int) -> int:
    """Start, pause, resume or withdraw what is under way, or skip one gate of it; return its number.

    Raise Refused ``rollout-not-now``, ``rollout-second-person``, ``rollout-gate-failed`` or ``rollout-not-waited-for``.
    """
    row = _find(session)
    if row is None or (State(row.state), act) not in TRANSITIONS:
        raise Refused(Refusal("rollout-not-now"))
    kept = kept_of(session, row)
    match act:
        case Act.START:
            _start(row, actor, now)
        case Act.RESUME:
            in_use = {each for gathered in _in_use(session).values() for each in gathered}
            _resume(row, {each: kept[each] for each in in_use & set(kept)}, now)
        case Act.SKIP:
            _skip(kept.get(gate_id))
        case Act.WITHDRAW:
            _withdraw(session, row, kept.values(), actor, now)
    _become(row, TRANSITIONS[State(row.state), act], now)
    session.flush()
    return row.number


def under_way(session: Session) -> Rollout | None:
    """Return the roll-out that is prepared or going on, None if there is none."""
    return session.exec(_UNDER_WAY).first()


def is_due(session: Session, *, now: int) -> bool:
    """Tell whether a look would decide or note anything. This only reads, so that no writer waits for it: 0.07 ms a gate."""
    row = under_way(session)
    if row is None or row.state not in WATCHED:
        return False
    return _look(session, row, now).changes


def advance(session: Session, *, now: int) -> rollout.Step | None:
    """Look after what is under way: note how far each gate is, stop it, or wish for the release at the gates whose time has come.

    Return what was decided, None if it is only waited for.
    """
    row = _find(session)
    if row is None or row.state not in WATCHED:
        return None
    look = _look(session, row, now)
    step = look.step
    is_news = bool(step.send) or step.state is not State(row.state)
    for trace in step.traces:
        each = look.kept.get(trace.gate_id) or RolloutGate(rollout=row.number, gate_id=trace.gate_id, turn=trace.stage)
        each.sent_at, each.phase, each.since = trace.sent_at, trace.phase, trace.since
        if trace.gate_id in step.send:
            each.before = _send(session, row, look.wishes.get(trace.gate_id), trace.gate_id, now)
        session.add(each)
    _become(row, step.state, now)
    if step.stopped_by is not None:
        row.stopped_by, row.stopped_for = step.stopped_by.gate_id, step.stopped_by.phase
    session.flush()
    pass_through("rollout.decided")
    return step if is_news else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What is kept and wished for of each gate, the step that follows from what gates say, and whether it changes what is kept."""

    kept: Mapping[str, RolloutGate]
    wishes: Mapping[str, GateWish]
    step: rollout.Step
    changes: bool


def _look(session: Session, row: Rollout, now: int) -> _Look:
    plan, kept, wishes = _plan(row), kept_of(session, row), _wishes(session)
    views = sorted((gate for gate in gates.list_gates(session) if gate.state == "approved"), key=lambda gate: gate.id)
    reports = {gate.id: _report(gate, wishes.get(gate.id), now) for gate in views}
    known = {gate_id: trace_of(kept[gate_id]) for gate_id in reports if gate_id in kept}
    traces = [known.get(gate_id) or rollout.enlist(plan, gate_id) for gate_id in reports]
    step = rollout.advance(plan, State(row.state), traces, reports, now=now)
    changes = step.state is not State(row.state) or step.traces != tuple(map(known.get, reports))
    return _Look(kept=kept, wishes=wishes, step=step, changes=changes)


def _wishes(session: Session) -> dict[str, GateWish]:
    return {wish.gate_id: wish for wish in session.exec(select(GateWish))}


def _find(session: Session) -> Rollout | None:
    """Return what is under way, held against everybody else until this transaction is over."""
    return session.exec(_UNDER_WAY.with_for_update().execution_options(populate_existing=True)).first()


def kept_of(session: Session, row: Rollout) -> dict[str, RolloutGate]:
    """Return what is kept of each gate, by its id."""
    return {each.gate_id: each for each in session.exec(select(RolloutGate).where(RolloutGate.rollout == row.number))}


def _in_use(session: Session) -> Mapping[str, list[str]]:
    """Return the gates in use, by building, in the order in which buildings were registered."""
    found: dict[str, list[str]] = {}
    for gate_id, place in session.exec(select(Gate.id, Gate.property_id).where(Gate.state == "approved").order_by(*_ORDER)):
        found.setdefault(place, []).append(gate_id)
    return found


def _become(row: Rollout, state: State, now: int) -> None:
    if state is not State(row.state):
        row.state, row.changed_at, row.under_way = state, now, None if state in OVER else True


def _start(row: Rollout, actor: str, now: int) -> None:
    if row.prepared_by == actor:
        raise Refused(Refusal("rollout-second-person"))
    row.started_by, row.started_at = actor, now


def _resume(row: Rollout, kept: Mapping[str, RolloutGate], now: int) -> None:
    traces = [trace_of(each) for each in kept.values()]
    failed = sum(trace.stops and trace.phase in TOLD for trace in traces)
    if failed:
        raise Refused(Refusal("rollout-gate-failed", count=failed))
    for trace in rollout.resume(traces, now=now):
        kept[trace.gate_id].phase, kept[trace.gate_id].since = trace.phase, trace.since
    row.stopped_by = row.stopped_for = None


def _skip(each: RolloutGate | None) -> None:
    skipped = rollout.skip(trace_of(each)) if each is not None else None
    if each is None or skipped is None:
        raise Refused(Refusal("rollout-not-waited-for"))
    each.skipped = skipped.skipped


def _withdraw(session: Session, row: Rollout, kept: Iterable[RolloutGate], actor: str, now: int) -> None:
    """Wish for what was wished before at every gate that is not done, unless something else was sent to it by hand since."""
    wishes = _wishes(session)
    for each in kept:
        wish = wishes.get(each.gate_id)
        if each.phase != Phase.DONE and each.before is not None and wish is not None and wish.release == row.release:
            configuration.wish_release(session, each.gate_id, each.before, actor=actor, now=now)


def _send(session: Session, row: Rollout, wish: GateWish | None, gate_id: str, now: int) -> bytes | None:
    """Wish for the release at one gate; return what was wished before, None where a release as new is wished for already."""
    wished = read_release(wish.release) if wish is not None else None
    if wished is not None and wished.number >= row.release_number:
        return None
    return configuration.wish_release(session, gate_id, row.release, actor=row.started_by or "", now=now)


def _plan(row: Rollout) -> Plan:
    return Plan(number=row.release_number, well_for_ms=row.well_for_ms, patience_ms=row.patience_ms, last_stage=row.last_turn)


def trace_of(each: RolloutGate) -> Trace:
    """Return what is kept of one gate as the rules take it."""
    return Trace(
        gate_id=each.gate_id,
        stage=each.turn,
        sent_at=each.sent_at,
        phase=Phase(each.phase),
        since=each.since,
        skipped=Phase(each.skipped) if each.skipped else None,
    )


def _report(gate: GateView, wish: GateWish | None, now: int) -> Report:
    version = wish.version if wish is not None and wish.envelope else 0
    return Report(
        heard_at=gate.heard_at,
        is_reachable=is_heard(gate, now=now),
        release=gate.release or 0,
        given_up=gate.release_given_up or 0,
        step=ReleaseStep(gate.release_step or ReleaseStep.NONE),
        takes=bool(version) and (gate.config or 0) >= version,
        took_back=bool(version) and (gate.config_given_up or 0) >= version,
        is_held=gate.mode == "locked_down" or "fire_release" in gate.alarms,
        is_well=_UNWELL.isdisjoint(gate.faults),
    )
