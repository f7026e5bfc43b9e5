"""What stands before every route: who may call it, whose page asks, how much is read, and one way to say no."""

import json
import logging
import re
import socket
from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from pydantic import BaseModel, ConfigDict
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from hub.config import HubConfig
from hub.web.layout import rules
from hub.web.layout.application import judge_routes, rules_of
from hub.web.layout.frame import ActorDep, Desk, SiteDep, allow, desk_router
from hub.web.layout.guard import BODY_BYTES_MAX, STRICT
from hub.web.layout.rules import Unlisted
from hub.web.public import desk as public
from registry.refusals import Refusal, Refused
from tests.rig.sites import PAGE, Stage, staging

SECRET = "110101199003070000"
HALF = "\\ud83d"  # half a character, as JSON writes it
LANDLORDS = Desk("/l", frozenset({"landlord"}), "tabs")


class Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str
    number: float = 0


router = desk_router()


@router.get("/l/own")
@allow(landlord="own", row="GET /properties")
def own(actor: ActorDep) -> dict[str, str]:
    return {"account": actor.account_id}


@router.post("/l/own")
@allow(landlord="own", row="POST /properties")
def take(site: SiteDep, sent: Sent) -> dict[str, str]:
    with site.database.begin() as session:
        _store(session, sent.text)
    return {"took": "it"}


@router.get("/l/numbered/{number}")
@allow(landlord="own", row="GET /properties/{id}")
def numbered(number: int) -> dict[str, int]:
    return {"number": number}


@router.get("/l/broken")
@allow(landlord="own", row="GET /properties")
def broken() -> None:
    raise ValueError(f"a person with {SECRET}")


@router.get("/l/gone")
@allow(landlord="own", row="GET /properties")
def gone() -> None:
    raise OperationalError("SELECT", {"number": SECRET}, Exception("no connection"))


@router.get("/l/several")
@allow(landlord="own", row="GET /properties")
def several() -> None:
    raise Refused(Refusal("field-missing", "name"), Refusal("slow-down", seconds=7))


@router.get("/l/theirs")
@allow(landlord="own", row="GET /properties")
def theirs() -> None:
    raise Refused(Refusal("absent"))


@router.get("/o/none-of-yours")
@allow(sysadmin="all", row="GET /admin/jobs")
def operators() -> dict[str, str]:
    return {"secret": "jobs"}


def _store(session: Session, text: str) -> None:
    """Write what was sent into a real column: the database has its own mind about characters."""
    from hub.accounts.tables import PeopleAttempt

    session.add(PeopleAttempt(key=text, failures=0, open_at=0))


@pytest.fixture(scope="module")
def stage(sqlite_walls: HubConfig) -> Iterator[Stage]:
    with staging(sqlite_walls, desks=(LANDLORDS,), routers=(router,)) as running:
        running.account("landlord", "landlord")
        yield running


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def stage_on_both(request: pytest.FixtureRequest) -> Iterator[Stage]:
    with staging(request.getfixturevalue(f"{request.param}_walls"), desks=(LANDLORDS,), routers=(router,)) as running:
        running.account("landlord-of-both", "landlord")
        yield running


def test_a_route_without_a_rule_stops_the_start() -> None:
    part = desk_router()
    with pytest.raises(Unlisted, match="has no rule"):
        part.get("/nowhere")(lambda: None)


def test_a_route_of_another_kind_stops_the_start(sqlite_config: HubConfig) -> None:
    plain = APIRouter()
    plain.get("/backdoor")(own)
    with pytest.raises(Unlisted, match="/backdoor is not guarded"), staging(sqlite_config, routers=(plain,)):
        pass
    app = FastAPI()
    with pytest.raises(Unlisted, match="is not guarded"):
        judge_routes(app)


@pytest.mark.parametrize("scopes", [{}, {"mayor": "all"}, {"landlord": "own", "guest": "self"}])
def test_a_rule_for_nobody_or_for_unknown_roles_is_refused(scopes: dict[str, str]) -> None:
    with pytest.raises(Unlisted):
        allow(row="GET /properties", **scopes)


