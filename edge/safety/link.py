"""The door's wires as the agent has them: asked for over a socket, and heard from it. Nothing here waits.

A release is owed until its time is over: if the process below is being started again, it is asked for the rest as soon as it is back.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from edge import log
from edge.safety.meeting import join
from edge.safety.words import MESSAGE_BYTES_MAX, Asked, Said, said, to_bytes

AGAIN_MS = 50
SPAWN_AGAIN_MS = 2000
LOST_MS = 3000


class SafetyLink:
    """One connection, made and made again. ``start`` starts the process below where nothing else does; ``now`` gives ms."""

    def __init__(self, path: Path, *, now: Callable[[], int], start: Callable[[], None] | None) -> None:
        self._path, self._now, self._start = path, now, start
        self._link: socket.socket | None = None
        self._tried_at = self._started_at = -(2**62)
        self._owed_until, self._there_at = 0, now()

    def release(self, release_ms: int) -> None:
        """Have the door let go for so long, from now."""
        self._owed_until = max(self._owed_until, self._now() + release_ms)
        self._send(Asked("release", release_ms))

    def secure(self) -> None:
        """Have the lock hold again, unless somebody else has freed it."""
        self._owed_until = 0
        self._send(Asked("secure"))

    def goodbye(self) -> None:
        """Say that this gate ends: a process that it started may end too, though the gate ends before the two have met."""
        if self._link is None:
            self._link = join(self._path)
        self._send(Asked("goodbye"))

    def is_connected(self) -> bool:
        """Tell whether the process below answers."""
        return self._link is not None

    def is_lost(self) -> bool:
        """Tell whether it has not answered for so long that somebody should look; to be started again takes it a moment."""
        if self._link is not None:
            self._there_at = self._now()
        return self._now() - self._there_at >= LOST_MS

    def heard(self) -> list[Said]:
        """Return what the wires did since the last call; after each new connection first how they stand."""
        if self._link is None:
            self._join()
        told = []
        while self._link is not None and (raw := self._receive()):
            if (one := said(raw)) is not None:
                told.append(one)
        return told

    def _join(self) -> None:
        now = self._now()
        if now - self._tried_at < AGAIN_MS:
            return
        self._tried_at = now
        self._link = join(self._path)
        if self._link is not None:
            log.tell("safety.joined")
            if self._owed_until > now:
                self._send(Asked("release", self._owed_until - now))
        elif self._start is not None and now - self._started_at >= SPAWN_AGAIN_MS:
            self._started_at = now
            self._start()

    def _send(self, request: Asked) -> None:
        if self._link is None:
            return
        try:
            self._link.send(to_bytes(request))
        except OSError as error:
            self._leave(type(error).__name__)

    def _receive(self) -> bytes:
        assert self._link is not None
        try:
            raw = self._link.recv(MESSAGE_BYTES_MAX)
        except BlockingIOError:
            return b""
        except OSError:
            raw = b""
        if not raw:
            self._leave("closed")
        return raw

    def _leave(self, why: str) -> None:
        log.tell("safety.lost", why=why)
        if self._link is not None:
            self._link.close()
        self._link = None


class Starter:
    """Starts the process below, in a session of its own, so that it outlives the agent."""

    def __init__(self, config_file: Path) -> None:
        self._config_file = config_file
        self._child: subprocess.Popen[bytes] | None = None

    def __call__(self) -> None:
        """Start it, unless the last one still runs."""
        if self._child is not None and self._child.poll() is None:
            return
        command = [sys.executable, "-m", "edge.safety", "--config", str(self._config_file), "--spawned"]
        # Systemd listens to the gate, which it started; a child that spoke in its name would hide that the gate hangs.
        environment = {name: value for name, value in os.environ.items() if name != "NOTIFY_SOCKET"}
        self._child = subprocess.Popen(command, stdin=subprocess.DEVNULL, env=environment, start_new_session=True)
