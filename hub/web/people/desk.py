"""Addresses of the JSON API that both sides of a tenancy use: one route each, and the register decides by who asks."""

from fastapi import Request

from hub.web.layout.frame import ActorDep, SiteDep, allow, desk_router
from hub.web.people.access import ROLES, for_either_side, register_of
from hub.web.people.ending import end_tenancy
from hub.web.people.messages import said
from hub.web.people.shapes import Done, EndTenancy, NoticesAnswer, TenancyAnswer
from registry import notices, tenancies

router = desk_router()


@router.get("/tenancies/{tenancy_id}")
@allow(resident="own", landlord="own", manager="building", row="GET /tenancies/{id}")
def read_tenancy(site: SiteDep, actor: ActorDep, tenancy_id: str) -> TenancyAnswer:
    """Return one tenancy to either of its sides."""
    with site.database.begin() as session:
        found = for_either_side(site, session, actor, lambda register: tenancies.find(register, tenancy_id), purpose="registration")
    return TenancyAnswer.model_validate(found)


@router.post("/tenancies/{tenancy_id}/end")
@allow(resident="own", landlord="own", manager="building", row="POST /tenancies/{id}/end")
def end(site: SiteDep, actor: ActorDep, tenancy_id: str, given: EndTenancy) -> Done:
    """End a tenancy early. A landlord gives notice, and the tenant can contest; a resident may leave today, or at once."""
    days = site.config.end_notice_days
    with site.database.begin() as session:
        for_either_side(
            site, session, actor, lambda register: end_tenancy(register, tenancy_id, given.end_on, notice_days=days), purpose="registration"
        )
    return Done(id=tenancy_id)


@router.get("/notices")
@allow(resident="own", landlord="own", manager="building", row="GET /notices")
def read_notices(request: Request, site: SiteDep, actor: ActorDep) -> NoticesAnswer:
    """Return the messages to the person who asks."""
    role = next(role for role in ROLES if role in actor.roles)
    with site.database.begin() as session:
        found = notices.own_notices(register_of(site, session, actor, role=role, purpose="notice"))
    return NoticesAnswer(notices=said(found, site.language_of(request)))
