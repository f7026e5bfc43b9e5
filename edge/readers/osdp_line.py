"""An OSDP reader on a serial line (IEC 60839-11-5), by libosdp: secure channel or nothing, and bounced when it was away.

libosdp leaves a reader that was lost alone for five minutes. So a supervisor takes it off the line and puts it on again until it answers.
One order is under way at a time, and one of a kind waits, the newest: what a reader was to show a while ago is worth nothing.
"""

import fcntl
import os
import queue
import threading
import time
from typing import Any

import osdp

from edge import log
from edge.gate.presented import Card, Key
from edge.readers.device import Device
from edge.readers.osdp_orders import NO_SKILLS, Order, skills_of
from edge.readers.wiegand import CARD_BITS, decode
from edge.serial_port import prepare

REFRESH_S = 0.02
BOUNCE_S = 0.8
LOST_S = 3.0
KEY_BYTES = 16
FAILURES_MAX = 3
KEYS = {0x0D: "#", 0x7F: "*"} | {ord(sign): sign for sign in "0123456789*#"}
"""In OSDP a carriage return is ``#`` and a delete is ``*``."""


def claim(file: int) -> None:
    """Take a line for one process alone; raise OSError if another has it. Two that ask on one line hear each other's answers."""
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_taken(path: str) -> bool:
    """Tell whether another process has a line; raise OSError if it is not there."""
    file = os.open(path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        claim(file)
    except BlockingIOError:
        return True
    finally:
        os.close(file)
    return False


class Line(osdp.Channel):  # type: ignore[misc]
    """The serial line as libosdp wants it; an unplugged one, and one that another process has, is silent."""

    def __init__(self, path: str, *, baud: int) -> None:
        super().__init__()
        self._device = Device(path, prepare=lambda file: self._prepare(file, baud))
        self._unread = b""

    def read(self, max_bytes: int) -> bytes:
        """Return what came."""
        data = self._unread + self._device.read()
        self._unread = data[max_bytes:]
        return data[:max_bytes]

    def write(self, buf: bytes) -> int:
        """Send, and return how much went."""
        return self._device.write(buf)

    def flush(self) -> None:
        """Forget what was not read."""
        self._unread = b""

    def close(self) -> None:
        """Let the line go."""
        self._device.close()

    @staticmethod
    def _prepare(file: int, baud: int) -> None:
        claim(file)
        prepare(file, baud)


class OsdpReader:
    """One reader at one address. ``key`` are the 16 bytes of its secure channel base key.

    ``skills`` is what it says it can show and sound, while it ``is_online``; :meth:`tell` has it do so.
    """

    def __init__(self, path: str, *, baud: int, address: int, key: bytes) -> None:
        self._line = Line(path, baud=baud)
        info = osdp.PDInfo(address, self._line, scbk=key, flags=[osdp.LibFlag.EnforceSecure])
        self._panel = osdp.ControlPanel([info], log_level=osdp.LogLevel.Critical)
        self._events: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._panel.set_event_handler(self._keep)
        self._panel.set_command_completion_handler(self._done)
        self.skills, self.is_online = NO_SKILLS, False
        self._orders: dict[object, Order] = {}
        self._turns: list[object] = [osdp.Command.LED, osdp.Command.Buzzer, osdp.Command.Text]
        self._failed: dict[object, int] = {}
        self._is_busy = False
        self._online_at = time.monotonic()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._keep_going, name="osdp", daemon=True)
        self._thread.start()

    def heard(self) -> list[Card | Key]:
        """Return what was laid on and pressed since the last call."""
        found: list[Card | Key] = []
        while not self._events.empty():
            found += _read(self._events.get())
        return found

    def tell(self, *orders: Order) -> None:
        """Have it do these, in place of what waits. One that is away does nothing now, and nothing of it when it is back."""
        for order in orders:
            self._orders[order["command"]] = order

    def is_lost(self) -> bool:
        """Tell whether it has not answered within the secure channel for a while."""
        return time.monotonic() - self._online_at >= LOST_S

    def close(self) -> None:
        """Let the line go."""
        self._closing.set()
        self._thread.join()
        self._line.close()

    def _keep(self, _reader: int, event: dict[str, Any]) -> int:
        self._events.put(event)
        return 0

    def _done(self, _address: int, order: Order, status: int) -> None:
        """Take note of an order's end. libosdp drops a reader that refuses one, so it is soon not asked for that again: cards come first.

        A plug that is pulled meanwhile looks the same, but not time after time.
        """
        kind = order["command"]
        self._is_busy = False
        self._failed[kind] = self._failed.get(kind, 0) + 1 if status == osdp.CompletionStatus.Failed else 0
        if self._failed[kind] == FAILURES_MAX:
            self._turns.remove(kind)
            log.tell("reader.refuses", command=kind)

    def _pass_on(self) -> None:
        if not self.is_online:
            self._orders.clear()
            self._is_busy = False
        elif not self._is_busy and (kind := next((one for one in self._turns if one in self._orders), None)) is not None:
            self._is_busy = True
            self._turns.sort(key=kind.__eq__)  # its next turn comes after the others'
            self._panel.ctx.submit_command(0, self._orders.pop(kind))

    def _keep_going(self) -> None:
        context, tried = self._panel.ctx, time.monotonic()
        while not self._closing.wait(REFRESH_S):
            context.refresh()
            now = time.monotonic()
            was_online, is_online = self.is_online, bool(context.status() & 1) and bool(context.sc_status() & 1)
            if is_online:
                self._online_at = tried = now
            elif now - tried >= BOUNCE_S:
                tried = now
                context.disable_pd(0)
                context.refresh()
                context.enable_pd(0)
            if is_online is not was_online:
                self.skills = skills_of(lambda what: context.check_capability(0, what)) if is_online else NO_SKILLS
                log.tell("reader.online" if is_online else "reader.offline")
            self.is_online = is_online
            self._pass_on()


def _read(event: dict[str, Any]) -> list[Card | Key]:
    data = bytes(event.get("data", b""))
    if event.get("event") == osdp.Event.KeyPress:
        return [Key(KEYS[code]) for code in data if code in KEYS]
    if event.get("event") != osdp.Event.CardRead or not data:
        return []
    length = event.get("length", 0)
    if event.get("format") == osdp.CardFormat.Wiegand or length in CARD_BITS:
        bits = [byte >> shift & 1 for byte in data for shift in range(7, -1, -1)][:length]
        card = decode(bits)
        return [card] if isinstance(card, Card) else []
    return [Card(data)]
