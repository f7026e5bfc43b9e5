"""Where the programs are that the tests need beside Python, and a free port for each of them."""

import functools
import itertools
import shutil
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

PACKAGES = {"mosquitto": "mosquitto", "postgres": "postgresql", "chromium-headless-shell": "chromium-headless-shell"}
_PLACES = {
    "mosquitto": ["/usr/sbin/mosquitto"],
    "postgres": [str(path) for path in sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), reverse=True)],
    "chromium-headless-shell": ["/usr/bin/chromium-headless-shell"],
}

_BLOCK = 400
_NO_PAGES = 10_080
"""The one port in our blocks at which browsers open no page: https://fetch.spec.whatwg.org/#port-blocking."""


class MissingPart(RuntimeError):
    """A program that the tests need is not installed."""


def program(name: str) -> Path:
    """Return the path of a program; raise MissingPart that names the Debian package if it is not there."""
    for place in [shutil.which(name), *_PLACES.get(name, [])]:
        if place and Path(place).exists():
            return Path(place)
    raise MissingPart(f"{name} is not installed: apt-get install {PACKAGES.get(name, name)}")


def free_port() -> int:
    """Return a TCP port of 127.0.0.1 on which nobody listens now, and which nobody else is given while this process lives."""
    _held, ports = _block()
    return next(port for port in ports if port != _NO_PAGES and _is_free(port))


@functools.cache
def _block() -> tuple[socket.socket, Iterator[int]]:
    """Take a block of ports: the UDP port of its first number, held for as long as this process lives, tells others that it is taken.

    They lie below those that Linux gives to whoever connects: one of these may be taken before its server starts, or while it is away.
    """
    held = socket.socket(type=socket.SOCK_DGRAM)
    for first in range(10_000, 32_000, _BLOCK):
        with suppress(OSError):
            held.bind(("127.0.0.1", first))
            return held, itertools.cycle(range(first, first + _BLOCK))
    raise RuntimeError("every block of ports from 10000 to 32000 is taken")


def _is_free(port: int) -> bool:
    with socket.socket() as probe, suppress(OSError):
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as servers bind that are started anew
        probe.bind(("127.0.0.1", port))
        return True
    return False
