"""Cases as a JSON API: the rows of the permission matrix themselves."""

from collections.abc import Iterable

from fastapi import Request, Response
from sqlmodel import Session

from hub.cases import desk
from hub.cases.looks import open_case
from hub.cases.reasons import compose
from hub.cases.tables import Case
from hub.screening.basis import Basis, bases_of
from hub.web.layout.comparison import MATCHES
from hub.web.layout.frame import ActorDep, SiteDep, allow, desk_router
from hub.web.layout.words import translator
from hub.web.police import words
from hub.web.police.access import officer_of
from hub.web.police.comparing import compared, text_of
from hub.web.police.shapes import (
    BasisAnswer,
    CaseAnswer,
    CasesAnswer,
    LineAnswer,
    LookAnswer,
    LookRequest,
    LooksAnswer,
    Nothing,
    OpenedAnswer,
    OutcomeRequest,
)

router = desk_router()


@router.get("/cases")
@allow(officer="assigned", supervisor="unit", row="GET /cases")
def cases(site: SiteDep, actor: ActorDep) -> CasesAnswer:
    """Return the cases that are not closed: the officer's own, and those of the unit that a supervisor leads."""
    officer = officer_of(actor)
    with site.database.read(actor.account_id) as session:
        queue = desk.queue(session, officer)
        seen = {case.id: case for case in (*queue.mine, *desk.cases_of_unit(session, officer))}
        return CasesAnswer(cases=answers(session, seen.values(), now=site.now()), waiting=len(queue.waiting))


@router.post("/cases/next", responses={204: {"description": "no case waits that this officer may take"}})
@allow(officer="unit", row="POST /cases/next")
def take_next(site: SiteDep, actor: ActorDep, _given: Nothing | None = None) -> CaseAnswer:
    """Take the case that has waited longest of those the officer may take; the answer is empty (204) when there is none."""
    with site.database.begin(actor.account_id) as session:
        case = desk.next_case(session, officer_of(actor), now=site.now())
        return answer(session, case, now=site.now()) if case else Response(status_code=204)  # type: ignore[return-value]


@router.get("/cases/{name}")
@allow(officer="assigned", supervisor="unit", row="GET /cases/{id}")
def case(site: SiteDep, actor: ActorDep, name: str) -> CaseAnswer:
    """Return one case, by id or number, as it looks from outside."""
    with site.database.read(actor.account_id) as session:
        return answer(session, desk.find(session, name, officer_of(actor)), now=site.now())


@router.post("/cases/{name}/open")
@allow(officer="assigned", row="POST /cases/{id}/open")
def look(request: Request, site: SiteDep, actor: ActorDep, name: str, given: LookRequest) -> OpenedAnswer:
    """Log a look with its reason, and return what it shows: the comparison, made anew."""
    reason = compose([], given.reason, known=())
    opened = open_case(site.database, name, officer=officer_of(actor), reason=reason, keys=site.state.keys, now=site.now())
    found, say = compared(opened.envelope, opened.comparison), translator(site.language_of(request)).gettext
    lines = [
        LineAnswer(
            field=each.field,
            person=text_of(each.person),
            alert=text_of(each.alert),
            verdict=each.verdict,
            rule=say(words.RULES[each.verdict]),
        )
        for each in found.lines
    ]
    with site.database.read(actor.account_id) as session:
        return OpenedAnswer(
            case=answer(session, opened.case, now=site.now()), match=found.match, rule=say(MATCHES[found.match]), comparison=lines
        )


@router.post("/cases/{name}/outcome")
@allow(officer="assigned", row="POST /cases/{id}/outcome")
def decide(site: SiteDep, actor: ActorDep, name: str, given: OutcomeRequest) -> CaseAnswer:
    """Write what the officer found."""
    reason = compose([], given.reason, known=())
    with site.database.begin(actor.account_id) as session:
        decided = desk.decide(
            session, name, officer=officer_of(actor), outcome=given.outcome, reason=reason, today=site.today(), now=site.now()
        )
        return answer(session, decided, now=site.now())


@router.post("/cases/{name}/close")
@allow(supervisor="unit+2p", row="POST /cases/{id}/close")
def close(site: SiteDep, actor: ActorDep, name: str, _given: Nothing | None = None) -> CaseAnswer:
    """Close a decided case as its second person."""
    with site.database.begin(actor.account_id) as session:
        closed = desk.close(session, name, officer=officer_of(actor), today=site.today(), now=site.now())
        return answer(session, closed, now=site.now())


@router.get("/cases/{name}/looks")
@allow(officer="assigned", supervisor="unit", row="GET /cases/{id}/looks")
def looks(site: SiteDep, actor: ActorDep, name: str) -> LooksAnswer:
    """Return every look at a case."""
    with site.database.read(actor.account_id) as session:
        found = desk.looks(session, desk.find(session, name, officer_of(actor)))
        logins = desk.logins(session, (entry.actor for entry in found))
        return LooksAnswer(
            looks=[LookAnswer(at=each.at, officer=logins.get(each.actor, ""), unit=each.unit, reason=each.reason) for each in found]
        )


def answers(session: Session, found: Iterable[Case], *, now: int) -> list[CaseAnswer]:
    """Return cases as the API shows them."""
    held = list(found)
    bases = bases_of(session, (case.alert_id for case in held), now=now)
    logins = desk.logins(session, (case.owner_id for case in held if case.owner_id))
    return [_shown(case, bases.get(case.alert_id), owner=logins.get(case.owner_id or "")) for case in held]


def answer(session: Session, found: Case, *, now: int) -> CaseAnswer:
    """Return one case as the API shows it."""
    return answers(session, [found], now=now)[0]


def _shown(found: Case, basis: Basis | None, *, owner: str | None) -> CaseAnswer:
    columns = found.model_dump(include=set(CaseAnswer.model_fields) - {"owner", "alert"})
    return CaseAnswer(**columns, owner=owner, alert=_basis(basis) if basis else None)


def _basis(basis: Basis) -> BasisAnswer:
    return BasisAnswer(**{name: getattr(basis, name) for name in BasisAnswer.model_fields})
