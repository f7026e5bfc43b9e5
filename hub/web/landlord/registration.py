"""Registering a tenant: form, check page, pass; every step is a plain request and nothing that was entered is ever lost.

Between form and check page the answers travel in the page itself: nothing about a person is stored before the landlord has checked it.
What only some documents need, the issuing country and the birth date, is asked in a second round, and only for those.
"""

from secrets import token_urlsafe
from typing import Annotated, Any

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import Field

from hub.web.landlord.access import register_of
from hub.web.landlord.handing_over import pass_page, with_claim_code
from hub.web.landlord.lease import Lease
from hub.web.landlord.tenant import TenantTexts, read_tenant
from hub.web.layout.frame import N_, Actor, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.people import countries
from registry import homes
from registry.identity import Identity
from registry.identity.documents import ISSUED_BY_CHINA, RESIDENT_ID
from registry.refusals import Refusal, Refused
from registry.tenancies.once import register_once

router = desk_router()
TOKEN_BYTES, TOKEN_MAX = 16, 200
LATER = {"country-missing": "country", "birth-date-missing": "birth_date"}
"""What is asked in the second round, by the refusal that asks for it."""
KINDS = {
    RESIDENT_ID: N_("Resident identity card"),
    "hk_macao_permit": N_("Permit for Hong Kong and Macao residents"),
    "taiwan_permit": N_("Permit for Taiwan residents"),
    "foreign_permanent_id": N_("Foreign permanent resident card"),
    "passport": N_("Passport"),
    "other": N_("Other document"),
}
LEASE_CHIPS = {"6": N_("6 months"), "12": N_("1 year"), "24": N_("2 years"), "other": N_("Other")}


class TenantForm(TenantTexts):
    """The registration form as it was sent, with the room, the pressed button, and what was asked in the second round.

    ``token`` is the check page's own: pressing save twice on one page registers once.
    """

    unit: str = ""
    token: str = Field(default="", max_length=TOKEN_MAX)
    step: str = "check"
    asked: str = ""

    def current(self) -> "TenantForm":
        """Return the form without an issuing country that another kind of document was asked for."""
        return self.model_copy(update={"country": ""}) if self.document_kind in ISSUED_BY_CHINA else self

    def asks(self, refusals: tuple[Refusal, ...]) -> list[str]:
        """Return what the form has to ask beyond the first round, after these refusals."""
        wanted = {*self.asked.split(), *(LATER[refusal.code] for refusal in refusals if refusal.code in LATER)}
        return sorted(wanted - ({"country"} if self.document_kind in ISSUED_BY_CHINA else set()))

    def tells(self, refusals: tuple[Refusal, ...]) -> tuple[Refusal, ...]:
        """Return the refusals to be shown: a question that was not asked yet is no mistake."""
        return tuple(refusal for refusal in refusals if LATER.get(refusal.code) in (None, *self.asked.split()))


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
    more: dict[str, Any] = {
        "form": form.model_copy(update={"token": token_urlsafe(TOKEN_BYTES)}),
        "lease": lease,
        "kinds": KINDS,
        "country": countries.country(form.country, site.language_of(request)),
    }
    return site.page(request, "landlord/tenant_check.html", unit=_unit(site, actor, form.unit), **more)


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
    more = {
        "kinds": KINDS,
        "terms": LEASE_CHIPS,
        "form": form,
        "asks": form.asks(refusals),
        "errors": form.tells(refusals),
        "issuers": countries.issuers(site.language_of(request)),
    }
    return site.page(request, "landlord/tenant_new.html", status=422 if refusals else 200, unit=_unit(site, actor, form.unit), **more)


def _unit(site: Site, actor: Actor, unit_id: str) -> homes.UnitView:
    with site.database.begin() as session:
        return homes.find_unit(register_of(site, session, actor), unit_id)
