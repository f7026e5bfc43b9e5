"""The hub's five processes, and the parent that starts them and starts a dead one again.

Each process connects with a database role of its own and holds only the keys its work needs, so a fault in one page cannot reach what
another guards. They share no memory: one that dies takes none with it, and all leave when the parent is gone (:mod:`hub.lifeline`).
"""

import signal
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from hub import lifeline, logs
from hub.clock import now_ms
from hub.config import HubConfig

PROCESSES = ("work", "link", "people", "police", "audit")
FIRST_PAUSE_MS = 250
LONGEST_PAUSE_MS = 10_000
STEADY_MS = 30_000
LOOK_SECONDS = 0.1


def run_process(config: HubConfig, process: str) -> int:
    """Run one of the five until told to stop; return its exit code."""
    logs.set_up(process)
    lifeline.watch()
    match process:
        case "link":
            from hub.gateway import link

            return link.main(config)
        case "work":
            from hub import jobs

            return jobs.main(config)
        case "people":
            from hub.web import people_app

            return _serve(people_app.create(config), config, process)
        case "police":
            from hub.web import police_app

            return _serve(police_app.create(config), config, process)
        case "audit":
            from hub.web import audit_app

            return _serve(audit_app.create(config), config, process)
    raise ValueError(f"there is no process {process!r}")


def _serve(app: object, config: HubConfig, process: str) -> int:
    import uvicorn

    settings = uvicorn.Config(
        app,  # type: ignore[arg-type]
        host=config.host,
        port=config.port_of(process),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=4,
        h11_max_incomplete_event_size=32 * 1024,
        proxy_headers=False,
        ws="none",
    )
    server = uvicorn.Server(settings)
    server.run()
    return 0 if server.started else 3


@dataclass
class Place:
    """One process's place under the supervisor: its child, since when, and how long to wait before the next try."""

    name: str
    child: lifeline.Child | None = None
    since: int = 0
    start_at: int = 0
    pause_ms: int = FIRST_PAUSE_MS
    starts: int = field(default=0)

    def look(self, arguments: Sequence[str], now: int) -> None:
        """Start the child if it is time to, and note it when it has died."""
        if self.child is None:
            if now >= self.start_at:
                self._start(arguments, now)
        elif (code := self.child.poll()) is not None:
            self._note_death(code, now)

    def _start(self, arguments: Sequence[str], now: int) -> None:
        self.child = lifeline.spawn([sys.executable, "-m", "hub.cli", "hub", "run", self.name, *arguments])
        self.since = now
        self.starts += 1
        logs.tell("process.started", name=self.name, pid=self.child.pid, starts=self.starts)

    def _note_death(self, code: int, now: int) -> None:
        if self.child is not None:
            self.child.release()
        self.pause_ms = FIRST_PAUSE_MS if now - self.since > STEADY_MS else min(self.pause_ms * 2, LONGEST_PAUSE_MS)
        self.child, self.start_at = None, now + self.pause_ms
        logs.warn("process.died", name=self.name, code=code, again_in_ms=self.pause_ms)


def supervise(config: HubConfig, arguments: Sequence[str]) -> int:
    """Bring the database up to date, then keep all five running until told to stop; ``arguments`` are handed on to each."""
    from hub.database import migrate
    from hub.secrets import make_secrets

    logs.set_up("hub")
    lifeline.watch()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    make_secrets(config)
    migrate(config)
    places = [Place(name) for name in PROCESSES]
    while not stop.wait(LOOK_SECONDS):
        for place in places:
            place.look(arguments, now_ms())
    for place in places:
        if place.child is not None:
            place.child.terminate()
    for place in places:
        if place.child is not None:
            place.child.release()
    logs.tell("hub.stopped")
    return 0
