"""What a manager does for a tenant who asks: more time at the door. It only adds, the tenant is told, and can set it anew."""

from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from hub.web.landlord.access import register_of
from hub.web.layout.frame import N_, Actor, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.refusals import status_of
from registry import tenancies
from registry.passes.life import set_times, times_of
from registry.refusals import Refusal, Refused
from registry.register import Register, absent

router = desk_router()
TIMES = (("usual", N_("As for everybody")), ("longer", N_("10 seconds to open it")), ("longest", N_("30 seconds to open it")))
HINTS = {"longer": N_("and it may stand open for a minute"), "longest": N_("and it may stand open for five minutes")}


@router.get("/l/t/{tenancy_id}/times")
@allow(manager="building", row="POST /credentials")
def ask_times(request: Request, site: SiteDep, actor: ActorDep, tenancy_id: str) -> Response:
    """Show how long doors let a tenant in, to a manager of the building."""
    return _page(request, site, actor, tenancy_id)


@router.post("/l/t/{tenancy_id}/times")
@allow(manager="building", row="POST /credentials")
def give_times(request: Request, site: SiteDep, actor: ActorDep, tenancy_id: str, times: Annotated[str, Form()] = "") -> Response:
    """Have doors give a tenant more time, as they asked."""
    try:
        with site.database.begin() as session:
            register = register_of(site, session, actor, purpose="access")
            set_times(register, _running(register, tenancy_id), times)
    except Refused as refused:
        return _page(request, site, actor, tenancy_id, refused.refusals)
    return RedirectResponse(f"/l/t/{tenancy_id}/times", 303)


def _running(register: Register, tenancy_id: str) -> str:
    """Return one of a tenancy's passes that is not over; all of a holder's have the same times. Raises Refused ``absent``."""
    for credential_id in tenancies.credential_ids(register, tenancy_id):
        try:
            times_of(register, credential_id)
        except Refused:
            continue
        return credential_id
    raise absent()


def _page(request: Request, site: Site, actor: Actor, tenancy_id: str, errors: tuple[Refusal, ...] = ()) -> Response:
    with site.database.begin() as session:
        register = register_of(site, session, actor, purpose="access")
        tenancy = tenancies.find(register, tenancy_id)
        kept = times_of(register, _running(register, tenancy_id))
    status = status_of(errors) if errors else 200
    return site.page(request, "landlord/times.html", status=status, tenancy=tenancy, kept=kept, choices=TIMES, hints=HINTS, errors=errors)
