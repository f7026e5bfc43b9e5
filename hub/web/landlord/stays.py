"""Tenancies after their registration: what a landlord may see of one, its end with notice, and the undoing of a mistake.

What is not here is the point: no time of any entry, no whole document number, and no way to stop a pass.
"""

from datetime import timedelta
from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from hub.gateway.used import was_used
from hub.web.landlord.access import register_of
from hub.web.landlord.todo import SOON
from hub.web.layout.frame import N_, Actor, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.people.ending import end_tenancy
from hub.web.people.messages import said
from registry import corrections, notices, tenancies
from registry.refusals import Refusal, Refused
from registry.register import Register

router = desk_router()
DONE = {"renewed": N_("The lease goes on"), "corrected": N_("The papers are corrected"), "left": N_("The papers stay as they were")}


@router.get("/l/tenants")
@allow(landlord="own", manager="building", row="GET /tenancies")
def tenants(request: Request, site: SiteDep, actor: ActorDep) -> Response:
    """Show every tenancy that runs or is still to begin."""
    with site.database.begin() as session:
        running = tenancies.overview(register_of(site, session, actor))
    return site.page(request, "landlord/tenants.html", tenancies=running, soon=site.today() + SOON)


@router.get("/l/t/{tenancy_id}")
@allow(landlord="own", manager="building", row="GET /tenancies/{id}")
def show(request: Request, site: SiteDep, actor: ActorDep, tenancy_id: str, done: str = "") -> Response:
    """Show one tenancy, with what was just done and what its tenant asks for."""
    with site.database.begin() as session:
        register = register_of(site, session, actor)
        waiting, household = corrections.waiting(register), tenancies.household(register, tenancy_id)
    asked = next((each for each in waiting if each.tenancy_id == tenancy_id), None)
    tenancy = next(each for each in household if each.id == tenancy_id)
    others = [each for each in household if each is not tenancy]
    return site.page(request, "landlord/tenancy.html", tenancy=tenancy, others=others, asked=asked, done=DONE.get(done, ""))


@router.get("/l/t/{tenancy_id}/end")
@allow(landlord="own", manager="building", row="POST /tenancies/{id}/end")
def ask_end(request: Request, site: SiteDep, actor: ActorDep, tenancy_id: str) -> Response:
    """Ask for the last day; the earliest that the notice allows stands there already, and what follows is said beside it."""
    return _end_page(request, site, actor, tenancy_id)


@router.post("/l/t/{tenancy_id}/end")
@allow(landlord="own", manager="building", row="POST /tenancies/{id}/end")
def end(request: Request, site: SiteDep, actor: ActorDep, tenancy_id: str, end_on: Annotated[str, Form()] = "") -> Response:
    """Announce the end of a tenancy; the tenant is told in the same transaction."""
    try:
        with site.database.begin() as session:
            end_tenancy(register_of(site, session, actor), tenancy_id, end_on, notice_days=site.config.end_notice_days)
    except Refused as refused:
        return _end_page(request, site, actor, tenancy_id, end_on, refused.refusals)
    return RedirectResponse(f"/l/t/{tenancy_id}", 303)


@router.get("/l/t/{tenancy_id}/undo")
@allow(landlord="own", manager="building", row="POST /tenancies/{id}/undo")
def ask_undo(request: Request, site: SiteDep, actor: ActorDep, tenancy_id: str) -> Response:
    """Say what undoing does, and until when it can be done."""
    return _page(request, site, actor, tenancy_id, "landlord/tenancy_undo.html")


@router.post("/l/t/{tenancy_id}/undo")
@allow(landlord="own", manager="building", row="POST /tenancies/{id}/undo")
def undo(request: Request, site: SiteDep, actor: ActorDep, tenancy_id: str) -> Response:
    """Undo a registration that was a mistake."""
    try:
        with site.database.begin() as session:
            unit_id = undo_registration(register_of(site, session, actor), tenancy_id)
    except Refused as refused:
        return _page(request, site, actor, tenancy_id, "landlord/tenancy_undo.html", errors=refused.refusals)
    return RedirectResponse(f"/l/u/{unit_id}", 303)


@router.get("/l/notices")
@allow(landlord="own", manager="building", row="GET /notices")
def messages(request: Request, site: SiteDep, actor: ActorDep, done: str = "") -> Response:
    """Show the messages, each with the room it is about while that room has this tenancy."""
    with site.database.begin() as session:
        register = register_of(site, session, actor, purpose="notice")
        found = said(notices.own_notices(register), site.language_of(request))
        about = {tenancy.id: tenancy for tenancy in tenancies.overview(register)}
    return site.page(request, "landlord/notices.html", notices=found, about=about, sent=done == "sent")


def undo_registration(register: Register, tenancy_id: str) -> str:
    """Undo a registration unless its pass was ever used at a door; return the room. Raise Refused ``already-entered`` otherwise."""
    used = was_used(register.session, tenancies.credential_ids(register, tenancy_id))
    return tenancies.undo(register, tenancy_id, first_entry_seen=used)


def _end_page(
    request: Request, site: Site, actor: Actor, tenancy_id: str, end_on: str | None = None, errors: tuple[Refusal, ...] = ()
) -> Response:
    days = site.config.end_notice_days
    earliest = site.today() + timedelta(days=days)
    shown = earliest.isoformat() if end_on is None else end_on
    more = {"form_end_on": shown, "earliest": earliest, "notice_days": days}
    return _page(request, site, actor, tenancy_id, "landlord/tenancy_end.html", errors=errors, **more)


def _page(
    request: Request, site: Site, actor: Actor, tenancy_id: str, template: str, *, errors: tuple[Refusal, ...] = (), **more: object
) -> Response:
    with site.database.begin() as session:
        tenancy = tenancies.find(register_of(site, session, actor), tenancy_id)
    return site.page(request, template, status=422 if errors else 200, tenancy=tenancy, errors=errors, **more)
