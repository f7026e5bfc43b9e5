"""One application of the hub: its guarded routes, the pages that everybody has, and one way to say no.

Absent, forbidden, another method and another's row are answered alike, byte for byte. A person in a browser who is not signed in is sent to
the sign-in page, whether the page exists or not; a program is told with JSON. No error echoes what was sent.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from sqlalchemy.exc import DataError, OperationalError
from starlette.exceptions import HTTPException
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from hub import logs
from hub.cases.absent import Absent
from hub.web import account, sign_in
from hub.web.layout.frame import Site, actor_in
from hub.web.layout.guard import SAFE_METHODS, Guard, TooLarge
from hub.web.layout.rules import GuardedRoute, Unlisted, Unreadable, rule_of
from hub.web.refusals import sentence, status_of
from registry.refusals import Refusal, Refused

_PARAMETER = re.compile(r"\{[^}]*\}")
STATIC = Path(__file__).parent / "static"


def build(site: Site, routers: Iterable[APIRouter], *, title: str) -> ASGIApp:
    """Return the application of these desks; raise Unlisted if a route says nobody may call it."""
    app = FastAPI(title=title, docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    app.state.site = site
    for router in (sign_in.router, account.router, *routers):
        app.router.routes.extend(router.routes)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for error, answer in _ANSWERS.items():
        app.add_exception_handler(error, answer)
    judge_routes(app)
    for route in app.routes:
        if isinstance(route, GuardedRoute):
            route.include_in_schema = is_api(route)
    return Guard(app, say=lambda code: _said(site, Refusal(code)))


def judge_routes(app: FastAPI) -> None:
    """Return if every route is guarded by a rule; raise Unlisted that names the first that is not."""
    for route in app.routes:
        if isinstance(route, Mount) and route.path == "/static":
            continue
        if not isinstance(route, GuardedRoute):
            raise Unlisted(f"{getattr(route, 'path', route)} is not guarded: make its router with desk_router()")


def rules_of(app: FastAPI) -> list[tuple[str, str, str]]:
    """Return method, path and matrix row of every route."""
    found = [route for route in app.routes if isinstance(route, GuardedRoute)]
    return [(method, route.path, rule_of(route.endpoint).row) for route in found for method in sorted(route.methods or ())]


def is_api(route: GuardedRoute) -> bool:
    """Tell whether a route is the row of the matrix itself, and no page that does the same."""
    row = _PARAMETER.sub("{}", rule_of(route.endpoint).row)
    return any(f"{method} {_PARAMETER.sub('{}', route.path)}" == row for method in route.methods or ())


def wants_page(request: Request) -> bool:
    """Tell whether a browser asks; a program that says nothing about it gets JSON."""
    return "text/html" in request.headers.get("accept", "")


def refuse(request: Request, *refusals: Refusal) -> Response:
    """Return the answer that says no, as a page or as JSON, with every code and sentence."""
    return say_no(request.app.state.site, request, *refusals)


def say_no(site: Site, request: Request, *refusals: Refusal) -> Response:
    """Return the same where no application stands yet: the guard says it from outside."""
    status = status_of(refusals)
    if wants_page(request):
        return site.page(request, "layout/refused.html", status=status, refusals=refusals)
    language = site.language_of(request)
    errors = [{"code": refusal.code, "field": refusal.field, "sentence": sentence(refusal, language)} for refusal in refusals]
    seconds = next((str(refusal.detail["seconds"]) for refusal in refusals if "seconds" in refusal.detail), "")
    return JSONResponse({"errors": errors}, status, {"Retry-After": seconds} if seconds else None)


def absent(request: Request, _error: Exception) -> Response:
    """Answer for what is not there, not theirs, or not to be called so."""
    if wants_page(request) and _actor(request) is None:
        return RedirectResponse(f"/sign-in?next={sign_in.next_path(request)}", 303)
    return refuse(request, Refusal("absent"))


def _actor(request: Request) -> object:
    if not hasattr(request.state, "actor"):  # no route matched, so no guard has looked
        request.state.actor = request.app.state.site.actor_of(request)
    return actor_in(request)


def _http(request: Request, error: Exception) -> Response:
    if isinstance(error.__cause__, TooLarge):
        return _too_large(request, error)
    known = isinstance(error, HTTPException) and error.status_code not in (404, 405)
    return refuse(request, Refusal("malformed")) if known else absent(request, error)


def _too_large(request: Request, _error: Exception) -> Response:
    return refuse(request, Refusal("too-large"))


def _refused(request: Request, error: Exception) -> Response:
    refusals = error.refusals if isinstance(error, Refused) else ()
    if any(refusal.code == "absent" for refusal in refusals):
        return absent(request, error)
    return refuse(request, *refusals)


def _invalid(request: Request, error: Exception) -> Response:
    """Answer for a body of another shape: which field, never what was in it."""
    problems = error.errors() if isinstance(error, RequestValidationError) else []
    if any(one["loc"][0] == "path" for one in problems):  # what cannot be an id is the id of nothing
        return absent(request, error)
    return refuse(request, *({_problem(one["type"], one["loc"]): None for one in problems} or {Refusal("malformed"): None}))


def _unstorable(request: Request, error: Exception) -> Response:
    """Answer for half a character, or a number that no column holds: in an address it names nothing, in a body it cannot be read."""
    return absent(request, error) if request.method in SAFE_METHODS else _invalid(request, error)


def _problem(kind: str, place: tuple[object, ...]) -> Refusal:
    codes = {"extra_forbidden": "unknown-field", "missing": "field-missing"}
    code = codes.get(kind, "malformed")
    names = [str(part) for part in place[1:] if isinstance(part, str)]
    return Refusal(code, names[-1] if names and code != "unknown-field" and kind != "json_invalid" else None)


def _unavailable(request: Request, _error: Exception) -> Response:
    logs.warn("database.unavailable")
    return refuse(request, Refusal("unavailable"))


def _broken(request: Request, _error: Exception) -> Response:
    """Answer for a mistake of ours; the guard, which is the outermost, writes down where it was."""
    return refuse(request, Refusal("internal"))


def _said(site: Site, refusal: Refusal) -> ASGIApp:
    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await say_no(site, Request(scope, receive), refusal)(scope, receive, send)

    return answer


_ANSWERS = {
    Absent: absent,
    HTTPException: _http,
    Refused: _refused,
    RequestValidationError: _invalid,
    Unreadable: _invalid,
    UnicodeEncodeError: _unstorable,
    DataError: _unstorable,
    TooLarge: _too_large,
    OperationalError: _unavailable,
    Exception: _broken,
}
