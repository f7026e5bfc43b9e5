"""The way to people's rows: the register, opened for one account in one of its roles and for one purpose."""

from collections.abc import Callable
from typing import TypeVar

from sqlmodel import Session

from hub.web.layout.frame import Actor, Site
from registry.access import Access
from registry.refusals import Refused
from registry.register import Register, absent

ROLES = ("resident", "landlord", "manager")
T = TypeVar("T")


def register_of(site: Site, session: Session, actor: Actor, *, role: str, purpose: str) -> Register:
    """Return the register as this person may use it in this role: only their own rows, each call leaving its line."""
    access = Access(actor=actor.account_id, role=role, purpose=purpose, at=site.now())
    return Register(session, access, site.state.vault, zone=site.zone)


def for_either_side(site: Site, session: Session, actor: Actor, do: Callable[[Register], T], *, purpose: str) -> T:
    """Do something that both sides of a tenancy may, in the first of the person's roles to which the tenancy is not absent.

    Who lets one room and lives in another asks at the same address: at home as the resident, elsewhere as the landlord. Raises Refused.
    """
    for role in ROLES:
        if role in actor.roles:
            try:
                return do(register_of(site, session, actor, role=role, purpose=purpose))
            except Refused as refused:
                if any(refusal.code != "absent" for refusal in refused.refusals):
                    raise
    raise absent()
