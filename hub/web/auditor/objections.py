"""Objections and complaints of residents: the auditor reads what was said and answers, and does not learn whose it is."""

from typing import Annotated, Any

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from hub.web.auditor.shapes import Decision, Done, ObjectionAnswer, ObjectionsAnswer
from hub.web.auditor.words import EVERY
from hub.web.layout.frame import N_, Actor, ActorDep, Site, SiteDep, allow, desk_router
from registry import objections
from registry.audit import log
from registry.audit.tables import CasesEntry
from registry.objections import COMPLAINT, OBJECTION
from registry.refusals import Refusal, Refused
from registry.register import absent

router = desk_router()
REASONS = {
    "not_me": N_("It is not about them"),
    "no_basis": N_("There was no reason to look"),
    "too_often": N_("It was looked too often"),
    "landlord": N_("About a landlord"),
    "door": N_("About a door"),
    "data": N_("About data"),
    "official": N_("About an official"),
    "other": N_("Something else"),
}
KINDS = {OBJECTION: N_("Objection to a look"), COMPLAINT: N_("Complaint")}
OUTCOMES = {"upheld": N_("Agreed to"), "rejected": N_("Not agreed to")}
ENDED = {**OUTCOMES, "withdrawn": N_("Taken back")}
WORDS = {"reasons": REASONS, "kinds": KINDS, "ended_words": ENDED}


@router.get("/objections")
@allow(auditor="all", row="GET /objections")
def read_objections(site: SiteDep) -> ObjectionsAnswer:
    """Return the objections to looks, the one that is due first at the top."""
    return _read(site, OBJECTION)


@router.get("/complaints")
@allow(auditor="all", row="GET /complaints")
def read_complaints(site: SiteDep) -> ObjectionsAnswer:
    """Return the complaints, the one that is due first at the top."""
    return _read(site, COMPLAINT)


@router.post("/objections/{objection_id}/decide")
@allow(auditor="all", row="POST /objections/{id}/decide")
def decide_objection(site: SiteDep, actor: ActorDep, objection_id: str, given: Decision) -> Done:
    """Answer an objection."""
    _decide(site, actor, objection_id, OBJECTION, outcome=given.outcome, answer=given.answer)
    return Done(id=objection_id)


@router.post("/complaints/{objection_id}/decide")
@allow(auditor="all", row="POST /complaints/{id}/decide")
def decide_complaint(site: SiteDep, actor: ActorDep, objection_id: str, given: Decision) -> Done:
    """Answer a complaint."""
    _decide(site, actor, objection_id, COMPLAINT, outcome=given.outcome, answer=given.answer)
    return Done(id=objection_id)


@router.get("/a/objections")
@allow(auditor="all", row="GET /objections")
def show(request: Request, site: SiteDep) -> Response:
    """Show what waits for an answer, and what was answered."""
    return _page(request, site)


@router.get("/a/objections/{kind}/{objection_id}")
@allow(auditor="all", row="GET /objections")
def show_one(request: Request, site: SiteDep, kind: str, objection_id: str) -> Response:
    """Show one, with the look that it is about."""
    return _one_page(request, site, kind, objection_id, Decision(outcome="", answer=""))


@router.post("/a/objections/{kind}/{objection_id}")
@allow(auditor="all", row="POST /objections/{id}/decide")
def decide(
    request: Request,
    site: SiteDep,
    actor: ActorDep,
    kind: str,
    objection_id: str,
    outcome: Annotated[str, Form()] = "",
    answer: Annotated[str, Form()] = "",
) -> Response:
    """Answer one from the page."""
    try:
        _decide(site, actor, objection_id, kind, outcome=outcome, answer=answer)
    except Refused as refused:
        return _one_page(request, site, kind, objection_id, Decision(outcome=outcome, answer=answer), refused.refusals)
    return RedirectResponse("/a/objections", 303)


def _read(site: Site, kind: str) -> ObjectionsAnswer:
    with site.database.read() as session:
        found = objections.listed(session, kind)
    return ObjectionsAnswer(objections=[ObjectionAnswer.model_validate(each) for each in found])


def _decide(site: Site, actor: Actor, objection_id: str, kind: str, *, outcome: str, answer: str) -> None:
    with site.database.begin() as session:
        said = {"kind": kind, "outcome": outcome, "answer": answer, "actor": actor.account_id}
        objections.decide(session, objection_id, now=site.now(), **said)
        words = {"act": f"{kind}.answered", "subject": objection_id, "purpose": "operation"}
        log.write(session, "register", at=site.now(), actor=actor.account_id, role="auditor", **words)


def _page(request: Request, site: Site) -> Response:
    with site.database.read() as session:
        found = objections.listed(session)
    today, waiting = site.today().isoformat(), [each for each in found if each.outcome is None]
    more: dict[str, Any] = {"waiting": waiting, "late": {each.id for each in waiting if each.due_on < today}, **WORDS}
    return site.page(request, "auditor/objections.html", ended=[each for each in found if each.outcome is not None], **more)


def _one_page(request: Request, site: Site, kind: str, objection_id: str, form: Decision, errors: tuple[Refusal, ...] = ()) -> Response:
    with site.database.read() as session:
        found = next((each for each in objections.listed(session, kind) if each.id == objection_id), None)
        look = session.get(CasesEntry, found.entry_id) if found and found.entry_id else None
    if found is None:
        raise absent()
    more: dict[str, Any] = {"record": look, "form": form, "outcomes": OUTCOMES, "errors": errors, "words": EVERY, **WORDS}
    return site.page(request, "auditor/objection.html", status=422 if errors else 200, each=found, **more)
