"""Saying what is right about oneself: the landlord sees the document and says yes, and the register says so too. Pages and JSON API.

What was asked before is replaced or taken back; what became of it stays among the messages.
"""

from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from hub.web.layout.frame import N_, Actor, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.layout.templates import moment
from hub.web.people.papers import PapersForm, papers_page, read_papers
from hub.web.people.shapes import Done
from hub.web.resident.access import register_of
from hub.web.resident.shapes import NewCorrection
from registry import corrections, notices, residents
from registry.identity import Identity
from registry.identity.documents import CARRIES_BIRTH_DATE
from registry.refusals import Refusal, Refused
from registry.register import absent

router = desk_router()
DECIDED = {notices.CORRECTED: N_("Corrected"), notices.NOT_CORRECTED: N_("Not corrected")}


class CorrectionForm(PapersForm):
    """One's papers as they are to stand, and with which tenancy."""

    tenancy: str = ""


@router.get("/r/correct")
@allow(resident="own", row="POST /me/corrections")
def ask_page(request: Request, site: SiteDep, actor: ActorDep, tenancy: str = "") -> Response:
    """Show what the register says, to be changed, and what became of earlier corrections."""
    return _page(request, site, actor, tenancy)


@router.post("/r/correct")
@allow(resident="own", row="POST /me/corrections")
def send(request: Request, site: SiteDep, actor: ActorDep, form: Annotated[CorrectionForm, Form()]) -> Response:
    """Ask for a correction, and show that it waits."""
    form = form.current()
    try:
        identity = read_papers(form, today=site.today())
        with site.database.begin() as session:
            corrections.ask(register_of(site, session, actor), identity, tenancy_id=form.tenancy)
    except Refused as refused:
        return _page(request, site, actor, form.tenancy, form, refused.refusals)
    return RedirectResponse(f"/r/correct?tenancy={form.tenancy}", 303)


@router.post("/r/correct/back")
@allow(resident="own", row="POST /me/corrections")
def take_back(site: SiteDep, actor: ActorDep, tenancy: Annotated[str, Form()] = "") -> Response:
    """Take back what was asked."""
    with site.database.begin() as session:
        corrections.take_back(register_of(site, session, actor), tenancy)
    return RedirectResponse(f"/r/correct?tenancy={tenancy}", 303)


@router.post("/me/corrections", status_code=201)
@allow(resident="own", row="POST /me/corrections")
def ask(site: SiteDep, actor: ActorDep, given: NewCorrection) -> Done:
    """Ask for a correction of one's papers; asking again replaces what was asked before."""
    identity = read_papers(given, today=site.today())
    with site.database.begin() as session:
        made = corrections.ask(register_of(site, session, actor), identity, tenancy_id=given.tenancy_id)
    return Done(id=made)


def _page(
    request: Request, site: Site, actor: Actor, tenancy_id: str, form: CorrectionForm | None = None, errors: tuple[Refusal, ...] = ()
) -> Response:
    with site.database.begin() as session:
        register = register_of(site, session, actor)
        stay = next((each for each in residents.own_stays(register) if tenancy_id in ("", each.tenancy_id)), None)
        if stay is None:
            raise absent()
        asked_at = corrections.own_asked(register).get(stay.tenancy_id)
        held = corrections.own_papers(register, stay.tenancy_id)
        decided = [each for each in notices.own_notices(register) if each.tenancy_id == stay.tenancy_id and each.code in DECIDED]
    more = papers_page(form or _filled(held, stay.tenancy_id), errors, site.language_of(request))
    history = [(moment(each.at, site.zone), DECIDED[each.code]) for each in decided]
    status = 422 if errors else 200
    return site.page(request, "resident/correct.html", status=status, stay=stay, asked_at=asked_at, history=history, **more)


def _filled(held: Identity, tenancy_id: str) -> CorrectionForm:
    """Return a form that says what the register says, with the questions that its kind of document brings."""
    typed = held.plain() | ({"birth_date": ""} if held.document_kind in CARRIES_BIRTH_DATE else {"asked": "birth_date country"})
    return CorrectionForm(**typed, tenancy=tenancy_id)
