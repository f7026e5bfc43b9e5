"""Alerts at the desk: entering a signed one, reading, approving, confirming, withdrawing.

Every page has one shape whether anybody matches or not: there is nothing here that could tell (B8).
"""

import json
from typing import Annotated, Any

from fastapi import File, Form, Request, Response, UploadFile
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from hub.screening import alerts
from hub.screening.alerts import Altered
from hub.screening.basis import issuer_names
from hub.screening.bulletin import Bulletin
from hub.screening.tables import Alert
from hub.web.layout.frame import Actor, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.police import words
from hub.web.police.access import officer_of
from hub.web.police.api_alerts import shown
from registry.refusals import Refusal, Refused

router = desk_router()
FIELD = "signed"


@router.get("/c/alerts")
@allow(officer="author", supervisor="unit", row="GET /alerts")
def listed(request: Request, site: SiteDep, actor: ActorDep, done: str = "") -> Response:
    """Show the officer's own alerts, and those of the unit that a supervisor leads."""
    with site.database.read(actor.account_id) as session:
        issuers = issuer_names(session)
        rows = [shown(alert, issuers, now=site.now()) for alert in alerts.list_alerts(session, officer_of(actor))]
    return site.page(request, "police/alerts.html", rows=rows, done=_done(done), **words.ALL)


@router.get("/c/alerts/new")
@allow(officer="author", row="POST /alerts")
def ask(request: Request, site: SiteDep) -> Response:
    """Show where a signed alert is pasted or uploaded."""
    return site.page(request, "police/alert_new.html", signed="", errors=(), places=())


@router.post("/c/alerts/new")
@allow(officer="author", row="POST /alerts")
def submit(
    request: Request, site: SiteDep, actor: ActorDep, signed: Annotated[str, Form()] = "", file: Annotated[UploadFile | None, File()] = None
) -> Response:
    """Enter a signed alert; show what is wrong with it, and all of it again."""
    text = signed
    try:
        text = _text(signed, file)
        with site.database.begin(actor.account_id) as session:
            entered = alerts.submit(session, _parsed(text), officer=officer_of(actor), keys=site.state.keys, now=site.now())
    except Refused as refused:
        errors = tuple({each.code: Refusal(each.code, FIELD, **each.detail) for each in refused.refusals}.values())
        places = sorted({each.field for each in refused.refusals if each.field} - {FIELD})
        return site.page(request, "police/alert_new.html", status=422, signed=text, errors=errors, places=places)
    return RedirectResponse(f"/c/alerts/{entered.id}?done=submitted", 303)


@router.get("/c/alerts/{alert_id}")
@allow(officer="author", supervisor="unit", row="GET /alerts/{id}")
def show(request: Request, site: SiteDep, actor: ActorDep, alert_id: str, done: str = "") -> Response:
    """Show one alert to who wrote it or leads its unit."""
    return _page(request, site, actor, alert_id, "police/alert.html", done=_done(done))


@router.get("/c/alerts/{alert_id}/withdraw")
@allow(officer="author", supervisor="unit", row="POST /alerts/{id}/withdraw")
def ask_withdraw(request: Request, site: SiteDep, actor: ActorDep, alert_id: str) -> Response:
    """Say what follows from withdrawing."""
    return _page(request, site, actor, alert_id, "police/alert_withdraw.html")


@router.post("/c/alerts/{alert_id}/withdraw")
@allow(officer="author", supervisor="unit", row="POST /alerts/{id}/withdraw")
def withdraw(request: Request, site: SiteDep, actor: ActorDep, alert_id: str) -> Response:
    """Take an alert back for good."""
    try:
        with site.database.begin(actor.account_id) as session:
            alerts.withdraw(session, alert_id, officer=officer_of(actor), now=site.now())
    except Refused as refused:
        return _page(request, site, actor, alert_id, "police/alert_withdraw.html", errors=refused.refusals)
    return RedirectResponse(f"/c/alerts/{alert_id}?done=withdrawn", 303)


@router.get("/c/approvals")
@allow(supervisor="other-unit+2p", row="POST /alerts/{id}/approve")
def to_approve(request: Request, site: SiteDep, actor: ActorDep, done: str = "") -> Response:
    """Show the alerts of other units that wait for this supervisor's yes."""
    with site.database.read(actor.account_id) as session:
        issuers = issuer_names(session)
        found = alerts.waiting_for(session, officer_of(actor), now=site.now())
        rows = [shown(alert, issuers, now=site.now()) for alert in found]
    return site.page(request, "police/approvals.html", rows=rows, done=_done(done), **words.ALL)


@router.get("/c/approvals/{alert_id}")
@allow(supervisor="other-unit+2p", row="POST /alerts/{id}/approve")
def ask_approval(request: Request, site: SiteDep, actor: ActorDep, alert_id: str) -> Response:
    """Show an alert of another unit whole, with what follows from a yes."""
    return _page(request, site, actor, alert_id, "police/approve.html", to_judge=True)


@router.post("/c/approvals/{alert_id}")
@allow(supervisor="other-unit+2p", row="POST /alerts/{id}/approve")
def approve(request: Request, site: SiteDep, actor: ActorDep, alert_id: str) -> Response:
    """Put it in force."""
    try:
        with site.database.begin(actor.account_id) as session:
            alerts.approve(session, alert_id, officer=officer_of(actor), keys=site.state.keys, now=site.now())
    except Refused as refused:
        return _page(request, site, actor, alert_id, "police/approve.html", errors=refused.refusals, to_judge=True)
    return RedirectResponse("/c/approvals?done=approved", 303)


@router.post("/c/approvals/{alert_id}/again")
@allow(supervisor="other-unit+2p", row="POST /alerts/{id}/reconfirm")
def reconfirm(request: Request, site: SiteDep, actor: ActorDep, alert_id: str) -> Response:
    """Confirm that it still stands."""
    try:
        with site.database.begin(actor.account_id) as session:
            alerts.reconfirm(session, alert_id, officer=officer_of(actor), keys=site.state.keys, now=site.now())
    except Refused as refused:
        return _page(request, site, actor, alert_id, "police/approve.html", errors=refused.refusals, to_judge=True)
    return RedirectResponse("/c/approvals?done=reconfirmed", 303)


def _done(code: str) -> str:
    return words.DONE.get(code, "")


def _text(pasted: str, file: UploadFile | None) -> str:
    """Return what was uploaded, else what was pasted; raise Refused when it is no text."""
    if file is None or not file.filename:
        return pasted
    try:
        return file.file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(Refusal("alert-unreadable", FIELD)) from None


def _parsed(text: str) -> Any:
    if not text.strip():
        raise Refused(Refusal("alert-missing", FIELD))
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise Refused(Refusal("alert-unreadable", FIELD)) from None


def _page(
    request: Request,
    site: Site,
    actor: Actor,
    alert_id: str,
    template: str,
    *,
    errors: tuple[Refusal, ...] = (),
    to_judge: bool = False,
    done: str = "",
) -> Response:
    find = alerts.find_to_judge if to_judge else alerts.find
    with site.database.read(actor.account_id) as session:
        found = find(session, alert_id, officer_of(actor))
        row, bulletin = shown(found, issuer_names(session), now=site.now()), _content(session, found, site)
    about = {"alert": row, "bulletin": bulletin, "done": done, "errors": errors, **words.ALL}
    return site.page(request, template, status=422 if errors else 200, **about)


def _content(session: Session, found: Alert, site: Site) -> Bulletin | None:
    """Return what the alert says, or None when it is not what its issuer signed."""
    try:
        return alerts.content(session, found, site.state.keys)
    except Altered:
        return None
