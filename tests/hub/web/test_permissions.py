"""The permission matrix, driven: every row against the running applications, as everybody, with what is theirs and with what is not.

Whoever has no scope in a row gets, byte for byte, what is answered where nothing is; so does whoever has the role and not the thing.
"""

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from hub.accounts.tables import ROLES as ROLES_OF
from hub.config import HubConfig
from hub.web.layout.application import is_api
from hub.web.layout.rules import EVERYONE, GuardedRoute, rule_of
from tests.hub.web import matrix
from tests.hub.web.front import PASSPHRASE
from tests.hub.web.matrix import APPLICATIONS, CALLS, NOBODY, ROLES, Call, Row, read_rows, shape
from tests.hub.web.whole import Account, Whole, account_of, running_whole

ROWS = read_rows()
HERE = [row for row in ROWS if row.endpoint in CALLS[row.application]]
TO_COME = [row for row in ROWS if row.endpoint not in CALLS[row.application]]
MUST_NOT_EXIST = (
    *("GET /people", "GET /residents", "GET /entry-events", "GET /tenancies?name=x", "GET /tenancies?document=x"),
    *("GET /buildings/{property}/occupants", "GET /properties/{property}/occupants", "POST /alerts/bulk", "GET /alerts/{alert}/matches"),
    *("POST /screen", "GET /screening", "GET /register/export", "GET /people/{resident}", "GET /documents/{resident}/image"),
    *("GET /tenancies/{tenancy}/document", "GET /entries", "GET /cases/search?q=x", "POST /cases/search"),
)
FOR_LANDLORDS = {"GET /tenancies?name=x", "GET /tenancies?document=x"}
"""These are the landlord's own list, with a query that nothing reads; at the police there is no such list at all."""


def named(row: Row) -> str:
    return f"{row.application} {row.endpoint}"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def whole(request: pytest.FixtureRequest) -> Iterator[Whole]:
    """A hub with people in it, on both databases, shared by the whole matrix."""
    config: HubConfig = request.getfixturevalue(f"{request.param}_walls")
    with running_whole(config) as running:
        yield running


def routes(whole: Whole, application: str) -> list[GuardedRoute]:
    """Return every route of an application as it is built."""
    built: Any = {"people": whole.front.application(), "police": whole.precinct.application, "audit": whole.bureau.application}
    return [route for route in built[application]._inner.routes if isinstance(route, GuardedRoute)]


@pytest.mark.parametrize("application", APPLICATIONS)
def test_every_route_names_a_row_of_its_application_and_gives_its_scopes(whole: Whole, application: str) -> None:
    rows = {row.endpoint: row for row in ROWS if row.application == application}
    wrong = {}
    for route in routes(whole, application):
        rule = rule_of(route.endpoint)
        granted = dict(rows[rule.row].granted) if rule.row in rows else {}
        said = dict(rule.scopes)
        if "gate" not in said:
            granted.pop("gate", None)  # to a row that is for everybody a gate is anybody
        if EVERYONE in said:
            said = dict.fromkeys((role for role in ROLES if role != "gate"), said[EVERYONE])
        for_the_desk = said.items() <= granted.items()  # a page is one desk's, a row may be for both sides
        if said != granted and (is_api(route) or not (said and for_the_desk)):
            wrong[f"{sorted(route.methods)} {route.path}"] = {"row": rule.row, "said": said, "the matrix says": granted}
    assert wrong == {}


@pytest.mark.parametrize("application", APPLICATIONS)
def test_a_row_exists_exactly_if_it_is_called_here(whole: Whole, application: str) -> None:
    there = {shape(f"{method} {path}") for method, path, _row in whole.rules(application)}
    assert {row.endpoint for row in HERE if row.application == application and row.shape not in there} == set()
    assert {row.endpoint for row in TO_COME if row.application == application and row.shape in there} == set()


