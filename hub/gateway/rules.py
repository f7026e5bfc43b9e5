"""The rules of a door, as an operator sets them: they go out with the gate's list, signed, and hold until they are set again.

Whose door it is an operator does not learn here, and no rule is about a person.
"""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from sqlmodel import Session, select

from edge.protocol.codec import encode
from edge.protocol.rights import DoorRules
from hub.gateway.tables import Gate, GateRules
from registry.notices import RULES_CHANGED, tell_behind
from registry.passes.doors import tell_doors
from registry.refusals import Refusal, Refused

PASSBACK_MINUTES = (1, 1440)


def set_rules(session: Session, gate_id: str, rules: DoorRules, *, now: int) -> None:
    """Have a gate's door keep these rules; if they are other rules, who lives behind the building's doors is told.

    Raises Refused ``gate-not-in-use``, ``rules-zone`` or ``rules-minutes``.
    """
    gate = session.get(Gate, gate_id)
    if gate is None or gate.state != "approved":
        raise Refused(Refusal("gate-not-in-use"))
    low, high = PASSBACK_MINUTES
    if not low <= rules.anti_passback_minutes <= high:
        raise Refused(Refusal("rules-minutes", "anti_passback_minutes", low=low, high=high))
    try:
        ZoneInfo(rules.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refused(Refusal("rules-zone", "zone")) from error
    row = session.get(GateRules, gate_id) or GateRules(gate_id=gate_id, rules="")
    before, row.rules = row.rules, encode(rules).decode()
    session.add(row)
    tell_doors(session, [gate.door_group], now=now)
    if row.rules != before:
        tell_behind(session, gate.door_group, code=RULES_CHANGED, now=now)


def carry_over(session: Session, old_id: str, new_id: str) -> None:
    """Have the next gate at the same door keep the same rules."""
    row = session.get(GateRules, old_id)
    if row is not None:
        session.add(GateRules(gate_id=new_id, rules=row.rules))


def takes_pin_alone(session: Session, door_group: int) -> bool:
    """Tell whether any door of a group opens for a PIN without a card."""
    gates = select(Gate.id).where(Gate.door_group == door_group, Gate.state == "approved")
    return any(rules_of(session, gate_id, zone="UTC").pin_alone for gate_id in session.exec(gates))


def rules_of(session: Session, gate_id: str, *, zone: str) -> DoorRules:
    """Return the rules of a gate's door; until somebody sets some, those of every door in this time zone."""
    row = session.get(GateRules, gate_id)
    return msgspec.json.decode(row.rules, type=DoorRules) if row else DoorRules(zone=zone)
