"""The roll-out of a release as pages and an API: one operator prepares it, another starts it, and each sees how far every gate is."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict

from hub.gateway import gates, rollout_standing, rollout_steps
from hub.gateway.rollout import Act
from hub.gateway.rollout_pace import Pace
from hub.gateway.rollout_standing import GateStanding, Stage, Standing
from hub.gateway.rollouts import MINUTE_MS
from hub.web.layout.frame import N_, Actor, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.operator import acts
from hub.web.operator.buildings import list_buildings
from hub.web.operator.shapes import NewRollout, RolloutAnswer, RolloutGateAnswer, RolloutGiven, StageAnswer
from hub.web.refusals import status_of
from registry.refusals import Refusal, Refused

router = desk_router()

PAGE = "/o/gates/_software"
PER_STAGE = {"1": "1", "3": "3", "10": "10", "50": "50"}
WELL = {"60": N_("An hour"), "1440": N_("A day"), "4320": N_("Three days"), "10080": N_("A week")}
PATIENCE = {"30": N_("Half an hour"), "120": N_("Two hours"), "1440": N_("A day")}
CONFIRMED = (Act.START, Act.SKIP, Act.WITHDRAW)
PHASES: Mapping[str, tuple[str, str]] = {
    "later": ("unknown", N_("Its stage has not come")),
    "offline": ("unknown", N_("Cannot be heard, gets it when it is back")),
    "postponed": ("waiting", N_("Puts it off until its door is at rest")),
    "taking": ("waiting", N_("Sent, not taken yet")),
    "gone": ("unknown", N_("Was heard, and is not any more")),
    "unwell": ("warn", N_("Runs it and is not well")),
    "well": ("waiting", N_("Runs it, must stay well")),
    "done": ("ok", N_("Has it and is well")),
    "given_up": ("bad", N_("Returned to its last good software")),
    "settings_back": ("bad", N_("Returned to its last good settings, with which the release came")),
    "refused": ("bad", N_("Refuses it")),
    "late": ("bad", N_("Was not back and well in time")),
}
STEPS: Mapping[tuple[str, str], str] = {
    ("taking", "unreachable"): N_("Cannot fetch it yet, and tries again"),
    ("late", "unreachable"): N_("Could not fetch it in time"),
    ("well", "on_trial"): N_("Tries it"),
    ("refused", "unsigned"): N_("Refuses it: no key that is set at this gate signed it"),
    ("refused", "too_old"): N_("Refuses it: what it runs is too old to go to this release at once"),
    ("refused", "bad_address"): N_("Refuses it: gates do not ask at the address that it names"),
    ("refused", "wrong_bundle"): N_("Refuses it: what it fetched is not what was signed"),
}


class RolloutForm(BaseModel):
    """The form as it was sent."""

    model_config = ConfigDict(frozen=True)

    release: str = ""
    buildings: str = ""
    per_stage: int = Pace.per_stage
    well_minutes: int = Pace.well_minutes
    patience_minutes: int = Pace.patience_minutes


@router.get("/admin/rollout")
@allow(sysadmin="all", row="GET /admin/rollout")
def show_rollout(site: SiteDep) -> RolloutAnswer:
    """Return the roll-out that is under way, or the last, with how far every gate is."""
    with site.database.read() as session:
        return _answer(rollout_standing.standing(session))


@router.post("/admin/rollout", status_code=202)
@allow(sysadmin="all+2p", row="POST /admin/rollout")
def act_on_rollout(site: SiteDep, actor: ActorDep, given: RolloutGiven) -> RolloutAnswer:
    """Prepare a roll-out, start another operator's, or pause, resume or withdraw it; return how it stands."""
    if given.act == rollout_steps.PREPARE:
        if given.prepare is None:
            raise Refused(Refusal("field-missing", "prepare"))
        acts.prepare_rollout(site, actor, given.prepare)
    else:
        acts.take_rollout(site, actor, given.act, given.gate)
    return show_rollout(site)


@router.get(PAGE)
@allow(sysadmin="all", row="GET /admin/rollout")
def show_software(request: Request, site: SiteDep, actor: ActorDep) -> Response:
    """Show the stages, how far each gate is, and what can be done now."""
    return _page(request, site, actor)


@router.get(f"{PAGE}/prepare")
@allow(sysadmin="all+2p", row="POST /admin/rollout")
def ask_for_release(request: Request, site: SiteDep) -> Response:
    """Show the form for a release."""
    return _form(request, site, RolloutForm())


