"""A spare pass for a tenant who stands outside: shown on the landlord's screen for 24 hours, page and JSON API. It stops nothing (B19)."""

from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from hub.web.landlord.access import register_of
from hub.web.landlord.shapes import SpareAnswer
from hub.web.layout.frame import Actor, ActorDep, Site, SiteDep, allow, desk_router
from registry import tenancies
from registry.passes import qr
from registry.refusals import Refusal, Refused
from registry.tenancies import spare

router = desk_router()


@router.post("/tenancies/{tenancy_id}/spare-pass", status_code=201)
@allow(landlord="own", manager="building", row="POST /tenancies/{id}/spare-pass")
def give(site: SiteDep, actor: ActorDep, tenancy_id: str) -> SpareAnswer:
    """Give a spare pass for 24 hours, or the one that still opens. The tenant's own goes on working, and the tenant is told."""
    with site.database.begin() as session:
        made = spare.give_spare(register_of(site, session, actor, purpose="access"), tenancy_id)
    return SpareAnswer.model_validate(made)


@router.get("/l/t/{tenancy_id}/spare")
@allow(landlord="own", manager="building", row="POST /tenancies/{id}/spare-pass")
def show(request: Request, site: SiteDep, actor: ActorDep, tenancy_id: str) -> Response:
    """Show the spare pass that opens, or say what one does."""
    return _page(request, site, actor, tenancy_id)


@router.post("/l/t/{tenancy_id}/spare")
@allow(landlord="own", manager="building", row="POST /tenancies/{id}/spare-pass")
def give_by_page(request: Request, site: SiteDep, actor: ActorDep, tenancy_id: str) -> Response:
    """Give a spare pass, and show it."""
    try:
        with site.database.begin() as session:
            spare.give_spare(register_of(site, session, actor, purpose="access"), tenancy_id)
    except Refused as refused:
        return _page(request, site, actor, tenancy_id, refused.refusals)
    return RedirectResponse(f"/l/t/{tenancy_id}/spare", 303)


def _page(request: Request, site: Site, actor: Actor, tenancy_id: str, errors: tuple[Refusal, ...] = ()) -> Response:
    with site.database.begin() as session:
        register = register_of(site, session, actor, purpose="access")
        tenancy, given = tenancies.find(register, tenancy_id), spare.find_spare(register, tenancy_id)
    more: dict[str, Any] = {"given": given, "qr": qr.svg(given.pass_text) if given else "", "errors": errors}
    return site.page(request, "landlord/spare.html", status=422 if errors else 200, tenancy=tenancy, **more)
