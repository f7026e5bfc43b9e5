"""The resident's way to people's rows: the register, opened for one's own account and nobody else's."""

from sqlmodel import Session

from hub.web.layout.frame import Actor, Site
from hub.web.people import access
from registry.register import Register


def register_of(site: Site, session: Session, actor: Actor, *, purpose: str = "self") -> Register:
    """Return the register as this resident may use it: their own tenancies only, each call leaving its line."""
    return access.register_of(site, session, actor, role="resident", purpose=purpose)
