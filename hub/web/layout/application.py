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
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from hub import logs
from hub.cases.absent import Absent
from hub.web import account, sign_in
from hub.web.layout.frame import Site, actor_in
from hub.web.layout.guard import Guard
from hub.web.layout.rules import GuardedRoute, TooDeep, Unlisted, rule_of
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
    return Guard(app, say=lambda status, code: _Said(site, status, code))


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
    return [(method, route.path, rule_of(route.endpoint).row) for route in found for method in sorted(route.methods)]


def is_api(route: GuardedRoute) -> bool:
    """Tell whether a route is the row of the matrix itself, and no page that does the same."""
    row = _PARAMETER.sub("{}", rule_of(route.endpoint).row)
    return any(f"{method} {_PARAMETER.sub('{}', route.path)}" == row for method in route.methods)


def wants_page(request: Request) -> bool:
    """Tell whether a browser asks; a program that says nothing about it gets JSON."""
    return "text/html" in request.headers.get("accept", "")


def refuse(request: Request, *refusals: Refusal) -> Response:
    """Return the answer that says no, as a page or as JSON, with every code and sentence."""
    site: Site = request.app.state.site
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
    known = isinstance(error, HTTPException) and error.status_code not in (404, 405)
    return refuse(request, Refusal("malformed")) if known else absent(request, error)


def _refused(request: Request, error: Exception) -> Response:
    refusals = error.refusals if isinstance(error, Refused) else ()
    if any(refusal.code == "absent" for refusal in refusals):
        return absent(request, error)
    return refuse(request, *refusals)


def _invalid(request: Request, error: Exception) -> Response:
    """Answer for a body of another shape: which field, never what was in it."""
    problems = error.errors() if isinstance(error, RequestValidationError) else []
    return refuse(request, *({_problem(one["type"], one["loc"]): None for one in problems} or {Refusal("malformed"): None}))


def _problem(kind: str, place: tuple[object, ...]) -> Refusal:
    codes = {"extra_forbidden": "unknown-field", "missing": "field-missing"}
    code = codes.get(kind, "malformed")
    names = [str(part) for part in place[1:] if isinstance(part, str)]
    return Refusal(code, names[-1] if names and code != "unknown-field" and kind != "json_invalid" else None)


def _unavailable(request: Request, _error: Exception) -> Response:
    logs.warn("database.unavailable")
    return refuse(request, Refusal("unavailable"))


def _broken(request: Request, error: Exception) -> Response:
    try:
        raise error
    except Exception:  # noqa: BLE001  the outermost loop of a request: it is logged by type and place, and never shown
        logs.warn("request.failed", method=request.method, route=_route_of(request))
    return refuse(request, Refusal("internal"))


def _route_of(request: Request) -> str:
    route = request.scope.get("route")
    return route.path if isinstance(route, Route) else "-"


_ANSWERS = {
    Absent: absent,
    DataError: absent,  # an id that no database can hold is the id of nothing
    UnicodeEncodeError: absent,
    HTTPException: _http,
    Refused: _refused,
    RequestValidationError: _invalid,
    TooDeep: _invalid,
    OperationalError: _unavailable,
    Exception: _broken,
}


class _Said:
    """The answer of the guard, which stands outside of the application."""

    def __init__(self, site: Site, status: int, code: str) -> None:
        self._site, self._status, self._code = site, status, code

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Say it in the browser's language."""
        request = Request(scope, receive)
        language = self._site.language_of(request)
        body = {"errors": [{"code": self._code, "field": None, "sentence": sentence(Refusal(self._code), language)}]}
        await JSONResponse(body, self._status)(scope, receive, send)
