"""One application of the hub as it is in production, made of the desks a test asks for, with a clock that the test turns."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx
from fastapi import APIRouter
from starlette.types import ASGIApp

from hub import accounts
from hub.config import HubConfig
from hub.database import Database
from hub.web.layout.application import build
from hub.web.layout.frame import Desk, Site
from hub.web.public import desk as public
from tests.rig.serving import PLAIN, serving

NOW = 1_795_500_000_000  # 2026-11-24 in Jiangmen
PASSPHRASE = "four words in a row"
PAGE = {"accept": "text/html"}


@dataclass
class Clock:
    """UTC milliseconds that only the test moves."""

    now: int = NOW

    def __call__(self) -> int:
        return self.now


@dataclass
class Stage:
    """A running application: where it is, what it stands on, and its clock."""

    address: str
    site: Site
    application: ASGIApp
    clock: Clock = field(default_factory=Clock)

    def client(self, **headers: str) -> httpx.Client:
        """Return a client with a fresh set of cookies."""
        return httpx.Client(base_url=self.address, headers=headers, timeout=180, verify=PLAIN)

    def account(self, login: str, *roles: str, passphrase: str = PASSPHRASE, language: str = "") -> str:
        """Make an account and return its id."""
        with self.site.database.begin() as session:
            made = accounts.create_account(
                session, self.site.application, login=login, passphrase=passphrase, roles=roles, language=language, now=self.clock.now
            )
        assert isinstance(made, str)
        return made

    def signed_in(self, login: str, passphrase: str = PASSPHRASE, **headers: str) -> httpx.Client:
        """Return a client that has signed in."""
        client = self.client(**headers)
        assert client.post("/session", json={"login": login, "passphrase": passphrase}).status_code == 200
        return client


@contextmanager
def staging(
    config: HubConfig, *, application: str = "people", desks: Iterable[Desk] = (), routers: Iterable[APIRouter] = ()
) -> Iterator[Stage]:
    """Serve an application made of the public's pages and these; end it and close its database."""
    clock = Clock()
    database = Database(config, application)
    site = Site(config, database, accounts.of(application, config), None, tuple(desks), clock=clock)
    built = build(site, (public.router, *routers), title="Anju")
    with serving(built) as address:
        yield Stage(address, site, built, clock)
    database.close()
