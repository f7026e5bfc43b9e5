"""Objecting to a look at one's data, and complaining: the auditor, outside of the police, answers within a fortnight. Pages and API."""

from typing import Annotated, Any

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict

from hub.web.layout.frame import N_, Actor, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.resident.access import register_of
from hub.web.resident.shapes import NewComplaint, NewObjection, ObjectionAnswer, ObjectionsAnswer
from hub.web.resident.words import look_words
from registry import objections, residents
from registry.objections import COMPLAINT, OBJECTION
from registry.refusals import Refusal, Refused
from registry.register import absent

router = desk_router()
REASONS = {
    OBJECTION: {
        "not_me": N_("This is not about me"),
        "no_basis": N_("There was no reason to look"),
        "too_often": N_("It was looked too often"),
        "other": N_("Something else"),
    },
    COMPLAINT: {
        "landlord": N_("My landlord"),
        "door": N_("A door"),
        "data": N_("My data"),
        "official": N_("An official"),
        "other": N_("Something else"),
    },
}
OUTCOMES = {
    None: ("waiting", N_("Waits for an answer")),
    "upheld": ("ok", N_("Agreed to")),
    "rejected": ("refused", N_("Not agreed to")),
    "withdrawn": ("unknown", N_("Taken back")),
}


class ObjectionForm(BaseModel):
    """What was typed: which look, why, and in one's own words if wished. Cannot be printed."""

    model_config = ConfigDict(frozen=True)

    look: str = ""
    reason: str = ""
    text: str = ""

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<ObjectionForm>"

    def __str__(self) -> str:
        """Show no more."""
        return repr(self)


FormDep = Annotated[ObjectionForm, Form()]


@router.get("/me/objections")
@allow(resident="own", row="GET /me/objections")
def read(site: SiteDep, actor: ActorDep) -> ObjectionsAnswer:
    """Return one's own objections and complaints with their answers."""
    with site.database.begin() as session:
        found = objections.own(register_of(site, session, actor))
    return ObjectionsAnswer(objections=[ObjectionAnswer.model_validate(each) for each in found])


@router.post("/me/objections", status_code=201)
@allow(resident="own", row="POST /me/objections")
def api_object(site: SiteDep, actor: ActorDep, given: NewObjection) -> ObjectionAnswer:
    """Object to a look; the answer comes within 14 days and changes nothing at the door meanwhile."""
    with site.database.begin() as session:
        register = register_of(site, session, actor)
        made = objections.make(register, OBJECTION, reason=given.reason, text=given.text, look_id=given.look_id)
    return ObjectionAnswer.model_validate(made)


@router.post("/me/complaints", status_code=201)
@allow(resident="own", row="POST /me/complaints")
def api_complain(site: SiteDep, actor: ActorDep, given: NewComplaint) -> ObjectionAnswer:
    """Complain to the auditor; the answer comes within 14 days."""
    with site.database.begin() as session:
        made = objections.make(register_of(site, session, actor), COMPLAINT, reason=given.reason, text=given.text)
    return ObjectionAnswer.model_validate(made)


@router.get("/r/objections")
@allow(resident="own", row="GET /me/objections")
def show_all(request: Request, site: SiteDep, actor: ActorDep) -> Response:
    """Show one's own objections and complaints: state, day of the answer, answer."""
    with site.database.begin() as session:
        found = objections.own(register_of(site, session, actor))
    return site.page(request, "resident/objections.html", found=found, reasons=REASONS, outcomes=OUTCOMES)


@router.get("/r/objections/new")
@allow(resident="own", row="POST /me/objections")
def ask_object(request: Request, site: SiteDep, actor: ActorDep, look: str = "") -> Response:
    """Ask why one objects to a look, without typing."""
    return _object_page(request, site, actor, ObjectionForm(look=look))


@router.post("/r/objections/new")
@allow(resident="own", row="POST /me/objections")
def send_objection(request: Request, site: SiteDep, actor: ActorDep, form: FormDep) -> Response:
    """Object, and show that it waits."""
    try:
        with site.database.begin() as session:
            register = register_of(site, session, actor)
            objections.make(register, OBJECTION, reason=form.reason, text=form.text, look_id=form.look)
    except Refused as refused:
        return _object_page(request, site, actor, form, refused.refusals)
    return RedirectResponse("/r/objections", 303)


@router.get("/r/complaints/new")
@allow(resident="own", row="POST /me/complaints")
def ask_complain(request: Request, site: SiteDep) -> Response:
    """Ask what about, and what happened."""
    return _complain_page(request, site, ObjectionForm())


@router.post("/r/complaints/new")
@allow(resident="own", row="POST /me/complaints")
def send_complaint(request: Request, site: SiteDep, actor: ActorDep, form: FormDep) -> Response:
    """Complain, and show that it waits."""
    try:
        with site.database.begin() as session:
            objections.make(register_of(site, session, actor), COMPLAINT, reason=form.reason, text=form.text)
    except Refused as refused:
        return _complain_page(request, site, form, refused.refusals)
    return RedirectResponse("/r/objections", 303)


@router.post("/r/objections/{objection_id}/withdraw")
@allow(resident="own", row="POST /me/objections")
def take_back(site: SiteDep, actor: ActorDep, objection_id: str) -> Response:
    """Take one back."""
    with site.database.begin() as session:
        objections.withdraw(register_of(site, session, actor), objection_id)
    return RedirectResponse("/r/objections", 303)


def _object_page(request: Request, site: Site, actor: Actor, form: ObjectionForm, errors: tuple[Refusal, ...] = ()) -> Response:
    with site.database.begin() as session:
        looks = [look for look in residents.own_disclosures(register_of(site, session, actor)) if look.id == form.look]
    if not looks:
        raise absent()
    language = site.language_of(request)
    (shown,) = look_words(looks, language, site.zone, unit_name=site.unit_namer(language))
    more: dict[str, Any] = {"look_said": shown, "reasons": REASONS[OBJECTION], "days": objections.ANSWER_DAYS}
    return site.page(request, "resident/objection_new.html", status=422 if errors else 200, form=form, errors=errors, **more)


def _complain_page(request: Request, site: Site, form: ObjectionForm, errors: tuple[Refusal, ...] = ()) -> Response:
    more: dict[str, Any] = {"reasons": REASONS[COMPLAINT], "days": objections.ANSWER_DAYS}
    return site.page(request, "resident/complaint_new.html", status=422 if errors else 200, form=form, errors=errors, **more)
