"""Registering a tenant: form, check page, pass; every step is a plain request and nothing that was entered is ever lost.

Between form and check page the answers travel in the page itself: nothing about a person is stored before the landlord has checked it.
The claim code is known only in the answer that made it, so it travels on in a cookie for this tenancy alone, until the code ends.
"""

from datetime import date
from typing import Annotated, Literal

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict

from hub.web.landlord.access import register_of
from hub.web.landlord.lease import Lease, read_lease
from hub.web.layout.frame import N_, Actor, ActorDep, Site, SiteDep, allow, desk_router
from registry import homes, passes, tenancies
from registry.identity import Identity, read_person
from registry.identity.documents import RESIDENT_ID
from registry.passes import qr
from registry.refusals import Refusal, Refused

router = desk_router()
BIRTH_DATE_MISSING = "birth-date-missing"
CLAIM_COOKIE = "anju-claim"
CLAIM_SECONDS = 72 * 3600
PICTURES = {"png": "image/png", "svg": "image/svg+xml"}
KINDS = {
    RESIDENT_ID: N_("Resident identity card"),
    "hk_macao_permit": N_("Permit for Hong Kong and Macao residents"),
    "taiwan_permit": N_("Permit for Taiwan residents"),
    "foreign_permanent_id": N_("Foreign permanent resident card"),
    "passport": N_("Passport"),
    "other": N_("Other document"),
}
LEASE_CHIPS = {"6": N_("6 months"), "12": N_("1 year"), "24": N_("2 years"), "other": N_("Other")}


class TenantForm(BaseModel):
    """The registration form as it was sent: texts only, whatever they hold, so that all of it can be shown again."""

    model_config = ConfigDict(frozen=True)

    unit: str = ""
    name: str = ""
    document_kind: str = RESIDENT_ID
    document_number: str = ""
    birth_date: str | None = None
    phone: str = ""
    starts_on: str = ""
    ends_on: str = ""
    term: str = "12"
    step: str = "check"


def read_tenant(form: TenantForm, *, today: date) -> tuple[Identity, Lease]:
    """Return the checked values of a form; raise Refused with everything that is wrong, person and lease together."""
    wrong: list[Refusal] = []
    try:
        identity = read_person(
            name=form.name,
            document_kind=form.document_kind,
            document_number=form.document_number,
            birth_date=form.birth_date or "",
            phone=form.phone,
            today=today,
        )
    except Refused as refused:
        wrong += refused.refusals
    lease = read_lease(starts_on=form.starts_on, ends_on=form.ends_on, term=form.term, today=today)
    if not isinstance(lease, Lease):
        wrong += lease
    if wrong or not isinstance(lease, Lease):
        raise Refused(*wrong)
    return identity, lease


@router.get("/l/t/new")
@allow(landlord="own", manager="building", row="POST /tenancies")
def start(request: Request, site: SiteDep, actor: ActorDep, unit: str = "") -> Response:
    """Show the form for a vacant room, or the vacant rooms to pick one."""
    return _form(request, site, actor, TenantForm(unit=unit, starts_on=site.today().isoformat()))


@router.post("/l/t/new")
@allow(landlord="own", manager="building", row="POST /tenancies")
def proceed(request: Request, site: SiteDep, actor: ActorDep, form: Annotated[TenantForm, Form()]) -> Response:
    """Check the answers, go back to them, or save them: the button says which."""
    if form.step == "edit":
        return _form(request, site, actor, form)
    try:
        identity, lease = read_tenant(form, today=site.today())
        if form.step == "save":
            return _save(site, actor, form.unit, identity, lease)
    except Refused as refused:
        return _form(request, site, actor, form, refused.refusals)
    return site.page(request, "landlord/tenant_check.html", unit=_unit(site, actor, form.unit), form=form, lease=lease, kinds=KINDS)


