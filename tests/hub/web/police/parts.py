"""The police application over a small station: its clock stands still, its officers are signed in, and pages and programs may call."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import httpx
from playwright.sync_api import BrowserContext

from hub import accounts
from hub.cases.case import Officer
from hub.cases.tables import Case
from hub.config import HubConfig
from hub.web import police_app
from hub.web.layout.frame import Site
from tests.hub.screening.parts import NOW, VERIFIER, Station, body, number, running_station, signed
from tests.rig.serving import PLAIN, serving

PAGE = {"accept": "text/html"}
REASON = "Comparing identities"


@dataclass
class Precinct:
    """A station with its application at ``url``. ``now`` (UTC ms) is what every clock of it says; ``lent`` are callers to be let go."""

    station: Station
    now: int = NOW
    url: str = ""
    lent: list[httpx.Client] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.site: Site = replace(police_app.site(self.station.config), clock=lambda: self.now)
        self.application = police_app.application(self.site)

    def caller(self, officer: Officer | None, *, page: bool = False, language: str = "en") -> httpx.Client:
        """Return somebody's program, or browser, that is signed in."""
        headers = {"accept-language": language} | (PAGE if page else {})
        made = httpx.Client(base_url=self.url, trust_env=False, headers=headers, timeout=180, verify=PLAIN)
        if officer is not None:
            made.cookies.set(self.site.session_cookie, self.cookie(officer))
        self.lent.append(made)
        return made

    def enter(self, profile: BrowserContext, officer: Officer) -> None:
        """Sign somebody in with a browser's profile."""
        profile.add_cookies([{"name": self.site.session_cookie, "value": self.cookie(officer), "url": self.url}])

    def cookie(self, officer: Officer) -> str:
        """Open a session for somebody, as signing in does."""
        with self.site.database.begin() as session:
            return accounts.open_session(session, self.site.application, account_id=officer.account_id, now=self.now).cookie

    def case(self, name: str = "李四", birth_date: str = "1991-03-07", **changes: Any) -> Case:
        """Let an alert be in force and its subject walk in; return the case that comes of it."""
        known = {case.id for case in self.station.rows(Case, "police")}
        nth = len(known) + 1
        document = {"kind": "resident_id", "country": "CHN", "number": number(birth_date, nth)}
        about = {"reference": f"M-{nth:04}", "subject": {"name": name, "document": document}} | changes
        self.station.alert(now=self.now, expires_at=self.now + 30 * 86_400_000, **about)
        self.station.tenant(name, birth_date, document["number"], now=self.now)
        self.station.screen(now=self.now)
        (made,) = [case for case in self.station.rows(Case, "police") if case.id not in known]
        return made

    def opened(self, officer: Officer = VERIFIER) -> Case:
        """Have the next case taken and looked into."""
        taken = self.station.take(officer, now=self.now)
        assert taken is not None
        return self.station.open(taken.id, officer, now=self.now).case


@contextmanager
def running_precinct(config: HubConfig) -> Iterator[Precinct]:
    """Open a station on these settings, and serve its application."""
    with running_station(config) as station:
        precinct = Precinct(station)
        try:
            with serving(precinct.application) as precinct.url:
                yield precinct
        finally:
            for caller in precinct.lent:
                caller.close()
            precinct.site.database.close()


def codes(answer: httpx.Response) -> list[tuple[str, str | None]]:
    """Return the codes and fields of an answer that says no."""
    return [(error["code"], error["field"]) for error in answer.json()["errors"]]


__all__ = ["REASON", "Precinct", "body", "codes", "number", "running_precinct", "signed"]
