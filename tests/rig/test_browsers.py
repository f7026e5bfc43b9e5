"""The browser's checks can fail: each page below has one fault, and it is found; the page without one passes."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.sync_api import Browser
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, StreamingResponse
from starlette.routing import Route

from hub.web.layout.guard import STRICT
from tests.rig.browsers import AXE, Walk, faults, walking
from tests.rig.serving import serving

HEAD = '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>A page</title>'
ICON = '<link rel="icon" href="data:,">'
GOOD = f"{HEAD}{ICON}<main><h1>Good</h1><p>Nothing is wrong here.</p><button>A button that is tall enough</button></main>"
STYLED = "<style>button{font-size:16px;min-height:44px}</style>"
PAGES = {
    "good": GOOD,
    "grey": GOOD.replace("<p>", '<p style="color:#bbb">'),
    "unnamed": GOOD.replace("A button that is tall enough", ""),
    "nameless-field": GOOD.replace("<p>", "<input><p>"),
    "wide": GOOD.replace("<p>", '<p style="width:700px">'),
    "small": GOOD.replace("<p>", '<p style="font-size:13px">'),
    "low": GOOD.replace("<button>", '<button style="min-height:20px;height:20px">'),
    "throws": f"{GOOD}<script>nothing.there()</script>",
    "complains": f"{GOOD}<script>console.error('broken')</script>",
    "elsewhere": f'{GOOD}<img alt="" src="http://127.0.0.1:9/x.png">',
    "to-the-late": GOOD.replace("<button>", '<a class="button" href="/late">Late</a><button>'),
    "loose": GOOD,
    "refused": GOOD,
    "broken": GOOD,
}
LATER_S = 0.5
LAX = {"content-security-policy": STRICT["content-security-policy"].replace("'self'", "'self' 'unsafe-inline' http:")}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    def page(request: Request) -> HTMLResponse:
        name = request.path_params["name"]
        headers = {} if name == "loose" else STRICT
        return HTMLResponse(PAGES[name] + STYLED, {"refused": 422, "broken": 500}.get(name, 200), headers={**headers, **LAX})

    async def in_two() -> AsyncIterator[str]:
        yield HEAD + ICON + "<!--" + " " * 4096 + "-->"
        await asyncio.sleep(LATER_S)
        yield PAGES["small"].removeprefix(HEAD) + STYLED

    def late(request: Request) -> StreamingResponse:
        return StreamingResponse(in_two(), media_type="text/html", headers={**STRICT, **LAX})

    with serving(Starlette(routes=[Route("/late", late), Route("/{name}", page)])) as base:
        yield base


@pytest.mark.parametrize("javascript", [True, False])
def test_a_good_page_passes(walk: Walk, address: str, javascript: bool) -> None:
    with walk(address, javascript=javascript, strict=False) as page:
        page.goto("/good")
        assert faults(page) == []
        assert page.viewport_size == {"width": 390, "height": 844}


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("grey", "color-contrast"),
        ("unnamed", "button-name"),
        ("nameless-field", "label"),
        ("wide", "sticks out"),
        ("small", "text under 16 px"),
        ("low", "target under 44 px"),
    ],
)
def test_a_fault_of_a_page_is_found(walk: Walk, address: str, name: str, fault: str) -> None:
    with walk(address, strict=False) as page:
        page.goto(f"/{name}")
        assert any(found.startswith(fault) for found in faults(page)), faults(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_page_that_a_click_leads_to_is_judged_whole(walk: Walk, address: str, javascript: bool) -> None:
    with walk(address, javascript=javascript, strict=False) as page:
        page.goto("/to-the-late")
        page.get_by_role("link", name="Late").click()
        assert any(found.startswith("text under 16 px") for found in faults(page))


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("throws", "error: nothing is not defined"),
        ("complains", "console: broken"),
        ("elsewhere", "off-site: http://127.0.0.1:9/x.png"),
        ("loose", "referrer-policy missing"),
        ("good", "content-security-policy missing"),
        ("broken", "500: "),
    ],
)
def test_what_a_page_may_not_do_ends_the_walk(browser: Browser, address: str, name: str, complaint: str) -> None:
    with pytest.raises(AssertionError, match=complaint), walking(browser, address) as page:
        page.goto(f"/{name}")


def test_axe_is_the_one_that_was_published() -> None:
    """``npm pack axe-core@4.14.1``, unmodified, under the Mozilla Public License beside it."""
    assert AXE.startswith("/*! axe v4.14.1\n")
    assert hashlib.sha256(AXE.encode()).hexdigest() == "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"


def test_a_page_that_says_no_is_no_fault(walk: Walk, address: str) -> None:
    with walk(address, strict=False) as page:
        assert page.goto("/refused").status == 422
