"""The janitor ends what is left and deletes the folder: when it is dismissed, and when the parent is killed with -9."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil

PARENT = """
import subprocess, sys, time
from pathlib import Path
from hub.demo.janitor import Janitor
folder = Path(sys.argv[1])
janitor = Janitor(folder)
child = subprocess.Popen([sys.executable, "-c", sys.argv[2]], stdout=subprocess.PIPE, process_group=0)
child.stdout.readline()
janitor.watch(child.pid)
print(child.pid, flush=True)
sys.stdin.read()
janitor.dismiss()
"""
POLITE = "import time; print('up', flush=True); time.sleep(600)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + POLITE
PATIENCE_S = 120


def parent(folder: Path, child: str) -> tuple[subprocess.Popen[str], int]:
    """Start a parent with a child; return the parent and the child's process id."""
    folder.mkdir()
    (folder / "file").write_text("content")
    process = subprocess.Popen([sys.executable, "-c", PARENT, str(folder), child], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, int(process.stdout.readline())


def gone(folder: Path, child: int) -> bool:
    """Wait until the folder is deleted and the child has ended; one that nobody has reaped has ended."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if not folder.exists() and not _runs(child):
            return True
        time.sleep(0.05)
    return False


def _runs(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_a_killed_parent_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    process, child = parent(folder, STUBBORN)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert gone(folder, child)


def test_a_dismissed_janitor_has_cleaned_up_when_it_returns(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    process, child = parent(folder, POLITE)
    process.communicate("", timeout=PATIENCE_S)
    assert not folder.exists()
    assert gone(folder, child)
