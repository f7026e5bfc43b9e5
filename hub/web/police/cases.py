"""One case: what it rests on, what has happened, a look with its reason, and the decision; and the supervisor's closing.

What the envelope holds stands in the answer to a look and in no other: a page that is loaded again asks for a reason again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from hub.cases import case as rules
from hub.cases import desk
from hub.cases.case import Officer, Outcome
from hub.cases.looks import open_case
from hub.cases.reasons import DECISION, LOOK, Reason, compose, parse
from hub.cases.tables import Case
from hub.screening.basis import Basis, bases_of
from hub.web.layout.frame import Actor, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.police import words
from hub.web.police.access import officer_of
from hub.web.police.comparing import Compared, compared
from hub.web.police.waiting import waited
from registry.refusals import Refusal, Refused

router = desk_router()


class LookForm(BaseModel):
    """Why somebody wants to look: a chip, words of one's own, or both."""

    model_config = ConfigDict(frozen=True)

    reason: str = ""
    text: str = ""

    def read(self) -> Reason:
        """Return the reason, empty when none was given."""
        return compose([self.reason], self.text, known=LOOK)


class DecisionForm(BaseModel):
    """What an officer found, as it was sent; ``step`` is the button."""

    model_config = ConfigDict(frozen=True)

    outcome: str = ""
    reason: list[str] = []
    text: str = ""
    step: str = "check"

    def read(self) -> Reason:
        """Return the reason, empty when none was given."""
        return compose(self.reason, self.text, known=DECISION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One line of a case's timeline: when, which step, who did it (``you``, a duty name, or nobody), the unit, and the reason."""

    at: int
    step: str
    who: str
    unit: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A case as somebody may see it from outside, and what that person may do with it."""

    case: Case
    basis: Basis | None
    trail: Sequence[Happened]
    owner: str
    reason: Reason
    may_look: bool
    may_decide: bool
    may_close: bool


_ORDER = ["made", *rules.Step]


@router.get("/c/{number}")
@allow(officer="assigned", supervisor="unit", row="GET /cases/{id}")
def show(request: Request, site: SiteDep, actor: ActorDep, number: str) -> Response:
    """Show a case from outside."""
    return _page(request, site, actor, number, "police/case.html", form=LookForm(), found=None)


@router.get("/c/{number}/open")
@allow(officer="assigned", row="POST /cases/{id}/open")
def look_again(actor: ActorDep, number: str, site: SiteDep) -> Response:
    """Go to the case, where a look begins with a reason."""
    return RedirectResponse(f"/c/{seen(site, actor, number).case.number}", 303)


@router.post("/c/{number}/open")
@allow(officer="assigned", row="POST /cases/{id}/open")
def look(request: Request, site: SiteDep, actor: ActorDep, number: str, form: Annotated[LookForm, Form()]) -> Response:
    """Log the look and show the comparison in this answer alone."""
    try:
        opened = open_case(site.database, number, officer=officer_of(actor), reason=form.read(), keys=site.state.keys, now=site.now())
    except Refused as refused:
        return _page(request, site, actor, number, "police/case.html", errors=refused.refusals, form=form, found=None)
    found = compared(opened.envelope, opened.comparison)
    return _page(request, site, actor, number, "police/case.html", form=DecisionForm(), found=found)


@router.get("/c/{number}/decide")
@allow(officer="assigned", row="POST /cases/{id}/outcome")
def ask_decision(request: Request, site: SiteDep, actor: ActorDep, number: str) -> Response:
    """Show the decision form alone, without the comparison."""
    return _page(request, site, actor, number, "police/decide.html", form=DecisionForm())


@router.post("/c/{number}/decide")
@allow(officer="assigned", row="POST /cases/{id}/outcome")
def decide(request: Request, site: SiteDep, actor: ActorDep, number: str, form: Annotated[DecisionForm, Form()]) -> Response:
    """Say what follows from the decision, go back to it, or write it: the button says which."""
    if form.step == "edit":
        return _page(request, site, actor, number, "police/decide.html", form=form)
    try:
        if form.step != "save":
            outcome = _judged(site, actor, number, form)
            return _page(request, site, actor, number, "police/decide_check.html", form=form, outcome=outcome, due=_due(site, outcome))
        with site.database.begin(actor.account_id) as session:
            about: dict[str, Any] = {"officer": officer_of(actor), "today": site.today(), "now": site.now()}
            case = desk.decide(session, number, outcome=form.outcome, reason=form.read(), **about)
    except Refused as refused:
        return _page(request, site, actor, number, "police/decide.html", errors=refused.refusals, form=form)
    return RedirectResponse(f"/c/{case.number}", 303)


@router.get("/c/{number}/close")
@allow(supervisor="unit+2p", row="POST /cases/{id}/close")
def ask_close(request: Request, site: SiteDep, actor: ActorDep, number: str) -> Response:
    """Say what follows from closing."""
    held = seen(site, actor, number)
    if not held.may_close:
        return RedirectResponse(f"/c/{held.case.number}", 303)
    return _page(request, site, actor, number, "police/close.html", due=held.case.erase_on or _due(site, Outcome(held.case.outcome or "")))


@router.post("/c/{number}/close")
@allow(supervisor="unit+2p", row="POST /cases/{id}/close")
def close(request: Request, site: SiteDep, actor: ActorDep, number: str) -> Response:
    """Close a decided case as its second person."""
    try:
        with site.database.begin(actor.account_id) as session:
            case = desk.close(session, number, officer=officer_of(actor), today=site.today(), now=site.now())
    except Refused as refused:
        return _page(request, site, actor, number, "police/case.html", errors=refused.refusals, form=LookForm(), found=None)
    return RedirectResponse(f"/c/{case.number}", 303)


def seen(site: Site, actor: Actor, number: str) -> Seen:
    """Return a case as this person may see it from outside; raise Absent."""
    officer = officer_of(actor)
    with site.database.read(actor.account_id) as session:
        case = desk.find(session, number, officer)
        basis = bases_of(session, [case.alert_id], now=site.now()).get(case.alert_id)
        return _seen(session, case, basis, officer)


def _seen(session: Session, case: Case, basis: Basis | None, officer: Officer) -> Seen:
    may = desk.rights(session, case, officer)
    events = desk.trail(session, case)
    logins = desk.logins(session, [*(event.actor for event in events), case.owner_id or ""]) | {officer.account_id: "you"}
    trail = [
        Happened(at=each.at, step=each.step, who=logins.get(each.actor, ""), unit=each.unit, reason=parse(each.reason)) for each in events
    ]
    return Seen(
        case=case,
        basis=basis,
        trail=sorted(trail, key=lambda each: (-each.at, -_ORDER.index(each.step))),
        owner=logins.get(case.owner_id or "", ""),
        reason=parse(case.outcome_reason or ""),
        may_look=rules.Step.OPEN in may,
        may_decide=rules.Step.DECIDE in may,
        may_close=rules.Step.CLOSE in may,
    )


def _judged(site: Site, actor: Actor, number: str, form: DecisionForm) -> Outcome:
    with site.database.read(actor.account_id) as session:
        return desk.judge_decision(desk.own(session, number, officer_of(actor)), form.outcome, form.read())


def _due(site: Site, outcome: Outcome) -> str:
    return rules.erasure_date(outcome, on=site.today()).isoformat()


def _page(
    request: Request,
    site: Site,
    actor: Actor,
    number: str,
    template: str,
    *,
    errors: tuple[Refusal, ...] = (),
    found: Compared | None = None,
    **more: object,
) -> Response:
    held = seen(site, actor, number)
    about = {"held": held, "case": held.case, "waited": waited(held.case.created_at, site.now()), "found": found, **words.ALL}
    return site.page(request, template, status=422 if errors else 200, errors=errors, **about, **more)
