"""B10: police see cases, never the register: whatever can be reached from their first page, by links or by guessing, names nobody else.

The walls in the database are tried in ``tests/hub/test_walls.py`` with the processes' own connections; here it is what a browser gets.
"""

import re
from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI

from hub.config import HubConfig
from hub.web.layout.application import rules_of
from tests.hub.screening.parts import AUTHOR, CLOSER, VERIFIER, number
from tests.hub.web.police.parts import Precinct, running_precinct

NEIGHBOURS = {f"邻居{place}": number(f"19{60 + place}-05-05", place + 1) for place in range(10)}
TENANT = "李泗水"
MUST_NOT_EXIST = (
    "GET /people", "GET /residents", "GET /tenancies?name=x", "GET /tenancies?document=x", "GET /tenancies", "GET /entry-events",
    "GET /entries", "GET /buildings/1/occupants", "GET /properties", "GET /units/1", "POST /alerts/bulk", "GET /alerts/1/matches",
    "POST /screen", "GET /export", "GET /cases/export", "GET /search?q=x", "GET /c/search?q=x", "GET /me/entries", "GET /gates",
)  # fmt: skip
ROWS_OF_POLICE = re.compile(r"^[A-Z]+ /(alerts|cases|health|policy|transparency|audit/checkpoint|session|me)(/|$)")


@pytest.fixture
def precinct(database_config: HubConfig) -> Iterator[Precinct]:
    with running_precinct(database_config) as running:
        for name, document in NEIGHBOURS.items():
            running.station.tenant(name, f"{document[6:10]}-05-05", document, now=running.now)
        running.station.alert(now=running.now)  # about 李四, by the number under which the register knows somebody of another name
        running.station.tenant(TENANT, "1991-03-07", now=running.now)
        running.station.screen(now=running.now)
        running.opened()
        yield running


def reachable(caller: httpx.Client) -> dict[str, str]:
    """Return every page that links lead to from the first one, by address."""
    seen: dict[str, str] = {}
    waiting = ["/", "/c", "/c/mine", "/c/closed", "/c/alerts", "/cases", "/alerts"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        answer = caller.get(path, follow_redirects=False)
        seen[path] = answer.text
        links = [*re.findall(r'(?:href|action)="(/[^"#]*)"', answer.text), answer.headers.get("location", "")]
        waiting += [link for link in links if link.startswith("/") and not link.startswith("/static/")]
    return seen


@pytest.mark.parametrize("officer", [AUTHOR, VERIFIER, CLOSER], ids=lambda officer: officer.account_id)
def test_no_page_that_police_can_reach_names_anybody_without_a_look(precinct: Precinct, officer: object) -> None:
    for page in (True, False):
        pages = reachable(precinct.caller(officer, page=page, language="zh"))  # type: ignore[arg-type]
        assert len(pages) > 8
        everything = "\n".join(pages.values())
        assert not [name for name in NEIGHBOURS if name in everything]
        assert not [document for document in NEIGHBOURS.values() if document in everything]
        assert TENANT not in everything  # whom a case is about stands in the answer to a look, and in no other
        assert "1 Test Lane" not in everything


def test_what_must_not_exist_does_not(precinct: Precinct) -> None:
    for officer in (AUTHOR, VERIFIER, CLOSER):
        caller = precinct.caller(officer)
        nowhere = caller.get("/nowhere")
        for asked in MUST_NOT_EXIST:
            method, path = asked.split(" ")
            answer = caller.request(method, path)
            assert (answer.status_code, answer.content) == (404, nowhere.content), asked


def test_every_route_of_the_police_application_is_about_alerts_cases_or_oneself(precinct: Precinct) -> None:
    inner = precinct.application._inner  # type: ignore[attr-defined]
    assert isinstance(inner, FastAPI)
    rows = [row for _method, _path, row in rules_of(inner)]
    assert len(rows) > 25
    assert [row for row in rows if not ROWS_OF_POLICE.match(row)] == []
