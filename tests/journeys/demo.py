"""A demo run as its user starts it, watched from outside: its processes, their sockets, and every file they write."""

import contextlib
import html
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

import psutil

READY = "Ctrl-C"
PATIENCE_S = 300
LOOK_S = 0.25


class Demo:
    """One `anju demo` beneath a temporary folder of ours."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.temporary, self.kept = folder / "tmp", folder / "kept"
        self.temporary.mkdir()
        self.kept.mkdir()
        self.addresses: set[str] = set()
        self.processes: set[psutil.Process] = set()
        self.screen = ""
        self._over = threading.Event()
        self.parent = subprocess.Popen(
            [sys.executable, "-m", "hub.cli", "demo", *arguments],
            env={**os.environ, "TMPDIR": str(self.temporary)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._threads = [threading.Thread(target=target, daemon=True) for target in (self._read_screen, self._watch)]
        for thread in self._threads:
            thread.start()

    def wait_until_ready(self) -> None:
        """Wait until the screen says where to begin."""
        deadline = time.monotonic() + PATIENCE_S
        while READY not in self.screen:
            assert self.parent.poll() is None, self.screen
            assert time.monotonic() < deadline, self.screen
            time.sleep(0.02)

    def wait(self) -> tuple[int, str]:
        """Wait until the parent has ended; return its exit code and standard output."""
        assert self.parent.stdout is not None
        printed = self.parent.stdout.read()
        code = self.parent.wait(PATIENCE_S)
        self._threads[0].join(PATIENCE_S)  # it may not have read the last of the screen yet
        return code, printed

    def left_behind(self) -> list[str]:
        """Return what is still there a while after the end: processes that run, files in the temporary folder."""
        deadline = time.monotonic() + PATIENCE_S
        while (left := self._left()) and time.monotonic() < deadline:
            time.sleep(LOOK_S)
        return left

    def logs(self) -> str:
        """Return everything that all processes of the demo logged, also after the demo has deleted it."""
        return "\n".join(path.read_text("utf-8", "replace") for path in self.written() if ".log" in path.suffixes)

    def written(self) -> list[Path]:
        """Return every file that any process of the demo wrote and that lay there for a moment, as it was in the end."""
        return sorted(path for path in self.kept.rglob("*") if path.is_file())

    def close(self) -> None:
        """End what a failed test left running."""
        self._over.set()
        if self.parent.poll() is None:
            self.parent.terminate()
            self.parent.wait(PATIENCE_S)
        for thread in self._threads:
            thread.join()

    def _left(self) -> list[str]:
        running = [words for process in list(self.processes) if (words := _running(process))]
        return running + [path.name for path in self.temporary.iterdir()]

    def _read_screen(self) -> None:
        assert self.parent.stderr is not None
        for line in self.parent.stderr:
            self.screen += line

    def _watch(self) -> None:
        while not self._over.wait(LOOK_S) and self.parent.poll() is None:
            with contextlib.suppress(psutil.Error):
                self.processes.update(psutil.Process(self.parent.pid).children(recursive=True))
            for process in list(self.processes):
                with contextlib.suppress(psutil.Error):
                    self.addresses.update(_addresses(process))
            with contextlib.suppress(FileNotFoundError):  # a folder that goes while it is looked through is looked through again
                self._keep_files()

    def _keep_files(self) -> None:
        """Link every file into a folder of ours: it outlives the demo's own, and one that takes another's place is kept beside it."""
        for path in self.temporary.rglob("*"):
            with contextlib.suppress(FileNotFoundError):
                if path.is_file():
                    self._keep(path, self.kept / path.relative_to(self.temporary))

    def _keep(self, path: Path, kept: Path) -> None:
        if kept.exists():
            if kept.samefile(path):
                return
            kept = kept.with_name(f"{kept.name}.{path.stat().st_ino}")
        kept.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            os.link(path, kept)


@contextlib.contextmanager
def running(folder: Path, *arguments: str) -> Iterator[Demo]:
    """Give a demo that is certain to have ended afterwards."""
    demo = Demo(folder, *arguments)
    try:
        yield demo
    finally:
        demo.close()
        shutil.rmtree(folder / "tmp", ignore_errors=True)


def spoken(logs: str, values: Iterable[str]) -> list[str]:
    """Return those values that logs say, as they are or in any spelling that a log, an address or a page would give them."""
    lowered = logs.lower()
    return [value for value in values if any(spelling.lower() in lowered for spelling in _spellings(value))]


def _spellings(value: str) -> set[str]:
    escaped = value.encode("ascii", "backslashreplace").decode()
    in_bytes = repr(value.encode())[2:-1]
    return {value, escaped, in_bytes, quote(value), quote(value, safe=""), quote_plus(value), html.escape(value)}


def _addresses(process: psutil.Process) -> Iterator[str]:
    for connection in process.net_connections("inet"):
        for end in (connection.laddr, connection.raddr):
            if end:
                yield end.ip


def _running(process: psutil.Process) -> str:
    """Return a process that runs in words, or nothing: it may end between two looks, and another may be given its number."""
    try:
        there = process.is_running() and process.status() != psutil.STATUS_ZOMBIE
        return f"{process.pid} {' '.join(process.cmdline())}" if there else ""
    except psutil.NoSuchProcess:
        return ""
