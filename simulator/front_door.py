"""How the town enters the hub: as anybody does, by HTTP with a login and a passphrase. There is no other way in."""

import asyncio
from types import TracebackType
from typing import Any, Self

import httpx

from simulator.orders import Account

TIMEOUT_S = 30.0
KNOCK_PAUSE_S = 0.05


class TurnedAway(RuntimeError):
    """The hub did not do what the town asked. ``status`` is HTTP's; ``codes`` are the hub's stable reasons, if it gave any."""

    def __init__(self, what: str, status: int, codes: tuple[str, ...]) -> None:
        super().__init__(f"{what}: {status} {' '.join(codes)}".strip())
        self.status, self.codes = status, codes


class Caller:
    """One person at one front door, with the cookie that the door gave."""

    def __init__(self, url: str) -> None:
        self._client = httpx.AsyncClient(base_url=url, timeout=TIMEOUT_S, trust_env=False, headers={"Accept": "application/json"})

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.leave()

    async def sign_in(self, account: Account) -> Self:
        """Sign in; raise TurnedAway. Return the caller, so that one line brings somebody in."""
        await self.post("/session", {"login": account.login, "passphrase": account.passphrase})
        return self

    async def leave(self) -> None:
        """Let go of the connection."""
        await self._client.aclose()

    async def get(self, path: str) -> Any:
        """Return the answer's JSON; raise TurnedAway."""
        return (await self._ask("GET", path)).json()

    async def fetch(self, path: str, *, accept: str) -> bytes:
        """Return the answer's bytes, such as a picture; raise TurnedAway."""
        return (await self._ask("GET", path, headers={"Accept": accept})).content

    async def post(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """Send JSON and return the answer's, or None when it is empty; raise TurnedAway."""
        answer = await self._ask("POST", path, json=body or {})
        return answer.json() if answer.content else None

    async def patch(self, path: str, body: dict[str, Any]) -> Any:
        """Change something; return the answer's JSON. Raise TurnedAway."""
        return (await self._ask("PATCH", path, json=body)).json()

    async def _ask(self, method: str, path: str, **request: Any) -> httpx.Response:
        answer = await self._client.request(method, path, **request)
        if not answer.is_success:
            raise TurnedAway(f"{method} {path.split('?')[0]}", answer.status_code, _codes(answer))
        return answer


async def knock(url: str, *, patience_s: float) -> None:
    """Wait until a front door answers that it is healthy; raise TimeoutError."""
    async with asyncio.timeout(patience_s), httpx.AsyncClient(trust_env=False) as client:
        while True:
            try:
                if (await client.get(f"{url}/health")).is_success:
                    return
            except httpx.TransportError:
                pass  # not listening yet
            await asyncio.sleep(KNOCK_PAUSE_S)


def _codes(answer: httpx.Response) -> tuple[str, ...]:
    try:
        return tuple(str(error["code"]) for error in answer.json()["errors"])
    except (ValueError, KeyError, TypeError):
        return ()
