"""The real gate program at a pretend door: `anju-edge` as it runs on a wall, with a bench in place of wires."""

import asyncio
import ctypes
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

RELEASE_MS = 3000
HELD_OPEN_MS = 60_000
SAME_PASS_PAUSE_MS = 1000
LEAVE_S = 5.0
PARENT_DEATH_SIGNAL = 1

CONFIG = """\
data_dir = "{data}"
hub_url = "{hub}"

[camera]
source = "{camera}"

[uplink]
host = "127.0.0.1"
port = {line}

[door]
name = "door-1"
driver = "simulated"
release_ms = {release_ms}
held_open_ms = {held_open_ms}
same_pass_pause_ms = {same_pass_pause_ms}

[bench]
address = "{bench}"
"""


class GateFailed(RuntimeError):
    """The gate program ended with an error; its log says why."""


class GateProgram:
    """One `anju-edge` with a folder of its own."""

    def __init__(self, folder: Path, *, hub_url: str, camera_url: str, bench: str, line_port: int) -> None:
        self.data = folder / "data"
        self.log = folder / "gate.log"
        self._config = folder / "gate.toml"
        self._process: asyncio.subprocess.Process | None = None
        self.data.mkdir(parents=True, exist_ok=True)
        self._config.write_text(
            CONFIG.format(
                data=self.data,
                hub=hub_url,
                camera=camera_url,
                line=line_port,
                bench=bench,
                release_ms=RELEASE_MS,
                held_open_ms=HELD_OPEN_MS,
                same_pass_pause_ms=SAME_PASS_PAUSE_MS,
            )
        )

    @property
    def pid(self) -> int | None:
        """The running program's process id, or None."""
        running = self._process is not None and self._process.returncode is None
        return self._process.pid if running and self._process else None

    def waiting(self) -> int:
        """Return how many entries the gate's journal still keeps for the hub; the journal is only read."""
        with closing(sqlite3.connect(f"file:{self.data / 'journal.db'}?mode=ro", uri=True, timeout=5)) as journal:
            return int(journal.execute("SELECT count(*) FROM entry").fetchone()[0])

    async def enrol(self, code: str) -> None:
        """Exchange a one-time code for an identity; wait for the operator's approval. Raise GateFailed."""
        process = await self._run("enrol", "--code", code)
        if await process.wait() != 0:
            raise GateFailed(f"anju-edge enrol ended with {process.returncode}: see {self.log}")

    async def start(self) -> None:
        """Start the program that looks, decides and opens."""
        self._process = await self._run("run")

    async def stop(self, *, with_signal: signal.Signals = signal.SIGTERM) -> None:
        """End the program, for certain after a while; by SIGKILL to try what a power cut does."""
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return
        process.send_signal(with_signal)
        try:
            await asyncio.wait_for(process.wait(), LEAVE_S)
        except TimeoutError:
            process.kill()
            await process.wait()

    async def _run(self, command: str, *more: str) -> asyncio.subprocess.Process:
        with self.log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-m", "edge", command, "--config", str(self._config), *more,
                stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=_leave_with_parent,
            )  # fmt: skip


def _leave_with_parent() -> None:
    """Have the kernel end this process when the town is gone, by `kill -9` too. Gates run on Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)
