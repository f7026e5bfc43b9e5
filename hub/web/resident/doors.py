"""The doors of the building one lives in: when each opens, how it stands just now, and who may open it from afar. Nobody's entries."""

from dataclasses import dataclass

from fastapi import Request, Response

from edge.protocol.rights import DoorRules
from hub.gateway import gates
from hub.gateway.gates import GateView
from hub.gateway.problems import is_heard
from hub.gateway.rules import rules_of
from hub.web.layout.frame import ActorDep, SiteDep, allow, desk_router
from hub.web.resident.access import register_of
from registry.namings import has_manager
from registry.passes.doors import own_floors

router = desk_router()


@dataclass(frozen=True, slots=True)
class OwnDoor:
    """A door as who lives behind it sees it. ``is_mine``: it opens for their floor; ``is_heard``: how it stands is known just now."""

    door: GateView
    rules: DoorRules
    is_mine: bool
    is_heard: bool
    is_managed: bool


@router.get("/r/doors")
@allow(resident="own", row="GET /credentials/{id}/pass")
def show_doors(request: Request, site: SiteDep, actor: ActorDep) -> Response:
    """Show the rules of every door that one's pass may open, each in one sentence, the ways home first."""
    with site.database.begin() as session:
        floors = own_floors(register_of(site, session, actor, purpose="access"))
        found = [gate for gate in gates.list_gates(session, property_ids=sorted(floors)) if gate.state == "approved"]
        rules = {gate.id: rules_of(session, gate.id, zone=site.config.time_zone) for gate in found}
        managed = {home for home in floors if has_manager(session, home)}
    shown = [
        OwnDoor(
            gate,
            rules[gate.id],
            is_mine=not (gate.hours and gate.hours.floors) or bool(floors[gate.property_id] & set(gate.hours.floors)),
            is_heard=is_heard(gate, now=site.now()),
            is_managed=gate.property_id in managed,
        )
        for gate in sorted(found, key=lambda gate: (gate.leads_to != "home", gate.label))
    ]
    return site.page(request, "resident/doors.html", doors=shown)
