"""One's own passes, as a JSON API: suspend one and take it up again, report it lost for another, end it, add a card or a PIN.

There is nothing like it at the landlord's desk, and no route of it takes another's pass (B19). What only adds, a card or more time at the
door, a manager of the building may do for who asks.
"""

from functools import partial

from hub.gateway.rules import takes_pin_alone
from hub.web.layout.frame import ActorDep, SiteDep, allow, desk_router
from hub.web.people.access import for_either_side
from hub.web.people.once import TokenDep
from hub.web.people.shapes import Done
from hub.web.resident.access import register_of
from hub.web.resident.shapes import NewWay, ReplacedAnswer, Suspend, WayAnswer
from registry import passes
from registry.passes.life import set_times
from registry.refusals import Refusal, Refused
from registry.register import Register

router = desk_router()


@router.post("/credentials", status_code=201)
@allow(resident="own", manager="building", row="POST /credentials")
def add(site: SiteDep, actor: ActorDep, given: NewWay, idempotency_key: TokenDep = "") -> WayAnswer:
    """Let a card, or a PIN alone, open what an own pass opens, or give its holder more time. A PIN is shown in this answer alone,
    and in that to the same body with the same ``Idempotency-Key``.
    """
    with site.database.begin() as session:
        return for_either_side(site, session, actor, lambda register: _add(register, given, idempotency_key), purpose="access")


def _add(register: Register, given: NewWay, token: str) -> WayAnswer:
    more = {"contact": given.contact, "token": token}
    match given.kind:
        case "card":
            made = passes.add_card(register, given.credential_id, number=given.number, with_pin=given.with_pin, **more)
        case "pin":
            doors = partial(takes_pin_alone, register.session)
            made = passes.add_pin(register, given.credential_id, takes_pin_alone=doors, **more)
        case "times":
            set_times(register, given.credential_id, given.times)
            return WayAnswer(credential_id=given.credential_id, pin="", duress_pin="")
        case _:
            raise Refused(Refusal("way-unknown", "kind"))
    return WayAnswer.model_validate(made)


@router.post("/credentials/{credential_id}/suspend")
@allow(resident="own", row="POST /credentials/{id}/suspend")
def suspend(site: SiteDep, actor: ActorDep, credential_id: str, given: Suspend) -> Done:
    """Have an own pass open nothing until it is taken up again with ``suspended`` false."""
    with site.database.begin() as session:
        passes.suspend(register_of(site, session, actor, purpose="access"), credential_id, suspended=given.suspended)
    return Done(id=credential_id)


@router.post("/credentials/{credential_id}/replace")
@allow(resident="own", row="POST /credentials/{id}/replace")
def replace(site: SiteDep, actor: ActorDep, credential_id: str) -> ReplacedAnswer:
    """Report an own pass lost; the answer names the one that opens in its place."""
    with site.database.begin() as session:
        made = passes.replace(register_of(site, session, actor, purpose="access"), credential_id)
    return ReplacedAnswer(credential_id=made.credential_id, short_number=made.short_number)


@router.post("/credentials/{credential_id}/revoke")
@allow(resident="own", row="POST /credentials/{id}/revoke")
def revoke(site: SiteDep, actor: ActorDep, credential_id: str) -> Done:
    """End an own pass for good."""
    with site.database.begin() as session:
        passes.revoke(register_of(site, session, actor, purpose="access"), credential_id)
    return Done(id=credential_id)
