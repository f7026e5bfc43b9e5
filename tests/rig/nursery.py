"""Processes of ours that need not read their libraries first: a nursery has read them, and forks whenever one is wanted.

What is forked runs the command, ``anju`` or ``anju-edge``, from its first line, with its own environment, log and lifeline, and is killed,
ends and is waited for like any other. A link reads libraries for a second of processor time, a gate for half of one, and hundreds of them
are started here; that the commands start from nothing as well is tried where the whole hub and the demo are started, and by gates that are
given variables of their own. Each command has a nursery of its own: what gates read (a barcode reader that complains at its end about what
is still alive, and after ``gc.freeze`` everything is) is no business of the hub's.
"""

import atexit
import functools
import gc
import importlib
import json
import os
import select
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from hub.lifeline import VARIABLE, Child
from tests.rig.processes import REPOSITORY

_REQUEST_BYTES = 100_000
ANJU, EDGE = "anju", "anju-edge"
MODULES = {ANJU: "hub.cli", EDGE: "edge.__main__"}
_BEFORE = dict(os.environ)


class Forked(Child):
    """A child of the nursery's, which keeps its exit code for us."""

    _child_created = False  # there is nothing that Popen has to see to

    def __init__(self, nursery: socket.socket, pid: int, lifeline: int) -> None:
        self.pid, self.lifeline, self.returncode, self.args = pid, lifeline, None, ["anju"]
        self._nursery, self._ended = nursery, os.pidfd_open(pid)

    def poll(self) -> int | None:
        """Return the exit code, or None while it runs."""
        return self._look(0)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the exit code; raise TimeoutExpired."""
        code = self._look(timeout)
        if code is None:
            raise subprocess.TimeoutExpired(self.args, timeout or 0)
        return code

    def _look(self, seconds: float | None) -> int | None:
        if self.returncode is None and select.select([self._ended], [], [], seconds)[0]:
            self._nursery.send(json.dumps(self.pid).encode())
            self.returncode = int(self._nursery.recv(_REQUEST_BYTES))
            os.close(self._ended)
        return self.returncode


def fork(
    *arguments: str | Path,
    env: Mapping[str, str],
    log: BinaryIO,
    errors: BinaryIO | None = None,
    told: BinaryIO | None = None,
    program: str = ANJU,
) -> Forked:
    """Run ``anju`` with these arguments in a new process; what it says goes into the log, and it hears what it is ``told``, or nothing."""
    nursery, (reading, writing) = _nursery(program), os.pipe()
    request = json.dumps({"argv": [program, *map(str, arguments)], "env": dict(env)}).encode()
    with Path(os.devnull).open("rb") as nothing:
        socket.send_fds(nursery, [request], [(told or nothing).fileno(), log.fileno(), (errors or log).fileno(), reading])
    os.close(reading)
    return Forked(nursery, int(nursery.recv(_REQUEST_BYTES)), writing)


def answer(*arguments: str | Path, told: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command to its end and return what it said, for a test that takes many steps; one at least starts from nothing."""
    with tempfile.TemporaryFile() as words, tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as errors:
        words.write(told.encode())
        words.seek(0)
        code = fork(*arguments, env=os.environ, log=said, errors=errors, told=words).wait(180)
        said.seek(0)
        errors.seek(0)
        return subprocess.CompletedProcess(arguments, code, said.read().decode(), errors.read().decode())


@functools.cache
def _nursery(program: str) -> socket.socket:
    """Start this command's nursery of this test run; it leaves when its socket is closed, by us or by our death."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        command = [sys.executable, "-m", "tests.rig.nursery", str(theirs.fileno())]
        process = subprocess.Popen(command, pass_fds=[theirs.fileno()], cwd=REPOSITORY)
    atexit.register(process.wait, 10)
    atexit.register(ours.close)
    return ours


def _keep(door: socket.socket) -> None:
    """Fork for every request and tell the child's pid, or an exit code for a pid. Return in each child, ready to be the command."""
    while True:
        asked, handles, _flags, _address = socket.recv_fds(door, _REQUEST_BYTES, 4)
        if not asked:
            sys.exit()
        request = json.loads(asked)
        if isinstance(request, int):
            answer = os.waitstatus_to_exitcode(os.waitpid(request, 0)[1])
        else:
            _read(request["argv"])
            answer = os.fork()
            if not answer:
                return _become(request, *handles)
        for handle in handles:
            os.close(handle)
        door.send(str(answer).encode())


def _read(argv: list[str]) -> None:
    """Read what a command reads, before it is forked: the second time it is there."""
    match argv:
        case ["anju-edge", *_]:
            from edge import __main__, assembly  # noqa: F401
        case [_, "broker", *_]:
            from hub.gateway import embedded  # noqa: F401
        case [_, "hub", "run", "link", *_]:
            from hub.gateway import link  # noqa: F401
        case [_, "hub", "run", "work", *_]:
            from hub import jobs  # noqa: F401
        case [_, "software" | "key", *_]:
            from hub import accounts, database  # noqa: F401
            from hub.gateway import gates, key_steps, rollout_steps  # noqa: F401
    assert len(list(Path("/proc/self/task").iterdir())) == 1, "a process with threads must not fork"
    gc.freeze()  # no child goes through it again


def _become(request: dict[str, object], told: int, log: int, errors: int, lifeline: int) -> None:
    read = {name: value for name, value in os.environ.items() if name not in _BEFORE}  # what libraries told each other
    os.environ.clear()
    os.environ.update({**read, **request["env"], VARIABLE: str(lifeline)})  # type: ignore[dict-item]
    for stream, handle in enumerate((told, log, errors)):
        os.dup2(handle, stream)
        os.close(handle)
    sys.argv = request["argv"]  # type: ignore[assignment]
    sys.orig_argv = [sys.executable, "-m", MODULES[sys.argv[0]], *sys.argv[1:]]  # as which a gate starts itself again


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as asking:
        _keep(asking)
    sys.exit(importlib.import_module(MODULES[sys.argv[0]]).main())