@router.get("/l/t/{tenancy_id}/pass")
@allow(landlord="own", manager="building", row="POST /tenancies")
def issued(request: Request, site: SiteDep, actor: ActorDep, tenancy_id: str) -> Response:
    """Show what registering made, to whom registered it, until the tenant has claimed it or the code is over; else the tenancy's page."""
    return _pass_page(request, site, actor, tenancy_id, "landlord/pass_issued.html")


@router.get("/l/t/{tenancy_id}/pass/print")
@allow(landlord="own", manager="building", row="POST /tenancies")
def printable(request: Request, site: SiteDep, actor: ActorDep, tenancy_id: str) -> Response:
    """Show the same as one A6 sheet."""
    return _pass_page(request, site, actor, tenancy_id, "landlord/pass_print.html")


@router.get("/l/t/{tenancy_id}/pass.{form}")
@allow(landlord="own", manager="building", row="POST /tenancies")
def picture(request: Request, site: SiteDep, actor: ActorDep, tenancy_id: str, form: Literal["png", "svg"]) -> Response:
    """Give the pass as a picture, under the same conditions."""
    if (made := _unclaimed(request, site, actor, tenancy_id)) is None:
        return RedirectResponse(f"/l/t/{tenancy_id}", 303)
    name = f"{made.reference}.{form}"
    content = qr.png(made.pass_text) if form == "png" else qr.svg(made.pass_text)
    return Response(content, media_type=PICTURES[form], headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _save(site: Site, actor: Actor, unit_id: str, identity: Identity, lease: Lease) -> Response:
    with site.database.begin() as session:
        register = register_of(site, session, actor)
        made = tenancies.register_tenant(register, identity, unit_id=unit_id, starts_on=lease.starts_on, ends_on=lease.ends_on)
    place = f"/l/t/{made.tenancy_id}"
    answer = RedirectResponse(f"{place}/pass", 303)
    answer.set_cookie(CLAIM_COOKIE, made.claim_code, max_age=CLAIM_SECONDS, path=f"{place}/pass", httponly=True, samesite="strict")
    return answer


def _form(request: Request, site: Site, actor: Actor, form: TenantForm, refusals: tuple[Refusal, ...] = ()) -> Response:
    asks = form.birth_date is not None or any(refusal.code == BIRTH_DATE_MISSING for refusal in refusals)
    told = tuple(refusal for refusal in refusals if form.birth_date is not None or refusal.code != BIRTH_DATE_MISSING)
    if not form.unit:
        with site.database.begin() as session:
            properties = homes.list_properties(register_of(site, session, actor))
        return site.page(request, "landlord/tenant_unit.html", properties=properties)
    more = {"kinds": KINDS, "terms": LEASE_CHIPS, "asks_birth_date": asks, "form": form, "errors": told}
    return site.page(request, "landlord/tenant_new.html", status=422 if refusals else 200, unit=_unit(site, actor, form.unit), **more)


def _unit(site: Site, actor: Actor, unit_id: str) -> homes.UnitView:
    with site.database.begin() as session:
        return homes.find_unit(register_of(site, session, actor), unit_id)


def _unclaimed(request: Request, site: Site, actor: Actor, tenancy_id: str) -> passes.Issued | None:
    code = request.cookies.get(CLAIM_COOKIE, "")
    with site.database.begin() as session:
        return passes.find_unclaimed(register_of(site, session, actor), tenancy_id, claim_code=code)


def _pass_page(request: Request, site: Site, actor: Actor, tenancy_id: str, template: str) -> Response:
    if (made := _unclaimed(request, site, actor, tenancy_id)) is None:
        return RedirectResponse(f"/l/t/{tenancy_id}", 303)
    more = {"base": f"/l/t/{tenancy_id}", "claim_code": request.cookies[CLAIM_COOKIE], "claim_address": f"{request.url.netloc}/claim"}
    return site.page(request, template, tenancy=made, card=made, qr=qr.svg(made.pass_text), **more)
