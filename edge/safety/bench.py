"""A bench in place of wires: every movement as a line of JSON over TCP. Nothing waits for it; one that comes back is found again."""

import errno
import json
import select
import socket
from typing import Any

from edge.safety.contacts import STATES
from edge.safety.words import Said

LINE_BYTES_MAX = 4096
AGAIN_MS = 200
GONE_MS = 5000


class BenchWires:
    """A pretend door. ``address`` is ``host:port``, or empty to be alone."""

    def __init__(self, address: str, *, is_fail_safe: bool) -> None:
        host, _, port = address.rpartition(":")
        self._place = (host, int(port)) if address else None
        self._is_fail_safe = is_fail_safe
        self._link: socket.socket | None = None
        self._is_joined = False
        self._rest = b""
        self._state, self._is_driven = "released" if is_fail_safe else "secured", False
        self._tried_at = -AGAIN_MS
        self._there_at: int | None = None

    tick_ms = 250

    def watched(self) -> dict[int, int]:
        """Return the link's descriptor; writable once it is joined."""
        if self._link is None:
            return {}
        return {self._link.fileno(): select.POLLIN if self._is_joined else select.POLLOUT}

    def heard(self, now_ms: int) -> list[Said]:
        """Return what happened at the bench."""
        self._join(now_ms)
        if self._is_joined or self._there_at is None:
            self._there_at = now_ms
        told = []
        while self._is_joined and (data := self._receive()):
            *lines, self._rest = (self._rest + data).split(b"\n")
            self._rest = self._rest[:LINE_BYTES_MAX]
            told += [said for line in lines for said in _read(line, now_ms)]
        return told

    def release(self) -> None:
        """Let the door go."""
        self._drive("released")

    def secure(self) -> None:
        """Hold the door."""
        self._drive("secured")

    def are_gone(self, now_ms: int) -> bool:
        """Tell whether the bench has been away for a while."""
        return self._there_at is not None and now_ms - self._there_at >= GONE_MS

    def rest(self) -> None:
        """Take the current from the pretend lock."""
        self._drive("released" if self._is_fail_safe else "secured")

    def _drive(self, state: str) -> None:
        if state != self._state:
            self._state, self._is_driven = state, True
            self._tell_strike()

    def _tell_strike(self) -> None:
        self._tell(part="strike", state=self._state, energised=(self._state == "secured") is self._is_fail_safe)

    def _join(self, now_ms: int) -> None:
        if self._place is None or self._is_joined:
            return
        if self._link is None:
            if now_ms - self._tried_at < AGAIN_MS:
                return
            self._tried_at, self._rest = now_ms, b""
            self._link = socket.socket()
            self._link.setblocking(False)
        problem = self._link.connect_ex(self._place)
        if problem in (0, errno.EISCONN):
            self._greet()
        elif problem not in (errno.EINPROGRESS, errno.EALREADY):
            self._leave()

    def _greet(self) -> None:
        self._is_joined = True
        self._tell(part="hello", state="wires")
        if self._is_driven:  # a bench that was away has missed it
            self._tell_strike()

    def _receive(self) -> bytes:
        assert self._link is not None
        try:
            data = self._link.recv(LINE_BYTES_MAX)
        except BlockingIOError:
            return b""
        except OSError:
            data = b""
        if not data:
            self._leave()
        return data

    def _tell(self, **line: Any) -> None:
        if self._link is None or not self._is_joined:
            return
        try:
            self._link.send(json.dumps(line).encode() + b"\n")
        except OSError:
            self._leave()

    def _leave(self) -> None:
        if self._link is not None:
            self._link.close()
        self._link, self._is_joined = None, False


def _read(line: bytes, now_ms: int) -> list[Said]:
    """Return what a line says; a press that is told without a letting go is over at once."""
    try:
        given = json.loads(line)
        part, state = given["part"], given["state"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return []
    if part == "rex" and state == "pressed":
        return [Said("exit", "pressed", now_ms), Said("exit", "let_go", now_ms)]
    known = isinstance(part, str) and state in STATES.get(part, ())
    return [Said(part, state, now_ms)] if known else []
