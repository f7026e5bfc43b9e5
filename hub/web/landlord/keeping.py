"""Pages for a tenancy that goes on or stands wrong: the lease is renewed, a slip is corrected, a tenant's correction is decided.

What follows is said before: the tenant is told, the pass works on, and the comparison that the law asks for is made again. It is made
whoever it is and says nothing here, so the page can say so too (B9).
"""

from typing import Annotated, Any

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from hub.web.landlord.access import register_of
from hub.web.landlord.lease import LEASE_CHIPS, renewed_until
from hub.web.layout.frame import N_, Actor, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.people import changes
from hub.web.people.papers import PapersForm, papers_page, read_papers
from registry import corrections, tenancies
from registry.refusals import Refusal, Refused
from registry.register import absent

router = desk_router()
CHANGED = {
    "name": N_("Full name"),
    "document_kind": N_("Document type"),
    "document_number": N_("Document number"),
    "country": N_("Issued by"),
    "birth_date": N_("Birth date"),
    "phone": N_("Mobile"),
}


@router.get("/l/t/{tenancy_id}/renew")
@allow(landlord="own", manager="building", row="POST /tenancies/{id}/renew")
def ask_renew(request: Request, site: SiteDep, actor: ActorDep, tenancy_id: str) -> Response:
    """Ask until when the lease goes on, and say what follows."""
    return _renew_page(request, site, actor, tenancy_id)


@router.post("/l/t/{tenancy_id}/renew")
@allow(landlord="own", manager="building", row="POST /tenancies/{id}/renew")
def renew(
    request: Request,
    site: SiteDep,
    actor: ActorDep,
    tenancy_id: str,
    term: Annotated[str, Form()] = "",
    ends_on: Annotated[str, Form()] = "",
) -> Response:
    """Let the lease go on; a day that was typed counts before the chip."""
    try:
        with site.database.begin() as session:
            register = register_of(site, session, actor)
            until = tenancies.find(register, tenancy_id).ends_on
            changes.renew_tenancy(register, tenancy_id, renewed_until(term=term, ends_on=ends_on, until=until))
    except Refused as refused:
        return _renew_page(request, site, actor, tenancy_id, term, ends_on, refused.refusals)
    return RedirectResponse(f"/l/t/{tenancy_id}?done=renewed", 303)


@router.get("/l/t/{tenancy_id}/correct")
@allow(landlord="own", manager="building", row="PATCH /tenancies/{id}")
def ask_correct(request: Request, site: SiteDep, actor: ActorDep, tenancy_id: str) -> Response:
    """Ask for the papers anew: what the register holds of them is not shown again."""
    return _correct_page(request, site, actor, tenancy_id)


@router.post("/l/t/{tenancy_id}/correct")
@allow(landlord="own", manager="building", row="PATCH /tenancies/{id}")
def correct(request: Request, site: SiteDep, actor: ActorDep, tenancy_id: str, form: Annotated[PapersForm, Form()]) -> Response:
    """Correct what one typed about a tenant who has not claimed the pass."""
    form = form.current()
    try:
        identity = read_papers(form, today=site.today())
        with site.database.begin() as session:
            changes.correct_tenant(register_of(site, session, actor), tenancy_id, identity)
    except Refused as refused:
        return _correct_page(request, site, actor, tenancy_id, form, refused.refusals)
    return RedirectResponse(f"/l/t/{tenancy_id}?done=corrected", 303)


@router.get("/l/corrections/{correction_id}")
@allow(landlord="own", manager="building", row="GET /corrections")
def show(request: Request, site: SiteDep, actor: ActorDep, correction_id: str) -> Response:
    """Show what a tenant says is right, beside what the register says."""
    return _decide_page(request, site, actor, correction_id)


@router.post("/l/corrections/{correction_id}")
@allow(landlord="own", manager="building", row="POST /corrections/{id}/decide")
def decide(request: Request, site: SiteDep, actor: ActorDep, correction_id: str, answer: Annotated[str, Form()] = "") -> Response:
    """Say yes or no, with the document in hand."""
    if answer not in ("yes", "no"):
        return _decide_page(request, site, actor, correction_id, (Refusal("correction-undecided", "answer"),))
    with site.database.begin() as session:
        tenancy_id = changes.decide_correction(register_of(site, session, actor), correction_id, accept=answer == "yes")
    return RedirectResponse(f"/l/t/{tenancy_id}?done={'corrected' if answer == 'yes' else 'left'}", 303)


def _renew_page(
    request: Request, site: Site, actor: Actor, tenancy_id: str, term: str = "12", ends_on: str = "", errors: tuple[Refusal, ...] = ()
) -> Response:
    more: dict[str, Any] = {"terms": LEASE_CHIPS, "term": term, "form_ends_on": ends_on}
    return _tenancy_page(request, site, actor, tenancy_id, "landlord/tenancy_renew.html", errors=errors, **more)


def _correct_page(
    request: Request, site: Site, actor: Actor, tenancy_id: str, form: PapersForm | None = None, errors: tuple[Refusal, ...] = ()
) -> Response:
    asked = form or PapersForm()
    more = papers_page(asked, errors, site.language_of(request))
    return _tenancy_page(request, site, actor, tenancy_id, "landlord/tenancy_correct.html", status=422 if errors else 200, **more)


def _tenancy_page(
    request: Request, site: Site, actor: Actor, tenancy_id: str, template: str, *, errors: tuple[Refusal, ...], status: int = 0, **more: Any
) -> Response:
    with site.database.begin() as session:
        tenancy = tenancies.find(register_of(site, session, actor), tenancy_id)
    return site.page(request, template, status=status or (422 if errors else 200), tenancy=tenancy, errors=errors, **more)


def _decide_page(request: Request, site: Site, actor: Actor, correction_id: str, errors: tuple[Refusal, ...] = ()) -> Response:
    with site.database.begin() as session:
        register = register_of(site, session, actor)
        asked = next((each for each in corrections.waiting(register) if each.id == correction_id), None)
        if asked is None:
            raise absent()
        tenancy = tenancies.find(register, asked.tenancy_id)
    status = 422 if errors else 200
    return site.page(request, "landlord/correction.html", status=status, asked=asked, tenancy=tenancy, changed=CHANGED, errors=errors)
