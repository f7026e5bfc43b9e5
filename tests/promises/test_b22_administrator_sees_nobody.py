"""B22: the operator's administrator sees no personal data: on no page, in no answer of the API, in nothing that the desk's code names."""

import ast
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import httpx
import pytest

import hub.web.operator
from hub.config import HubConfig
from tests.hub.web.matrix import CALLS, read_rows
from tests.hub.web.whole import PERSONAL, Whole, running_whole

DESK = Path(hub.web.operator.__file__).parent
HREF = re.compile(r'href="?(/[^"#\s>]*)')
OF_PEOPLE = {
    *("Person", "Occupant", "Tenancy", "Credential", "Confirmation", "Disclosure", "Notice", "EntryRow", "Case", "Alert", "Outbox"),
    *("CaseSubject", "Vault", "KeyStore", "vault"),
}
PAGES_MIN = 10


@pytest.fixture
def whole(database_config: HubConfig) -> Iterator[Whole]:
    with running_whole(database_config) as running:
        yield running


def told(answer: httpx.Response) -> list[str]:
    """Return every personal value that stands in an answer, however it is written there: plain, escaped for HTML, JSON or an address."""
    text = answer.content.decode("utf-8", "replace")
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    forms = (text, unescape(text), unquote(text), unquote(headers))
    return [value for value in PERSONAL if any(value in form or json.dumps(value)[1:-1] in form for form in forms)]


def operator(whole: Whole) -> tuple[str, str]:
    return "people", whole.people["sysadmin"]


def crawl(whole: Whole, *first: str) -> dict[str, httpx.Response]:
    """Return every page of the application that links lead to from these."""
    seen: dict[str, httpx.Response] = {}
    waiting = list(first)
    while waiting:
        path = waiting.pop()
        if path not in seen:
            seen[path] = whole.call("people", operator(whole), "GET", path, accept="text/html")
            waiting += [unescape(link) for link in HREF.findall(seen[path].text) if not link.startswith("/static/")]
    return seen


def test_what_is_looked_for_is_there(whole: Whole) -> None:
    landlord = whole.call("people", ("people", whole.people["landlord"]), "GET", f"/tenancies/{whole.own['tenancy']}")
    resident = whole.call("people", ("people", whole.people["resident"]), "GET", "/me/data")
    assert told(landlord) and len(told(resident)) >= 4


def test_no_page_that_an_administrator_can_reach_names_anybody(whole: Whole) -> None:
    pages = crawl(whole, "/", "/o")
    own = {path: page.status_code for path, page in pages.items() if path.startswith("/o")}
    assert len(own) >= PAGES_MIN and set(own.values()) == {200}
    assert {path: told(page) for path, page in pages.items() if told(page)} == {}


def test_no_answer_of_the_api_names_anybody_whatever_is_asked(whole: Whole) -> None:
    for row in (row for row in read_rows() if row.application == "people" and row.endpoint in CALLS["people"]):
        call = CALLS["people"][row.endpoint]
        for ids in (whole.own, whole.own | whole.foreign):
            body = call.body(ids) if call.body else None
            answer = whole.call("people", operator(whole), row.method, call.path.format_map(ids), body)
            assert told(answer) == [], row.endpoint


def test_no_route_of_anybody_elses_desk_answers_an_administrator(whole: Whole) -> None:
    shorts = {"p": "property", "u": "unit", "t": "tenancy", "pass": "credential"}
    theirs = [f"/{desk}/{short}/{whole.own[key]}" for short, key in shorts.items() for desk in "lr"]
    for path in ("/l", "/r", "/r/data", "/r/looks", *theirs):
        answer = whole.call("people", operator(whole), "GET", path, accept="text/html")
        assert (answer.status_code, told(answer)) == (404, []), path


def test_an_administrator_cannot_become_one_who_sees(whole: Whole) -> None:
    """The roles that see people are claimed with a code, or made for somebody else; a manager whom they propose waits for the auditor."""
    own = {"login": "puppet", "passphrase": "moon over the river", "roles": ["manager"]}
    puppet = whole.call("people", operator(whole), "POST", "/admin/accounts", own).json()["id"]
    proposal = {"login": "puppet", "property_id": whole.own["property"]}
    naming = whole.call("people", operator(whole), "POST", "/admin/role-grants", proposal).json()["id"]
    for method, path in (("POST", f"/admin/role-grants/{naming}/approve"), ("POST", f"/o/managers/{naming}/agree")):
        assert whole.call("people", operator(whole), method, path).status_code == 404
    assert whole.call("people", ("people", puppet), "GET", "/properties").json() == {"properties": []}
    assert whole.call("people", ("people", puppet), "GET", "/tenancies").json() == {"tenancies": []}
    for roles in (["resident"], ["sysadmin", "landlord"], ["officer"]):
        body = {"login": "somebody", "passphrase": "moon over the river", "roles": roles}
        assert whole.call("people", operator(whole), "POST", "/admin/accounts", body).status_code == 422
    own = {"login": "operator-1", "passphrase": "moon over the river", "roles": ["landlord"]}
    assert whole.call("people", operator(whole), "POST", "/admin/accounts", own).json()["errors"][0]["code"] == "login-taken"
    assert whole.call("people", operator(whole), "GET", "/me").json()["roles"] == ["sysadmin"]


@pytest.mark.parametrize("path", sorted(DESK.glob("*.py")), ids=lambda path: path.name)
def test_the_desks_code_names_nothing_of_people(path: Path) -> None:
    assert names_of_people(path.read_text("utf-8")) == []


def test_the_scan_would_see_it() -> None:
    assert names_of_people("from registry.tables import Property, Person") == ["Person"]
    assert names_of_people("import registry.tables as t\nt.Tenancy") == ["Tenancy"]
    assert names_of_people("site.state.vault") == ["vault"]


def names_of_people(source: str) -> list[str]:
    """Return every name in a module that stands for somebody's rows or for the keys that open them."""
    names = (
        name
        for node in ast.walk(ast.parse(source))
        for name in (getattr(node, "id", None), getattr(node, "attr", None), getattr(node, "name", None))
        if isinstance(name, str)
    )
    return [name for name in names if name in OF_PEOPLE]
