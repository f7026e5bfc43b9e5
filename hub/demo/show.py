"""One run of the demo: install, start everything, wait until the town is ready, say where to begin, and end it all."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from types import FrameType
from typing import Any

from hub import lifeline, pulse
from hub.clock import now_ms
from hub.demo.installation import Installation, furnish, lay_out
from hub.demo.janitor import Janitor
from hub.demo.orders import write_orders
from hub.demo.ports import claimed
from hub.demo.words import where_to_begin
from hub.run import PROCESSES

READY_PATIENCE_S = 180.0
STORY_PATIENCE_S = 600.0
LOOK_S = 0.2
OK, FINDINGS, BROKEN, INTERRUPTED = 0, 1, 3, 130
LOG_TAIL_LINES = 12


class Broken(RuntimeError):
    """The demo cannot go on; the text is one sentence for the person who started it."""


class Troupe:
    """The demo's children: all in one process group, each on a lifeline, the town's words on a queue."""

    def __init__(self, place: Installation, janitor: Janitor) -> None:
        self._place, self._janitor = place, janitor
        self._children: dict[str, lifeline.Child] = {}
        self._group = 0
        self.heard: SimpleQueue[dict[str, Any]] = SimpleQueue()

    def start(self, name: str, *command: str | Path, foreign: bool = False, listen: bool = False) -> None:
        """Start a child by ``python -m …``; its log goes to a file of its name, or its standard output to the queue."""
        with self._log(name).open("ab") as log:
            child = lifeline.spawn(
                [sys.executable, "-m", *command],
                foreign=foreign,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE if listen else log,
                stderr=log,
                process_group=self._group,
            )
        if not self._group:
            self._group = child.pid
            self._janitor.watch(child.pid)
        self._children[name] = child
        if listen:
            threading.Thread(target=self._listen, args=(child,), daemon=True).start()

    def wait_for(self, event: str, *, patience_s: float) -> dict[str, Any]:
        """Return the town's word of this kind; raise Broken if a child ends, the town gives up, or patience does."""
        deadline = time.monotonic() + patience_s
        while time.monotonic() < deadline:
            try:
                word = self.heard.get(timeout=LOOK_S)
            except Empty:
                self.look()
                continue
            if word["event"] == event:
                return word
            if word["event"] == "failed":
                raise Broken(f"the town gave up: {word['why']}")
        raise Broken(f"the town was not {event} within {patience_s:.0f} s")

    def wait_for_our_own(self, *, patience_s: float) -> None:
        """Wait until each of the hub's processes answers as this installation's; raise Broken if another's does, or patience ends."""
        deadline = time.monotonic() + patience_s
        for process in PROCESSES:
            while not self._is_our_own(process):
                self.look()
                if time.monotonic() > deadline:
                    silent = f"{process} did not answer on port {self._place.config.port_of(process)} within {patience_s:.0f} s"
                    raise Broken(f"{silent}:\n{self._tail('hub')}")
                time.sleep(LOOK_S)

    def _is_our_own(self, process: str) -> bool:
        config = self._place.config
        heard = pulse.ask(config, process)
        if heard.answers and heard.says.get("site") != config.site:
            raise Broken(f"another program answers on port {config.port_of(process)}, where {process} should: end it, or begin again")
        return heard.answers

    def look(self) -> None:
        """Raise Broken if a child has ended by itself."""
        for name, child in self._children.items():
            if child.poll() is not None:
                raise Broken(f"{name} ended with {child.returncode}:\n{self._tail(name)}")

    def finish(self, name: str) -> None:
        """Wait for a child that ends by itself."""
        self._children.pop(name).wait()

    def end(self) -> None:
        """End all children, those first that lean on others."""
        for child in reversed(self._children.values()):
            child.release()

    def _listen(self, child: lifeline.Child) -> None:
        assert child.stdout is not None
        for line in child.stdout:
            self.heard.put(json.loads(line))

    def _log(self, name: str) -> Path:
        return self._place.folder / f"{name}.log"

    def _tail(self, name: str) -> str:
        log = self._log(name)
        return "\n".join(log.read_text("utf-8", "replace").splitlines()[-LOG_TAIL_LINES:]) if log.exists() else ""


def run(*, seconds: int, as_json: bool) -> int:
    """Run the demo; return the exit code: 0 well, 1 the story came out wrong, 3 something is broken, 130 interrupted."""
    began = time.monotonic()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # SIGINT too: a shell that starts us in the background has it ignored
        signal.signal(number, _interrupt)
    try:
        with claimed() as ports, _folder() as (folder, janitor):
            place = lay_out(folder, ports, story_seconds=seconds)
            with _started(place, janitor) as troupe:
                troupe.wait_for_our_own(patience_s=READY_PATIENCE_S)
                ready = troupe.wait_for("ready", patience_s=READY_PATIENCE_S)
                print(where_to_begin(place, ready, seconds=time.monotonic() - began), file=sys.stderr, flush=True)
                return _tell(troupe, place, seconds=seconds, as_json=as_json) if seconds else _stay(troupe)
    except KeyboardInterrupt:
        return INTERRUPTED
    except (Broken, OSError) as error:
        print(error, file=sys.stderr)
        return BROKEN


def _stay(troupe: Troupe) -> int:
    while True:
        troupe.look()
        time.sleep(LOOK_S)


def _tell(troupe: Troupe, place: Installation, *, seconds: int, as_json: bool) -> int:
    from hub.demo import judge

    told = troupe.wait_for("told", patience_s=seconds + STORY_PATIENCE_S)["told"]
    troupe.finish("town")
    judge.settle(place)
    judgement = judge.judge(place, told)
    for error in judgement.errors:
        print(error, file=sys.stderr)
    print(
        json.dumps(judgement.figures) if as_json else "\n".join(f"{name}: {value}" for name, value in judgement.figures.items()), flush=True
    )
    return FINDINGS if judgement.errors else OK


@contextmanager
def _folder() -> Iterator[tuple[Path, Janitor]]:
    """A temporary folder that is gone afterwards, whatever becomes of this process."""
    folder = Path(tempfile.mkdtemp(prefix="anju-demo-"))
    janitor = Janitor(folder)
    try:
        yield folder, janitor
    finally:
        janitor.dismiss()


@contextmanager
def _started(place: Installation, janitor: Janitor) -> Iterator[Troupe]:
    """Everything running: what the hub leans on first, the town early because it takes longest to load."""
    troupe = Troupe(place, janitor)
    settings = ("--config", place.config_file)
    try:
        troupe.start("broker", "hub.cli", "broker", "run", *settings)
        witness_port = place.config.witness_url.rsplit(":", 1)[1]
        troupe.start(
            "witness", "hub.cli", "witness", "run", "--data", place.witness_dir, "--log-key", place.log_key, "--port", witness_port
        )
        write_orders(place, place.orders_file)
        furnish(place, now=now_ms())
        troupe.start("hub", "hub.cli", "hub", "run", *settings)
        troupe.start("town", "simulator", "--orders", place.orders_file, foreign=True, listen=True)
        yield troupe
    finally:
        troupe.end()


def _environment() -> dict[str, str]:
    """This process's environment without settings of a hub that may be installed here, and without a detour for loopback."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ANJU_")}
    return {**kept, "NO_PROXY": "127.0.0.1,localhost", "no_proxy": "127.0.0.1,localhost"}


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
