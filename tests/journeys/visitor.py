"""A visitor of the demo: reads the screen, walks its pages in a browser, and looks into the databases for what came of it.

What is typed about people is remembered, so that a test can look for it where it must not be.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from edge.protocol.codec import decode
from edge.protocol.messages import Entry, Outcome
from hub.config import load_config
from tests.journeys.demo import PATIENCE_S, Demo
from tests.rig.browsers import Walk, arrived, sign_in

BANNER = re.compile("演示数据|Demonstration data")
ACCOUNT = re.compile(r"^ +\S+ (?P<part>[a-z ]+)\n +(?P<url>http://[\d.:]+)/sign-in +(?P<login>\S+) +(?P<passphrase>\S+)$", re.MULTILINE)
TOWN = re.compile(r"the town\n +(http://\S+)")
DESK: dict[str, Any] = {"width": 1440, "height": 900}


@dataclass(frozen=True)
class Account:
    """Who may sign in where, as the screen says."""

    url: str
    login: str
    passphrase: str


class Books:
    """The databases of a running demo, which are only read."""

    def __init__(self, demo: Demo) -> None:
        (self.folder,) = demo.temporary.glob("anju-demo-*")
        self._hub = load_config(self.folder / "hub.toml", environ={}).config.sqlite_file

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what a query finds in the hub's database."""
        return _rows(self._hub, query, values)

    def waiting(self, gate: str, outcome: Outcome, *, since: int = 0) -> list[tuple[str, int]]:
        """Return epoch and sequence of what a gate's journal holds with this outcome; others in the town come to the door too."""
        found = _rows(self.folder / "town" / gate / "data/journal.db", "SELECT epoch, seq, body FROM entry ORDER BY seq", ())
        entries = [(epoch, seq, decode(Entry, body)) for epoch, seq, body in found]
        return [(epoch, seq) for epoch, seq, entry in entries if entry.outcome is outcome and entry.occurred_at >= since]

    def credential(self, tenancy: str) -> str:
        """Return the id of a tenancy's pass."""
        query = "SELECT pass.id FROM register_credential AS pass JOIN register_occupant AS who ON who.id = occupant_id WHERE tenancy_id = ?"
        return str(self.rows(query, tenancy)[0][0])

    def outcomes(self, credential: str) -> list[str]:
        """Return what the hub knows of a pass at doors, in the order in which it happened."""
        query = "SELECT outcome FROM gateway_entry WHERE credential_id = ? ORDER BY occurred_at"
        return [outcome for (outcome,) in self.rows(query, credential)]


@dataclass
class Visitor:
    """Somebody with a browser. Every page that is come to must say that nobody here is real."""

    page: Page
    typed: set[str] = field(default_factory=set)

    def go(self, path: str) -> None:
        """Open an address."""
        self.page.goto(path)
        self._look()

    def press(self, words: str) -> None:
        """Press the button with these words, in the page's main part."""
        self._tap(self.page.get_by_role("main").get_by_role("button", name=words))

    def link(self, words: str) -> None:
        """Press the first link with these words."""
        self._tap(self.page.get_by_role("link", name=words).first)

    def type(self, name: str, text: str) -> None:
        """Type something about a person into a field."""
        self.page.locator(f"#{name}").fill(text)
        self.typed.add(text)

    def save(self, words: str, file: Path) -> Path:
        """Press a link that saves a file, and keep the file."""
        with self.page.expect_download() as expected:
            self.page.get_by_role("link", name=words).click()
        expected.value.save_as(file)
        return file

    def _tap(self, where: Locator) -> None:
        where.click()
        self._look()

    def _look(self) -> None:
        expect(arrived(self.page).locator("p.demo")).to_contain_text(BANNER)


@dataclass
class Visit:
    """One running demo, seen by its visitors."""

    demo: Demo
    books: Books
    walk: Walk
    typed: set[str] = field(default_factory=set)

    @property
    def town(self) -> str:
        """The address of the town's page."""
        found = TOWN.search(self.demo.screen)
        assert found, self.demo.screen
        return found[1]

    def account(self, part: str) -> Account:
        """Return an account that the screen names."""
        found = {match["part"]: match for match in ACCOUNT.finditer(self.demo.screen)}[part]
        return Account(found["url"], found["login"], found["passphrase"])

    @contextmanager
    def at(self, url: str, **settings: Any) -> Iterator[Visitor]:
        """Give a visitor who is not signed in."""
        with self.walk(url, **settings) as page:
            yield Visitor(page, self.typed)

    @contextmanager
    def signed_in(self, account: Account, **settings: Any) -> Iterator[Visitor]:
        """Give a visitor who has signed in and is at the first page of the desk."""
        with self.at(account.url, **settings) as visitor:
            sign_in(visitor.page, account.login, account.passphrase)
            expect(visitor.page).to_have_url(re.compile("/[lrocapu]$"))
            visitor._look()
            yield visitor


def _rows(file: Path, query: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=PATIENCE_S)) as database:
        return database.execute(query, values).fetchall()