def test_every_route_names_its_row(stage: Stage) -> None:
    app = FastAPI()
    app.router.routes.extend([*router.routes, *public.router.routes])
    named = {(method, path): row for method, path, row in rules_of(app)}
    assert named["POST", "/l/own"] == "POST /properties"
    assert named["GET", "/health"] == "GET /health"
    assert all(re.fullmatch(r"(GET|POST|PUT|PATCH|DELETE) /\S+", row) for row in named.values())


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/health"),
        ("HEAD", "/health"),
        ("GET", "/nowhere"),
        ("GET", "/static/anju.css"),
        ("GET", "/static/nowhere"),
        ("POST", "/sign-out"),
        ("GET", "/l/broken"),
        ("GET", "/l/gone"),
        ("PUT", "/"),
    ],
)
def test_every_answer_carries_the_strict_headers(stage: Stage, method: str, path: str) -> None:
    client = stage.signed_in("landlord")
    for headers in ({}, PAGE):
        answer = client.request(method, path, headers=headers)
        assert {name: answer.headers.get(name) for name in STRICT} == STRICT
        assert answer.headers["cache-control"] == ("public, max-age=3600" if path.startswith("/static/") else "no-store")
        assert "unsafe" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "none"}, 200),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "HERE"}, 403),
        ({"origin": "HERE"}, 200),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
    ],
)
def test_no_other_sites_page_can_ask_for_a_change(stage: Stage, headers: dict[str, str], status: int) -> None:
    client = stage.signed_in("landlord")
    sent = {name: value.replace("HERE", stage.address) for name, value in headers.items()}
    answer = client.post("/l/own", json={"text": uuid4().hex}, headers=sent)
    assert answer.status_code == status
    assert client.get("/l/own", headers=sent).status_code == 200, "what only reads is nobody's change"
    if status == 403:
        assert answer.json()["errors"][0]["code"] == "another-site"
        assert "别的网站" in client.post("/l/own", headers={**sent, **PAGE}).text


@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "text/plain"])
def test_a_body_beyond_the_limit_is_refused_while_it_comes(stage: Stage, kind: str) -> None:
    client = stage.signed_in("landlord")
    start = {"multipart/form-data; boundary=b": b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n'}.get(kind, b"")

    def chunks() -> Iterator[bytes]:
        yield start
        for _ in range(BODY_BYTES_MAX // 4096 + 2):
            yield b"1" * 4096

    path = "/sign-in" if "form" in kind else "/l/own"
    answer = client.post(path, content=chunks(), headers={"content-type": kind})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (413, "too-large")
    assert client.get("/health").status_code == 200


@pytest.mark.parametrize("length", [str(BODY_BYTES_MAX + 1), "9" * 18])
def test_a_body_that_says_it_is_too_large_is_not_read(stage: Stage, length: str) -> None:
    host, _, port = stage.address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=120) as line:
        line.sendall(
            f"POST /session HTTP/1.1\r\nHost: {host}\r\nContent-Length: {length}\r\nContent-Type: application/json\r\n\r\n".encode()
        )
        said = line.recv(65536)
    assert said.startswith(b"HTTP/1.1 413 ")
    assert b"content-security-policy" in said


def test_a_body_at_the_limit_is_read(stage: Stage) -> None:
    text = json.dumps({"text": "x" * 100, "padding": ""})
    body = text.replace('"padding": ""', '"padding": "' + "p" * (BODY_BYTES_MAX - len(text)) + '"')
    assert len(body) == BODY_BYTES_MAX
    answer = stage.signed_in("landlord").post("/l/own", content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "unknown-field")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (f'{{"text": "{SECRET}', "malformed"),
        (f'{{"text": "{SECRET}", "number": "x"}}', "malformed"),
        (f'{{"text": ["{SECRET}"]}}', "malformed"),
        (f'{{"text": "{SECRET}", "{SECRET}": 1}}', "unknown-field"),
        ('{"number": 1}', "field-missing"),
        (f'{{"text": "{SECRET}\\u0000"}}', "malformed"),
        (f'{{"text": "{SECRET}{HALF}"}}', "malformed"),
        (f'"{SECRET}"', "malformed"),
        ("[" * 100_000, "malformed"),
        ('{"text":' * 30_000, "malformed"),
        ("", "field-missing"),
        ("\xff\xfe", "malformed"),
        ('{"text": NaN}', "malformed"),
        (f'{{"text": "{SECRET}", "number": {"9" * 5000}}}', "malformed"),
    ],
)
def test_what_cannot_be_read_is_said_and_never_repeated(stage_on_both: Stage, body: str, code: str) -> None:
    client = stage_on_both.signed_in("landlord-of-both")
    for headers in ({}, PAGE):
        answer = client.post("/l/own", content=body.encode("latin-1"), headers={"content-type": "application/json", **headers})
        assert answer.status_code == 422, answer.text
        assert SECRET not in answer.text
        assert "Traceback" not in answer.text
    assert (
        client.post("/l/own", content=body.encode("latin-1"), headers={"content-type": "application/json"}).json()["errors"][0]["code"]
        == code
    )


def test_a_number_that_is_none_is_taken_for_none(stage: Stage) -> None:
    client = stage.signed_in("landlord")
    answer = client.post("/l/own", content='{"text": "a", "number": NaN}', headers={"content-type": "application/json"})
    assert answer.status_code in (200, 422)
    assert "NaN" not in answer.text


@pytest.mark.parametrize("path", ["/l/numbered/x", "/l/numbered/%00", "/l/%00", "/%00", "/l/numbered/" + "9" * 30 + "x", "/l/numbered/1.5"])
def test_what_cannot_be_an_id_is_the_id_of_nothing(stage_on_both: Stage, path: str) -> None:
    client = stage_on_both.signed_in("landlord-of-both")
    assert client.get(path).content == client.get("/l/nothing").content


