"""Children that die with their parent, even when it is killed with -9: each holds the reading end of a pipe whose writing end only the
parent holds.

No signal needs to be sent and no process needs to be alive to send it: the operating system closes the pipe, the child reads its end and
leaves. A program that knows nothing of this is started through ``python -m hub.lifeline PROGRAM …``, which watches for it.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

VARIABLE = "ANJU_LIFELINE"
GRACE_SECONDS = 8.0


class Child(subprocess.Popen[Any]):
    """A running child and the end of its lifeline that we hold."""

    lifeline: int = -1

    def release(self, grace_seconds: float = GRACE_SECONDS) -> int:
        """Ask the child to leave, wait, kill it if it stays; return its exit code."""
        if self.poll() is None:
            self.terminate()
        try:
            self.wait(grace_seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            self.wait()
        self._let_go()
        return int(self.returncode)

    def _let_go(self) -> None:
        if self.lifeline >= 0:
            os.close(self.lifeline)
            self.lifeline = -1


def spawn(args: Sequence[str | Path], *, foreign: bool = False, **popen: Any) -> Child:
    """Start a child of ours, which must call :func:`watch`; ``foreign`` programs are started beneath a watcher that does it for them."""
    command = [str(part) for part in args]
    if foreign:
        command = [sys.executable, "-m", "hub.lifeline", *command]
    reading, writing = os.pipe()
    environment = {**popen.pop("env", os.environ), VARIABLE: str(reading)}
    try:
        child = Child(command, pass_fds=(reading, *popen.pop("pass_fds", ())), env=environment, **popen)
    except OSError:
        os.close(writing)
        raise
    finally:
        os.close(reading)
    child.lifeline = writing
    return child


def watch() -> None:
    """Leave when the parent is gone: first politely by SIGTERM to ourselves, and for certain after the grace. Without a lifeline, do
    nothing.
    """
    handle = os.environ.pop(VARIABLE, "")
    if handle:
        os.set_inheritable(int(handle), False)
        threading.Thread(target=_wait_and_leave, args=(int(handle),), name="lifeline", daemon=True).start()


def _wait_and_leave(handle: int) -> None:
    _wait_for_end(handle)
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(GRACE_SECONDS)
    os._exit(1)


def _wait_for_end(handle: int) -> None:
    try:
        while os.read(handle, 1):
            pass
    except OSError:
        return


def main(command: Sequence[str]) -> int:
    """Run a foreign program and end it when our parent is gone or when we are told to; return its exit code."""
    child = subprocess.Popen(command)

    def end(_signal: int, _frame: object) -> None:
        child.terminate()
        threading.Thread(target=_make_sure, args=(child,), daemon=True).start()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    watch()
    return child.wait()


def _make_sure(child: subprocess.Popen[Any]) -> None:
    try:
        child.wait(GRACE_SECONDS - 1)
    except subprocess.TimeoutExpired:
        child.kill()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
