"""When a shared room's door opens, and for which floors: laundry, bicycle cellar, roof. Never a door on the way to somebody's home.

What a door leads to was said when its gate was created, and a second person approved it so; nobody sets it afterwards. A home has no hours:
a row that says otherwise is not read. Hours are about a room; no rule is about a person.
"""

import re
from dataclasses import dataclass
from datetime import date

import msgspec
from sqlmodel import Session

from edge.protocol.rights import Hours, Schedule, SpecialDayGroup, SpecialHours, WeeklyHours
from hub.gateway.tables import Gate, GateHours
from registry.notices import HOURS_CHANGED, tell_behind
from registry.passes.doors import tell_doors
from registry.refusals import Refusal, Refused

MINUTES = 1440
SPECIAL_DAYS_MAX = 60
SCHEDULE, SPECIAL = "room", "special"
NO_DOOR = 0
"""A door group that no door has: what a credential is left with at the door of a room that is not for its floor."""
DAYS = {"workdays": (1, 2, 3, 4, 5), "saturday": (6,), "sunday": (7,)}


@dataclass(frozen=True, slots=True)
class Period:
    """Minutes of the door's own day, half open; ``until`` at or before ``start`` lies in the next day, the same twice is a whole day."""

    start: int
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomHours:
    """A shared room's hours: one period for each kind of day, None for closed. ``special`` holds on ``special_days`` in place of the week.

    A special day is an ISO date, or ``--02-29`` for every year. ``floors`` are those whose residents may use the room; none: all.
    """

    workdays: Period | None = None
    saturday: Period | None = None
    sunday: Period | None = None
    special: Period | None = None
    special_days: tuple[str, ...] = ()
    floors: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Refuse ``hours-minute``, ``special-days``, ``special-days-many`` and ``special-days-missing``."""
        for name in (*DAYS, "special"):
            period = getattr(self, name)
            if period and not (0 <= period.start < MINUTES and 0 <= period.until <= MINUTES):
                raise Refused(Refusal("hours-minute", name))
        if wrong := [day for day in self.special_days if not is_special_day(day)]:
            raise Refused(Refusal("special-days", "special_days", day=wrong[0][:20]))
        if len(self.special_days) > SPECIAL_DAYS_MAX:
            raise Refused(Refusal("special-days-many", "special_days", limit=SPECIAL_DAYS_MAX))
        if self.special and not self.special_days:
            raise Refused(Refusal("special-days-missing", "special_days"))


def is_special_day(text: str) -> bool:
    """Tell whether this is a day such as ``2027-02-06``, or one of every year such as ``--02-29``."""
    if not re.fullmatch(r"(\d{4}|-)-\d\d-\d\d", text):
        return False
    try:
        date.fromisoformat(text.replace("--", "2024-", 1))  # a year that has every day
    except ValueError:
        return False
    return True


def set_hours(session: Session, gate_id: str, hours: RoomHours | None, *, actor: str, now: int) -> None:
    """Have a shared room's door keep these hours, or open at all times to all; what held before can be taken back. If they are other hours,
    who lives behind the building's doors is told.

    Raises Refused ``gate-not-in-use``, or ``hours-home`` for a door that leads to homes.
    """
    gate = session.get(Gate, gate_id)
    if gate is None or gate.state != "approved":
        raise Refused(Refusal("gate-not-in-use"))
    if gate.leads_to != "shared":
        raise Refused(Refusal("hours-home"))
    row = session.get(GateHours, gate_id) or GateHours(gate_id=gate_id, hours="", before="", by="", at=0)
    row.before, row.hours = row.hours, msgspec.json.encode(hours).decode() if hours else ""
    row.by, row.at = actor, now
    session.add(row)
    tell_doors(session, [gate.door_group], now=now)
    if row.hours != row.before:
        tell_behind(session, gate.door_group, code=HOURS_CHANGED, now=now)


def undo(session: Session, gate_id: str, *, actor: str, now: int) -> None:
    """Have the door keep what held before the last change; again takes that back. Raises Refused ``hours-no-change``, or as above."""
    row = session.get(GateHours, gate_id)
    if row is None:
        raise Refused(Refusal("hours-no-change"))
    set_hours(session, gate_id, _read(row.before), actor=actor, now=now)


def hours_of(session: Session, gate: Gate) -> RoomHours | None:
    """Return the hours that a gate's door keeps; None for one that opens at all times, as every door on the way to a home does."""
    row = session.get(GateHours, gate.id) if gate.leads_to == "shared" else None
    return _read(row.hours) if row else None


def carry_over(session: Session, old_id: str, new_id: str) -> None:
    """Have the next gate at the same door keep the same hours."""
    row = session.get(GateHours, old_id)
    if row is not None:
        session.add(GateHours(gate_id=new_id, hours=row.hours, before=row.before, by=row.by, at=row.at))


def as_schedule(hours: RoomHours) -> tuple[Schedule, list[SpecialDayGroup]]:
    """Return hours as a list says them."""
    week = [(days, getattr(hours, name)) for name, days in DAYS.items()]
    standard = [WeeklyHours(days=list(days), start=period.start, until=period.until) for days, period in week if period]
    if not hours.special_days:
        return Schedule(token=SCHEDULE, standard=standard), []
    instead = [Hours(start=hours.special.start, until=hours.special.until)] if hours.special else []
    special = [SpecialHours(group=SPECIAL, hours=instead)]
    group = SpecialDayGroup(token=SPECIAL, days=list(hours.special_days))
    return Schedule(token=SCHEDULE, standard=standard, special=special), [group]


def _read(text: str) -> RoomHours | None:
    return msgspec.json.decode(text, type=RoomHours) if text else None