@pytest.mark.parametrize("application", APPLICATIONS)
def test_the_application_is_made_of_the_routes_that_are_tried(whole: Whole, application: str) -> None:
    from hub.web import audit_app, people_app, police_app

    made: Any = {"people": people_app, "police": police_app, "audit": audit_app}[application].create(whole.site(application).config)
    tried = [(sorted(route.methods), route.path, rule_of(route.endpoint)) for route in routes(whole, application)]
    real = [(sorted(route.methods), route.path, rule_of(route.endpoint)) for route in made._inner.routes if isinstance(route, GuardedRoute)]
    assert real == tried


@pytest.mark.parametrize("row", HERE, ids=named)
def test_a_row_is_for_whom_the_matrix_says(whole: Whole, row: Row) -> None:
    call = CALLS[row.application][row.endpoint]
    wrong = {}
    for role in ROLES:
        if role == "gate" and row.scopes["gate"] == NOBODY != row.scopes["anonymous"]:
            continue  # a gate has no account here: to these applications it is anybody who has not signed in
        who = person(whole, call, role)
        sent = call.as_gate if role == "gate" and call.as_gate else call.body
        asked = dataclasses.replace(call, body=sent, path=call.paths.get(role, call.path))
        answer, nothing = ask(whole, row, asked, who), whole.nothing(row.application, who, row.method)
        is_there = answer.status_code < 500 and answer.status_code != 404
        if is_there != admitted(row, role) or not (is_there or bare(answer) == bare(nothing)):
            wrong[role] = (row.scopes[role], answer.status_code, answer.text[:200])
    assert wrong == {}
    matrix.DRIVEN.add(row)


def person(whole: Whole, call: Call, role: str) -> Account | None:
    """Return who is in a role and has what this row is about."""
    usual = account_of(whole, role)
    return usual and (usual[0], call.who.get(role, usual[1]))


def ask(whole: Whole, row: Row, call: Call, account: Account | None, *, foreign: bool = False) -> httpx.Response:
    """Call a row as somebody, with what is theirs or with another's."""
    ids = whole.own | (whole.foreign if foreign else {})
    return whole.call(row.application, account, row.method, call.path.format_map(ids), call.body(ids) if call.body else None)


def admitted(row: Row, role: str) -> bool:
    """Tell whether somebody in a role is let in."""
    scope = row.scopes[role]
    if role in sum((ROLES_OF[other] for other in ROLES_OF if other != row.application), ()):
        scope = row.scopes["anonymous"] if scope == NOBODY else scope if scope == "all" else NOBODY
        return scope != NOBODY  # a role of another application is nobody here
    return scope != NOBODY


def bare(answer: httpx.Response) -> tuple[int, bytes, list[tuple[str, str]]]:
    """Return everything of an answer that could tell anything: all but the time."""
    return answer.status_code, answer.content, [(name, value) for name, value in answer.headers.items() if name != "date"]


OWNED = [row for row in HERE if {"own", "building"} & set(row.scopes.values()) and CALLS[row.application][row.endpoint].names]


@pytest.mark.parametrize("row", OWNED, ids=named)
def test_what_is_another_ones_is_not_there(whole: Whole, row: Row) -> None:
    call = CALLS[row.application][row.endpoint]
    for role in (role for role, scope in row.scopes.items() if scope in ("own", "building")):
        other = ask(whole, row, call, person(whole, call, role), foreign=True)
        assert bare(other) == bare(whole.nothing(row.application, person(whole, call, role), row.method)), role


OUTSIDE = [row for row in HERE if CALLS[row.application][row.endpoint].outsiders]


@pytest.mark.parametrize("row", OUTSIDE, ids=named)
def test_what_is_another_units_or_an_own_alerts_is_not_there(whole: Whole, row: Row) -> None:
    call = CALLS[row.application][row.endpoint]
    for role, outsiders in call.outsiders.items():
        assert row.scopes[role] != NOBODY
        for account in outsiders:
            other = ask(whole, row, call, ("police", account))
            assert bare(other) == bare(whole.nothing("police", ("police", account), row.method)), account


