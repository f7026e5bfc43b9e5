"""Doors as those in charge of a building act on them, each act with its line in the audit log; their pages and the API both call these.

From afar a manager lets somebody in, has a door stand free and closes it again, and no more: nothing that keeps out who lives there.
"""

from sqlmodel import Session

from edge.protocol.messages import CommandAction
from hub.gateway import commands, hours
from hub.gateway.commands import FREE_HOURS_USUAL
from hub.gateway.hours import RoomHours
from hub.web.layout.frame import Actor, Site
from registry.audit import log
from registry.register import Register

ACTS = {
    CommandAction.UNLOCK: "gate.opened",
    CommandAction.MODE: "gate.mode-set",
    CommandAction.DRILL: "gate.drilled",
    CommandAction.ROTATE_KEY: "key.sent",
}


def command_gate(
    session: Session, site: Site, actor: Actor, gate_id: str, action: CommandAction, mode: str = "", *, free_hours: int = FREE_HOURS_USUAL
) -> str:
    """Give a gate that the caller may act on a command, good for ten seconds, and return its number; raise Refused.

    ``free_hours`` is how long a door stands free that is asked to; raises ``door-act`` and ``door-hours``.
    """
    number = commands.ask(session, gate_id, action, actor=actor.account_id, now=site.now(), mode=mode, hours=free_hours)
    role = "sysadmin" if "sysadmin" in actor.roles else "manager"
    words = {"act": ACTS[action], "subject": gate_id, "purpose": "operation"}
    log.write(session, "register", at=site.now(), actor=actor.account_id, role=role, **words)
    return number


def set_hours(register: Register, gate_id: str, wanted: RoomHours | None) -> None:
    """Have a shared room of the caller's building keep these hours, or none; raise Refused as :func:`hub.gateway.hours.set_hours` does."""
    hours.set_hours(register.session, gate_id, wanted, actor=register.access.actor, now=register.now)
    register.note("gate.hours-set", gate_id)


def undo_hours(register: Register, gate_id: str) -> None:
    """Have a shared room keep what it kept before; raise Refused."""
    hours.undo(register.session, gate_id, actor=register.access.actor, now=register.now)
    register.note("gate.hours-set", gate_id)
