"""Homes: buildings, their rooms, and the word for what each room is just now.

The word comes from the room's tenancy and from nothing at the door: a landlord does not learn from it when anybody comes or goes.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import uuid4

from sqlmodel import col, select

from registry import numbers
from registry.namings import judge_own
from registry.once import id_of
from registry.passes.keys import make_building_key, make_door_key
from registry.refusals import Refusal, Refused
from registry.register import Register, absent
from registry.rooms import RoomRange
from registry.tables import Property, Unit
from registry.tenancies.states import VACANT, RoomState, room_states

__all__ = [
    "PropertyView",
    "RoomRange",
    "UnitView",
    "add_property",
    "add_units",
    "find_property",
    "find_unit",
    "judge_address",
    "judge_own",
    "list_properties",
    "managed_ids",
    "own_ids",
]

ADDRESS_MAX = 200
UNITS_MAX = 2_000
_NOT_WRITTEN = ("Cc", "Cs", "Co", "Cn")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitView:
    """A room as its landlord sees it. ``state`` is vacant, unclaimed, let or ending; ``tenancy_id`` names the tenancy that makes it so."""

    id: str
    property_id: str
    address: str
    floor: int
    label: str
    state: str
    tenancy_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyView:
    """A building and its rooms, lowest floor first. ``door_group`` is the number that its passes and its gates have in common."""

    id: str
    address: str
    door_group: int
    units: tuple[UnitView, ...]

    @property
    def vacant(self) -> tuple[UnitView, ...]:
        """The rooms in which nobody lives or is about to."""
        return tuple(unit for unit in self.units if unit.state == VACANT.word)


def judge_address(text: str) -> str:
    """Return an address as it is stored, in one line; raise Refused ``address-missing``, ``address-too-long``, ``address-characters``."""
    address = " ".join(text.split())
    if not address:
        raise Refused(Refusal("address-missing", "address"))
    if len(address) > ADDRESS_MAX:
        raise Refused(Refusal("address-too-long", "address", limit=ADDRESS_MAX))
    if any(unicodedata.category(character) in _NOT_WRITTEN for character in address):
        raise Refused(Refusal("address-characters", "address"))
    return address


def add_property(register: Register, *, address: str, token: str = "") -> PropertyView:
    """Add a building of the caller's, with a pass key of its own, or return what one ``token`` has added already.

    Raises Refused as :func:`judge_address` does, or ``absent``.
    """
    if register.access.role != "landlord":
        raise absent()
    property_id = id_of(register, "property", token) if token else uuid4().hex
    if register.session.get(Property, property_id) is not None:
        return find_property(register, property_id)
    made = Property(
        id=property_id,
        landlord_id=register.access.actor,
        address=judge_address(address),
        door_group=numbers.draw_door_group(register.session),
        pass_key="",
        created_at=register.now,
    )
    made.pass_key = make_building_key(register.vault, made.id).hex()
    register.session.add_all([made, make_door_key(made.door_group)])
    register.session.flush()
    register.note("property.added", made.id)
    return PropertyView(id=made.id, address=made.address, door_group=made.door_group, units=())


def add_units(register: Register, property_id: str, rooms: RoomRange) -> tuple[UnitView, ...]:
    """Add rooms to a building, all of them or none, and return them; raise Refused ``rooms-exist``, ``too-many-rooms`` or ``absent``."""
    query = select(Property).where(register.own_properties(), Property.id == property_id)
    home = register.session.exec(query.with_for_update()).first()
    if home is None:
        raise absent()
    there = register.session.exec(select(Unit.label).where(Unit.property_id == property_id)).all()
    _judge_new(rooms, set(there))
    made = [Unit(id=uuid4().hex, property_id=property_id, floor=floor, label=label) for floor, label in rooms.rooms()]
    register.session.add_all(made)
    register.session.flush()
    register.note("units.added", property_id)
    return _views(home, made, {})


def list_properties(register: Register) -> tuple[PropertyView, ...]:
    """Return the caller's own buildings by address: three queries, however many rooms there are."""
    homes = register.session.exec(select(Property).where(register.own_properties()).order_by(Property.address, Property.id)).all()
    query = select(Unit).join(Property, col(Property.id) == Unit.property_id).where(register.own_properties())
    units: dict[str, list[Unit]] = {home.id: [] for home in homes}
    for unit in register.session.exec(query):
        units[unit.property_id].append(unit)
    states = room_states(register)
    register.note("properties.listed")
    return tuple(_property_view(home, units[home.id], states) for home in homes)


def find_property(register: Register, property_id: str) -> PropertyView:
    """Return one building of the caller's; raise Refused ``absent``."""
    home = register.session.exec(select(Property).where(register.own_properties(), Property.id == property_id)).first()
    if home is None:
        raise absent()
    units = register.session.exec(select(Unit).where(Unit.property_id == property_id)).all()
    states = room_states(register, col(Unit.property_id) == property_id)
    register.note("property.read", property_id)
    return _property_view(home, units, states)


def own_ids(register: Register) -> tuple[str, ...]:
    """Return the ids of the buildings that the caller lets or manages."""
    return tuple(register.session.exec(select(Property.id).where(register.own_properties())))


def managed_ids(register: Register) -> tuple[str, ...]:
    """Return the ids of the buildings that name the caller as their manager."""
    return tuple(register.session.exec(select(Property.id).where(register.managed_properties())))


def find_unit(register: Register, unit_id: str) -> UnitView:
    """Return one room of the caller's; raise Refused ``absent``."""
    query = select(Unit, Property).join(Property, col(Property.id) == Unit.property_id)
    found = register.session.exec(query.where(register.own_properties(), Unit.id == unit_id)).first()
    if found is None:
        raise absent()
    unit, home = found
    (shown,) = _views(home, [unit], room_states(register, col(Unit.id) == unit_id))
    register.note("unit.read", unit_id)
    return shown


def _judge_new(rooms: RoomRange, there: set[str]) -> None:
    if doubled := [label for label in rooms.labels() if label in there]:
        raise Refused(Refusal("rooms-exist", "first_floor", label=doubled[0], count=len(doubled)))
    if len(there) + rooms.count > UNITS_MAX:
        raise Refused(Refusal("too-many-rooms", "rooms_per_floor", limit=UNITS_MAX))


def _property_view(home: Property, units: Iterable[Unit], states: Mapping[str, RoomState]) -> PropertyView:
    return PropertyView(id=home.id, address=home.address, door_group=home.door_group, units=_views(home, units, states))


def _views(home: Property, units: Iterable[Unit], states: Mapping[str, RoomState]) -> tuple[UnitView, ...]:
    ordered = sorted(units, key=lambda unit: (unit.floor, unit.label))
    return tuple(_unit_view(home, unit, states.get(unit.id, VACANT)) for unit in ordered)


def _unit_view(home: Property, unit: Unit, state: RoomState) -> UnitView:
    return UnitView(
        id=unit.id,
        property_id=home.id,
        address=home.address,
        floor=unit.floor,
        label=unit.label,
        state=state.word,
        tenancy_id=state.tenancy_id,
    )