@pytest.mark.parametrize("row", TO_COME, ids=named)
@pytest.mark.parametrize("whole", ["sqlite"], indirect=True)
def test_a_row_that_is_still_to_come_is_nowhere(whole: Whole, row: Row) -> None:
    path = row.endpoint.split()[1].replace("{id}", whole.own["tenancy"]).replace("{code}", whole.own["code"])
    for role in ROLES:
        answer = whole.call(row.application, account_of(whole, role), row.method, path, {})
        assert bare(answer) == bare(whole.nothing(row.application, account_of(whole, role), row.method)), role
    matrix.TO_COME.add(row)


@pytest.mark.parametrize("endpoint", MUST_NOT_EXIST)
@pytest.mark.parametrize("application", APPLICATIONS)
@pytest.mark.parametrize("whole", ["sqlite"], indirect=True)
def test_what_must_not_exist_is_there_for_nobody(whole: Whole, application: str, endpoint: str) -> None:
    method, path = endpoint.split()
    if application == "people" and endpoint in FOR_LANDLORDS:
        mine = whole.call("people", account_of(whole, "landlord"), method, "/tenancies").json()
        assert whole.call("people", account_of(whole, "landlord"), method, path).json() == mine
        return
    place = path.format_map({**whole.own, "resident": whole.people["resident"]})
    for role in ROLES:
        answer = whole.call(application, account_of(whole, role), method, place, {} if method == "POST" else None)
        assert answer.status_code == 404, role
        assert bare(answer) == bare(whole.nothing(application, account_of(whole, role), method)), role


@pytest.mark.parametrize("application", APPLICATIONS)
def test_no_route_of_that_kind_stands_in_the_table(whole: Whole, application: str) -> None:
    forbidden = {shape(endpoint.split("?")[0]) for endpoint in MUST_NOT_EXIST} - {"GET /tenancies"}
    assert {shape(f"{method} {path}") for method, path, _row in whole.rules(application)} & forbidden == set()


@pytest.mark.parametrize("application", APPLICATIONS)
def test_a_role_of_another_application_cannot_sign_in(whole: Whole, application: str) -> None:
    others = [("operator-1", "people"), ("landlord", "people"), ("verifier", "police"), ("closer", "police"), ("auditor", "audit")]
    for login, own in others:
        if own != application:
            answer = whole.call(application, None, "POST", "/session", {"login": login, "passphrase": PASSPHRASE})
            assert (answer.status_code, answer.json()["errors"][0]["code"]) == (401, "sign-in-failed")
            assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("application", APPLICATIONS)
def test_a_page_that_is_not_theirs_looks_like_one_that_is_not_there(whole: Whole, application: str) -> None:
    tried = 0
    for route in routes(whole, application):
        granted = dict(rule_of(route.endpoint).scopes)
        if "GET" not in route.methods or EVERYONE in granted or route.include_in_schema:
            continue
        path = page_path(whole, application, route.path)
        for role in (*ROLES_OF[application], "anonymous"):
            if role in granted:
                continue
            tried += 1
            absent = f"{path}/nothing-here"
            pages = [whole.call(application, account_of(whole, role), "GET", each, accept="text/html") for each in (path, absent)]
            assert {page.status_code for page in pages} == {303 if role == "anonymous" else 404}, (role, path)
            shown, nothing = (page.text.replace(f'value="{each}"', "") for page, each in zip(pages, (path, absent), strict=True))
            assert shown == nothing, (role, path)
    assert tried > 8


def page_path(whole: Whole, application: str, path: str) -> str:
    """Return a page's path with ids of what is there; pages that are called by name or number are a case's or a gate's."""
    named = whole.own["case" if application != "people" else "gate"]
    return re.sub(r"\{(\w+)\}", lambda found: whole.own.get(found[1].removesuffix("_id"), named), path)


def test_the_file_is_the_designs() -> None:
    assert (len({(row.application, row.endpoint) for row in ROWS}), set(ROWS[0].scopes)) == (121 + 2 * 10, set(ROLES))
