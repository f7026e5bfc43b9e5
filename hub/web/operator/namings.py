"""Managers of buildings: proposed by an operator, agreed to by the auditor, ended by any operator. No name or login stands here (B22)."""

from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict

from hub.web.layout.frame import ActorDep, Site, SiteDep, allow, desk_router
from hub.web.operator import acts
from hub.web.operator.buildings import list_buildings
from hub.web.operator.shapes import Done, NewGrant
from hub.web.refusals import status_of
from registry import namings
from registry.refusals import Refusal, Refused

router = desk_router()


class ManagerForm(BaseModel):
    """The form for a manager as it was sent."""

    model_config = ConfigDict(frozen=True)

    login: str = ""
    property_id: str = ""


@router.post("/admin/role-grants", status_code=201)
@allow(sysadmin="all", row="POST /admin/role-grants")
def propose(site: SiteDep, actor: ActorDep, given: NewGrant) -> Done:
    """Propose a manager of a building; the rights begin when the auditor agrees, or the owner names them."""
    return Done(id=acts.propose_manager(site, actor, given))


@router.get("/o/managers")
@allow(sysadmin="all", row="POST /admin/role-grants")
def show_managers(request: Request, site: SiteDep, actor: ActorDep) -> Response:
    """Show the managers of all buildings, those that wait for the auditor first, and the form for another."""
    return _page(request, site, actor.account_id, ManagerForm())


@router.post("/o/managers")
@allow(sysadmin="all", row="POST /admin/role-grants")
def propose_one(request: Request, site: SiteDep, actor: ActorDep, form: Annotated[ManagerForm, Form()]) -> Response:
    """Propose a manager from the page."""
    try:
        acts.propose_manager(site, actor, NewGrant(login=form.login, property_id=form.property_id))
    except Refused as refused:
        return _page(request, site, actor.account_id, form, refused.refusals)
    return RedirectResponse("/o/managers", 303)


@router.post("/o/managers/{naming_id}/end")
@allow(sysadmin="all", row="POST /admin/role-grants")
def end_one(site: SiteDep, actor: ActorDep, naming_id: str) -> Response:
    """End a manager, or take a proposal back. To undo that, they are proposed again."""
    acts.end_manager(site, actor, naming_id)
    return RedirectResponse("/o/managers", 303)


def _page(request: Request, site: Site, me: str, form: ManagerForm, errors: tuple[Refusal, ...] = ()) -> Response:
    with site.database.read() as session:
        buildings, found = list_buildings(session), namings.list_namings(session)
    return site.page(
        request,
        "operator/managers.html",
        status=status_of(errors) if errors else 200,
        namings=sorted(found, key=lambda each: each.agreed_at is not None),
        buildings=buildings,
        addresses={building.id: building.address for building in buildings},
        me=me,
        form=form,
        errors=errors,
    )
