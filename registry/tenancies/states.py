"""The word for a room: vacant, unclaimed, let, or ending, by the tenancy that runs in it or comes next."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from registry.register import Register
from registry.tables import Property, Tenancy, Unit
from registry.tenancies.rows import is_claimed, last_day, term_of
from registry.tenancies.rules import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomState:
    """A word, and the tenancy that makes it so."""

    word: str
    tenancy_id: str | None = None


VACANT = RoomState(word="vacant")


def word_of(term: Term, *, claimed: bool) -> str:
    """Return the word for a room whose tenancy runs or comes: an end that stands announced comes before an unclaimed pass."""
    if term.end_on is not None and not term.contested:
        return "ending"
    return "let" if claimed else "unclaimed"


def room_states(register: Register, *rooms: ColumnElement[bool]) -> dict[str, RoomState]:
    """Return the states of the caller's rooms that are not vacant, by unit id, in one query; ``rooms`` are conditions on ``Unit``."""
    query = (
        select(Tenancy, is_claimed)
        .join(Unit, col(Unit.id) == Tenancy.unit_id)
        .join(Property, col(Property.id) == Unit.property_id)
        .where(register.own_properties(), last_day >= register.today.isoformat(), *rooms)
        .order_by(col(Tenancy.starts_on).desc(), col(Tenancy.along_with).is_(None))
    )
    rows = register.session.exec(query)  # tenants of a room never share a day, so the earliest counts; it comes last, after co-occupants
    return {row.unit_id: RoomState(word=word_of(term_of(row), claimed=claimed), tenancy_id=row.id) for row, claimed in rows}
