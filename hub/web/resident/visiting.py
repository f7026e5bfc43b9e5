"""Passes for visitors, as a JSON API: given away within one's own time, listed, taken back. No visitor is named anywhere."""

from edge.protocol.rights import WeeklyHours
from hub.web.layout.frame import ActorDep, SiteDep, allow, desk_router
from hub.web.people.once import TokenDep
from hub.web.people.shapes import Done
from hub.web.resident.access import register_of
from hub.web.resident.shapes import NewVisit, VisitAnswer, VisitsAnswer
from registry import passes
from registry.passes.windows import Window

router = desk_router()


@router.post("/visits", status_code=201)
@allow(resident="own", row="POST /visits")
def invite(site: SiteDep, actor: ActorDep, given: NewVisit, idempotency_key: TokenDep = "") -> VisitAnswer:
    """Give away a pass; the answer holds the text of its code. Sent again with the same ``Idempotency-Key`` it is the same pass."""
    window = Window(not_before=given.not_before, not_after=given.not_after)
    hours = given.weekly
    weekly = WeeklyHours(days=hours.days, start=hours.from_minute, until=hours.until_minute) if hours else None
    with site.database.begin() as session:
        register = register_of(site, session, actor, purpose="access")
        made = passes.invite(register, given.credential_id, kind=given.kind, window=window, weekly=weekly, token=idempotency_key)
    return VisitAnswer.model_validate(made)


@router.get("/visits")
@allow(resident="own", row="GET /visits")
def read(site: SiteDep, actor: ActorDep) -> VisitsAnswer:
    """Return the passes that one has given away and that are not over."""
    with site.database.begin() as session:
        found = passes.own_visits(register_of(site, session, actor, purpose="access"))
    return VisitsAnswer(visits=[VisitAnswer.model_validate(visit) for visit in found])


@router.post("/visits/{visit_id}/withdraw")
@allow(resident="own", row="POST /visits/{id}/withdraw")
def withdraw(site: SiteDep, actor: ActorDep, visit_id: str) -> Done:
    """Take a pass back that one has given away."""
    with site.database.begin() as session:
        passes.withdraw(register_of(site, session, actor, purpose="access"), visit_id)
    return Done(id=visit_id)
