"""The police application: alerts and cases. It holds the cases' key-encryption key, and can reach neither the register nor the gateway."""

from dataclasses import dataclass

from starlette.types import ASGIApp

from hub import accounts
from hub.config import HubConfig
from hub.database import Database
from hub.web.layout.application import build
from hub.web.layout.frame import Site
from hub.web.police import desk as police
from hub.web.public import everywhere
from registry.keys import KeyStore, load_kek


@dataclass(frozen=True)
class PoliceState:
    """The keys of this process."""

    keys: KeyStore


def create(config: HubConfig) -> ASGIApp:
    """Return the application of these settings."""
    return application(site(config))


def application(site: Site) -> ASGIApp:
    """Return the application that answers with what this site has at hand, such as another clock."""
    return build(site, (everywhere.router, police.router), title="Anju: alerts and cases")


def site(config: HubConfig) -> Site:
    """Return what its desk has at hand."""
    state = PoliceState(KeyStore(config.case_keys_file, load_kek(config.secrets_dir / "cases.kek")))
    return Site(config, Database(config, "police"), accounts.of("police", config), state, (police.DESK,))
