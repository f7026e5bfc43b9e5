"""A real browser: Debian's headless Chromium, driven by Playwright. Each test gets a context of its own and leaves none behind."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.rig.parts import program


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
    yield opened
    opened.close()
