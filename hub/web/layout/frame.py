"""What a desk has at hand while it answers: its database, its clock, its keys, who is calling, and a page in that person's language."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo

from fastapi import Depends, Request, Response
from fastapi.responses import HTMLResponse
from sqlalchemy.exc import OperationalError

from hub import accounts
from hub.accounts import Actor, Application, SessionToken
from hub.clock import now_ms
from hub.config import HubConfig
from hub.database import Database
from hub.web.layout import appearance, words
from hub.web.layout.rules import GuardedRoute, allow, desk_router
from hub.web.layout.templates import render

__all__ = ["N_", "Actor", "ActorDep", "Desk", "GuardedRoute", "NavItem", "Site", "SiteDep", "allow", "desk_router"]

N_ = words.N_
Answer = TypeVar("Answer", bound=Response)
LANGUAGE_COOKIE = "anju-language"


@dataclass(frozen=True)
class NavItem:
    """One place of a desk's navigation: address, word (English, marked with ``N_``) and icon. ``roles`` empty means all of the desk's."""

    href: str
    word: str
    icon: str = ""
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Desk:
    """One desk of an application: the prefix of its pages, whose it is, how it is framed, and where one can go.

    ``style`` is ``tabs`` (a phone with a tab bar), ``help`` (a phone with a help bar) or ``desk`` (a wide screen with a top navigation).
    """

    prefix: str
    roles: frozenset[str]
    style: str
    nav: Sequence[NavItem] = ()

    def holds(self, path: str) -> bool:
        """Tell whether a page belongs to this desk."""
        return path == self.prefix or path.startswith(f"{self.prefix}/")

    def here(self, path: str) -> NavItem | None:
        """Return the place that a page belongs to: the one whose address begins it the furthest, or None."""
        begun = [item for item in self.nav if path == item.href or path.startswith(f"{item.href}/")]
        return max(begun, key=lambda item: len(item.href), default=None)

    def nav_for(self, actor: Actor | None) -> list[NavItem]:
        """Return the places that this person can go to."""
        held = actor.roles if actor else frozenset()
        return [item for item in self.nav if not item.roles or item.roles & held]


@dataclass(frozen=True)
class Site:
    """One running application of the hub. ``state`` holds the keys that only this process has; ``clock`` gives UTC milliseconds."""

    config: HubConfig
    database: Database
    application: Application
    state: Any = None
    desks: tuple[Desk, ...] = ()
    clock: Callable[[], int] = field(default=now_ms)

    @property
    def zone(self) -> ZoneInfo:
        """The site's own time zone."""
        return ZoneInfo(self.config.time_zone)

    @property
    def session_cookie(self) -> str:
        """The name of the session's cookie: one an application, since browsers share cookies between ports."""
        return f"anju-{self.application.name}"

    def now(self) -> int:
        """Return the time in UTC milliseconds."""
        return self.clock()

    def today(self) -> date:
        """Return the day on the site's own calendar."""
        return datetime.fromtimestamp(self.now() / 1000, UTC).astimezone(self.zone).date()

    def actor_of(self, request: Request) -> Actor | None:
        """Return who is signed in, or None."""
        cookie = request.cookies.get(self.session_cookie, "")
        if not cookie:
            return None
        with self.database.read() as session:
            return accounts.find_actor(session, self.application, cookie=cookie, now=self.now())

    def address_of(self, request: Request) -> str:
        """Return the network address that asks; behind a proxy on this machine the one that the proxy tells."""
        address = request.client.host if request.client else ""
        told = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
        return told if told and address in ("127.0.0.1", "::1") else address

    def language_of(self, request: Request) -> str:
        """Return the language of an answer: the account's, else the one chosen in this browser, else what the browser asks for."""
        actor = actor_in(request)
        chosen = request.cookies.get(LANGUAGE_COOKIE, "")
        return words.choose(actor.language if actor else "", chosen, request.headers.get("accept-language", ""))

    def page(self, request: Request, template: str, *, status: int = 200, **context: object) -> HTMLResponse:
        """Return a page in the person's language; ``context`` is what the template asks for, beside what every page has."""
        language = self.language_of(request)
        whole = {**self.frame(request), "unit_name": self.unit_namer(language), **context}
        return HTMLResponse(render(template, language=language, zone=self.zone, context=whole), status)

    def unit_namer(self, language: str) -> Callable[[str], str]:
        """Return what tells a unit's name by its id, in ``zh`` or ``en``; an id that nobody named stands for itself."""

        @cache
        def names() -> Mapping[str, str]:
            try:
                with self.database.read() as session:
                    return accounts.unit_names(session, language)
            except OperationalError:  # the page that says so has a frame too
                return {}

        return lambda unit_id: names().get(unit_id, unit_id)

    def frame(self, request: Request) -> dict[str, object]:
        """Return what every page has: who is signed in, where that is, where one can go, how it looks, the help line, the time."""
        actor, path = actor_in(request), request.url.path
        desk = self.desk_of(path, actor)
        return {
            "actor": actor,
            "path": path,
            "desk": desk,
            "nav": desk.nav_for(actor) if desk else [],
            "here": desk.here(path) if desk else None,
            "home": self.home_of(actor.roles) if actor else "/",
            "look": appearance.read(request.cookies.get(appearance.COOKIE, "")),
            "demo": self.config.demo,
            "help_phone": self.config.help_phone,
            "today": self.today(),
            "now": self.now(),
            "application": self.application.name,
        }

    def desk_of(self, path: str, actor: Actor | None) -> Desk | None:
        """Return the desk that a page belongs to, else the first that this person has."""
        held = actor.roles if actor else frozenset()
        of_path = next((desk for desk in self.desks if desk.holds(path)), None)
        return of_path or next((desk for desk in self.desks if desk.roles & held), None)

    def home_of(self, roles: frozenset[str]) -> str:
        """Return the page where somebody with these roles begins."""
        return next((desk.prefix for desk in self.desks if desk.roles & roles), "/")

    def signed_in(self, response: Answer, token: SessionToken) -> Answer:
        """Give a new session's cookie with an answer, and return the answer."""
        seconds = max(1, (token.expires_at - self.now()) // 1000)
        response.set_cookie(self.session_cookie, token.cookie, max_age=seconds, path="/", httponly=True, samesite="lax")
        return response

    def signed_out(self, response: Answer) -> Answer:
        """Take the session's cookie back with an answer, and return the answer."""
        response.delete_cookie(self.session_cookie, path="/", httponly=True, samesite="lax")
        return response


def actor_in(request: Request) -> Actor | None:
    """Return who the guard found, or None before it has looked or when nobody is signed in."""
    return getattr(request.state, "actor", None)


def site_of(request: Request) -> Site:
    """Return the application that answers."""
    site: Site = request.app.state.site
    return site


def signed_in_actor(request: Request) -> Actor:
    """Return who is signed in; for routes whose rule admits nobody else."""
    actor = actor_in(request)
    if actor is None:
        raise RuntimeError("a route that needs somebody signed in is open to anybody: see its @allow")
    return actor


SiteDep = Annotated[Site, Depends(site_of)]
ActorDep = Annotated[Actor, Depends(signed_in_actor)]
