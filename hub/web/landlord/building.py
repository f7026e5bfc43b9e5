"""What its owner and its managers change about a building, as a JSON API: who manages it, and the hours of its shared rooms."""

from hub.gateway import gates
from hub.web.landlord.access import register_of
from hub.web.landlord.managing import name_manager
from hub.web.landlord.shapes import BuildingAnswer, BuildingChange, ManagerAnswer, PropertyAnswer
from hub.web.layout.frame import Actor, ActorDep, Site, SiteDep, allow, desk_router
from hub.web.people.doors import set_hours
from registry import homes, namings

router = desk_router()


@router.get("/properties/{property_id}")
@allow(landlord="own", manager="building", row="GET /properties/{id}")
def read_property(site: SiteDep, actor: ActorDep, property_id: str) -> BuildingAnswer:
    """Return one building with its rooms and its managers."""
    return _answer(site, actor, property_id)


@router.patch("/properties/{property_id}")
@allow(landlord="own", manager="building", row="PATCH /properties/{id}")
def change_property(site: SiteDep, actor: ActorDep, property_id: str, given: BuildingChange) -> BuildingAnswer:
    """Change what is given and leave the rest. Managers are named and ended by the owner alone."""
    with site.database.begin() as session:
        register = register_of(site, session, actor)
        homes.judge_own(register, property_id)
        for naming_id in given.end_managers:
            namings.end_naming(register, property_id, naming_id)
        for door in given.doors:
            gates.find_gate(session, door.gate_id, property_ids=[property_id])
            set_hours(register, door.gate_id, door.hours.as_hours() if door.hours else None)
    if given.manager is not None:
        name_manager(site, actor, property_id, given.manager)
    return _answer(site, actor, property_id)


def _answer(site: Site, actor: Actor, property_id: str) -> BuildingAnswer:
    with site.database.begin() as session:
        register = register_of(site, session, actor)
        home, named = homes.find_property(register, property_id), namings.own_managers(register, property_id)
    shown = [ManagerAnswer.model_validate(each) for each in named if each.agreed_at is not None]
    return BuildingAnswer(**PropertyAnswer.model_validate(home).model_dump(), managers=shown)
