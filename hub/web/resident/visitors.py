"""Pages for visitors: give a pass away, show it, print it, save its picture to send on, take it back. No visitor is named anywhere.

What a door will do with a pass is said before it is made and beside it afterwards: in the words of what the gate checks.
"""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from hub.web.layout.frame import N_, Actor, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.people.once import new_token
from hub.web.people.sheets import A6, SHEETS, sheet_words
from hub.web.resident.access import register_of
from hub.web.resident.own_pass import hosts_of
from hub.web.resident.visit_form import VisitForm, read_visit
from hub.web.resident.visit_words import ABOUT, DOORS, ICONS, KINDS, VisitWords, visit_words, weekday_choices
from registry import passes
from registry.passes import Invitation, qr
from registry.refusals import Refusal, Refused
from registry.register import absent

router = desk_router()
LASTS = {"1": N_("1 hour"), "2": N_("2 hours"), "4": N_("4 hours")}
FIELDS = {"weekly": "days", "kind": None}
"""Where the register's no stands on the form, if it is called otherwise there."""
PAPERS = {sheet: SHEETS[sheet] for sheet in (A6, "large")}


@router.get("/r/visits")
@allow(resident="own", row="GET /visits")
def visits(request: Request, site: SiteDep, actor: ActorDep) -> Response:
    """Show the passes that one has given away, and for a while those that are over."""
    with site.database.begin() as session:
        register = register_of(site, session, actor, purpose="access")
        running, over = passes.own_visits(register), passes.own_visits(register, over=True)
    lists: dict[str, Any] = {
        name: [(visit, _said(visit, request, site)) for visit in found] for name, found in (("running", running), ("over", over))
    }
    return site.page(request, "resident/visits.html", **lists, kept_days=site.config.visit_days)


@router.get("/r/visits/new")
@allow(resident="own", row="POST /visits")
def start(request: Request, site: SiteDep, actor: ActorDep, kind: str = "") -> Response:
    """Show the kinds of visits, or the form for one of them."""
    return _form(request, site, actor, _offered(kind, site))


@router.post("/r/visits/new")
@allow(resident="own", row="POST /visits")
def invite(request: Request, site: SiteDep, actor: ActorDep, form: Annotated[VisitForm, Form()]) -> Response:
    """Give a pass away, and show it."""
    try:
        window, weekly = read_visit(form, zone=site.zone)
        with site.database.begin() as session:
            register = register_of(site, session, actor, purpose="access")
            made = passes.invite(register, form.credential, kind=form.kind, window=window, weekly=weekly, token=form.token)
    except Refused as refused:
        return _form(request, site, actor, form, refused.refusals)
    return RedirectResponse(f"/r/visits/{made.id}?made=yes", 303)


@router.get("/r/visits/{visit_id}")
@allow(resident="own", row="GET /visits")
def show(request: Request, site: SiteDep, actor: ActorDep, visit_id: str, made: str = "") -> Response:
    """Show one pass that was given away, with what the door will do."""
    return _page(request, site, actor, visit_id, "resident/visit.html", made=made == "yes")


@router.get("/r/visits/{visit_id}/print")
@allow(resident="own", row="GET /visits")
def printable(request: Request, site: SiteDep, actor: ActorDep, visit_id: str, sheet: str = "") -> Response:
    """Show it as a sheet to print: A6 or large."""
    paper = sheet if sheet in PAPERS else A6
    return _page(request, site, actor, visit_id, "resident/visit_print.html", **sheet_words(paper) | {"sheets": PAPERS})


@router.get("/r/visits/{visit_id}/png")
@allow(resident="own", row="GET /visits")
def picture(site: SiteDep, actor: ActorDep, visit_id: str) -> Response:
    """Give its picture, to be sent to the visitor."""
    visit = _find(site, actor, visit_id)
    if not _opens(visit, site):
        raise absent()
    named = {"Content-Disposition": 'attachment; filename="anju-visit.png"'}
    return Response(qr.png(visit.pass_text), media_type="image/png", headers=named)


@router.get("/r/visits/{visit_id}/withdraw")
@allow(resident="own", row="POST /visits/{id}/withdraw")
def ask_withdraw(request: Request, site: SiteDep, actor: ActorDep, visit_id: str) -> Response:
    """Say what taking a pass back does."""
    return _page(request, site, actor, visit_id, "resident/visit_withdraw.html")


@router.post("/r/visits/{visit_id}/withdraw")
@allow(resident="own", row="POST /visits/{id}/withdraw")
def withdraw(site: SiteDep, actor: ActorDep, visit_id: str) -> Response:
    """Take a pass back, and show that it is."""
    with site.database.begin() as session:
        passes.withdraw(register_of(site, session, actor, purpose="access"), visit_id)
    return RedirectResponse(f"/r/visits/{visit_id}", 303)


def _offered(kind: str, site: Site) -> VisitForm:
    """Return a form whose answers are those that most people give: today, now, the coming month."""
    now, today = datetime.fromtimestamp(site.now() / 1000, UTC).astimezone(site.zone), site.today()
    until = today + timedelta(days=29) if kind == "recurring" else today
    hour = f"{now:%H:%M}" if kind == "courier" else "09:00"
    token, from_on, until_on = new_token(), today.isoformat(), until.isoformat()
    return VisitForm(kind=kind, token=token, from_on=from_on, until_on=until_on, from_at=hour, until_at="12:00")


def _form(request: Request, site: Site, actor: Actor, form: VisitForm, refusals: tuple[Refusal, ...] = ()) -> Response:
    with site.database.begin() as session:
        register = register_of(site, session, actor, purpose="access")
        hosts = hosts_of(register, site.language_of(request))
    if form.kind not in KINDS or not hosts:
        return site.page(request, "resident/visit_kind.html", kinds=KINDS, about=ABOUT, icons=ICONS, hosts=hosts, errors=refusals)
    errors = [_beside(refusal, form.kind) for refusal in refusals]
    asked = form if form.credential else form.model_copy(update={"credential": next(iter(hosts))})
    more: dict[str, Any] = {"weekdays": weekday_choices(site.language_of(request)), "lasts": LASTS, "kinds": KINDS, "doors": DOORS}
    status = 422 if errors else 200
    return site.page(request, "resident/visit_new.html", status=status, form=asked, errors=errors, hosts=hosts, **more)


def _beside(refusal: Refusal, kind: str) -> Refusal:
    field = FIELDS.get(refusal.field or "", refusal.field)
    if field == "not_after":
        field = "hours" if kind == "courier" else "until_on"
    return Refusal(refusal.code, field, **refusal.detail)


def _find(site: Site, actor: Actor, visit_id: str) -> Invitation:
    with site.database.begin() as session:
        return passes.own_visit(register_of(site, session, actor, purpose="access"), visit_id)


def _opens(visit: Invitation, site: Site) -> bool:
    return not visit.withdrawn and visit.not_after > site.now() // 1000


def _page(request: Request, site: Site, actor: Actor, visit_id: str, template: str, **more: Any) -> Response:
    visit = _find(site, actor, visit_id)
    code = qr.svg(visit.pass_text) if _opens(visit, site) else ""
    return site.page(request, template, visit=visit, said=_said(visit, request, site), qr=code, **more)


def _said(visit: Invitation, request: Request, site: Site) -> VisitWords:
    return visit_words(visit, site.language_of(request), site.zone, now=site.now())
