"""Around every answer, whatever gave it: strict headers, no body beyond the limit, no change that another site's page asks for."""

from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hub import logs

BODY_BYTES_MAX = 256 * 1024
DIGITS_MAX = 18
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
STRICT = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(self), geolocation=(), microphone=()",
    "x-content-type-options": "nosniff",
}
PERSONAL = {"cache-control": "no-store"}
STATIC = {"cache-control": "public, max-age=3600"}


class TooLarge(Exception):
    """A body went beyond the limit while it was read."""


class Guard:
    """Wraps an application. ``say`` makes the answer for a refusal's code: the guard stands outside of what speaks languages."""

    def __init__(self, inner: ASGIApp, *, say: Callable[[str], ASGIApp]) -> None:
        self._inner, self._say = inner, say

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        kept = STATIC if scope["path"].startswith("/static/") else PERSONAL
        started = False

        async def with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                own = [(name.encode(), value.encode()) for name, value in (STRICT | kept).items()]
                message["headers"] = [*message["headers"], *own]
            await send(message)

        application = self._judge(scope)
        try:
            await application(scope, _counted(receive), with_headers)
        except TooLarge:
            if not started:
                await self._say("too-large")(scope, receive, with_headers)
        except Exception:  # noqa: BLE001  the outermost loop of a request: it has been answered, and is logged by type and place
            logs.warn("request.failed", method=scope["method"], route=getattr(scope.get("route"), "path", "-"))

    def _judge(self, scope: Scope) -> ASGIApp:
        headers = Headers(scope=scope)
        if scope["method"] not in SAFE_METHODS and not is_of_this_site(headers):
            return self._say("another-site")
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or len(length) > DIGITS_MAX or int(length) > BODY_BYTES_MAX:
            return self._say("too-large")
        return self._inner


def is_of_this_site(headers: Headers) -> bool:
    """Tell whether one of our own pages, or no browser at all, asks for a change: the browser's own word first, then the origin."""
    if site := headers.get("sec-fetch-site"):
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def _counted(receive: Receive) -> Receive:
    taken = 0

    async def receive_some() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > BODY_BYTES_MAX:
            raise TooLarge
        return message

    return receive_some