@pytest.mark.parametrize(
    "form", ["login=a%00b&passphrase=x", "login=a\x00b&passphrase=x", "login=%ED%A0%80&passphrase=%ED%A0%80", "=&&=;%%%", "login=a&login=b"]
)
def test_odd_forms_are_answered_in_words(stage_on_both: Stage, form: str) -> None:
    kind = {"content-type": "application/x-www-form-urlencoded"}
    for headers in (kind, {**kind, **PAGE}):
        assert stage_on_both.client().post("/sign-in", content=form, headers=headers).status_code == 422


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "application/xml",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "text/html; charset=utf-16",
        "application/json; charset=nonsense",
    ],
)
def test_odd_kinds_of_bodies_are_answered_in_words(stage: Stage, kind: str) -> None:
    for path in ("/session", "/sign-in", "/language", "/appearance"):
        answer = stage.client().post(path, content=b"--x\r\nnonsense", headers={"content-type": kind} if kind else {})
        assert answer.status_code in (303, 422), answer.text


def test_absent_forbidden_another_method_and_anothers_row_are_one_answer(stage: Stage) -> None:
    somebody, nobody = stage.signed_in("landlord"), stage.client()
    asked = [
        ("GET", "/nowhere"),
        ("GET", "/o/none-of-yours"),
        ("DELETE", "/l/own"),
        ("PUT", "/"),
        ("GET", "/session"),
        ("GET", "/l/theirs"),
        ("OPTIONS", "/l/own"),
    ]
    for headers in ({}, PAGE):
        answers = {
            (answer.status_code, _without_path(answer))
            for method, path in asked
            for answer in [somebody.request(method, path, headers=headers)]
        }
        assert len(answers) == 1
        assert next(iter(answers))[0] == 404
        names = {tuple(sorted(somebody.request(method, path, headers=headers).headers)) for method, path in asked}
        assert len(names) == 1, "no header tells them apart either"
    assert len({nobody.request(method, path).content for method, path in [*asked, ("GET", "/l/own")]}) == 1


def test_a_person_who_is_not_signed_in_is_led_to_the_form_whatever_there_is(stage: Stage) -> None:
    client = stage.client(**PAGE)
    for path in ("/l/own", "/nowhere", "/o/none-of-yours"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in?next={path}")
    assert client.post("/l/own").headers["location"] == "/sign-in?next="
    assert client.get("/%0aset-cookie:x/%E9%97%A8").headers["location"] == "/sign-in?next=/set-cookie%3Ax/%E9%97%A8"


def test_an_error_of_ours_is_said_without_its_text(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    client = stage.signed_in("landlord")
    with caplog.at_level(logging.INFO):
        for headers, path, status, code in [({}, "/l/broken", 500, "internal"), ({}, "/l/gone", 503, "unavailable")]:
            answer = client.get(path, headers=headers)
            assert (answer.status_code, answer.json()["errors"][0]["code"]) == (status, code)
            page = client.get(path, headers=PAGE)
            assert (page.status_code, SECRET in page.text + answer.text) == (status, False)
    assert {record.getMessage() for record in caplog.records if record.name == "anju"} == {"request.failed", "database.unavailable"}


def test_several_refusals_are_told_all_at_once(stage: Stage) -> None:
    client = stage.signed_in("landlord", **{"accept-language": "en"})
    answer = client.get("/l/several")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "7")
    assert answer.json()["errors"] == [
        {"code": "field-missing", "field": "name", "sentence": "This field is missing."},
        {"code": "slow-down", "field": None, "sentence": "Too many tries. Wait 7 seconds, then try again."},
    ]
    page = client.get("/l/several", headers=PAGE)
    assert "This field is missing." in page.text
    assert "Wait 7 seconds" in page.text


def test_a_health_probe_fails_with_the_database(sqlite_config: HubConfig) -> None:
    with staging(sqlite_config) as stage:
        assert stage.client().get("/health").json() == {"ok": True, "application": "people", "site": "anju"}
        stage.site.database.close()
        sqlite_config.sqlite_file.unlink()
        sqlite_config.sqlite_file.mkdir()
        assert stage.client().get("/health").status_code == 503


def test_the_openapi_document_lists_the_matrix_rows_and_no_page(stage: Stage) -> None:
    paths = stage.client().get("/openapi.json").json()["paths"]
    assert {"/session", "/me", "/health", "/policy"} <= set(paths)
    assert not any(path.startswith(("/l", "/sign-in", "/account", "/language")) for path in paths)


def test_only_what_is_said_is_served() -> None:
    assert rules.ROLES == ("anonymous", "resident", "landlord", "manager", "officer", "supervisor", "auditor", "sysadmin", "gate")


def _without_path(answer: httpx.Response) -> bytes:
    """The language switch goes back to the page that was asked for: the one place where an answer names it."""
    return re.sub(rb'name="path" value="[^"]*"', b"", answer.content)
