"""Settings: every key is known or an error, and what is set is what is used (the settings of line and camera are tried beside those)."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from edge.config import BadConfig, GateConfig, load, parse
from tests.edge.parts import Table, now_ms, pass_text, signed_list, wait_for
from tests.edge.test_agent import entries


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "gate.toml"
    path.write_text('data_dir = "/var/lib/anju"\n[camera]\nsource = "0"\n[door]\ndriver = "gpiod"\n[pins]\nstrike = 17\n')
    config = load(path)
    assert (config.data_dir, config.camera.source, config.door.driver, config.pins.strike) == (Path("/var/lib/anju"), "0", "gpiod", 17)
    assert config.door.release_ms == GateConfig(data_dir=Path()).door.release_ms == 3000


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "data_dir is missing"),
        ({"data_dir": "x", "hub_ulr": "http://x"}, "did you mean hub_url?"),
        ({"data_dir": "x", "door": {"relase_ms": 5}}, "door.relase_ms is not a setting: did you mean release_ms?"),
        ({"data_dir": "x", "door": {"release_ms": "5"}}, "door.release_ms should be a number"),
        ({"data_dir": "x", "door": {"release_ms": True}}, "door.release_ms should be a number"),
        ({"data_dir": "x", "door": {"release_ms": -5}}, "door.release_ms cannot be negative"),
        ({"data_dir": "x", "door": {"driver": "magic"}}, "door.driver is one of simulated, gpiod"),
        ({"data_dir": "x", "door": {"driver": "osdp"}}, "no strike here: fire and exit button could not reach it in time"),
        ({"data_dir": "x", "uplink": {"protocol": "4"}}, "uplink.protocol is one of 3.1.1, 5"),
        ({"data_dir": "x", "camera": "0"}, "camera is a section"),
        ({"data_dir": 5}, "data_dir should be text"),
    ],
)
def test_a_mistake_is_named_with_what_would_be_right(given: dict, says: str) -> None:
    with pytest.raises(BadConfig) as mistake:
        parse(given)
    assert says in str(mistake.value)


def test_a_mistake_on_the_command_line_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "gate.toml"
    path.write_text('data_dir = "x"\ncamra = 1\n')
    told = subprocess.run([sys.executable, "-m", "edge", "run", "--config", str(path)], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (2, "anju-edge: camra is not a setting: did you mean camera?\n")


def test_the_door_s_name_and_times_are_used(table: Table) -> None:
    table.settings = {"door": {"name": "back-door", "release_ms": 120, "same_pass_pause_ms": 0}}
    table.hold(*signed_list(now=now_ms()))
    table.show(pass_text(now=now_ms()))
    table.start()
    # With no pause at all, a pass that stays in the picture is answered again and again; with the usual one, once.
    wait_for(lambda: len(entries(table)) >= 3, what="being read again")
    assert entries(table)[0].door == "back-door"
    # A busy machine may be late with one; the usual three seconds it would keep each time.
    wait_for(lambda: min(passages_ns(table), default=3e9) < 3e9, what="a shorter passage than the usual one")


def passages_ns(table: Table) -> list[int]:
    """Return for how long the strike was let go, each time."""
    lines = table.bench.parts("strike")
    return [after["heard_ns"] - before["heard_ns"] for before, after in pairwise(lines) if before["state"] == "released"]


def test_the_usual_pause_reads_a_pass_that_stays_once(table: Table) -> None:
    usual_ms = GateConfig(data_dir=Path()).door.same_pass_pause_ms
    table.settings = {"door": {"same_pass_pause_ms": usual_ms}}
    table.hold(*signed_list(now=now_ms()))
    table.show(pass_text(now=now_ms()))
    table.start()
    wait_for(lambda: [line["state"] for line in table.bench.parts("strike")][:2] == ["released", "secured"], what="a passage of 3 s")
    times = [one.monotonic_ms for one in entries(table)]
    # Where a busy machine lets the camera see nothing for as long as the pause, the pass was out of sight, and is answered again.
    assert times and all(after - before > usual_ms / 2 for before, after in pairwise(times))
