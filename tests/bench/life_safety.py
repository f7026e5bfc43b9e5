"""From fire or exit button to a free door, with the agent well, killed, stopped, its disk full or its camera hung; and what it costs the
agent to ask another process for the lock: ``python -m tests.bench.life_safety``.

The real programs at a pretend door over loopback; its two hops over TCP are within every figure. Prints a table and one JSON line.
Takes about a minute; the full disk only as root.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from edge.safety.link import SafetyLink
from edge.safety.words import SOCKET_NAME
from tests.bench._figures import Sample
from tests.edge.parts import Table, now_ms, signed_list, wait_for
from tests.edge.safety.station import frees, hold
from tests.edge.safety.test_life_safety import fill, hung_camera, small_disk

ROUNDS = 40
ASKED = 1000
NEVER_MS = 1e6


def settings(table: Table, **more: Any) -> None:
    table.settings = {"safety": {"exit_release_ms": 30}, "door": {"pre_alarm_ms": 0}, **more}
    table.hold(*signed_list(now=now_ms()))


@contextmanager
def gate(folder: Path, how: str) -> Iterator[Table]:
    """A gate in trouble of one kind."""
    disk = small_disk(folder / "disk") if how == "disk full" else nullcontext()
    with disk, hung_camera() as address:
        inner = folder / "disk" / "gate" if how == "disk full" else folder / "gate"
        table = Table(inner, pictures_at=folder / "pictures", log_at=folder / "gate.log")
        settings(table, **({"camera": {"source": address}} if how == "camera hung" else {}))
        try:
            program = table.start()
            wait_for(lambda: table.bench.parts("hello") and "safety.joined" in table.log, what="the gate")
            if how == "killed":
                program.kill()
                program.wait()
            elif how == "stopped":
                program.send_signal(signal.SIGSTOP)
            elif how == "disk full":
                fill(folder / "disk")
            yield table
        finally:
            table.close()


def free_again_and_again(table: Table) -> dict[str, Sample]:
    """Return the times, in seconds, to a free door by the exit button and by fire."""
    by_exit, by_fire = [], []
    for _round in range(ROUNDS):
        by_exit.append(frees(table, NEVER_MS, part="exit", state="pressed") / 1e3)
        table.bench.say(part="exit", state="let_go")
        hold(table)
        by_fire.append(frees(table, NEVER_MS, part="fire", state="alarm") / 1e3)
        table.bench.say(part="fire", state="normal")
        table.bench.say(part="key", state="turned")
        hold(table)
    return {"exit": Sample("exit", by_exit), "fire": Sample("fire", by_fire)}


class FarEnd:
    """The wires' end of a pretend door, read by whoever measures and by no thread."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._server.getsockname()[1]}"

    def accept(self) -> None:
        self._link, _ = self._server.accept()
        self._lines = self._link.makefile("rb")

    def heard(self) -> bytes:
        return self._lines.readline()

    def close(self) -> None:
        self._link.close()
        self._server.close()


def asking(folder: Path) -> dict[str, Sample]:
    """Return the times, in seconds, from the agent's word to the wire: told there directly, and by asking the process below."""
    far = FarEnd()
    direct = socket.create_connection(far.address.split(":"))
    far.accept()

    def tell_directly(_number: int) -> None:
        direct.sendall(b'{"part":"strike","state":"released"}\n')
        far.heard()

    straight = Sample.of("told directly", tell_directly, rounds=ASKED)
    direct.close()
    far.close()
    far, table = FarEnd(), Table(folder / "asking")
    table.settings = {"bench": {"address": far.address}}
    below = subprocess.Popen([sys.executable, "-m", "edge.safety", "--config", str(table.config())], stderr=subprocess.DEVNULL)
    far.accept()
    link = SafetyLink(table.data / SOCKET_NAME, now=lambda: time.monotonic_ns() // 1_000_000, start=None)
    wait_for(lambda: link.heard() or link.is_connected(), what="the process below")
    assert b"hello" in far.heard()
    seconds = []
    for _round in range(ASKED):
        began = time.perf_counter()
        link.release(3000)
        far.heard()
        seconds.append(time.perf_counter() - began)
        link.secure()
        far.heard()
        link.heard()
    below.terminate()
    below.wait()
    far.close()
    table.close()
    return {"told directly": straight, "asked for": Sample("asked for", seconds)}


def main() -> None:
    figures: dict[str, Any] = {}
    print(f"{ROUNDS} times each, milliseconds from the wire's word to the lock's")
    with tempfile.TemporaryDirectory() as name:
        for how in ("well", "killed", "stopped", "camera hung", *(["disk full"] if os.geteuid() == 0 else [])):
            (Path(name) / how.replace(" ", "-")).mkdir()
            with gate(Path(name) / how.replace(" ", "-"), how) as table:
                for kind, sample in free_again_and_again(table).items():
                    figures[f"{how}, {kind}"] = {**sample.figures(1e3), "most": round(max(sample.seconds) * 1e3, 1)}
                    print(
                        f"  agent {how:<14}{kind:<8}" + "  ".join(f"{key} {value:>6}" for key, value in figures[f"{how}, {kind}"].items())
                    )
        asked = asking(Path(name))
    print(f"{ASKED} times each, microseconds from the agent's word to the wire")
    for sample in asked.values():
        print(sample.row(1e6))
    us = {name: sample.figures(1e6) for name, sample in asked.items()}
    added = round(us["asked for"]["p50"] - us["told directly"]["p50"], 1)
    print(f"  asking adds {added} at the median")
    print(json.dumps({"bench": "life_safety", "rounds": ROUNDS, "ms": figures, "us": us, "added_us": added}))


if __name__ == "__main__":
    main()
