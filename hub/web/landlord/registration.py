"""Registering a tenant: form, check page, pass; every step is a plain request and nothing that was entered is ever lost.

Between form and check page the answers travel in the page itself: nothing about a person is stored before the landlord has checked it.
"""

from typing import Annotated, Any

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from hub.web.landlord.access import register_of
from hub.web.landlord.handing_over import pass_page, with_claim_code
from hub.web.landlord.lease import LEASE_CHIPS, Lease
from hub.web.landlord.tenant import TenantTexts, read_tenant
from hub.web.layout.frame import Actor, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.people import countries
from hub.web.people.once import TokenText, new_token
from hub.web.people.papers import KINDS, PapersForm, papers_page
from registry import homes
from registry.identity import Identity
from registry.refusals import Refusal, Refused
from registry.tenancies.once import register_once

router = desk_router()


class CheckedForm(PapersForm):
    """A form for papers with a check page behind it, and the pressed button.

    ``token`` is the check page's own: pressing save twice on one page registers once.
    """

    token: TokenText = ""
    step: str = "check"


class TenantForm(CheckedForm, TenantTexts):
    """The registration form as it was sent, with the room."""

    unit: str = ""


TenantFormDep = Annotated[TenantForm, Form()]


@router.get("/l/t/new")
@allow(landlord="own", manager="building", row="POST /tenancies")
def start(request: Request, site: SiteDep, actor: ActorDep, unit: str = "") -> Response:
    """Show the form for a vacant room, or the vacant rooms to pick one."""
    return _form(request, site, actor, TenantForm(unit=unit, starts_on=site.today().isoformat()))


@router.post("/l/t/new")
@allow(landlord="own", manager="building", row="POST /tenancies")
def proceed(request: Request, site: SiteDep, actor: ActorDep, form: TenantFormDep) -> Response:
    """Check the answers, go back to them, or save them: the button says which."""
    form = form.current()
    if form.step == "edit":
        return _form(request, site, actor, form)
    try:
        identity, lease = read_tenant(form, today=site.today())
        if form.step == "save":
            return _save(site, actor, form, identity, lease)
    except Refused as refused:
        return _form(request, site, actor, form, refused.refusals)
    unit = _unit(site, actor, form.unit)
    more: dict[str, Any] = {
        "address": unit.address,
        "label": unit.label,
        "action": "/l/t/new",
        "form": form.model_copy(update={"token": new_token()}),
        "lease": lease,
        "kinds": KINDS,
        "country": countries.country(form.country, site.language_of(request)),
    }
    return site.page(request, "landlord/tenant_check.html", **more)


@router.get("/l/why")
@allow(everyone="all", row="GET /policy")
def why(request: Request, site: SiteDep) -> Response:
    """Say what the document number is for."""
    return site.page(request, "landlord/why.html")


def _save(site: Site, actor: Actor, form: TenantForm, identity: Identity, lease: Lease) -> Response:
    when = {"starts_on": lease.starts_on, "ends_on": lease.ends_on}
    with site.database.begin() as session:
        made = register_once(register_of(site, session, actor), identity, token=form.token, unit_id=form.unit, **when)
    return with_claim_code(RedirectResponse(pass_page(made.tenancy_id), 303), made)


def _form(request: Request, site: Site, actor: Actor, form: TenantForm, refusals: tuple[Refusal, ...] = ()) -> Response:
    if not form.unit:
        with site.database.begin() as session:
            properties = homes.list_properties(register_of(site, session, actor))
        return site.page(request, "landlord/tenant_unit.html", properties=properties)
    more = {"terms": LEASE_CHIPS, **papers_page(form, refusals, site.language_of(request))}
    return site.page(request, "landlord/tenant_new.html", status=422 if refusals else 200, unit=_unit(site, actor, form.unit), **more)


def _unit(site: Site, actor: Actor, unit_id: str) -> homes.UnitView:
    with site.database.begin() as session:
        return homes.find_unit(register_of(site, session, actor), unit_id)
