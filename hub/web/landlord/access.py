"""The landlord's way to people's rows: the register, opened for one account and one purpose."""

from sqlmodel import Session

from hub.web.layout.frame import Actor, Site
from hub.web.people import access
from registry.register import Register


def register_of(site: Site, session: Session, actor: Actor, *, purpose: str = "registration") -> Register:
    """Return the register as this landlord or manager may use it: own buildings only, each call leaving its line."""
    role = "landlord" if "landlord" in actor.roles else "manager"
    return access.register_of(site, session, actor, role=role, purpose=purpose)
