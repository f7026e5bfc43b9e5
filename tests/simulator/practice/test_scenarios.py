"""Every scenario there is, played: each has its figures, and what it is about really happened in it."""

import json
import subprocess
import sys

import pytest

from simulator.practice.__main__ import main, play
from simulator.practice.plans import ACTS, BadPlan, load, names

ABOUT = {
    "broker_crashes": "happened_broker_crashed",
    "clock_at_1970": "happened_clock_set_wrong",
    "failing_disks": "happened_disk_damaged",
    "flood": "happened_flood",
    "hub_kills": "happened_hub_killed",
    "normal_day": "opened_by_command",
    "old_copy": "happened_put_back_old_copy",
    "partition": "happened_parted",
    "power_cuts": "happened_power_cut",
    "replayed_capture": "happened_replayed",
    "thirty_days_offline": "declared_gone",
}
IN_TEST_DOORS = {"cloned_gate", "covered_camera", "fire"}


def test_every_scenario_is_played() -> None:
    assert set(names()) == ABOUT.keys() | IN_TEST_DOORS


@pytest.mark.parametrize("name", sorted(ABOUT))
def test_a_scenario_ends_with_everything_accounted_for(name: str) -> None:
    figures = play(name, seed=1)
    assert figures[ABOUT[name]]
    assert figures["journaled"] > 100  # type: ignore[operator]
    if name not in ("thirty_days_offline", "failing_disks", "old_copy"):
        assert figures["stored"] >= figures["journaled"]  # type: ignore[operator]
        assert figures["declared_gone"] == 0


def test_the_anju_command_plays_it_and_passes_on_its_exit_code() -> None:
    cli = [sys.executable, "-m", "hub.cli", "simulate"]
    done = subprocess.run([*cli, "old_copy", "--json", "--seed", "2"], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["seed"] == 2
    assert subprocess.run([*cli, "no_such_scenario"], capture_output=True, check=False).returncode == 2


def test_what_is_not_known_is_refused_with_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no_such_scenario"]) == 2
    assert "normal_day" in capsys.readouterr().err
    with pytest.raises(BadPlan):
        load("../scenarios/normal_day/x")
    assert {one.do for name in names() for one in load(name).happenings} <= set(ACTS)
