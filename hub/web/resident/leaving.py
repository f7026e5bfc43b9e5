"""The end of a tenancy from the resident's side: disagreeing with the landlord's, and leaving on one's own day."""

from datetime import timedelta
from typing import Annotated, Any

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from hub.web.layout.frame import Actor, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.people.ending import end_tenancy
from hub.web.people.shapes import Done
from hub.web.resident.access import register_of
from registry import residents, tenancies
from registry.refusals import Refusal, Refused
from registry.register import absent

router = desk_router()
TenancyDep = Annotated[str, Form()]


@router.post("/tenancies/{tenancy_id}/contest-end")
@allow(resident="own", row="POST /tenancies/{id}/contest-end")
def api_contest(site: SiteDep, actor: ActorDep, tenancy_id: str) -> Done:
    """Disagree with the end that the landlord announced: the pass works until the lease ends."""
    _contest(site, actor, tenancy_id)
    return Done(id=tenancy_id)


@router.get("/r/contest")
@allow(resident="own", row="POST /tenancies/{id}/contest-end")
def ask_contest(request: Request, site: SiteDep, actor: ActorDep, tenancy: str = "") -> Response:
    """Say what disagreeing does."""
    return _page(request, site, actor, tenancy, "resident/contest.html")


@router.post("/r/contest")
@allow(resident="own", row="POST /tenancies/{id}/contest-end")
def contest(request: Request, site: SiteDep, actor: ActorDep, tenancy: TenancyDep = "") -> Response:
    """Disagree, and go home, where it stands."""
    try:
        _contest(site, actor, tenancy)
    except Refused as refused:
        return _page(request, site, actor, tenancy, "resident/contest.html", errors=refused.refusals)
    return RedirectResponse("/r", 303)


@router.get("/r/leave")
@allow(resident="own", row="POST /tenancies/{id}/end")
def ask_leave(request: Request, site: SiteDep, actor: ActorDep, tenancy: str = "") -> Response:
    """Ask for the last day; the earliest stands there already, and what follows is said beside it."""
    return _leave_page(request, site, actor, tenancy)


@router.post("/r/leave")
@allow(resident="own", row="POST /tenancies/{id}/end")
def leave(request: Request, site: SiteDep, actor: ActorDep, tenancy: TenancyDep = "", end_on: TenancyDep = "") -> Response:
    """End one's tenancy. A day has to be named here: nobody is locked out by a field that was left empty."""
    try:
        if not end_on.strip():
            raise Refused(Refusal("end-on-missing", "end_on"))
        with site.database.begin() as session:
            end_tenancy(register_of(site, session, actor, purpose="registration"), tenancy, end_on, notice_days=site.config.end_notice_days)
    except Refused as refused:
        return _leave_page(request, site, actor, tenancy, end_on, refused.refusals)
    return RedirectResponse("/r", 303)


def _contest(site: Site, actor: Actor, tenancy_id: str) -> None:
    with site.database.begin() as session:
        tenancies.contest(register_of(site, session, actor, purpose="registration"), tenancy_id)


def _leave_page(
    request: Request, site: Site, actor: Actor, tenancy_id: str, end_on: str | None = None, errors: tuple[Refusal, ...] = ()
) -> Response:
    with site.database.begin() as session:
        along = {each.along_with for each in tenancies.own_co_occupants(register_of(site, session, actor))}
    days = site.config.end_notice_days
    more: dict[str, Any] = {"along": along, "notice_days": days, "form_end_on": end_on, "earliest": site.today() + timedelta(days=days)}
    return _page(request, site, actor, tenancy_id, "resident/leave.html", errors=errors, **more)


def _page(
    request: Request, site: Site, actor: Actor, tenancy_id: str, template: str, *, errors: tuple[Refusal, ...] = (), **more: object
) -> Response:
    with site.database.begin() as session:
        stays = residents.own_stays(register_of(site, session, actor))
    stay = next((each for each in stays if tenancy_id in ("", each.tenancy_id)), None)
    if stay is None:
        raise absent()
    return site.page(request, template, status=422 if errors else 200, stay=stay, errors=errors, **more)
