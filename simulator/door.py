"""A pretend door: a lock that is let go, a leaf that people push, a lamp, an exit button, a fire alarm. A line a message, over TCP.

Two programs come to it, as on a wall. The gate says ``indicator``, ``verdict`` (with the milliseconds from frame to lock), ``uplink``,
``mode`` and ``alarm``. The process below it says ``hello`` and ``strike`` (released or secured), and hears ``door``, ``exit``, ``fire``
and ``key``. When that one is gone, nobody holds the wire, and the lock is at rest.
"""

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

CLOSER_MS = 6000
HAPPENINGS_KEPT = 200
LINE_BYTES_MAX = 4096


@dataclass(frozen=True, slots=True)
class Since:
    """A state and when it began (UTC ms; 0 when it was never heard of)."""

    state: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the gate decided: ``took_ms`` from the frame's arrival to the strike."""

    at: int
    outcome: str
    reason: str
    took_ms: float


NO_VERDICT = Verdict(at=0, outcome="", reason="", took_ms=0.0)


class Door:
    """The state of one door as the bench on which it stands can see it."""

    def __init__(self, *, now: Callable[[], int] = lambda: time.time_ns() // 1_000_000) -> None:
        self.port = 0
        self.strike, self.leaf = Since("secured", 0), Since("closed", 0)
        self.lamp, self.uplink = Since("idle", 0), Since("offline", 0)
        self.mode = Since("", 0)
        self.alarms: dict[str, Since] = {}
        self.burning = False
        self.verdict = NO_VERDICT
        self.verdicts: deque[Verdict] = deque(maxlen=HAPPENINGS_KEPT)
        self.releases = 0
        self.held = False
        self._now = now
        self._server: asyncio.Server | None = None
        self._programs: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self._below: asyncio.Task[None] | None = None
        self._closer: asyncio.TimerHandle | None = None
        self._changed = asyncio.Condition()
        self._announcements: set[asyncio.Task[None]] = set()

    @property
    def address(self) -> str:
        """Where the gate program finds this door."""
        return f"127.0.0.1:{self.port}"

    @property
    def attended(self) -> bool:
        """Whether a gate program is connected; the process below it does not count."""
        return any(task is not self._below for task in self._programs)

    async def open(self) -> None:
        """Listen on a free port of loopback, from then on in ``port``."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=LINE_BYTES_MAX)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Let go of the gate program and of the door closer."""
        if self._closer is not None:
            self._closer.cancel()
        if self._server is not None:
            self._server.close()
        for task in list(self._programs):
            task.cancel()
        await asyncio.gather(*self._programs, *self._announcements, return_exceptions=True)

    def push(self) -> bool:
        """Push the leaf: it opens if the strike has let go. Return whether it stands open."""
        if self.leaf.state == "open":
            return True
        if self.strike.state != "released":
            return False
        self._move("open")
        self._closer = asyncio.get_running_loop().call_later(CLOSER_MS / 1000, self._close_by_itself)
        return True

    def hold(self) -> None:
        """Wedge an open door, so that it does not close by itself."""
        self.held = self.leaf.state == "open"

    def shut(self) -> None:
        """Close the leaf."""
        self.held = False
        if self._closer is not None:
            self._closer.cancel()
        if self.leaf.state == "open":
            self._move("closed")

    def press_exit(self) -> None:
        """Press the exit button on the inner side, and let it go."""
        for state in ("pressed", "let_go"):
            self._tell({"part": "exit", "state": state})

    def sound_fire(self) -> None:
        """Have the fire panel give alarm."""
        self.burning = True
        self._tell({"part": "fire", "state": "alarm"})

    def end_fire(self) -> None:
        """Have the panel be quiet and turn the key at the door: a door that fire has freed is not held again before."""
        self.burning = False
        for part, state in (("fire", "normal"), ("key", "turned"), ("key", "let_go")):
            self._tell({"part": part, "state": state})

    async def until(self, come: Callable[["Door"], bool], *, patience_s: float) -> bool:
        """Wait until something holds of this door; return False if it did not in time."""
        async with self._changed:
            try:
                await asyncio.wait_for(self._changed.wait_for(lambda: come(self)), patience_s)
            except TimeoutError:
                return False
        return True

    def hear(self, message: dict[str, Any]) -> None:
        """Take one message of the gate program; raise KeyError, TypeError or ValueError for one that says nothing known."""
        at, part = self._now(), message["part"]
        match part:
            case "strike":
                self.releases += message["state"] == "released"
                self.strike = Since(str(message["state"]), at)
            case "indicator":
                self.lamp = Since(str(message["state"]), at)
            case "uplink":
                if message["state"] != self.uplink.state:
                    self.uplink = Since(str(message["state"]), at)
            case "mode":
                self.mode = Since(str(message["state"]), at)
            case "alarm":
                self.alarms.pop(str(message["kind"]), None)
                if message["state"] == "raised":
                    self.alarms[str(message["kind"])] = Since("raised", at)
            case "hello":
                self._below = asyncio.current_task()
            case "verdict":
                outcome, reason = str(message["outcome"]), str(message["reason"])
                self.verdict = Verdict(at=at, outcome=outcome, reason=reason, took_ms=float(message["ms"]))
                self.verdicts.append(self.verdict)
            case _:
                raise ValueError("a part that no door has")

    def _close_by_itself(self) -> None:
        if not self.held:
            self.shut()

    def _move(self, state: str) -> None:
        self.leaf = Since(state, self._now())
        self._tell({"part": "door", "state": state})

    def _tell(self, message: dict[str, str]) -> None:
        for writer in self._programs.values():
            writer.write(_line(message))
        announcement = asyncio.ensure_future(self._announce())
        self._announcements.add(announcement)
        announcement.add_done_callback(self._announcements.discard)

    def _see_off(self, task: "asyncio.Task[None]") -> None:
        if task is self._below:
            self._below = None
            if self.strike.state != "secured":
                self.strike = Since("secured", self._now())
        else:
            self.uplink, self.mode, self.alarms = Since("offline", self._now()), Since("", 0), {}

    async def _announce(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._programs[task] = writer
        try:
            writer.write(_line({"part": "door", "state": self.leaf.state}))
            writer.write(_line({"part": "fire", "state": "alarm" if self.burning else "normal"}))
            while line := await reader.readline():
                self.hear(json.loads(line))
                await self._announce()
        except (asyncio.CancelledError, OSError, ValueError, KeyError, TypeError):
            pass  # a program that goes, or talks nonsense, is let go of
        finally:
            del self._programs[task]
            self._see_off(task)
            writer.close()


def _line(message: dict[str, str]) -> bytes:
    return json.dumps(message).encode() + b"\n"
