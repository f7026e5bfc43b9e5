"""Registering who lives along with a tenant: the same form, check page and pass as the tenant's, without the lease, which is there already.

What is made is a tenancy of its own, so everything after it, a new claim code, a correction, an end, an undo, is done on its own page.
"""

from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from hub.web.landlord.access import register_of
from hub.web.landlord.api import registered
from hub.web.landlord.handing_over import pass_page, with_claim_code
from hub.web.landlord.registration import CheckedForm
from hub.web.landlord.shapes import RegisteredAnswer
from hub.web.layout.frame import Actor, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.people import countries
from hub.web.people.once import TokenDep, new_token
from hub.web.people.papers import KINDS, Papers, papers_page, read_papers
from registry import tenancies
from registry.refusals import Refusal, Refused
from registry.tenancies.once import add_once

router = desk_router()


@router.post("/tenancies/{tenancy_id}/occupants", status_code=201)
@allow(landlord="own", manager="building", row="POST /tenancies/{id}/occupants")
def add(site: SiteDep, actor: ActorDep, tenancy_id: str, given: Papers, idempotency_key: TokenDep = "") -> RegisteredAnswer:
    """Register a co-occupant until the tenant's last day. The answer is as for a tenant, with an id of its own, and can be had again so."""
    identity = read_papers(given, today=site.today())
    with site.database.begin() as session:
        made = add_once(register_of(site, session, actor), identity, token=idempotency_key, tenancy_id=tenancy_id)
    return registered(made)


@router.get("/l/t/{tenancy_id}/occupants")
@allow(landlord="own", manager="building", row="POST /tenancies/{id}/occupants")
def start(request: Request, site: SiteDep, actor: ActorDep, tenancy_id: str) -> Response:
    """Show the form."""
    return _form(request, site, actor, tenancy_id, CheckedForm())


@router.post("/l/t/{tenancy_id}/occupants")
@allow(landlord="own", manager="building", row="POST /tenancies/{id}/occupants")
def proceed(request: Request, site: SiteDep, actor: ActorDep, tenancy_id: str, form: Annotated[CheckedForm, Form()]) -> Response:
    """Check the answers, go back to them, or save them: the button says which."""
    form = form.current()
    if form.step == "edit":
        return _form(request, site, actor, tenancy_id, form)
    try:
        identity = read_papers(form, today=site.today())
        if form.step == "save":
            with site.database.begin() as session:
                made = add_once(register_of(site, session, actor), identity, token=form.token, tenancy_id=tenancy_id)
            return with_claim_code(RedirectResponse(pass_page(made.tenancy_id), 303), made)
    except Refused as refused:
        return _form(request, site, actor, tenancy_id, form, refused.refusals)
    tenancy = _tenant(site, actor, tenancy_id)
    return site.page(
        request,
        "landlord/co_occupant_check.html",
        address=tenancy.address,
        label=tenancy.unit,
        action=f"/l/t/{tenancy_id}/occupants",
        form=form.model_copy(update={"token": new_token()}),
        kinds=KINDS,
        country=countries.country(form.country, site.language_of(request)),
        tenancy=tenancy,
    )


def _form(request: Request, site: Site, actor: Actor, tenancy_id: str, form: CheckedForm, refusals: tuple[Refusal, ...] = ()) -> Response:
    more = papers_page(form, refusals, site.language_of(request))
    status, tenancy = 422 if refusals else 200, _tenant(site, actor, tenancy_id)
    return site.page(request, "landlord/co_occupant_new.html", status=status, tenancy=tenancy, **more)


def _tenant(site: Site, actor: Actor, tenancy_id: str) -> tenancies.TenancyView:
    with site.database.begin() as session:
        return tenancies.find(register_of(site, session, actor), tenancy_id)
