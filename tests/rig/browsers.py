"""A real browser: Debian's headless Chromium, driven by Playwright. One browser a session, a fresh profile for each walk.

A walk ends well only if no page complained, nothing was asked of another site, and every answer carried the strict headers.
``check_page`` looks at one page: with axe-core, at its narrowest, at its type and targets. Playwright keeps a loop running in this
thread, so walks come last.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from _pytest.nodeid import NodeId
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, expect, sync_playwright

from hub.web.layout.guard import STRICT
from tests.rig.parts import program

AXE = (Path(__file__).parents[1] / "vendor/axe.min.js").read_text("utf-8")
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
NARROW = 320
LAST = 2
LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
PATIENCE_MS = 120_000
expect.set_options(timeout=PATIENCE_MS)

Walk = Callable[..., AbstractContextManager[Page]]


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Put the tests that walk last: others start loops of their own, which cannot be while Playwright's is running.

    Where several processes share the tests, each takes a file at a time, its walks apart from the rest; whoever walks through the one
    demo goes together, and before the other walks, since it takes longest. The files are shuffled there, alike in each process: those of
    one folder wait, those of another reckon, and mixed they keep every core busy. Of the walks the largest file comes first, so that no
    process is left alone with it in the end.
    """
    yield
    if "PYTEST_XDIST_WORKER" not in os.environ:
        items.sort(key=lambda item: _turn(item)[0])
        return
    sizes = Counter(map(_turn, items))
    items.sort(key=lambda item: _place(*_turn(item), sizes[_turn(item)]))
    for item in items:
        keep_together(item, _turn(item)[1])


def _place(turn: int, group: str, size: int) -> tuple[int, int, int]:
    return turn, -size if turn == LAST else 0, crc32(group.encode())


def keep_together(item: pytest.Item, group: str) -> None:
    """Name a test as pytest-xdist names one that goes with others: its own mark, ``xdist_group``, is lost in pytest 9.2."""
    item._id = NodeId.parse(f"{item.nodeid}@{group}")


def _turn(item: pytest.Item) -> tuple[int, str]:
    """Return when a test has its turn, and with whom."""
    needed, file = getattr(item, "fixturenames", ()), item.location[0]
    if "visit" in needed:
        return 1, "the demo, walked"
    return (LAST, f"{file}, walked") if "browser" in needed else (0, file)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of the session."""
    path = program("chromium-headless-shell")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"])
        yield running
        running.close()


@pytest.fixture(params=[True, False], ids=["javascript", "plain"])
def scripting(request: pytest.FixtureRequest) -> bool:
    """Whether JavaScript is on: every journey that asks for this is walked both ways."""
    return bool(request.param)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile that can reach this machine only."""
    opened = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
    opened.set_default_timeout(PATIENCE_MS)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def walk(browser: Browser) -> Walk:
    """A way to open a page that must end without a complaint: ``with walk(address, language="en", width=1440) as page``."""

    def start(address: str, **settings: Any) -> AbstractContextManager[Page]:
        return walking(browser, address, **settings)

    return start


@contextmanager
def walking(
    browser: Browser,
    address: str,
    *,
    language: str = "zh",
    theme: str = "light",
    width: int = 390,
    height: int = 844,
    javascript: bool = True,
    strict: bool = True,
) -> Iterator[Page]:
    """Give a page of a fresh profile; fail at its end if anything complained. ``strict=False`` is for pages that are not the hub's."""
    profile = browser.new_context(
        base_url=address,
        locale=LANGUAGES[language],
        timezone_id="Asia/Shanghai",
        color_scheme=theme,
        viewport={"width": width, "height": height},
        java_script_enabled=javascript,
        reduced_motion="reduce",
    )
    profile.set_default_timeout(PATIENCE_MS)
    page, complaints = profile.new_page(), []
    listen(page, address, complaints, strict=strict)
    try:
        yield page
    finally:
        profile.close()
    assert not complaints, "\n".join(complaints)


