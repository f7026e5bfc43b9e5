"""A key store's files, read as who steals the disk would, and another process that has the store open."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from registry import keys

KEK = bytes(range(32))
BUSY_SECONDS = 120.0
"""How long those who want the store at once wait for each other here: on a busy machine eight are not done in its own ten seconds."""
OPEN = f"""
import os, signal, sys
from pathlib import Path
from registry import keys
keys.BUSY_SECONDS = {BUSY_SECONDS}
store = keys.KeyStore(Path(sys.argv[1]), bytes(range(32)))
"""


def child(script: str, *arguments: object) -> "subprocess.Popen[str]":
    """Start a process that opens the store whose path is the first argument, and does what the script says."""
    command = [sys.executable, "-c", OPEN + script, *map(str, arguments)]
    root = Path(keys.__file__).parents[1]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root)


def wrapped(path: Path, name: str) -> bytes:
    """Return a key as it stands in the file."""
    connection = sqlite3.connect(path)
    (found,) = connection.execute("SELECT wrapped FROM held WHERE name = ?", (name,)).fetchone()
    connection.close()
    return bytes(found)


def pieces(secret: bytes) -> set[bytes]:
    """Return the beginning, the middle and the end of something: what is left of it may be a part."""
    return {secret[:16], secret[20:36], secret[-16:]}


def left_in(folder: Path, secrets: Iterable[bytes]) -> list[str]:
    """Return the files of a folder in which a piece of a secret is found."""
    wanted = {piece for secret in secrets for piece in pieces(secret)}
    return [file.name for file in sorted(folder.iterdir()) if (held := file.read_bytes()) and any(piece in held for piece in wanted)]
