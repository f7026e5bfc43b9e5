"""Who may call a route: said beside the route itself, judged before a byte of the body is read.

A route without a rule stops the start. Whoever has none of a rule's roles gets the answer that everybody gets for what is not there; what
``own`` or ``unit`` means for a row of the database is the desk's affair, and its no is that same answer.
"""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from hub.accounts import Actor
from hub.cases.absent import Absent

ANONYMOUS = "anonymous"
EVERYONE = "everyone"
GATE = "gate"
ROLES = (ANONYMOUS, "resident", "landlord", "manager", "officer", "supervisor", "auditor", "sysadmin", GATE)

TEXT_KINDS = frozenset({"application/json", "application/x-www-form-urlencoded"})
NULS = (b"\x00", b"%00", b"\\u0000")

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])


@dataclass(frozen=True)
class Rule:
    """The scope of each role that may call a route, and the row of the permission matrix that says so, such as ``GET /tenancies``."""

    row: str
    scopes: tuple[tuple[str, str], ...]

    def admits(self, actor: Actor | None) -> bool:
        """Tell whether this person has a role that may call the route at all. A gate signs in nowhere: it proves its key in the body."""
        held = actor.roles if actor else {ANONYMOUS, GATE}
        return any(role == EVERYONE or role in held for role, _scope in self.scopes)


class Unlisted(RuntimeError):
    """A route has no rule: the application must not start."""


def allow(*, row: str, **scopes: str) -> Callable[[Endpoint], Endpoint]:
    """Say who may call the route below, by role and scope; ``everyone`` stands for all, signed in or not."""
    unknown = set(scopes) - {EVERYONE, *ROLES}
    if unknown or not scopes:
        raise Unlisted(f"{row}: no such roles: {', '.join(sorted(unknown)) or 'none given'}")

    def mark(endpoint: Endpoint) -> Endpoint:
        endpoint.__anju_rule__ = Rule(row, tuple(scopes.items()))  # type: ignore[attr-defined]
        return endpoint

    return mark


def rule_of(endpoint: Callable[..., Any]) -> Rule:
    """Return the rule that was said beside a route; raise Unlisted."""
    rule = getattr(endpoint, "__anju_rule__", None)
    if not isinstance(rule, Rule):
        raise Unlisted(f"{endpoint.__module__}.{endpoint.__qualname__} has no rule: say who may call it with @allow")
    return rule


class GuardedRoute(APIRoute):
    """A route that asks who is calling before it reads what they send."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler behind its guard; raise Unlisted for a route without a rule."""
        rule, handler = rule_of(self.endpoint), super().get_route_handler()

        async def guarded(request: Request) -> Response:
            find: Callable[[Request], Actor | None] = request.app.state.site.actor_of
            actor = await run_in_threadpool(find, request)
            request.state.actor = actor
            if not rule.admits(actor) or "\x00" in request.scope["path"]:
                raise Absent
            return await _answer(handler, request)

        return guarded


async def _answer(handler: Callable[[Request], Awaitable[Response]], request: Request) -> Response:
    await _judge_text(request)
    try:
        return await handler(request)
    except RecursionError:  # JSON nested without end
        raise Unreadable from None


async def _judge_text(request: Request) -> None:
    """Refuse the character NUL wherever it stands: one database cannot store it, and the other would."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    text = request.scope["query_string"] + (await request.body() if kind in TEXT_KINDS else b"")
    if any(nul in text for nul in NULS):
        raise Unreadable


class Unreadable(ValueError):
    """A request that is nested deeper, or holds other characters, than anything of ours."""


class DeskRouter(APIRouter):
    """A router whose routes are all guarded, and stand in one flat list however its parts are nested: so they can all be judged."""

    def __init__(self) -> None:
        super().__init__(route_class=GuardedRoute)

    def include_router(self, router: APIRouter, **_settings: object) -> None:
        """Take over the routes of a part as they are."""
        self.routes.extend(router.routes)


def desk_router() -> DeskRouter:
    """Return a router whose routes are all guarded."""
    return DeskRouter()
