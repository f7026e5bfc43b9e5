"""The process below the agent as it runs: beside a bench, with or without a gate above it."""

import os
import signal
import socket
import struct
import subprocess
import sys
import time
from typing import Any

from edge.safety.meeting import join
from edge.safety.words import SOCKET_NAME
from tests.edge.parts import Table, wait_for


def start(table: Table) -> "subprocess.Popen[bytes]":
    """Start the process as systemd does, and wait until it is at the wires."""
    with (table.folder / "safety.log").open("ab") as log:
        process = subprocess.Popen([sys.executable, "-m", "edge", "safety", "run", "--config", str(table.config())], stderr=log)
    table.processes.append(process)
    wait_for(lambda: table.bench.parts("hello"), what="the process at the wires")
    return process


def running_below(table: Table) -> int:
    """Return the pid of the process that drives this table's lock."""
    link = wait_for(lambda: join(table.data / SOCKET_NAME), what="the process below")
    pid, _user, _group = struct.unpack("3i", link.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
    link.close()
    return int(pid)


def locks(table: Table) -> list[str]:
    """Return what the lock did so far."""
    return [line["state"] for line in table.bench.parts("strike")]


def frees(table: Table, within_ms: float, **line: str) -> float:
    """Say what a wire does and return the ms until the lock let go; fail if it took longer than it may."""
    wait_for(lambda: table.bench.parts("hello"), what="the process at the wires")
    before = len(locks(table))
    began = time.monotonic_ns()
    table.bench.say(**line)
    told: list[dict[str, Any]] = wait_for(lambda: table.bench.parts("strike")[before:], what="the lock")
    took_ms = (told[0]["heard_ns"] - began) / 1e6
    assert told[0]["state"] == "released"
    assert took_ms <= within_ms, f"{took_ms:.1f} ms"
    return took_ms


def hold(table: Table) -> None:
    """Wait until the lock holds again."""
    wait_for(lambda: locks(table)[-1:] == ["secured"], what="holding")


def end(pid: int) -> None:
    """End a process that is no child of ours."""
    os.kill(pid, signal.SIGKILL)
