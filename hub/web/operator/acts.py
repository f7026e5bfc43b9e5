"""What an operator does, each act with its line in the register's audit log, in one transaction. Pages and API both call these.

Five acts need a second person: a gate is approved by another operator than the one who created it, another agrees to each step of
the signing keys, another starts a roll-out of software, a manager whom an operator proposed is agreed to by the auditor, and no operator
makes another operator.
"""

from collections.abc import Sequence

from sqlmodel import Session

from edge.protocol.messages import CommandAction
from edge.protocol.rights import DoorRules
from hub import accounts
from hub.gateway import configuration, gates, key_steps, rollout_steps, rules
from hub.gateway.commands import FREE_HOURS_USUAL
from hub.gateway.gates import GateCreated
from hub.gateway.rollout_pace import Pace
from hub.web.layout.frame import Actor, Site
from hub.web.operator.buildings import find_building, managed_buildings
from hub.web.operator.shapes import GateSettings, NewAccount, NewGate, NewGrant, NewRollout, read_envelope
from hub.web.people import doors
from registry import namings
from registry.audit import log
from registry.refusals import Refusal, Refused

GIVEN_HERE = ("landlord", "manager")


def create_gate(site: Site, actor: Actor, given: NewGate) -> GateCreated:
    """Create a gate at a building and return its one-time code; raise Refused with everything that is wrong."""
    with site.database.begin() as session:
        building = find_building(session, given.property_id)
        wrong = [] if building else [Refusal("property-unknown", "property_id")]
        try:
            gates.judge_new(site=site.config.site, name=given.name, label=given.label, leads_to=given.leads_to)
        except Refused as refused:
            wrong = [*refused.refusals, *wrong]
        if building is None or wrong:
            raise Refused(*wrong)
        made = gates.create_gate(
            session,
            site=site.config.site,
            name=given.name,
            label=given.label,
            leads_to=given.leads_to,
            property_id=building.id,
            door_group=building.door_group,
            actor=actor.account_id,
            now=site.now(),
        )
        _note(session, site, actor, "gate.created", made.gate_id)
    return made


def approve_gate(site: Site, actor: Actor, gate_id: str) -> None:
    """Approve a gate that has asked, as another person than its creator; raise Refused."""
    with site.database.begin() as session:
        gates.find_gate(session, gate_id)
        gates.approve(session, gate_id, actor=actor.account_id, now=site.now())
        _note(session, site, actor, "gate.approved", gate_id)


def revoke_gate(site: Site, actor: Actor, gate_id: str) -> None:
    """Take a gate out of use; raise Refused ``absent`` for one that is not in this person's scope."""
    with site.database.begin() as session:
        gates.find_gate(session, gate_id, property_ids=managed_buildings(site, session, actor))
        gates.revoke(session, gate_id)
        _note(session, site, actor, "gate.revoked", gate_id)


def replace_gate(site: Site, actor: Actor, gate_id: str) -> GateCreated:
    """Take a gate out and return the one-time code of the next at the same door; raise Refused ``absent``."""
    with site.database.begin() as session:
        made = gates.replace(session, gate_id, actor=actor.account_id, now=site.now())
        _note(session, site, actor, "gate.revoked", gate_id)
        _note(session, site, actor, "gate.created", made.gate_id)
    return made


def configure_gate(site: Site, actor: Actor, gate_id: str, given: GateSettings) -> None:
    """Wish for a gate to be set so; it tries that, and says what became of it. Raise Refused."""
    with site.database.begin() as session:
        gates.find_gate(session, gate_id)
        configuration.wish(session, gate_id, given.settings, release=given.release_bytes(), actor=actor.account_id, now=site.now())
        if given.rules is not None:
            rules.set_rules(session, gate_id, given.rules.as_rules(zone=site.config.time_zone), now=site.now())
        _note(session, site, actor, "gate.configured", gate_id)


def set_rules(site: Site, actor: Actor, gate_id: str, wanted: DoorRules) -> None:
    """Have a gate's door keep these rules and leave its settings alone; raise Refused."""
    with site.database.begin() as session:
        rules.set_rules(session, gate_id, wanted, now=site.now())
        _note(session, site, actor, "gate.configured", gate_id)


