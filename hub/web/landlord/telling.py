"""Telling all who live in a building: a sentence about the building and a day, in each one's language. No words about a person."""

from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from hub.web.landlord.access import register_of
from hub.web.landlord.shapes import NewNotice
from hub.web.layout import words
from hub.web.layout.frame import Actor, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.people.days import read_date
from hub.web.people.messages import SENTENCES, TITLES
from hub.web.people.shapes import Done
from hub.web.refusals import status_of
from registry import homes, notices
from registry.refusals import Refusal, Refused

router = desk_router()
TextDep = Annotated[str, Form()]


@router.post("/notices", status_code=201)
@allow(landlord="own", manager="building", row="POST /notices")
def tell(site: SiteDep, actor: ActorDep, given: NewNotice) -> Done:
    """Tell all who live in a building and have claimed their pass; sent again it is told once."""
    _tell(site, actor, given.property_id, given.code, given.day)
    return Done(id=given.property_id)


@router.get("/l/notices/new")
@allow(landlord="own", manager="building", row="POST /notices")
def ask(request: Request, site: SiteDep, actor: ActorDep) -> Response:
    """Ask what is to be told in which building; the sentences stand there as they will be read."""
    return _page(request, site, actor, day=site.today().isoformat())


@router.post("/l/notices/new")
@allow(landlord="own", manager="building", row="POST /notices")
def tell_by_page(
    request: Request, site: SiteDep, actor: ActorDep, property_id: TextDep = "", code: TextDep = "", day: TextDep = ""
) -> Response:
    """Tell them."""
    try:
        _tell(site, actor, property_id, code, day)
    except Refused as refused:
        return _page(request, site, actor, property_id, code, day, refused.refusals)
    return RedirectResponse("/l/notices?done=sent", 303)


def _tell(site: Site, actor: Actor, property_id: str, code: str, day: str) -> None:
    on = read_date(day)
    if on is None:
        raise Refused(Refusal("day-unreadable", "day"))
    with site.database.begin() as session:
        notices.tell_building(register_of(site, session, actor, purpose="notice"), property_id, code=code, day=on)


def _page(
    request: Request, site: Site, actor: Actor, property_id: str = "", code: str = "", day: str = "", errors: tuple[Refusal, ...] = ()
) -> Response:
    with site.database.begin() as session:
        buildings = {home.id: home.address for home in homes.list_properties(register_of(site, session, actor))}
    form = {"property_id": property_id or next(iter(buildings), ""), "code": code, "day": day}
    say = words.translator(site.language_of(request)).gettext
    kinds = {each: TITLES[each] for each in notices.OF_A_BUILDING}
    read = {each: say(SENTENCES[each]) % {"day": "…"} for each in kinds}
    status, more = status_of(errors) if errors else 200, {"buildings": buildings, "kinds": kinds, "read": read, "errors": errors}
    return site.page(request, "landlord/notice_new.html", status=status, form=form, **more)