@router.post(f"{PAGE}/prepare")
@allow(sysadmin="all+2p", row="POST /admin/rollout")
def prepare(request: Request, site: SiteDep, actor: ActorDep, form: Annotated[RolloutForm, Form()]) -> Response:
    """Prepare a roll-out, and go to where another operator starts it."""
    try:
        acts.prepare_rollout(site, actor, NewRollout(**form.model_dump() | {"buildings": [form.buildings] if form.buildings else []}))
    except Refused as refused:
        return _form(request, site, form, refused.refusals)
    return RedirectResponse(PAGE, 303)


@router.get(f"{PAGE}/{{act}}")
@allow(sysadmin="all+2p", row="POST /admin/rollout")
def ask(request: Request, site: SiteDep, actor: ActorDep, act: str, gate: str = "") -> Response:
    """Say what follows from an act, before it is done."""
    if act not in CONFIRMED:
        raise Refused(Refusal("absent"))
    return _page(request, site, actor, act=act, gate_id=gate)


@router.post(f"{PAGE}/{{act}}")
@allow(sysadmin="all+2p", row="POST /admin/rollout")
def take(request: Request, site: SiteDep, actor: ActorDep, act: str, gate: Annotated[str, Form()] = "") -> Response:
    """Do it, and go to how the roll-out stands."""
    try:
        acts.take_rollout(site, actor, act, gate)
    except Refused as refused:
        return _page(request, site, actor, refused.refusals)
    return RedirectResponse(PAGE, 303)


def words_of(each: GateStanding) -> tuple[str, str]:
    """Return how one gate is drawn and what is said of it."""
    kind, words = PHASES[each.trace.phase]
    return kind, STEPS.get((each.trace.phase, each.step), words)


def _answer(standing: Standing | None) -> RolloutAnswer:
    if standing is None:
        return RolloutAnswer()
    row = standing.row
    return RolloutAnswer(
        number=row.number,
        state=row.state,
        release=row.release_number,
        name=row.release_name,
        per_stage=row.per_turn,
        well_minutes=row.well_for_ms // MINUTE_MS,
        patience_minutes=row.patience_ms // MINUTE_MS,
        prepared_at=row.prepared_at,
        started_at=row.started_at,
        changed_at=row.changed_at,
        stopped_by=row.stopped_by,
        stopped_for=row.stopped_for,
        stages=[_stage(stage) for stage in standing.stages],
    )


def _stage(stage: Stage) -> StageAnswer:
    return StageAnswer(number=stage.number, state=stage.state, gates=[_gate(each) for each in stage.gates])


def _gate(each: GateStanding) -> RolloutGateAnswer:
    gate, trace = each.gate, each.trace
    return RolloutGateAnswer(
        id=gate.id,
        name=gate.name,
        label=gate.label,
        property_id=gate.property_id,
        phase=trace.phase,
        since=trace.since,
        step=each.step,
        sent_at=trace.sent_at,
        skipped=trace.skipped is not None,
    )


def _form(request: Request, site: Site, form: RolloutForm, errors: tuple[Refusal, ...] = ()) -> Response:
    with site.database.read() as session:
        with_gates = {gate.property_id for gate in gates.list_gates(session) if gate.state == "approved"}
        buildings = [building for building in list_buildings(session) if building.id in with_gates]
    return site.page(
        request,
        "operator/software_new.html",
        status=status_of(errors) if errors else 200,
        form=form,
        addresses=[(building.id, building.address) for building in buildings],
        per_stage=PER_STAGE,
        well=WELL,
        patience=PATIENCE,
        errors=errors,
    )


def _page(request: Request, site: Site, actor: Actor, errors: tuple[Refusal, ...] = (), *, act: str = "", gate_id: str = "") -> Response:
    with site.database.read() as session:
        standing, earlier = rollout_standing.standing(session), rollout_standing.earlier(session)
        addresses = {building.id: building.address for building in list_buildings(session)}
    if act and (standing is None or not standing.may(Act(act))):
        raise Refused(Refusal("absent"))
    return site.page(
        request,
        "operator/software_ask.html" if act else "operator/software.html",
        status=status_of(errors) if errors else 200,
        standing=standing,
        earlier=earlier,
        addresses=addresses,
        words_of=words_of,
        is_mine=standing is not None and standing.row.prepared_by == actor.account_id,
        act=act,
        gate=_waited_for(standing, gate_id) if act == Act.SKIP else None,
        errors=errors,
    )


def _waited_for(standing: Standing | None, gate_id: str) -> GateStanding:
    for stage in standing.stages if standing else ():
        for each in stage.gates:
            if each.gate.id == gate_id:
                return each
    raise Refused(Refusal("absent"))
