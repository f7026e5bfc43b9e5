"""Two demos begun in the same moment never share a port: each holds its claim until it ends, however it ends."""

import os
import signal
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from hub.demo import ports
from tests.rig.processes import REPOSITORY

FIRST_PORT = 20_000 + os.getpid() % 10 * 1_000  # not the demo's own: somebody may be running one
HOLDER = """
import sys
from hub.demo import ports
ports.FIRST_PORT = int(sys.argv[1])
with ports.claimed() as mine:
    print(*mine.values(), flush=True)
    sys.stdin.read()
"""
AT_ONCE = 6


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "FIRST_PORT", FIRST_PORT)


def holder() -> tuple[subprocess.Popen[str], list[int]]:
    """Start a process that claims ports and holds them; return it and the ports."""
    command = [sys.executable, "-c", HOLDER, str(FIRST_PORT)]
    process = subprocess.Popen(command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, [int(port) for port in process.stdout.readline().split()]


def test_claims_made_in_the_same_moment_have_no_port_in_common() -> None:
    together = threading.Barrier(AT_ONCE)

    def claim(_nth: int) -> list[int]:
        together.wait()
        with ports.claimed() as mine:
            together.wait()
            return list(mine.values())

    with ThreadPoolExecutor(AT_ONCE) as threads:
        taken = [port for mine in threads.map(claim, range(AT_ONCE)) for port in mine]
    assert len(taken) == len(set(taken)) == AT_ONCE * len(ports.PORTS)


def test_another_process_keeps_its_ports_until_it_is_killed() -> None:
    other, theirs = holder()
    with ports.claimed() as mine:
        assert not set(theirs) & set(mine.values())
    os.kill(other.pid, signal.SIGKILL)
    other.communicate()
    with ports.claimed() as mine:
        assert list(mine.values()) == theirs


@pytest.mark.parametrize("place", [0, len(ports.PORTS) - 1])
def test_a_row_in_which_somebody_listens_is_passed_over(place: int) -> None:
    with socket.create_server((ports.LOOPBACK, FIRST_PORT + place)), ports.claimed() as mine:
        assert min(mine.values()) == FIRST_PORT + len(ports.PORTS)


def test_no_row_left_is_a_sentence_and_not_somebody_elses_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "ROWS", 0)
    with pytest.raises(ports.NoPorts, match="end a demo that still runs"), ports.claimed():
        pass