def command_gate(
    site: Site, actor: Actor, gate_id: str, action: CommandAction, mode: str = "", *, free_hours: int = FREE_HOURS_USUAL
) -> str:
    """Give a gate a command that is good for ten seconds, and return its number; raise Refused as :func:`hub.gateway.commands.ask` does."""
    with site.database.begin() as session:
        gates.find_gate(session, gate_id, property_ids=managed_buildings(site, session, actor))
        return doors.command_gate(session, site, actor, gate_id, action, mode, free_hours=free_hours)


def take_key_step(site: Site, actor: Actor, act: str, *, hours: int, is_anyway: bool) -> None:
    """Propose a step in the succession of signing keys, agree to another's or take one back; raise Refused."""
    with site.database.begin() as session:
        key_steps.take(session, act, hours=hours, is_anyway=is_anyway, actor=actor.account_id, now=site.now())


def prepare_rollout(site: Site, actor: Actor, given: NewRollout) -> int:
    """Prepare a roll-out of a release for another operator to start, and return its number; raise Refused."""
    release = read_envelope(given.release)
    pace = Pace(per_stage=given.per_stage, well_minutes=given.well_minutes, patience_minutes=given.patience_minutes)
    with site.database.begin() as session:
        return rollout_steps.prepare(session, release, buildings=given.buildings, pace=pace, actor=actor.account_id, now=site.now())


def take_rollout(site: Site, actor: Actor, act: str, gate_id: str = "") -> None:
    """Start, pause, resume or withdraw the roll-out that is under way, or skip a gate of it; raise Refused."""
    with site.database.begin() as session:
        rollout_steps.take(session, act, gate_id=gate_id, actor=actor.account_id, now=site.now())


def add_account(site: Site, actor: Actor, given: NewAccount) -> str:
    """Make an account and return its id; raise Refused. An operator's own account is made on the server, where two are present."""
    wrong = _judge_roles(given.roles)
    if wrong:
        raise Refused(wrong)
    with site.database.begin() as session:
        made = accounts.create_account(
            session, site.application, login=given.login, passphrase=given.passphrase, roles=sorted(set(given.roles)), now=site.now()
        )
        if isinstance(made, Refusal):
            raise Refused(made)
        _note(session, site, actor, "account.made", made)
    return made


def propose_manager(site: Site, actor: Actor, given: NewGrant) -> str:
    """Propose an account as the manager of a building, for the auditor to agree, and return the naming's id; raise Refused."""
    with site.database.begin() as session:
        account = accounts.find_holder(session, site.application, login=given.login, role="manager")
        wrong = [] if given.role == "manager" else [Refusal("role-not-granted-here", "role")]
        wrong += [] if find_building(session, given.property_id) else [Refusal("property-unknown", "property_id")]
        if account is None:
            wrong.append(Refusal("manager-unknown", "login"))
        if account is None or wrong:
            raise Refused(*wrong)
        made = namings.propose(session, given.property_id, account, actor=actor.account_id, now=site.now())
        _note(session, site, actor, "manager.proposed", given.property_id)
    return made


def end_manager(site: Site, actor: Actor, naming_id: str) -> None:
    """End a manager at once, or take a proposal back: one operator can; raise Refused ``absent``."""
    with site.database.begin() as session:
        building = namings.find_naming(session, naming_id).property_id
        namings.end(session, naming_id)
        _note(session, site, actor, "manager.ended", building)


def _judge_roles(roles: Sequence[str]) -> Refusal | None:
    if not roles:
        return Refusal("role-missing", "roles")
    return None if set(roles) <= set(GIVEN_HERE) else Refusal("role-not-given-here", "roles")


def _note(session: Session, site: Site, actor: Actor, act: str, subject: str) -> None:
    role = "sysadmin" if "sysadmin" in actor.roles else "manager"
    log.write(session, "register", at=site.now(), actor=actor.account_id, role=role, act=act, subject=subject, purpose="operation")
