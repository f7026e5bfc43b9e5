"""Gates as pages: all of them, one of them, a new one with its one-time code, a second person's approval, taking one out."""

from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from edge.protocol.messages import CommandAction
from hub.gateway import commands, gaps, gates, keys
from hub.gateway.gates import CODE_HOURS, GateView
from hub.gateway.problems import is_heard
from hub.web.layout.frame import Actor, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.operator import acts
from hub.web.operator.buildings import find_building, list_buildings
from hub.web.operator.shapes import NewGate
from hub.web.operator.summary import lines_of
from hub.web.operator.words import WORDS
from hub.web.refusals import status_of
from registry.refusals import Refusal, Refused

GAPS_SHOWN = 20
COMMANDS_SHOWN = 5

router = desk_router()


class GateForm(BaseModel):
    """The form for a gate as it was sent."""

    model_config = ConfigDict(frozen=True)

    name: str = ""
    label: str = ""
    property_id: str = ""
    leads_to: str = "home"


@router.get("/o/gates")
@allow(sysadmin="all", row="GET /gates")
def all_gates(request: Request, site: SiteDep) -> Response:
    """Show every gate from its code to its revocation."""
    with site.database.read() as session:
        addresses = {building.id: building.address for building in list_buildings(session)}
        found = gates.list_gates(session)
    return site.page(request, "operator/gates.html", gates=sorted(found, key=_by_step), addresses=addresses)


@router.get("/o/gates/_new")
@allow(sysadmin="all", row="POST /gates")
def new_gate(request: Request, site: SiteDep) -> Response:
    """Show the form for a gate."""
    return _form(request, site, GateForm())


@router.post("/o/gates/_new")
@allow(sysadmin="all", row="POST /gates")
def make_gate(request: Request, site: SiteDep, actor: ActorDep, form: Annotated[GateForm, Form()]) -> Response:
    """Create the gate and show its code, this once; there is no address at which it could be seen again."""
    try:
        made = acts.create_gate(site, actor, NewGate(**form.model_dump()))
    except Refused as refused:
        return _form(request, site, form, refused.refusals)
    return site.page(request, "operator/gate_code.html", form=form, code=made.code, hours=CODE_HOURS)


@router.get("/o/gates/{name}")
@allow(sysadmin="all", row="GET /gates/{id}/health")
def show_gate(request: Request, site: SiteDep, actor: ActorDep, name: str) -> Response:
    """Show one gate: what is wrong with it, what it said last, who let it in."""
    return _gate_page(request, site, actor, name, "operator/gate.html")


@router.get("/o/gates/{name}/approve")
@allow(sysadmin="all+2p", row="POST /gates/{id}/approve")
def ask_approval(request: Request, site: SiteDep, actor: ActorDep, name: str) -> Response:
    """Show the fingerprint to be compared with the gate's display, and who may say yes."""
    return _gate_page(request, site, actor, name, "operator/gate_approve.html")


@router.post("/o/gates/{name}/approve")
@allow(sysadmin="all+2p", row="POST /gates/{id}/approve")
def approve(request: Request, site: SiteDep, actor: ActorDep, name: str) -> Response:
    """Approve, and go to the gate."""
    try:
        acts.approve_gate(site, actor, _named(site, name).id)
    except Refused as refused:
        return _gate_page(request, site, actor, name, "operator/gate_approve.html", refused.refusals)
    return RedirectResponse(f"/o/gates/{name}", 303)


@router.get("/o/gates/{name}/revoke")
@allow(sysadmin="all", row="POST /gates/{id}/revoke")
def ask_revocation(request: Request, site: SiteDep, actor: ActorDep, name: str) -> Response:
    """Say what follows from taking a gate out, before it is done."""
    return _gate_page(request, site, actor, name, "operator/gate_revoke.html")


@router.post("/o/gates/{name}/revoke")
@allow(sysadmin="all", row="POST /gates/{id}/revoke")
def revoke(site: SiteDep, actor: ActorDep, name: str) -> Response:
    """Take the gate out, and go to it."""
    acts.revoke_gate(site, actor, _named(site, name).id)
    return RedirectResponse(f"/o/gates/{name}", 303)


@router.post("/o/gates/{name}/drill")
@allow(sysadmin="all", row="POST /gates/{id}/drill")
def drill(site: SiteDep, actor: ActorDep, name: str) -> Response:
    """Try whether the door hears; no lock moves, and what it answered stands on its page."""
    acts.command_gate(site, actor, _named(site, name).id, CommandAction.DRILL)
    return RedirectResponse(f"/o/gates/{name}", 303)


@router.get("/o/gates/{name}/replace")
@allow(sysadmin="all", row="POST /gates/{id}/replace")
def ask_replacement(request: Request, site: SiteDep, actor: ActorDep, name: str) -> Response:
    """Say what follows from putting another box at this door, before it is done."""
    return _gate_page(request, site, actor, name, "operator/gate_replace.html")


@router.post("/o/gates/{name}/replace")
@allow(sysadmin="all", row="POST /gates/{id}/replace")
def replace(request: Request, site: SiteDep, actor: ActorDep, name: str) -> Response:
    """Take the old gate out, and show the code of the new one, this once."""
    old = _named(site, name)
    made = acts.replace_gate(site, actor, old.id)
    form = GateForm(name=made.name, label=old.label, property_id=old.property_id, leads_to=old.leads_to)
    return site.page(request, "operator/gate_code.html", form=form, code=made.code, hours=CODE_HOURS)


_STEPS = ("requested", "created", "approved", "revoked")


def _by_step(gate: GateView) -> tuple[int, str, str]:
    return _STEPS.index(gate.state), gate.label, gate.id


def _named(site: Site, name: str) -> GateView:
    with site.database.read() as session:
        return gates.find_named(session, name)


def _form(request: Request, site: Site, form: GateForm, errors: tuple[Refusal, ...] = ()) -> Response:
    with site.database.read() as session:
        buildings = list_buildings(session)
    status = status_of(errors) if errors else 200
    return site.page(request, "operator/gate_new.html", status=status, form=form, errors=errors, buildings=buildings)


def _gate_page(request: Request, site: Site, actor: Actor, name: str, template: str, errors: tuple[Refusal, ...] = ()) -> Response:
    with site.database.read() as session:
        gate = gates.find_named(session, name)
        address = _address(session, gate)
        missing = gaps.gaps_of(session, gate.id, limit=GAPS_SHOWN)
        given = commands.recent(session, gate.id, limit=COMMANDS_SHOWN)
        standing = keys.standing(session)
    return site.page(
        request,
        template,
        status=status_of(errors) if errors else 200,
        gate=gate,
        address=address,
        gaps=missing,
        given=given,
        standing=standing,
        errors=errors,
        lines=lines_of(gate, now=site.now()),
        last_known=not is_heard(gate, now=site.now()),
        faults=[WORDS[fault].short if fault in WORDS else fault for fault in gate.faults],
        is_creator=gate.created_by == actor.account_id,
    )


def _address(session: Session, gate: GateView) -> str:
    building = find_building(session, gate.property_id)
    return building.address if building else ""
