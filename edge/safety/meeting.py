"""Where the agent and the process below it meet: a socket in the file system, one process at a time behind it."""

import contextlib
import fcntl
import os
import socket
from collections.abc import Iterator
from pathlib import Path

AGENTS_MAX = 8


class Occupied(RuntimeError):
    """Another process drives this door's lock already."""


def listen(path: Path) -> socket.socket:
    """Return the socket at which agents come in, for the owner and the group only; raise Occupied or OSError.

    The lock file tells a process that lives from a socket that one left behind; it is let go when the process ends, however that is.
    """
    occupied = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660)
    try:
        fcntl.flock(occupied, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(occupied)
        raise Occupied(str(path)) from error
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    path.unlink(missing_ok=True)
    with _short(path) as short:
        listener.bind(short)
    path.chmod(0o660)
    listener.listen(AGENTS_MAX)
    listener.setblocking(False)
    return listener


def join(path: Path) -> socket.socket | None:
    """Return a connection to the process that listens there, or None if none does."""
    link = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    link.setblocking(False)
    try:
        with _short(path) as short:
            link.connect(short)
    except OSError:
        link.close()
        return None
    return link


@contextlib.contextmanager
def _short(path: Path) -> Iterator[str]:
    """Give a name for the path that fits into an address of 107 bytes, however deep its folder lies."""
    folder = os.open(path.parent, os.O_PATH | os.O_CLOEXEC)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)