def listen(page: Page, address: str, complaints: list[str], *, strict: bool = True) -> None:
    """Note down whatever a page does that no page of ours may do."""

    def console(message: ConsoleMessage) -> None:
        refused = message.text.startswith("Failed to load resource") and "/static/" not in message.location["url"]
        if message.type in ("error", "warning") and not refused:  # a page that says no is no fault of the page; 5xx is noted below
            complaints.append(f"console: {message.text}")

    def request(asked: Request) -> None:
        if not asked.url.startswith((f"{address}/", "data:", "blob:")):
            complaints.append(f"off-site: {asked.url}")

    def response(answer: Response) -> None:
        if answer.status >= 500 or (answer.status >= 400 and "/static/" in answer.url):
            complaints.append(f"{answer.status}: {answer.url}")
        if strict and answer.url.startswith(address):
            complaints.extend(f"{name} missing: {answer.url}" for name, value in STRICT.items() if answer.headers.get(name) != value)

    page.on("console", console)
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    page.on("request", request)
    page.on("response", response)


def check_page(page: Page) -> None:
    """Fail with everything about the page now shown that keeps somebody out."""
    found = faults(page)
    assert not found, "\n".join([page.url, *found])


def arrived(page: Page) -> Page:
    """Return the page when all of it has come: a click is over when the next page begins to arrive."""
    page.wait_for_load_state()
    return page


def faults(page: Page) -> list[str]:
    """Return what axe-core finds, what sticks out of a screen of 320 px, text under 16 px, and targets under 44 px."""
    arrived(page)
    return [*_axe(page), *_small(page), *_sideways(page)]


def _axe(page: Page) -> list[str]:
    if page.evaluate("() => matchMedia('(scripting: none)').matches"):  # axe needs the page's own timers
        return []
    page.evaluate(AXE)
    violations = page.evaluate(_AXE_RUN, list(AXE_TAGS))
    return [f"{one['id']}: {one['help']}: {node['html'][:160]}" for one in violations for node in one["nodes"]]


def _sideways(page: Page) -> list[str]:
    """Look at the page at its narrowest, and leave it as it was."""
    before = page.viewport_size
    page.set_viewport_size({"width": NARROW, "height": 800})
    found: list[str] = page.evaluate(_STICKING_OUT, NARROW)
    if before:
        page.set_viewport_size(before)
    return [f"sticks out at {NARROW} px: {what}" for what in found]


def _small(page: Page) -> list[str]:
    found: list[str] = page.evaluate(_SMALL)
    return found


# Selectors, which nobody reads here, would take half of its time.
_AXE_RUN = """tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], selectors: false})
  .then(found => found.violations)"""
_STICKING_OUT = """width => document.documentElement.scrollWidth <= width ? [] :
  [...document.body.querySelectorAll('*')].filter(one => one.getBoundingClientRect().right > width + 0.5).slice(-3)
    .map(one => one.outerHTML.slice(0, 160)).concat('the page')"""
_SMALL = """() => {
  const hidden = '.away, .skip, svg, [aria-hidden=true]';
  const targets = 'button, input, select, summary, nav a, .back a, .button, .tool, .row, .tilelink, .unitcell, .helpbar, .iconlink,'
    + '.option, .chips span, .checks span';
  const seen = one => one.checkVisibility() && !one.closest(hidden) && one.getBoundingClientRect().width > 1;
  const said = one => [...one.childNodes].some(part => part.nodeType === 3 && part.textContent.trim());
  const size = one => parseFloat(getComputedStyle(one).fontSize);
  const box = one => ['radio', 'checkbox', 'hidden'].includes(one.type);
  const small = [...document.body.querySelectorAll('*')].filter(one => seen(one) && said(one) && size(one) < 15.99);
  const low = [...document.querySelectorAll(targets)].filter(one => seen(one) && !box(one) && one.getBoundingClientRect().height < 43.5);
  return [...small.map(one => `text under 16 px: ${one.outerHTML.slice(0, 160)}`),
    ...low.map(one => `target under 44 px: ${one.outerHTML.slice(0, 160)}`)];
}"""


def sign_in(page: Page, login: str, passphrase: str) -> None:
    """Sign in by the page, as a person does."""
    page.goto("/sign-in")
    page.locator("#login").fill(login)
    page.locator("#passphrase").fill(passphrase)
    page.locator("main form button").first.click()
