"""The loop below the agent: wires first, then the lock, then whatever the agent asks. One thread, no waiting on anybody.

The agent may come, go, hang or talk nonsense; it is heard over a local socket and told what the wires did. What it has not read yet is
kept for it, the newest few hundred.
"""

import contextlib
import select
import socket
from collections import deque
from collections.abc import Callable

from edge import log
from edge.safety import lock as locks
from edge.safety.latch import Latch
from edge.safety.lock import Lock
from edge.safety.wires import Wires
from edge.safety.words import MESSAGE_BYTES_MAX, Said, asked, to_bytes

UNREAD_MAX = 500
AGENTS_MAX = 8


class Agent:
    """One connection, and what it has not read yet."""

    def __init__(self, link: socket.socket, told: list[Said]) -> None:
        self.link = link
        self.unread: deque[bytes] = deque(map(to_bytes, told), UNREAD_MAX)

    def tell(self) -> None:
        """Send what fits. One that is gone is told nothing more; what it said last is still heard."""
        while self.unread:
            try:
                self.link.send(self.unread[0])
            except BlockingIOError:
                return
            except OSError:
                self.unread.clear()
                return
            self.unread.popleft()


class LifeSafety:
    """One door's lock. ``now`` gives ms that never jump; ``listener`` is where agents come in; ``may_leave`` once nobody needs it."""

    def __init__(
        self, wires: Wires, listener: socket.socket, *, latch: Latch, exit_release_ms: int, now: Callable[[], int], may_leave: bool
    ) -> None:
        self._wires, self._listener, self._latch = wires, listener, latch
        self._exit_release_ms, self._now, self._may_leave = exit_release_ms, now, may_leave
        self._lock = Lock(is_latched=latch.is_set())
        self._agents: list[Agent] = []
        self._standing: dict[str, Said] = {}
        self._is_over = False
        for said in wires.heard(now()):  # a start while it burns does not hold the door for a moment
            self._hear(said)
        self._note_fire()
        self._drive(now())

    @property
    def is_over(self) -> bool:
        """Tell whether this process has no more to do. A door that fire has freed is not left while there is a door."""
        now = self._now()
        is_abandoned = self._may_leave and not self._agents and self._wires.are_gone(now)
        return is_abandoned or (self._is_over and not self._lock.is_latched)

    def stop(self) -> None:
        """End, unless fire has freed the door."""
        self._is_over = True

    def turn(self) -> None:
        """Wait until something happens or is due, and see to it."""
        ready = self._wait()
        now = self._now()
        for said in self._wires.heard(now):
            self._hear(said)
        self._drive(now)
        if self._listener.fileno() in ready:
            self._let_in()
        self._agents = [agent for agent in self._agents if agent.link.fileno() not in ready or self._serve(agent)]
        self._drive(self._now())
        self._tell()

    def rest(self) -> None:
        """Leave the lock without current."""
        self._wires.rest()

    def _wait(self) -> set[int]:
        poll = select.poll()
        for descriptor, events in self._wires.watched().items():
            poll.register(descriptor, events)
        poll.register(self._listener, select.POLLIN)
        for agent in self._agents:
            poll.register(agent.link, select.POLLIN | (select.POLLOUT if agent.unread else 0))
        now = self._now()
        due = locks.changes_at(self._lock, at=now)
        patience = self._wires.tick_ms if due is None else min(self._wires.tick_ms, due - now)
        return {descriptor for descriptor, _events in poll.poll(patience)}

    def _hear(self, said: Said) -> None:
        match said.part:
            case "exit":
                self._lock = locks.press(self._lock, said.state == "pressed", release_ms=self._exit_release_ms, at=said.at)
            case "fire":
                self._keep_fire(locks.hear_fire(self._lock, said.state == "alarm"))
                return
            case "key":
                if said.state == "turned":
                    self._keep_fire(locks.turn_key(self._lock))
                return
        self._note(said)

    def _keep_fire(self, lock: Lock) -> None:
        if lock.is_latched is not self._lock.is_latched:
            log.tell("fire.latched" if lock.is_latched else "fire.ended")
            self._lock = lock
            self._drive(self._now())  # the door first, the disk after
            self._latch.keep(lock.is_latched)
        self._lock = lock
        self._note_fire()

    def _note_fire(self) -> None:
        state = "alarm" if self._lock.is_latched else "normal"
        if "fire" not in self._standing or self._standing["fire"].state != state:
            self._note(Said("fire", state, self._now()))

    def _drive(self, now: int) -> None:
        why = locks.freed_by(self._lock, at=now)
        before = self._standing.get("lock")
        if before is not None and before.why == why:
            return
        if why:
            self._wires.release()
        else:
            self._wires.secure()
        state = "released" if why else "secured"
        since = before.at if before is not None and before.state == state else now
        self._note(Said("lock", state, since, why))

    def _note(self, said: Said) -> None:
        self._standing[said.part] = said
        for agent in self._agents:
            agent.unread.append(to_bytes(said))

    def _let_in(self) -> None:
        with contextlib.suppress(OSError):
            link, _ = self._listener.accept()
            link.setblocking(False)
            self._agents = [*self._agents, Agent(link, list(self._standing.values()))][-AGENTS_MAX:]

    def _serve(self, agent: Agent) -> bool:
        try:
            raw = agent.link.recv(MESSAGE_BYTES_MAX)
        except BlockingIOError:
            return True
        except OSError:
            raw = b""
        request = asked(raw) if raw else None
        match request.do if request else "":
            case "release" if request:
                self._lock = locks.grant(self._lock, request.ms, at=self._now())
            case "secure":
                self._lock = locks.withdraw(self._lock)
            case "goodbye":
                self._is_over = self._may_leave
        return bool(raw)

    def _tell(self) -> None:
        for agent in self._agents:
            agent.tell()
