"""The auditor's application: it reads the logs and what cases and alerts look like from outside, and holds no key at all."""

from starlette.types import ASGIApp

from hub import accounts
from hub.config import HubConfig
from hub.database import Database
from hub.web.auditor import desk as auditor
from hub.web.layout.application import build
from hub.web.layout.frame import Site
from hub.web.public import everywhere


def create(config: HubConfig) -> ASGIApp:
    """Return the application of these settings."""
    return application(site(config))


def application(site: Site) -> ASGIApp:
    """Return the application that answers with what this site has at hand, such as another clock."""
    return build(site, (everywhere.router, auditor.router), title="Anju: audit")


def site(config: HubConfig) -> Site:
    """Return what its desk has at hand."""
    return Site(config, Database(config, "audit"), accounts.of("audit", config), None, (auditor.DESK,))
