"""The town's page over HTTP: server-made, complete without JavaScript, and as strict with itself as the hub's own pages."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from simulator.line import Faults
from simulator.page import words
from simulator.page.guide import Guide
from simulator.page.view import happened, took, view
from simulator.scene import DAYLIGHT, POOR_LIGHTS, NotAPicture, Pixels, open_picture, scrambled
from simulator.town import Entrance, Town

HERE = Path(__file__).parent
UPLOAD_BYTES_MAX = 5 << 20
LANGUAGE_COOKIE = "town-language"
DELAY_MS_MAX = 5000
LIGHTS = (DAYLIGHT, *POOR_LIGHTS)
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}

Act = Callable[[Entrance], object]
ACTS: dict[str, Act] = {
    "push": lambda entrance: entrance.door.push(),
    "hold": lambda entrance: entrance.door.hold(),
    "shut": lambda entrance: entrance.door.shut(),
    "exit": lambda entrance: entrance.door.press_exit(),
    "fire": lambda entrance: entrance.door.sound_fire(),
    "quiet": lambda entrance: entrance.door.end_fire(),
    "part": lambda entrance: entrance.part(),
    "heal": lambda entrance: entrance.heal(),
    "cover": lambda entrance: entrance.camera.cover(True),
    "uncover": lambda entrance: entrance.camera.cover(False),
}


class Desk:
    """The pages of one town. ``guide`` holds what to try first and where."""

    def __init__(self, town: Town, guide: Guide) -> None:
        self._town, self._guide = town, guide
        self._pages = Environment(
            loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )

    def application(self) -> ASGIApp:
        """Return the whole application."""
        routes = [
            Route("/", self.doors),
            Route("/people", self.people),
            Route("/lines", self.lines),
            Route("/story", self.story),
            Route("/show", self.show),
            Route("/show", self.present, methods=["POST"]),
            Route("/doors/{gate}/still.jpg", self.still),
            Route("/doors/{gate}/{act}", self.act, methods=["POST"]),
            Route("/lines/{gate}", self.disturb, methods=["POST"]),
            Route("/language", self.language, methods=["POST"]),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ]
        return Guarded(Starlette(routes=routes))

    async def doors(self, request: Request) -> Response:
        """Every door, and the diary."""
        say, now = self._say(request), _now()
        cards = [view(entrance, say, now=now) for entrance in self._town.entrances]
        diary = [
            (words.clock(one.verdict.at), one.house.label, happened(one, say), took(say, one.verdict.took_ms)) for one in self._town.diary()
        ]
        return self._page(request, "doors.html", cards=cards, diary=diary, clock=words.clock(now))

    async def people(self, request: Request) -> Response:
        """Who lives here."""
        return self._page(request, "people.html", residents=list(enumerate(self._town.residents)), promised=self._town.promised)

    async def lines(self, request: Request) -> Response:
        """What each gate's line does to packets."""
        return self._page(request, "lines.html", entrances=self._town.entrances)

    async def story(self, request: Request) -> Response:
        """Three things to try, in order."""
        return self._page(request, "story.html", guide=self._guide)

    async def show(self, request: Request) -> Response:
        """The form that holds a pass to a camera."""
        return self._show(request)

    async def present(self, request: Request) -> Response:
        """Hold an uploaded picture, or a resident's pass, to a camera."""
        async with request.form(max_files=1, max_fields=8) as form:
            upload = form.get("picture")
            data = await upload.read() if isinstance(upload, UploadFile) else b""
            chosen, gate = str(form.get("resident", "")), str(form.get("door", ""))
            light, wrecked = str(form.get("light", "0")), form.get("scramble") == "yes"
        entrance = next((one for one in self._town.entrances if one.house.gate == gate), None)
        try:
            picture = open_picture(data) if data else self._pass_of(chosen)
        except NotAPicture:
            return self._show(request, problem="picture", status=422)
        if entrance is None or picture is None:
            return self._show(request, problem="door" if entrance is None else "nothing", status=422)
        lit = LIGHTS[int(light)] if light in {str(place) for place in range(len(LIGHTS))} else DAYLIGHT
        entrance.present_soon(scrambled(picture) if wrecked else picture, light=lit, holder=_now() % 1000)
        return _back("/")

    async def still(self, request: Request) -> Response:
        """One frame of a door's camera, for people to look at."""
        entrance = self._entrance(request)
        if entrance is None:
            return _absent()
        return Response(entrance.camera.still(opened=entrance.door.strike.state == "released"), media_type="image/jpeg")

    async def act(self, request: Request) -> Response:
        """Do what a passer-by can do at a door."""
        entrance, deed = self._entrance(request), ACTS.get(request.path_params["act"])
        if entrance is None or deed is None:
            return _absent()
        deed(entrance)
        return _back("/")

    async def disturb(self, request: Request) -> Response:
        """Set what a line does to packets."""
        entrance = self._entrance(request)
        if entrance is None:
            return _absent()
        async with request.form(max_files=0, max_fields=4) as form:
            numbers = [_whole_number(str(form.get(name, ""))) for name in ("drop", "double", "delay")]
        drop, double, delay = numbers
        entrance.line.faults = Faults(drop=min(drop, 100) / 100, double=min(double, 100) / 100, delay_ms=min(delay, DELAY_MS_MAX))
        return _back("/lines")

    async def language(self, request: Request) -> Response:
        """Choose the page's language."""
        async with request.form(max_files=0, max_fields=4) as form:
            chosen, path = str(form.get("language", "")), str(form.get("path", "/"))
        answer = _back(path if path in {"/", "/people", "/lines", "/story", "/show"} else "/")
        if chosen in words.LANGUAGES:
            answer.set_cookie(LANGUAGE_COOKIE, chosen, httponly=True, samesite="lax")
        return answer

    def _show(self, request: Request, *, problem: str = "", status: int = 200) -> Response:
        houses = [entrance.house for entrance in self._town.entrances]
        chosen = request.query_params.get("resident", "")
        return self._page(
            request,
            "show.html",
            status=status,
            houses=houses,
            residents=list(enumerate(self._town.residents)),
            chosen=chosen,
            problem=problem,
        )

    def _pass_of(self, chosen: str) -> Pixels | None:
        place = _whole_number(chosen, default=-1)
        return self._town.residents[place].pass_picture if 0 <= place < len(self._town.residents) else None

    def _entrance(self, request: Request) -> Entrance | None:
        return next((one for one in self._town.entrances if one.house.gate == request.path_params["gate"]), None)

    def _language(self, request: Request) -> str:
        return words.choose(request.cookies.get(LANGUAGE_COOKIE, ""), request.headers.get("accept-language", ""))

    def _say(self, request: Request) -> words.Say:
        return words.translator(self._language(request)).gettext

    def _page(self, request: Request, name: str, *, status: int = 200, **context: Any) -> Response:
        language = self._language(request)
        page = self._pages.get_template(name).render(
            _=words.translator(language).gettext, language=language, path=request.url.path, guide_urls=self._guide, **context
        )
        return HTMLResponse(page, status)


class Guarded:
    """Headers on every answer; no body beyond the limit; no change asked for by another site's page."""

    def __init__(self, inner: ASGIApp) -> None:
        self._inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *((name.encode(), value.encode()) for name, value in HEADERS.items())]
            await send(message)

        request = Request(scope)
        application: ASGIApp = self._inner
        if request.method not in {"GET", "HEAD"} and not _of_this_site(request):
            application = PlainTextResponse("another site asked for this", 403)
        elif (
            _whole_number(request.headers.get("content-length", "0"), default=0) > UPLOAD_BYTES_MAX
            or "transfer-encoding" in request.headers
        ):
            application = PlainTextResponse("too large", 413)
        await application(scope, receive, with_headers)


def _of_this_site(request: Request) -> bool:
    """The rule of the hub's pages: the browser's own word first, then the origin; without either it is no browser."""
    if site := request.headers.get("sec-fetch-site"):
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def _whole_number(text: str, default: int = 0) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else default


def _back(path: str) -> RedirectResponse:
    return RedirectResponse(path, 303)


def _absent() -> Response:
    return PlainTextResponse("not found", 404)


def _now() -> int:
    return time.time_ns() // 1_000_000
