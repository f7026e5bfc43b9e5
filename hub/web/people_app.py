"""The people's application: landlords, residents, operators and the public. It holds the registry's key-encryption key and no other."""

from dataclasses import dataclass

from starlette.types import ASGIApp

from hub import accounts
from hub.config import HubConfig
from hub.database import Database
from hub.web.landlord import desk as landlord
from hub.web.layout.application import build
from hub.web.layout.frame import Site
from hub.web.operator import desk as operator
from hub.web.people import desk as people
from hub.web.public import desk as public
from hub.web.resident import desk as resident
from registry.keys import KeyStore, derive, load_kek
from registry.register import Vault


@dataclass(frozen=True)
class PeopleState:
    """The keys of this process."""

    vault: Vault


def create(config: HubConfig) -> ASGIApp:
    """Return the application of these settings."""
    return application(site(config))


def application(site: Site) -> ASGIApp:
    """Return the application that answers with what this site has at hand, such as another clock."""
    return build(site, (public.router, people.router, landlord.router, resident.router, operator.router), title="Anju: people")


def site(config: HubConfig) -> Site:
    """Return what its desks have at hand."""
    kek = load_kek(config.secrets_dir / "registry.kek")
    vault = Vault(KeyStore(config.register_keys_file, kek), derive(kek, "documents"))
    desks = (landlord.DESK, resident.DESK, operator.DESK)
    return Site(config, Database(config, "people"), accounts.of("people", config), PeopleState(vault), desks)
