"""Each act of an operator on a roll-out, with its line in the audit log; desk and command line call this."""

from collections.abc import Sequence

from sqlmodel import Session

from hub.gateway import rollouts
from hub.gateway.rollout import Act
from hub.gateway.rollout_pace import USUAL, Pace
from registry.audit import log
from registry.refusals import Refusal, Refused

PREPARE = "prepare"
NOTED = {
    PREPARE: "software.prepared",
    Act.START: "software.started",
    Act.PAUSE: "software.paused",
    Act.RESUME: "software.resumed",
    Act.SKIP: "software.gate-skipped",
    Act.WITHDRAW: "software.withdrawn",
}


def prepare(session: Session, release: bytes, *, buildings: Sequence[str], pace: Pace = USUAL, actor: str, now: int) -> int:
    """Prepare a roll-out for another operator to start, and return its number; raise Refused as :func:`rollouts.prepare` does."""
    number = rollouts.prepare(session, release, buildings=buildings, pace=pace, actor=actor, now=now)
    _note(session, PREPARE, str(number), actor=actor, now=now)
    return number


def take(session: Session, act: str, *, gate_id: str = "", actor: str, now: int) -> int:
    """Take one of the acts of :class:`Act` and return the roll-out's number; raise Refused ``rollout-act``, else as rollouts do."""
    if act not in list(Act):
        raise Refused(Refusal("rollout-act", "act", known=", ".join(Act)))
    number = rollouts.take(session, Act(act), gate_id=gate_id, actor=actor, now=now)
    _note(session, act, gate_id if act == Act.SKIP else str(number), actor=actor, now=now)
    return number


def _note(session: Session, act: str, subject: str, *, actor: str, now: int) -> None:
    log.write(session, "register", at=now, actor=actor, role="sysadmin", act=NOTED[act], subject=subject, purpose="operation")
