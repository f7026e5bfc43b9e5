"""A bench in place of lamps: every word as a line of JSON over TCP. The agent never waits for it, and works with no bench there."""

import contextlib
import json
import queue
import socket
import threading
from typing import Any

from edge.gate.keypad import KEYS
from edge.gate.presented import Card, Key
from edge.protocol.messages import AlarmKind, DoorMode, Reason
from edge.sentences import ASKS_PIN, SENTENCES

LINES_MAX = 1000
LINE_BYTES_MAX = 4096
AGAIN_S = 0.2
CONNECT_S = 2.0


class Bench:
    """The indicator and the card reader of a pretend door. ``address`` is ``host:port``, or empty to be alone."""

    def __init__(self, address: str) -> None:
        self._presented: queue.SimpleQueue[Card | Key] = queue.SimpleQueue()
        self._out: queue.Queue[dict[str, Any]] = queue.Queue(LINES_MAX)
        if address:
            host, _, port = address.rpartition(":")
            threading.Thread(target=self._keep_connected, args=(host, int(port)), name="bench", daemon=True).start()

    def idle(self) -> None:
        """Show nothing."""
        self._tell(part="indicator", state="idle")

    def granted(self) -> None:
        """Show yes."""
        self._tell(part="indicator", state="granted")

    def refused(self, reason: Reason) -> None:
        """Show no, and why, in both languages."""
        zh, en = SENTENCES[reason]
        self._tell(part="indicator", state="refused", reason=reason.value, says={"zh": zh, "en": en})

    def asks_pin(self) -> None:
        """Show that a card waits for its PIN."""
        self._tell(part="indicator", state="asks_pin", says={"zh": ASKS_PIN[0], "en": ASKS_PIN[1]})

    def heard(self) -> list[Card | Key]:
        """Return what was laid on and pressed since the last call, oldest first."""
        found = []
        while not self._presented.empty():
            found.append(self._presented.get())
        return found

    def is_lost(self) -> bool:
        """Tell that a pretend reader is never missed."""
        return False

    def verdict(self, outcome: str, reason: Reason, *, took_ms: int) -> None:
        """Record a decision and the milliseconds from frame to strike."""
        self._tell(part="verdict", outcome=outcome, reason=reason.value, ms=took_ms)

    def uplink(self, is_online: bool) -> None:
        """Record whether the broker is reached."""
        self._tell(part="uplink", state="online" if is_online else "offline")

    def mode(self, mode: DoorMode) -> None:
        """Show how the door is meant to stand."""
        self._tell(part="mode", state=mode.value)

    def alarm(self, kind: AlarmKind, raised: bool) -> None:
        """Show an alarm, or that it is over."""
        self._tell(part="alarm", kind=kind.value, state="raised" if raised else "cleared")

    def _tell(self, **line: Any) -> None:
        self._put(line)

    def _put(self, line: dict[str, Any]) -> None:
        if self._out.full():
            _take_one(self._out)
        self._out.put(line)

    def _keep_connected(self, host: str, port: int) -> None:
        pause = threading.Event()
        while True:
            try:
                with socket.create_connection((host, port), CONNECT_S) as link:
                    link.settimeout(None)
                    threading.Thread(target=self._listen, args=(link,), name="bench-in", daemon=True).start()
                    self._speak(link)
            except OSError:
                pause.wait(AGAIN_S)

    def _speak(self, link: socket.socket) -> None:
        while True:
            line = self._out.get()
            if not line:
                return
            link.sendall(json.dumps(line).encode() + b"\n")

    def _listen(self, link: socket.socket) -> None:
        with contextlib.suppress(OSError), link.makefile("rb") as lines:
            while raw := lines.readline(LINE_BYTES_MAX):
                if presented := _read(raw):  # the door's own movements are heard by the process below
                    self._presented.put(presented)
        self._put({})  # wakes the speaking side, which connects again


def _read(raw: bytes) -> Card | Key | None:
    """Return the card (its number in hex) or the key that a line speaks of, or None."""
    try:
        line = json.loads(raw)
        part, state = line["part"], line["state"]
        if part == "card":
            return Card(bytes.fromhex(state))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return Key(state) if part == "key" and isinstance(state, str) and state in KEYS else None


def _take_one(waiting: "queue.Queue[dict[str, Any]]") -> None:
    try:
        waiting.get_nowait()
    except queue.Empty:
        return
