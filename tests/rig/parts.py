"""Where the programs are that the tests need beside Python, and a free port for each of them."""

import shutil
import socket
from pathlib import Path

PACKAGES = {"mosquitto": "mosquitto", "postgres": "postgresql", "chromium-headless-shell": "chromium-headless-shell"}
_PLACES = {
    "mosquitto": ["/usr/sbin/mosquitto"],
    "postgres": [str(path) for path in sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), reverse=True)],
    "chromium-headless-shell": ["/usr/bin/chromium-headless-shell"],
}


class MissingPart(RuntimeError):
    """A program that the tests need is not installed."""


def program(name: str) -> Path:
    """Return the path of a program; raise MissingPart that names the Debian package if it is not there."""
    for place in [shutil.which(name), *_PLACES.get(name, [])]:
        if place and Path(place).exists():
            return Path(place)
    raise MissingPart(f"{name} is not installed: apt-get install {PACKAGES.get(name, name)}")


def free_port() -> int:
    """Return a TCP port of 127.0.0.1 on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
