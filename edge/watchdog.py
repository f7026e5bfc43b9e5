"""The outermost loop of the gate's threads, and its signs of life to systemd: one after each whole turn, so that a loop that hangs is
started again.

The protocol is a datagram to a socket (sd_notify(3)); without ``NOTIFY_SOCKET`` nobody listens and nothing is sent.
"""

import os
import socket
import time
from collections.abc import Callable, Mapping

OFTEN = 4
PAUSE_S = 0.05


def go_round(turn: Callable[[], None], *, until: Callable[[], bool], beat: Callable[[], None], failed: Callable[[Exception], None]) -> None:
    """Take turns until it is time to stop. A turn that fails is told of and does not count as a sign of life; the next one may go well.

    The door, the line to the hub and a household's line each have a thread of their own that goes round here.
    """
    while not until():
        try:
            turn()
        except Exception as error:  # noqa: BLE001 - a gate's outermost loop: the next person must still get in, and be told of
            failed(error)
            time.sleep(PAUSE_S)
        else:
            beat()


class Watchdog:
    """One service's word to its manager. ``beat`` is called after a whole turn and by nothing else."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        address = environment.get("NOTIFY_SOCKET", "")
        self._address = "\0" + address[1:] if address.startswith("@") else address
        self._every_s = int(environment.get("WATCHDOG_USEC", "0")) / 1_000_000 / OFTEN
        self._next_at = 0.0
        self._is_ready = False

    def beat(self) -> None:
        """Say that the loop went round: ``READY=1`` the first time, ``WATCHDOG=1`` often enough afterwards."""
        if not self._address:
            return
        if not self._is_ready:
            self._is_ready = self._tell(b"READY=1")
        if self._every_s and time.monotonic() >= self._next_at:
            self._next_at = time.monotonic() + self._every_s
            self._tell(b"WATCHDOG=1")

    def _tell(self, word: bytes) -> bool:
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
                line.setblocking(False)
                line.sendto(word, self._address)
        except OSError:
            return False
        return True
