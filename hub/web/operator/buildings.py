"""Buildings as an operator knows them: an address and the number that its doors have in common, never who lets or lives there."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from hub.web.layout.frame import Actor, Site
from hub.web.people.access import register_of
from registry import homes
from registry.tables import Property

_COLUMNS = select(col(Property.id), col(Property.address), col(Property.door_group))


@dataclass(frozen=True, slots=True, kw_only=True)
class Building:
    """A building: where it stands, and the number that its passes and its gates share."""

    id: str
    address: str
    door_group: int


def list_buildings(session: Session) -> list[Building]:
    """Return every building, by address."""
    return [Building(**row._mapping) for row in session.execute(_COLUMNS.order_by(col(Property.address), col(Property.id)))]


def find_building(session: Session, property_id: str) -> Building | None:
    """Return one building, or None."""
    row = session.execute(_COLUMNS.where(col(Property.id) == property_id)).first()
    return Building(**row._mapping) if row else None


def own_buildings(site: Site, session: Session, actor: Actor) -> Sequence[str] | None:
    """Return the ids of the buildings whose gates this person may know of; None for an operator, who may know of all."""
    if "sysadmin" in actor.roles:
        return None
    role = "landlord" if "landlord" in actor.roles else "manager"
    return homes.own_ids(register_of(site, session, actor, role=role, purpose="registration"))


def managed_buildings(site: Site, session: Session, actor: Actor) -> Sequence[str] | None:
    """Return the ids of the buildings whose doors this person may act on from afar: those that name them; None for an operator."""
    if "sysadmin" in actor.roles:
        return None
    return homes.managed_ids(register_of(site, session, actor, role="manager", purpose="access"))
