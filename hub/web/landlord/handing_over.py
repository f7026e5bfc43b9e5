"""Handing a new pass over: on the screen, as a picture, on paper, each with the claim code that makes it the tenant's own.

The claim code is known only in the answer that made it, so it travels on in a cookie for this tenancy's pass alone, until the code ends.
Once the tenant has claimed the pass there is nothing to hand over any more, and the landlord sees none of it.
"""

from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from hub.web.landlord.access import register_of
from hub.web.layout.frame import Actor, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.people.sheets import sheet_words
from registry import passes, tenancies
from registry.passes import qr
from registry.passes.codes import CLAIM_MS
from registry.refusals import Refusal, Refused
from registry.register import absent
from registry.tenancies import Registered

router = desk_router()
CLAIM_COOKIE = "anju-claim"
PICTURES = {"png": "image/png", "svg": "image/svg+xml"}


@router.get("/l/t/{tenancy_id}/pass")
@allow(landlord="own", manager="building", row="POST /tenancies")
def issued(request: Request, site: SiteDep, actor: ActorDep, tenancy_id: str, code: str = "") -> Response:
    """Show what registering made, or another claim code for it, to whom made it, until the tenant has claimed the pass or the code is over;
    else the tenancy's page.
    """
    return _pass_page(request, site, actor, tenancy_id, "landlord/pass_issued.html", code_is_new=code == "new")


@router.get("/l/t/{tenancy_id}/pass/print")
@allow(landlord="own", manager="building", row="POST /tenancies")
def printable(request: Request, site: SiteDep, actor: ActorDep, tenancy_id: str, sheet: str = "") -> Response:
    """Show the same as a sheet to print: A6, four times on A4, or large."""
    return _pass_page(request, site, actor, tenancy_id, "landlord/pass_print.html", **sheet_words(sheet))


@router.get("/l/t/{tenancy_id}/pass/{form}")
@allow(landlord="own", manager="building", row="POST /tenancies")
def picture(request: Request, site: SiteDep, actor: ActorDep, tenancy_id: str, form: str) -> Response:
    """Give the pass as a picture, under the same conditions."""
    if form not in PICTURES:
        raise absent()
    if (made := _unclaimed(request, site, actor, tenancy_id)) is None:
        return RedirectResponse(f"/l/t/{tenancy_id}", 303)
    content = qr.png(made.pass_text) if form == "png" else qr.svg(made.pass_text)
    named = {"Content-Disposition": f'attachment; filename="{made.reference}.{form}"'}
    return Response(content, media_type=PICTURES[form], headers=named)


@router.get("/l/t/{tenancy_id}/claim-code")
@allow(landlord="own", manager="building", row="POST /tenancies/{id}/invitations")
def ask_invite(request: Request, site: SiteDep, actor: ActorDep, tenancy_id: str) -> Response:
    """Say what another claim code does."""
    return _invite_page(request, site, actor, tenancy_id)


@router.post("/l/t/{tenancy_id}/claim-code")
@allow(landlord="own", manager="building", row="POST /tenancies/{id}/invitations")
def invite(request: Request, site: SiteDep, actor: ActorDep, tenancy_id: str) -> Response:
    """Make another claim code for a pass that nobody has claimed, and show it with the pass."""
    try:
        with site.database.begin() as session:
            made = passes.renew_code(register_of(site, session, actor, purpose="access"), tenancy_id)
    except Refused as refused:
        return _invite_page(request, site, actor, tenancy_id, refused.refusals)
    return with_claim_code(RedirectResponse(f"{pass_page(tenancy_id)}?code=new", 303), made)


def pass_page(tenancy_id: str) -> str:
    """Return the address of the page that hands a pass over; only there and below it the claim code travels."""
    return f"/l/t/{tenancy_id}/pass"


def with_claim_code(answer: Response, made: Registered | passes.NewCode) -> Response:
    """Give the claim code of a pass with an answer, and return the answer."""
    place = pass_page(made.tenancy_id)
    answer.set_cookie(CLAIM_COOKIE, made.claim_code, max_age=CLAIM_MS // 1000, path=place, httponly=True, samesite="strict")
    return answer


def _unclaimed(request: Request, site: Site, actor: Actor, tenancy_id: str) -> passes.Issued | None:
    code = request.cookies.get(CLAIM_COOKIE, "")
    with site.database.begin() as session:
        return passes.find_unclaimed(register_of(site, session, actor, purpose="access"), tenancy_id, claim_code=code)


def _invite_page(request: Request, site: Site, actor: Actor, tenancy_id: str, errors: tuple[Refusal, ...] = ()) -> Response:
    with site.database.begin() as session:
        tenancy = tenancies.find(register_of(site, session, actor), tenancy_id)
    return site.page(request, "landlord/claim_code.html", status=422 if errors else 200, tenancy=tenancy, errors=errors)


def _pass_page(request: Request, site: Site, actor: Actor, tenancy_id: str, template: str, **said: object) -> Response:
    if (made := _unclaimed(request, site, actor, tenancy_id)) is None:
        return RedirectResponse(f"/l/t/{tenancy_id}", 303)
    more: dict[str, Any] = said | {
        "base": pass_page(tenancy_id),
        "claim_code": request.cookies[CLAIM_COOKIE],
        "claim_address": f"{request.url.netloc}/claim",
    }
    return site.page(request, template, tenancy=made, card=made, qr=qr.svg(made.pass_text), **more)
