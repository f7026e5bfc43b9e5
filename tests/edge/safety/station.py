"""The process below the agent as it runs: beside a bench, with or without a gate above it."""

import contextlib
import os
import signal
import socket
import struct
import subprocess
import sys
import time
from typing import Any

from edge.safety.meeting import join
from edge.safety.words import MESSAGE_BYTES_MAX, SOCKET_NAME, said
from tests.edge.parts import Table, wait_for

TRIES = 20
ENDS = {"exit": ({"part": "exit", "state": "let_go"},), "fire": ({"part": "fire", "state": "normal"}, {"part": "key", "state": "turned"})}


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
    """Say what a wire does and return the ms until the lock let go; fail if it took longer than it may, each of a few times.

    A lock that is late is late every time; a machine that has much to do is so now and then.
    """
    for _try in range(TRIES):
        if (took_ms := _freed_after(table, line)) <= within_ms:
            return took_ms
        for end_of_it in ENDS[line["part"]]:
            table.bench.say(**end_of_it)
        hold(table)
    raise AssertionError(f"{took_ms:.1f} ms, {TRIES} times")


def _freed_after(table: Table, line: dict[str, str]) -> float:
    wait_for(lambda: table.bench.parts("hello"), what="the process at the wires")
    before = len(locks(table))
    began = time.monotonic_ns()
    table.bench.say(**line)
    told: list[dict[str, Any]] = wait_for(lambda: table.bench.parts("strike")[before:], what="the lock")
    assert told[0]["state"] == "released"
    return float(told[0]["heard_ns"] - began) / 1e6


def stands(table: Table, part: str) -> str:
    """Return how a part stands, as whoever joins now is told; whoever joined before has been told as much."""
    link = join(table.data / SOCKET_NAME)
    if link is None:
        return ""
    with link, contextlib.suppress(TimeoutError):
        link.settimeout(30)
        while raw := link.recv(MESSAGE_BYTES_MAX):
            if (one := said(raw)) is not None and one.part == part:
                return one.state
    return ""


def hold(table: Table) -> None:
    """Wait until the lock holds again."""
    wait_for(lambda: locks(table)[-1:] == ["secured"], what="holding")


def end(pid: int) -> None:
    """End a process that is no child of ours."""
    os.kill(pid, signal.SIGKILL)
