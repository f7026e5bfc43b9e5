"""The key that gates take lists and commands from, as a page and an API: two operators have another follow it and retire the old one."""

from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict

from edge.protocol.messages import CommandAction
from hub.gateway import gates, key_steps, keys
from hub.web.layout.frame import N_, Actor, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.operator import acts
from hub.web.operator.shapes import KeysAnswer, KeyStepGiven, StepAnswer
from hub.web.refusals import status_of
from registry.refusals import Refusal, Refused

router = desk_router()

BEGINS = {"0": N_("At once"), "1": N_("In an hour"), "24": N_("Tomorrow at this time"), "168": N_("In a week")}
ANYWAY = {"yes": N_("Retire it all the same, because somebody may have read it")}


class StepForm(BaseModel):
    """The form as it was sent."""

    model_config = ConfigDict(frozen=True)

    act: str = ""
    hours: int = key_steps.HOURS_BEFORE
    anyway: list[str] = []


@router.post("/admin/keys/rotate", status_code=202)
@allow(sysadmin="all+2p", row="POST /admin/keys/rotate")
def take_step(site: SiteDep, actor: ActorDep, given: KeyStepGiven) -> KeysAnswer:
    """Propose a step, agree to another operator's, or take one back; return where the succession of keys stands."""
    acts.take_key_step(site, actor, given.act, hours=given.hours, is_anyway=given.anyway)
    with site.database.read() as session:
        standing, found = keys.standing(session), gates.list_gates(session)
    behind = standing.behind(found)
    return KeysAnswer(
        newest=standing.newest,
        starts_at=standing.starts_at,
        old=standing.old,
        waiting=StepAnswer.model_validate(standing.waiting) if standing.waiting else None,
        behind=[gate.id for gate in behind],
        foreign=[gate.id for gate in behind if standing.is_foreign(gate)],
    )


@router.get("/o/gates/_keys")
@allow(sysadmin="all+2p", row="POST /admin/keys/rotate")
def show_keys(request: Request, site: SiteDep, actor: ActorDep) -> Response:
    """Show the key, who follows it, and the next step."""
    return _page(request, site, actor)


@router.post("/o/gates/_keys")
@allow(sysadmin="all+2p", row="POST /admin/keys/rotate")
def take_step_here(request: Request, site: SiteDep, actor: ActorDep, form: Annotated[StepForm, Form()]) -> Response:
    """Take a step from the page."""
    try:
        acts.take_key_step(site, actor, form.act, hours=form.hours, is_anyway=bool(form.anyway))
    except Refused as refused:
        return _page(request, site, actor, refused.refusals)
    return RedirectResponse("/o/gates/_keys", 303)


@router.post("/o/gates/{name}/keys")
@allow(sysadmin="all+2p", row="POST /admin/keys/rotate")
def tell_again(site: SiteDep, actor: ActorDep, name: str) -> Response:
    """Have one gate follow now; what it answered stands on its page. No lock moves, and no step is taken that two had not agreed to."""
    with site.database.read() as session:
        gate = gates.find_named(session, name)
    acts.command_gate(site, actor, gate.id, CommandAction.ROTATE_KEY)
    return RedirectResponse(f"/o/gates/{name}", 303)


def _page(request: Request, site: Site, actor: Actor, errors: tuple[Refusal, ...] = ()) -> Response:
    with site.database.read() as session:
        standing = keys.standing(session)
        in_use = [gate for gate in gates.list_gates(session) if gate.state == "approved"]
    behind = standing.behind(in_use)
    return site.page(
        request,
        "operator/keys.html",
        status=status_of(errors) if errors else 200,
        standing=standing,
        gates=sorted(in_use, key=lambda gate: (standing.follows(gate), gate.label)),
        behind=behind,
        begins=BEGINS,
        anyway=ANYWAY,
        hours=str(key_steps.HOURS_BEFORE),
        is_mine=standing.waiting is not None and standing.waiting.asked_by == actor.account_id,
        errors=errors,
    )
