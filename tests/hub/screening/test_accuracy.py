"""What the rules reach on towns that nobody tuned them to, and the command that measures it on a folder of files.

The floor of each class stands below what was measured (see ``hub/screening/README.md``), so that a rule that gets worse is seen.
"""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from hub.screening.folder import decide
from tests.hub.screening.made_up.classes import HIT, NO_HIT, TODAY
from tests.hub.screening.made_up.town import Score, Town, score, town

WEAK = {"P_western_two_slips": 0.75}  # a slip that makes a name of another of its country is not seen as one
FLOOR = 0.9


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> tuple[Town, Score, Path]:
    folder = tmp_path_factory.mktemp("town")
    made = town(4711, per_class=20, strangers=500)
    made.write(folder)
    return made, score(made, {(each.occupant_id, each.alert_id) for each in decide(folder, today=TODAY)}), folder


def test_every_class_is_found(measured: tuple[Town, Score, Path]) -> None:
    _made, scored, _folder = measured
    positive = [name for name, expected in scored.expected.items() if expected == HIT]
    assert len(positive) > 30
    assert {name: scored.rate(name) for name in positive if scored.rate(name) < WEAK.get(name, FLOOR)} == {}
    assert scored.recall > 0.98


def test_other_people_are_left_alone(measured: tuple[Town, Score, Path]) -> None:
    _made, scored, _folder = measured
    never = {"N_twins_han", "N_twins_hong_kong", "N_two_valid_numbers", "N_not_in_force", "N_neighbour_number", "N_namesake_other_day"}
    assert {name: scored.found[name] for name in scored.sizes if name in never and scored.found[name]} == {}
    assert never <= {name for name, expected in scored.expected.items() if expected == NO_HIT}
    assert scored.precision > 0.99


def test_the_command_writes_what_the_rules_decide(measured: tuple[Town, Score, Path], tmp_path: Path) -> None:
    made, scored, folder = measured
    out = tmp_path / "decisions.csv"
    command = [sys.executable, "-m", "hub.cli", "screen", "eval", str(folder), "--out", str(out), "--today", TODAY.isoformat()]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["occupant_id", "alert_id", "outcome", "reason"]
    assert score(made, {(row["occupant_id"], row["alert_id"]) for row in rows}).found == scored.found
    assert {row["outcome"] for row in rows} == {"document", "document_conflict", "identity", "lost_document"}
    assert all("%" not in row["reason"] and row["reason"].startswith("name=") for row in rows)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["{folder}", "--today", "23.11.2026"], "--today wants a date"),
        (["{folder}/nowhere"], "The folder needs occupants.jsonl and alerts.jsonl"),
        (["{broken}"], "occupants.jsonl line 1 is not JSON"),
    ],
)
def test_a_wrong_call_says_what_to_do(tmp_path: Path, arguments: list[str], says: str) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "occupants.jsonl").write_text("{secret\n")
    filled = [each.format(folder=tmp_path, broken=tmp_path / "broken") for each in arguments]
    command = [sys.executable, "-m", "hub.cli", "screen", "eval", *filled, "--out", str(tmp_path / "out.csv")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert says in done.stderr
    assert "secret" not in done.stderr
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("people", "says"), [(0, "0 pairs would become cases"), (1, "1 pair would become a case"), (2, "2 pairs would become cases")]
)
def test_it_says_how_many_cases_there_would_be(tmp_path: Path, people: int, says: str) -> None:
    held = {"docs": [{"type": "passport", "country": "VNM", "number": "B7204815"}]}
    (tmp_path / "alerts.jsonl").write_text(json.dumps(held | {"alert_id": "a", "kind": "lost_document"}), "utf-8")
    rows = [json.dumps(held | {"occupant_id": f"o{nth}"}) for nth in range(people)]
    (tmp_path / "occupants.jsonl").write_text("\n".join(rows), "utf-8")
    command = [sys.executable, "-m", "hub.cli", "screen", "eval", str(tmp_path), "--out", str(tmp_path / "out.csv"), "--today", str(TODAY)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.partition(" on ")[0]) == (0, says)


def test_what_is_to_be_read_is_not_written_over(tmp_path: Path) -> None:
    alerts = tmp_path / "alerts.jsonl"
    alerts.write_text("", "utf-8")
    (tmp_path / "occupants.jsonl").write_text("", "utf-8")
    command = [sys.executable, "-m", "hub.cli", "screen", "eval", str(tmp_path), "--out", f"{tmp_path}/../{tmp_path.name}/alerts.jsonl"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "--out wants another file" in done.stderr, alerts.read_text("utf-8")) == (2, True, "")
