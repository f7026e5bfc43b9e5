"""Leaves nothing behind: waits until the demo's parent is gone, ends what is still running, and deletes the folder.

A process of its own, outside the demo's process group, with the reading end of a pipe whose writing end only the parent holds:
neither Ctrl-C nor `kill -9` of the parent reaches it.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

GRACE_S = 5.0
DEATH_S = 60.0
"""How long a killed process may take to die, which on a busy machine is not at once: what still writes would leave its folder behind."""
LOOK_S = 0.05


class Janitor:
    """The parent's end: tell it which process group the demo's children are in, and dismiss it at the end."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "hub.demo.janitor", str(folder)], stdin=subprocess.PIPE, start_new_session=True, text=True
        )

    def watch(self, group: int) -> None:
        """Name the process group to end."""
        self._pipe.write(f"{group}\n")
        self._pipe.flush()

    def dismiss(self) -> None:
        """Let it clean up now, and wait until it has."""
        self._pipe.close()
        self._process.wait()

    @property
    def _pipe(self) -> IO[str]:
        assert self._process.stdin is not None
        return self._process.stdin


def main(folder: Path) -> None:
    """Wait for the end of standard input; then end the groups that were named there and delete the folder."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    for group in [int(line) for line in sys.stdin]:
        end(group)
    shutil.rmtree(folder, ignore_errors=True)


def end(group: int) -> None:
    """End every process of a group: asked first, made to after the grace."""
    for number, patience_s in ((signal.SIGTERM, GRACE_S), (signal.SIGKILL, DEATH_S)):
        if not _send(group, number) or _gone(group, patience_s):
            return


def _gone(group: int, patience_s: float) -> bool:
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        if not _runs(group):
            return True
        time.sleep(LOOK_S)
    return False


def _runs(group: int) -> bool:
    """Tell whether a process of the group still runs. One that has ended and that nobody has reaped is in the group, and runs no more."""
    if not Path("/proc/self/stat").exists():
        return _send(group, 0)
    return any(_is_alive_in(group, stat) for stat in Path("/proc").glob("[0-9]*/stat"))


def _is_alive_in(group: int, stat: Path) -> bool:
    try:
        state, _parent, its_group = stat.read_text("utf-8", "replace").rpartition(")")[2].split()[:3]
    except (OSError, ValueError):
        return False  # it has ended while we looked
    return int(its_group) == group and state != "Z"


def _send(group: int, number: int) -> bool:
    """Send a signal to a group (0 only asks); return whether anybody is there."""
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    main(Path(sys.argv[1]))
