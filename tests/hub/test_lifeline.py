"""Lifelines: a parent that is killed with -9 leaves no child and no grandchild, ours or foreign."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hub.lifeline import spawn
from tests.rig.processes import until

ROOT = Path(__file__).parents[2]
CHILD = "from hub import lifeline; import time, sys; lifeline.watch(); print('up', flush=True); time.sleep(600)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + CHILD
PARENT = """
import subprocess, sys, time
from hub.lifeline import spawn
own = spawn([sys.executable, "-c", {child!r}], stdout=subprocess.PIPE, text=True)
own.stdout.readline()
foreign = spawn(["sleep", "600"], foreign=True)
print(own.pid, foreign.pid, flush=True)
time.sleep(600)
"""


def alive(pid: int) -> bool:
    """Tell whether a process is there and not merely waiting to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def children_of(pid: int) -> list[int]:
    """Return the children of a process."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def gone_in_time(pids: list[int], seconds: float = 120) -> bool:
    """Wait for processes to end; tell whether they all did."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not any(alive(pid) for pid in pids):
            return True
        time.sleep(0.02)
    return False


def test_a_killed_parent_takes_all_with_it() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT.format(child=CHILD)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert parent.stdout is not None
    own, watcher = map(int, parent.stdout.readline().split())
    until(lambda: children_of(watcher))
    (foreign,) = children_of(watcher)
    assert all(alive(pid) for pid in (own, watcher, foreign))
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    assert gone_in_time([own, watcher, foreign])


@pytest.mark.parametrize("source", [CHILD, STUBBORN], ids=["polite", "stubborn"])
def test_a_released_child_is_gone(source: str) -> None:
    child = spawn([sys.executable, "-c", source], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    child.stdout.readline()
    code = child.release(grace_seconds=0.5 if source == STUBBORN else 120)
    assert code == (-signal.SIGKILL if source == STUBBORN else -signal.SIGTERM)
    assert not alive(child.pid)
    child.stdout.close()


def test_siblings_do_not_hold_each_others_lifeline() -> None:
    first = spawn([sys.executable, "-c", CHILD], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    second = spawn([sys.executable, "-c", CHILD], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    for child in (first, second):
        child.stdout.readline()
    os.close(first.lifeline)
    first.lifeline = -1
    assert gone_in_time([first.pid])
    assert alive(second.pid)
    for child in (first, second):
        child.release()
        child.stdout.close()


def test_a_foreign_program_tells_its_exit_code() -> None:
    child = spawn(["sh", "-c", "exit 7"], foreign=True, cwd=ROOT)
    assert child.wait(120) == 7
    child.release()


def test_without_a_parent_nothing_is_watched() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from hub import lifeline; lifeline.watch()"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        timeout=120,
        check=False,
    )
    assert done.returncode == 0
