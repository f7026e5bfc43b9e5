"""The landlord's JSON API: the same acts as the pages, one route a row of the permission matrix.

What both sides of a tenancy may do stands in :mod:`hub.web.people`. There is no route that stops, replaces or revokes a pass.
"""

from hub.web.landlord.access import register_of
from hub.web.landlord.shapes import (
    InvitationAnswer,
    NewProperty,
    NewTenancy,
    NewUnits,
    PropertiesAnswer,
    PropertyAnswer,
    RegisteredAnswer,
    TenanciesAnswer,
    UnitAnswer,
    UnitsAnswer,
)
from hub.web.landlord.stays import undo_registration
from hub.web.landlord.tenant import read_tenant
from hub.web.layout.frame import ActorDep, SiteDep, allow, desk_router
from hub.web.people.once import TokenDep
from hub.web.people.shapes import Done, TenancyAnswer
from registry import homes, passes, tenancies
from registry.tenancies.once import register_once

router = desk_router()


@router.post("/properties", status_code=201)
@allow(landlord="own", row="POST /properties")
def add_property(site: SiteDep, actor: ActorDep, given: NewProperty, idempotency_key: TokenDep = "") -> PropertyAnswer:
    """Add a building; it has no rooms yet. Sent again with the same ``Idempotency-Key`` it is the same building."""
    with site.database.begin() as session:
        made = homes.add_property(register_of(site, session, actor), address=given.address, token=idempotency_key)
    return PropertyAnswer.model_validate(made)


@router.get("/properties")
@allow(landlord="own", manager="building", row="GET /properties")
def list_properties(site: SiteDep, actor: ActorDep) -> PropertiesAnswer:
    """Return one's own buildings with their rooms."""
    with site.database.begin() as session:
        found = homes.list_properties(register_of(site, session, actor))
    return PropertiesAnswer(properties=[PropertyAnswer.model_validate(each) for each in found])


@router.post("/properties/{property_id}/units", status_code=201)
@allow(landlord="own", manager="building", row="POST /properties/{id}/units")
def add_units(site: SiteDep, actor: ActorDep, property_id: str, given: NewUnits) -> UnitsAnswer:
    """Add rooms floor by floor, all of them or none."""
    rooms = homes.RoomRange(first_floor=given.first_floor, last_floor=given.last_floor, rooms_per_floor=given.rooms_per_floor)
    with site.database.begin() as session:
        made = homes.add_units(register_of(site, session, actor), property_id, rooms)
    return UnitsAnswer(units=[UnitAnswer.model_validate(each) for each in made])


@router.get("/units/{unit_id}")
@allow(landlord="own", manager="building", row="GET /units/{id}")
def read_unit(site: SiteDep, actor: ActorDep, unit_id: str) -> UnitAnswer:
    """Return one room and the word for its state."""
    with site.database.begin() as session:
        found = homes.find_unit(register_of(site, session, actor), unit_id)
    return UnitAnswer.model_validate(found)


@router.post("/tenancies", status_code=201)
@allow(landlord="own", manager="building", row="POST /tenancies")
def register_tenant(site: SiteDep, actor: ActorDep, given: NewTenancy, idempotency_key: TokenDep = "") -> RegisteredAnswer:
    """Register a tenant. The pass works at once, and the answer is the same whatever any later check says.

    With an ``Idempotency-Key`` the same body can be sent again, and is answered with the same pass and claim code until that is used.
    """
    identity, lease = read_tenant(given, today=site.today())
    when = {"starts_on": lease.starts_on, "ends_on": lease.ends_on}
    with site.database.begin() as session:
        made = register_once(register_of(site, session, actor), identity, token=idempotency_key, unit_id=given.unit_id, **when)
    return registered(made)


def registered(made: tenancies.Registered) -> RegisteredAnswer:
    """Return what registering somebody is answered with."""
    return RegisteredAnswer(
        id=made.tenancy_id,
        reference=made.reference,
        credential_id=made.credential_id,
        valid_until=made.valid_until,
        pass_text=made.pass_text,
        short_number=made.short_number,
        claim_code=made.claim_code,
    )


@router.get("/tenancies")
@allow(landlord="own", manager="building", row="GET /tenancies")
def list_tenancies(site: SiteDep, actor: ActorDep) -> TenanciesAnswer:
    """Return the tenancies that run or are still to begin."""
    with site.database.begin() as session:
        found = tenancies.overview(register_of(site, session, actor))
    return TenanciesAnswer(tenancies=[TenancyAnswer.model_validate(each) for each in found])


@router.post("/tenancies/{tenancy_id}/invitations", status_code=201)
@allow(landlord="own", manager="building", row="POST /tenancies/{id}/invitations")
def renew_code(site: SiteDep, actor: ActorDep, tenancy_id: str) -> InvitationAnswer:
    """Make another claim code for a pass that nobody has claimed; the one before is dead at once, and the pass opens as before."""
    with site.database.begin() as session:
        made = passes.renew_code(register_of(site, session, actor, purpose="access"), tenancy_id)
    return InvitationAnswer.model_validate(made)


@router.post("/tenancies/{tenancy_id}/undo")
@allow(landlord="own", manager="building", row="POST /tenancies/{id}/undo")
def undo(site: SiteDep, actor: ActorDep, tenancy_id: str) -> Done:
    """Undo a registration that was a mistake, until its pass was first held to a door."""
    with site.database.begin() as session:
        undo_registration(register_of(site, session, actor), tenancy_id)
    return Done(id=tenancy_id)
