"""Numbers that people read out or that doors and passes share: drawn, not counted, so that none tells how many there are.

Each kind has one length, so that no row is longer than another for its number's sake.
"""

import secrets
from collections.abc import Callable
from typing import TypeVar

from sqlmodel import Session, col, select

from registry.tables import Credential, Property, Tenancy

DRAWN_AT_ONCE = 8
ROUNDS_MAX = 50
DOOR_GROUP_MAX = 2**31 - 1

Number = TypeVar("Number", str, int)


def draw_reference(session: Session) -> str:
    """Return a tenancy's reference that no other tenancy has, such as ``A-204172``."""
    return _draw_free(session, col(Tenancy.reference), lambda: f"A-{secrets.randbelow(900_000) + 100_000}")


def draw_short_number(session: Session) -> str:
    """Return a pass's number to be read out over the telephone, such as ``4821 7730``, that no other pass has."""
    return _draw_free(session, col(Credential.short_number), _short_number)


def draw_door_group(session: Session) -> int:
    """Return a building's number, 1 to 2³¹ - 1, that no other building has."""
    return _draw_free(session, col(Property.door_group), lambda: secrets.randbelow(DOOR_GROUP_MAX) + 1)


def _short_number() -> str:
    digits = f"{secrets.randbelow(90_000_000) + 10_000_000}"
    return f"{digits[:4]} {digits[4:]}"


def _draw_free(session: Session, column: object, draw: Callable[[], Number]) -> Number:
    """Draw several at once and return the first that nobody has: nearly always one query, whatever is taken."""
    for _ in range(ROUNDS_MAX):
        drawn = [draw() for _ in range(DRAWN_AT_ONCE)]
        taken = set(session.exec(select(column).where(column.in_(drawn))).all())  # type: ignore[attr-defined, call-overload]
        if free := [number for number in drawn if number not in taken]:
            return free[0]
    raise RuntimeError("there is hardly a free number left of this kind")
