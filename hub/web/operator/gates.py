"""Gates as a JSON API: a landlord sees those of the own buildings, an operator all; only an operator makes, approves and takes them out."""

from edge.protocol.messages import CommandAction
from hub.gateway import commands, gaps, gates
from hub.gateway.problems import is_heard, problems_of
from hub.web.layout.frame import ActorDep, SiteDep, allow, desk_router
from hub.web.operator import acts
from hub.web.operator.buildings import own_buildings
from hub.web.operator.shapes import (
    CommandAnswer,
    CommandGiven,
    CreatedGate,
    Done,
    GapAnswer,
    GateAnswer,
    GatesAnswer,
    GateSettings,
    HealthAnswer,
    NewGate,
    OpenDoor,
    ProblemAnswer,
)

router = desk_router()


@router.get("/gates")
@allow(landlord="own", manager="building", sysadmin="all", row="GET /gates")
def list_gates(site: SiteDep, actor: ActorDep) -> GatesAnswer:
    """Return the gates that this person may know of, those with problems first."""
    with site.database.read() as session:
        found = gates.list_gates(session, property_ids=own_buildings(site, session, actor))
    return GatesAnswer(gates=[GateAnswer.model_validate(gate) for gate in found])


@router.get("/gates/{gate_id}/health")
@allow(landlord="own", manager="building", sysadmin="all", row="GET /gates/{id}/health")
def health(site: SiteDep, actor: ActorDep, gate_id: str) -> HealthAnswer:
    """Return one gate, how old its word is, and what is wrong with it."""
    now = site.now()
    with site.database.read() as session:
        gate = gates.find_gate(session, gate_id, property_ids=own_buildings(site, session, actor))
        missing = [GapAnswer.model_validate(gap) for gap in gaps.gaps_of(session, gate_id)]
        given = [CommandAnswer.model_validate(command) for command in commands.recent(session, gate_id)]
    problems = [ProblemAnswer.model_validate(problem) for problem in problems_of(gate, now=now)]
    age_ms = None if gate.heard_at is None else max(0, now - gate.heard_at)
    known = GateAnswer.model_validate(gate).model_dump()
    return HealthAnswer(**known, age_ms=age_ms, last_known=not is_heard(gate, now=now), problems=problems, gaps=missing, commands=given)


@router.post("/gates", status_code=201)
@allow(sysadmin="all", row="POST /gates")
def create(site: SiteDep, actor: ActorDep, given: NewGate) -> CreatedGate:
    """Create a gate; its code is in this answer and nowhere again."""
    made = acts.create_gate(site, actor, given)
    return CreatedGate(id=made.gate_id, name=made.name, code=made.code)


@router.post("/gates/{gate_id}/approve")
@allow(sysadmin="all+2p", row="POST /gates/{id}/approve")
def approve(site: SiteDep, actor: ActorDep, gate_id: str) -> Done:
    """Approve a gate as a second person."""
    acts.approve_gate(site, actor, gate_id)
    return Done(id=gate_id)


@router.post("/gates/{gate_id}/replace", status_code=201)
@allow(sysadmin="all", row="POST /gates/{id}/replace")
def replace(site: SiteDep, actor: ActorDep, gate_id: str) -> CreatedGate:
    """Take a gate out and create the next at the same door; its code is in this answer and nowhere again."""
    made = acts.replace_gate(site, actor, gate_id)
    return CreatedGate(id=made.gate_id, name=made.name, code=made.code)


@router.post("/gates/{gate_id}/open", status_code=202)
@allow(manager="building", row="POST /gates/{id}/open")
def open_door(site: SiteDep, actor: ActorDep, gate_id: str, given: OpenDoor | None = None) -> CommandGiven:
    """Let somebody in from afar, or have the door stand free and lock again: within seconds or not at all."""
    asked = given or OpenDoor()
    action, mode = (CommandAction.UNLOCK, "") if asked.act == "access" else (CommandAction.MODE, asked.act)
    return CommandGiven(number=acts.command_gate(site, actor, gate_id, action, mode, free_hours=asked.hours))


@router.post("/gates/{gate_id}/drill", status_code=202)
@allow(manager="building", sysadmin="all", row="POST /gates/{id}/drill")
def drill(site: SiteDep, actor: ActorDep, gate_id: str) -> CommandGiven:
    """Try whether the door hears: it shows a light and answers, and no lock moves."""
    return CommandGiven(number=acts.command_gate(site, actor, gate_id, CommandAction.DRILL))


@router.put("/gates/{gate_id}/configuration")
@allow(sysadmin="all", row="PUT /gates/{id}/configuration")
def configure(site: SiteDep, actor: ActorDep, gate_id: str, given: GateSettings) -> Done:
    """Wish for a gate to be set so. It tries the settings and keeps them if it stays well; ``config`` of its health says what it runs."""
    acts.configure_gate(site, actor, gate_id, given)
    return Done(id=gate_id)


@router.post("/gates/{gate_id}/revoke")
@allow(manager="building", sysadmin="all", row="POST /gates/{id}/revoke")
def revoke(site: SiteDep, actor: ActorDep, gate_id: str) -> Done:
    """Take a gate out of use: its account is closed and what it sends is set aside."""
    acts.revoke_gate(site, actor, gate_id)
    return Done(id=gate_id)
