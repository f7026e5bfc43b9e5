"""Managers of buildings whom an operator proposed: the auditor is the second person. Nobody's name or login stands here."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from hub.web.auditor.shapes import Done
from hub.web.auditor.words import EVERY
from hub.web.layout.frame import Actor, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.refusals import status_of
from registry import namings
from registry.audit import log
from registry.refusals import Refusal, Refused

router = desk_router()
ROW = "POST /admin/role-grants/{id}/approve"


@router.post("/admin/role-grants/{grant_id}/approve")
@allow(supervisor="unit+2p", auditor="all+2p", row=ROW)
def agree(site: SiteDep, actor: ActorDep, grant_id: str) -> Done:
    """Agree that an account manages a building, as an operator proposed."""
    _agree(site, actor, grant_id)
    return Done(id=grant_id)


@router.get("/a/managers")
@allow(auditor="all+2p", row=ROW)
def show_managers(request: Request, site: SiteDep) -> Response:
    """Show whom operators proposed and nobody agreed to yet, then who manages which building."""
    return _page(request, site)


@router.post("/a/managers/{naming_id}/agree")
@allow(auditor="all+2p", row=ROW)
def agree_to_one(request: Request, site: SiteDep, actor: ActorDep, naming_id: str) -> Response:
    """Agree from the page."""
    try:
        _agree(site, actor, naming_id)
    except Refused as refused:
        return _page(request, site, refused.refusals)
    return RedirectResponse("/a/managers", 303)


def _agree(site: Site, actor: Actor, naming_id: str) -> None:
    with site.database.begin() as session:
        agreed = namings.agree(session, naming_id, actor=actor.account_id, now=site.now())
        words = {"act": "manager.agreed", "subject": agreed.property_id, "purpose": "operation"}
        log.write(session, "register", at=site.now(), actor=actor.account_id, role="auditor", **words)


def _page(request: Request, site: Site, errors: tuple[Refusal, ...] = ()) -> Response:
    with site.database.read() as session:
        found = namings.list_namings(session)
    return site.page(
        request,
        "auditor/managers.html",
        status=status_of(errors) if errors else 200,
        waiting=[each for each in found if each.agreed_at is None],
        named=[each for each in found if each.agreed_at is not None],
        errors=errors,
        words=EVERY,
    )
