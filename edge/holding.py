"""A gate's folder belongs to one program at a time: two would give the same number to two entries."""

import fcntl
import os
from pathlib import Path
from typing import IO

from edge.words import say

FILE_NAME = "gate.lock"


class Held(OSError):
    """Another program of this gate is running."""


def hold(folder: Path) -> IO[bytes]:
    """Hold the folder until the returned file is closed, or this program ends however it does; raise Held if another one does."""
    folder.mkdir(parents=True, exist_ok=True)
    # Only read: on a disk that has become read-only a gate starts as well.
    file = os.fdopen(os.open(folder / FILE_NAME, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o600), "rb")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        why = say("a gate is running with this data_dir already: stop it first, such as with systemctl stop anju-edge")
        raise Held(why) from error
    return file
