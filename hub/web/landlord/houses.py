"""Homes: what is to be done, the buildings, their rooms."""

import re
from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict

from hub.gateway import gates
from hub.web.landlord.access import register_of
from hub.web.landlord.todo import to_do
from hub.web.layout.frame import Actor, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.people.once import TokenText, new_token
from registry import corrections, homes, tenancies
from registry.refusals import Refusal, Refused

router = desk_router()


class HomeForm(BaseModel):
    """The form for a building and its first rooms, or for more rooms, as it was sent: what was left empty is empty.

    ``token`` is the check page's own: pressing save twice on one page adds one home.
    """

    model_config = ConfigDict(frozen=True)

    address: str = ""
    first_floor: str = ""
    last_floor: str = ""
    rooms_per_floor: str = ""
    token: TokenText = ""
    step: str = "check"

    def room_range(self) -> homes.RoomRange:
        """Return the rooms it asks for; raise Refused with each field that is not a number."""
        names = ("first_floor", "last_floor", "rooms_per_floor")
        wrong = [Refusal("not-a-number", name) for name in names if not _NUMBER.fullmatch(getattr(self, name).strip())]
        if wrong:
            raise Refused(*wrong)
        return homes.RoomRange(**{name: int(getattr(self, name)) for name in names})


HomeFormDep = Annotated[HomeForm, Form()]
_NUMBER = re.compile(r"\d{1,9}")
_OFFERED = HomeForm(first_floor="1", last_floor="5", rooms_per_floor="4")


@router.get("/l")
@allow(landlord="own", manager="building", row="GET /properties")
def home(request: Request, site: SiteDep, actor: ActorDep) -> Response:
    """Show what is to be done first, then the buildings."""
    with site.database.begin() as session:
        register = register_of(site, session, actor)
        properties, running = homes.list_properties(register), tenancies.overview(register)
        asked = corrections.waiting(register)
        doors = gates.list_gates(session, property_ids=[each.id for each in properties])
    return site.page(request, "landlord/home.html", todo=to_do(doors, running, asked, today=site.today()), properties=properties)


@router.get("/l/p/new")
@allow(landlord="own", row="POST /properties")
def new_home(request: Request, site: SiteDep) -> Response:
    """Show the form for a building."""
    return site.page(request, "landlord/property_new.html", form=_OFFERED, errors=())


@router.post("/l/p/new")
@allow(landlord="own", row="POST /properties")
def make_home(request: Request, site: SiteDep, actor: ActorDep, form: HomeFormDep) -> Response:
    """Check the answers, go back to them, or save them: the button says which."""
    if form.step == "edit":
        return site.page(request, "landlord/property_new.html", form=form, errors=())
    try:
        rooms = form.room_range()
        homes.judge_address(form.address)
        if form.step != "save":
            checked = form.model_copy(update={"token": new_token()})
            return site.page(request, "landlord/property_check.html", form=checked, labels=rooms.labels())
        with site.database.begin() as session:
            register = register_of(site, session, actor)
            made = homes.add_property(register, address=form.address, token=form.token)
            if not made.units:
                homes.add_units(register, made.id, rooms)
    except Refused as refused:
        return site.page(request, "landlord/property_new.html", form=form, errors=refused.refusals, status=422)
    return RedirectResponse(f"/l/p/{made.id}", 303)


@router.get("/l/p/{property_id}")
@allow(landlord="own", manager="building", row="GET /properties/{id}")
def show_home(request: Request, site: SiteDep, actor: ActorDep, property_id: str) -> Response:
    """Show a building's rooms, each with the word for its state."""
    return _property_page(request, site, actor, property_id, HomeForm())


@router.post("/l/p/{property_id}")
@allow(landlord="own", manager="building", row="POST /properties/{id}/units")
def more_rooms(request: Request, site: SiteDep, actor: ActorDep, property_id: str, form: HomeFormDep) -> Response:
    """Add rooms to a building."""
    try:
        with site.database.begin() as session:
            homes.add_units(register_of(site, session, actor), property_id, form.room_range())
    except Refused as refused:
        return _property_page(request, site, actor, property_id, form, refused.refusals)
    return RedirectResponse(f"/l/p/{property_id}", 303)


@router.get("/l/u/{unit_id}")
@allow(landlord="own", manager="building", row="GET /units/{id}")
def show_unit(request: Request, site: SiteDep, actor: ActorDep, unit_id: str) -> Response:
    """Show a room and who rents it."""
    with site.database.begin() as session:
        register = register_of(site, session, actor)
        unit = homes.find_unit(register, unit_id)
        household = tenancies.household(register, unit.tenancy_id) if unit.tenancy_id else ()
    return site.page(request, "landlord/unit.html", unit=unit, household=household)


def _property_page(
    request: Request, site: Site, actor: Actor, property_id: str, form: HomeForm, errors: tuple[Refusal, ...] = ()
) -> Response:
    with site.database.begin() as session:
        found = homes.find_property(register_of(site, session, actor), property_id)
    return site.page(request, "landlord/property.html", status=422 if errors else 200, property=found, form=form, errors=errors)
