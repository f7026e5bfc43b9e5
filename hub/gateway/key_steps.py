"""Each step that an operator takes in the succession of keys, with its line in the audit log; desk and command line call this."""

from sqlmodel import Session

from hub.gateway import gates, keys
from registry.audit import log
from registry.refusals import Refusal, Refused

NOTED = {keys.ROTATE: "key.proposed", keys.RETIRE: "key.retirement-proposed", "agree": "key.agreed", "withdraw": "key.withdrawn"}
HOURS_BEFORE = 24
"""How long before its start a key is announced where nobody says otherwise."""


def take(session: Session, act: str, *, hours: int = HOURS_BEFORE, is_anyway: bool = False, actor: str, now: int) -> None:
    """Take one of the steps of ``NOTED``; raise Refused ``key-act`` for another, else as :mod:`hub.gateway.keys` does."""
    match act:
        case keys.ROTATE | keys.RETIRE:
            behind = len(keys.standing(session).behind(gates.list_gates(session)))
            number = keys.propose(session, act, hours=hours, is_anyway=is_anyway, behind=behind, actor=actor, now=now)
        case "agree":
            number = keys.agree(session, actor=actor, now=now)
        case "withdraw":
            number = keys.withdraw(session)
        case _:
            raise Refused(Refusal("key-act", "act", known=", ".join(NOTED)))
    log.write(session, "register", at=now, actor=actor, role="sysadmin", act=NOTED[act], subject=str(number), purpose="operation")
