"""Ports that are one demo's alone for as long as it runs, though its children bind them only later.

A port that is tried, closed again and handed to a child is anybody's in between: two demos begun in one second took each other's, and one's
town knocked at the other's hub. So a demo claims a whole row of ports by holding the UDP port of the row's first number, which nothing here
uses. The operating system gives it to one process of the machine, whoever's, and takes it back when that process is gone, by `kill -9` too.
A lock file would depend on a folder that everybody shares.
"""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import Final

PORTS: Final = ("people_port", "police_port", "audit_port", "link_port", "work_port", "broker_port", "witness_port", "town_port")
FIRST_PORT: Final = 8470  # the documented ones; rows end far below those that systems give to outgoing connections
ROWS: Final = 64
LOOPBACK: Final = "127.0.0.1"


class NoPorts(OSError):
    """No row is free; the text is one sentence for the person who started the demo."""


@contextmanager
def claimed() -> Iterator[dict[str, int]]:
    """Give the first free row of loopback ports, by what listens there, and hold the claim to it; raise NoPorts if there is none."""
    with ExitStack() as claim:
        for row in range(ROWS):
            first = FIRST_PORT + row * len(PORTS)
            if _take(first, claim):
                yield {name: first + place for place, name in enumerate(PORTS)}
                return
        last = FIRST_PORT + ROWS * len(PORTS) - 1
        raise NoPorts(f"no {len(PORTS)} ports in a row are free on {LOOPBACK} from {FIRST_PORT} to {last}: end a demo that still runs")


def _take(first: int, claim: ExitStack) -> bool:
    """Claim the row that begins here, unless another demo holds it or any of its ports is in use."""
    held = _bound(first, socket.SOCK_DGRAM)
    if held is None:
        return False
    if not all(_is_free(first + place) for place in range(len(PORTS))):
        held.close()
        return False
    claim.enter_context(held)
    return True


def _is_free(port: int) -> bool:
    tried = _bound(port, socket.SOCK_STREAM)
    if tried is None:
        return False
    with closing(tried):
        return True


def _bound(port: int, kind: socket.SocketKind) -> socket.socket | None:
    sock = socket.socket(type=kind)
    try:
        if kind is socket.SOCK_STREAM:  # as the children bind: what a demo before has just closed is free
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((LOOPBACK, port))
    except OSError:
        sock.close()
        return None
    return sock
