"""``python -m edge.safety --config gate.toml``: what ``anju-edge safety run`` becomes, so that nothing else of the gate is loaded."""

import argparse
import contextlib
import os
import signal
import socket
import sys
import time
from pathlib import Path

from edge import log
from edge.config import BadConfig, GateConfig, load
from edge.safety.latch import Latch
from edge.safety.meeting import Occupied, listen
from edge.safety.process import LifeSafety
from edge.safety.wires import connect
from edge.safety.words import socket_path

OK, FAILED, USAGE = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Free the door by fire and exit button until told to stop; return the exit status."""
    parser = argparse.ArgumentParser(prog="anju-edge safety run", description="Life safety at the door.", allow_abbrev=False)
    parser.add_argument("--config", type=Path, required=True, help="the gate's settings, a TOML file")
    parser.add_argument("--spawned", action="store_true", help="started by the gate: ends with it, or when a pretend door is gone")
    asked = parser.parse_args(arguments)
    try:
        return run(load(asked.config), is_spawned=asked.spawned)
    except BadConfig as error:
        print(f"anju-edge: {error}", file=sys.stderr)
        return USAGE
    except Occupied:
        log.tell("safety.runs_already")
        return OK
    except OSError as error:
        print(f"anju-edge: {error}", file=sys.stderr)
        return FAILED


def run(config: GateConfig, *, is_spawned: bool) -> int:
    """Serve one door; raise Occupied, or OSError if a wire fails. However it ends, the lock is left without current."""
    config.data_dir.mkdir(parents=True, exist_ok=True)
    _come_first()
    listener = listen(socket_path(config.data_dir, config.safety.socket))
    wires = connect(config)
    safety = LifeSafety(
        wires, listener, latch=Latch(config.data_dir), exit_release_ms=config.safety.exit_release_ms, now=_now_ms, may_leave=is_spawned
    )
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: safety.stop())
    log.tell("safety.started", lock=config.door.lock)
    try:
        _tell_systemd("READY=1")
        while not safety.is_over:
            safety.turn()
            _tell_systemd("WATCHDOG=1")
    finally:
        with contextlib.suppress(OSError):
            wires.rest()
    log.tell("safety.stopped")
    return OK


def _come_first() -> None:
    """Run before whatever else is on this machine, where that is allowed: a camera at full load must not keep somebody inside."""
    with contextlib.suppress(OSError):
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))


def _now_ms() -> int:
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000


def _tell_systemd(word: str) -> None:
    """Send a word to whoever watches over this process, if anybody does (sd_notify)."""
    if address := os.environ.get("NOTIFY_SOCKET"):
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as link:
            link.sendto(word.encode(), "\0" + address[1:] if address.startswith("@") else address)


if __name__ == "__main__":
    sys.exit(main())
