"""What an installer does at the wall: tries each part by hand, gives a box away as it came, and never runs two programs on one folder."""

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from edge.config import GateConfig, PinsConfig, ReaderConfig, parse
from edge.holding import Held, hold
from edge.reset import STAYS, EntriesWait, reset
from edge.safety.latch import LATCHED
from edge.safety.words import Said
from edge.walk_test import Step, Walk, steps
from tests.edge.parts import Table, now_ms, pass_text, signed_list, wait_for
from tests.edge.test_agent import entries

HANGS_S = 120.0


def run(table: Table, command: str, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "edge", command, "--config", str(table.config()), *more], capture_output=True, text=True, timeout=300
    )


def walk(table: Table, *acts: dict[str, str], wait_s: float = 60) -> tuple[int, dict[str, bool]]:
    """Take the walk test while somebody does these things, each once the step before is over, and again until it is noticed."""
    command = [sys.executable, "-m", "edge", "walk-test", "--json", "--wait", str(wait_s), "--config", str(table.config())]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    table.processes.append(process)  # type: ignore[arg-type]
    hanging = threading.Timer(HANGS_S, process.kill)
    hanging.start()
    lines: list[dict[str, Any]] = []

    def act() -> None:
        for number, one in enumerate(acts, 1):
            wait_for(lambda want=number: len(lines) >= want, what="the step before")
            while len(lines) == number and process.poll() is None:
                table.bench.say(**one)
                time.sleep(0.2)

    threading.Thread(target=act, daemon=True).start()
    assert process.stdout is not None
    for line in process.stdout:
        lines.append(json.loads(line))
    status = process.wait()
    hanging.cancel()
    return status, {line["step"]: line["ok"] for line in lines}


def test_every_part_that_was_tried_and_noticed_passes(table: Table) -> None:
    table.show("any code")
    acts = ({"part": "door", "state": "open"}, {"part": "door", "state": "closed"}, {"part": "rex", "state": "pressed"})
    assert walk(table, *acts) == (0, {"code": True, "door_open": True, "door_closed": True, "exit_button": True})
    wait_for(lambda: [line["state"] for line in table.bench.parts("strike")][-1:] == ["secured"], what="securing after the last step")
    assert "released" in [line["state"] for line in table.bench.parts("strike")]


def test_a_part_that_is_not_noticed_fails_the_walk(table: Table) -> None:
    table.show("any code")
    for wait_s in (2, 20):  # the code is there to be seen, however long a busy machine takes over it
        status, tried = walk(table, wait_s=wait_s)
        if tried["code"]:
            break
    assert (status, tried) == (1, {"code": True, "door_open": False, "door_closed": False, "exit_button": False})


def test_a_walk_ends_as_it_went_however_busy_the_camera(table: Table) -> None:
    with filming(table.folder / "camera.mjpeg") as stream:
        table.settings = {"camera": {"source": str(stream)}}
        assert [walk(table, wait_s=0.3)[0] for _ in range(3)] == [1, 1, 1]


@contextlib.contextmanager
def filming(stream: Path) -> Iterator[Path]:
    """Show whoever looks at this stream one large picture after the other, without a pause."""
    noise = np.random.default_rng(0).integers(0, 256, (1080, 1920, 3), np.uint8)
    picture = cv2.imencode(".jpg", noise)[1].tobytes()
    os.mkfifo(stream)

    def film() -> None:
        with contextlib.suppress(FileNotFoundError):  # it is over
            while True:
                with contextlib.suppress(BrokenPipeError), os.fdopen(os.open(stream, os.O_WRONLY), "wb") as shown:
                    while True:
                        shown.write(picture)

    filming = threading.Thread(target=film)
    filming.start()
    try:
        yield stream
    finally:
        last = os.open(stream, os.O_RDONLY | os.O_NONBLOCK)  # whoever waits for somebody to look goes on, and ends
        stream.unlink()
        os.close(last)
        filming.join()


def test_only_what_is_wired_is_tried(tmp_path) -> None:
    bare = parse({"data_dir": str(tmp_path), "door": {"driver": "gpiod"}})
    assert [step.name for step in steps(bare)] == ["code"]
    whole = GateConfig(data_dir=tmp_path, door=bare.door, pins=PinsConfig(door=1, rex=2, fire=3), reader=ReaderConfig(kind="keyboard"))
    assert [step.name for step in steps(whole)] == ["code", "card", "door_open", "door_closed", "exit_button", "fire", "fire_over"]


class Wall:
    """A door's wires, lamps, reader and camera in one, for a walk: it says what was put in, once."""

    def __init__(self) -> None:
        self.said: list[Said] = []
        self.wires = self.indicator = self.reader = self

    def heard(self) -> list[Said]:
        told, self.said = self.said, []
        return told

    def take(self, wait_s: float) -> None:
        return None


def test_what_was_done_before_a_step_does_not_pass_for_it(tmp_path) -> None:
    config, wall = parse({"data_dir": str(tmp_path), "door": {"driver": "gpiod"}, "pins": {"rex": 2, "fire": 3}}), Wall()

    def meddle(step: Step) -> None:
        wall.said.append(Said(step.part, step.state, 0))

    tried = list(Walk(config, wall, wall, wall, wait_s=0.01).run(meddle))  # type: ignore[arg-type]
    assert [(one.step.name, one.is_well) for one in tried] == [(step.name, False) for step in steps(config)]


def test_two_programs_on_one_folder_are_one_too_many(table: Table) -> None:
    table.start()
    wait_for(lambda: "gate.started" in table.log, what="the gate")
    for command in ("run", "walk-test", "reset"):
        second = run(table, command)
        assert second.returncode == 1, command
        assert "stop it first" in second.stderr


def test_a_program_that_was_killed_holds_nothing(table: Table) -> None:
    table.start()
    wait_for(lambda: "gate.started" in table.log, what="the gate")
    with pytest.raises(Held):
        hold(table.data)
    table.kill()
    with hold(table.data) as held:
        assert not held.closed


HOLD = "import sys; from pathlib import Path; from edge.holding import hold; hold(Path(sys.argv[1]))"

if os.environ.get("ANJU_SOAK"):  # where a file system may be mounted

    def test_a_folder_on_a_disk_that_has_become_read_only_is_held_as_well(tmp_path: Path) -> None:
        steps = 'mount -t tmpfs tmpfs "$1" && "$2" -c "$3" "$1" && mount -o remount,ro "$1" && "$2" -c "$3" "$1"'
        arguments = ["unshare", "--mount", "sh", "-c", steps, "sh", str(tmp_path), sys.executable, HOLD]
        done = subprocess.run(arguments, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_reset_leaves_the_settings_and_nothing_else_and_loses_no_entry_unasked(table: Table) -> None:
    table.hold(*signed_list(now=now_ms()))
    table.show(pass_text(now=now_ms()))
    process = table.start()
    wait_for(lambda: len(entries(table)) == 1, what="an entry")
    process.terminate()
    process.wait(120)
    refused = run(table, "reset")
    assert (refused.returncode, "1 entries wait" in refused.stderr) == (1, True)
    assert (table.data / "identity.json").exists()
    done = run(table, "reset", "--lose-entries")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in table.data.iterdir()} == STAYS - {LATCHED}
    assert "not enrolled" in run(table, "run").stderr


def test_reset_does_nothing_while_it_cannot_know(tmp_path) -> None:
    with hold(tmp_path), pytest.raises(Held):
        reset(tmp_path, loses_entries=True)
    assert issubclass(EntriesWait, RuntimeError)
