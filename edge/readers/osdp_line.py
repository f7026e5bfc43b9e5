"""An OSDP reader on a serial line (IEC 60839-11-5), by libosdp: secure channel or nothing, and bounced when it was away.

libosdp leaves a reader that was lost alone for five minutes. So a supervisor takes it off the line and puts it on again until it answers.
"""

import queue
import threading
import time
from typing import Any

import osdp

from edge import log
from edge.gate.presented import Card, Key
from edge.readers.device import Device
from edge.readers.wiegand import CARD_BITS, decode
from edge.serial_port import prepare

REFRESH_S = 0.02
BOUNCE_S = 0.8
LOST_S = 3.0
KEY_BYTES = 16
KEYS = {0x0D: "#", 0x7F: "*"} | {ord(sign): sign for sign in "0123456789*#"}
"""In OSDP a carriage return is ``#`` and a delete is ``*``."""


class Line(osdp.Channel):  # type: ignore[misc]
    """The serial line as libosdp wants it; an unplugged one is silent."""

    def __init__(self, path: str, *, baud: int) -> None:
        super().__init__()
        self._device = Device(path, prepare=lambda file: prepare(file, baud))
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


class OsdpReader:
    """One reader at one address. ``key`` are the 16 bytes of its secure channel base key."""

    def __init__(self, path: str, *, baud: int, address: int, key: bytes) -> None:
        self._line = Line(path, baud=baud)
        info = osdp.PDInfo(address, self._line, scbk=key, flags=[osdp.LibFlag.EnforceSecure])
        self._panel = osdp.ControlPanel([info], log_level=osdp.LogLevel.Critical)
        self._events: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._panel.set_event_handler(self._keep)
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

    def _keep_going(self) -> None:
        context, tried = self._panel.ctx, time.monotonic()
        was_online = False
        while not self._closing.wait(REFRESH_S):
            context.refresh()
            now = time.monotonic()
            is_online = bool(context.status() & 1) and bool(context.sc_status() & 1)
            if is_online:
                self._online_at = tried = now
            elif now - tried >= BOUNCE_S:
                tried = now
                context.disable_pd(0)
                context.refresh()
                context.enable_pd(0)
            if is_online is not was_online:
                was_online = is_online
                log.tell("reader.online" if is_online else "reader.offline")


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
