"""Who acts at the police desk, as the rules of cases and alerts know them."""

from hub.cases.case import Officer
from hub.web.layout.frame import Actor


def officer_of(actor: Actor) -> Officer:
    """Return the officer or supervisor who is signed in."""
    return Officer(account_id=actor.account_id, unit=actor.unit, roles=actor.roles)
