"""Who manages a building beside its owner: the owner names and ends managers; a manager sees since when there are some."""

from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from hub import accounts
from hub.accounts import attempts
from hub.web.landlord.access import register_of
from hub.web.layout.frame import Actor, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.refusals import status_of
from registry import homes, namings
from registry.refusals import Refusal, Refused

router = desk_router()


@router.get("/l/p/{property_id}/managers")
@allow(landlord="own", manager="building", row="GET /properties/{id}")
def show_managers(request: Request, site: SiteDep, actor: ActorDep, property_id: str) -> Response:
    """Show who manages a building, and to its owner the form to name somebody."""
    return _page(request, site, actor, property_id)


@router.post("/l/p/{property_id}/managers")
@allow(landlord="own", manager="building", row="PATCH /properties/{id}")
def name_one(request: Request, site: SiteDep, actor: ActorDep, property_id: str, login: Annotated[str, Form()] = "") -> Response:
    """Name a manager from the page."""
    try:
        name_manager(site, actor, property_id, login)
    except Refused as refused:
        return _page(request, site, actor, property_id, login, refused.refusals)
    return RedirectResponse(f"/l/p/{property_id}/managers", 303)


@router.post("/l/p/{property_id}/managers/{naming_id}/end")
@allow(landlord="own", manager="building", row="PATCH /properties/{id}")
def end_one(request: Request, site: SiteDep, actor: ActorDep, property_id: str, naming_id: str) -> Response:
    """End a manager from the page, at once."""
    try:
        with site.database.begin() as session:
            namings.end_naming(register_of(site, session, actor), property_id, naming_id)
    except Refused as refused:
        return _page(request, site, actor, property_id, "", refused.refusals)
    return RedirectResponse(f"/l/p/{property_id}/managers", 303)


def name_manager(site: Site, actor: Actor, property_id: str, login: str) -> None:
    """Name the manager who signs in with this login; raise Refused ``absent``, ``owner-only``, ``manager-unknown`` or ``slow-down``.

    Logins that are no manager's are counted, so that nobody finds out by trying who is one; the count commits, whatever is answered.
    """
    if refusal := _name(site, actor, property_id, login):
        raise Refused(refusal)


def _name(site: Site, actor: Actor, property_id: str, login: str) -> Refusal | None:
    limits = attempts.pair("manager", actor.account_id)
    with site.database.begin() as session:
        register = register_of(site, session, actor)
        namings.judge_owned(register, property_id)
        if refusal := attempts.waiting(session, site.application, limits, now=site.now()):
            return refusal
        account = accounts.find_holder(session, site.application, login=login, role="manager")
        if account is None:
            attempts.count(session, site.application, limits, now=site.now())
            return Refusal("manager-unknown", "login")
        namings.name_manager(register, property_id, account)
    return None


def _page(request: Request, site: Site, actor: Actor, property_id: str, login: str = "", errors: tuple[Refusal, ...] = ()) -> Response:
    with site.database.begin() as session:
        register = register_of(site, session, actor)
        home = homes.find_property(register, property_id)
        named = namings.own_managers(register, property_id)
        is_owner = namings.is_owned(register, property_id)
    return site.page(
        request,
        "landlord/managers.html",
        status=status_of(errors) if errors else 200,
        property=home,
        managers=[each for each in named if each.agreed_at],
        is_owner=is_owner,
        login=login,
        errors=errors,
    )
