"""Other systems on the same people and alerts, in an environment of their own that is made for the run and thrown away after it.

They are no dependencies: each is a script that imports nothing of ours, reads the two files, and writes the pairs that it would flag, at
its own default threshold. Only alerts in force are shown to it, since that is no question of comparing.
"""

import csv
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from hub.screening.folder import decide, read_alerts
from tests.hub.screening.made_up.town import Score, Town, score

PACKAGES = {"logic_v2": ("nomenklatura",), "splink_5": ("splink>=5,<6", "pandas", "pypinyin", "anyascii")}
SCRIPTS = Path(__file__).parent
PATIENCE_SECONDS = 3_600


def measure(folder: Path, *, today: date, environment: Path | None = None) -> dict[str, dict[str, float]]:
    """Return what each system reaches on a folder as ``anju screen eval`` reads it, with its labels; seconds are processor time.

    ``environment`` is a folder where the packages stand already or are to stay; without one they are installed anew and thrown away.
    """
    labelled = _labelled(folder)
    began = time.process_time()
    flagged = [(each.occupant_id, each.alert_id) for each in decide(folder, today=today)]
    found = {"anju": _figures(score(labelled, flagged), labelled) | {"seconds": round(time.process_time() - began, 2)}}
    with _scratch(environment) as place, tempfile.TemporaryDirectory() as scratch:
        shown = Path(scratch)
        _show(folder, shown, today=today)
        for name, packages in PACKAGES.items():
            found[name] = _run(name, _python(place, packages), shown, labelled)
    return found


def _run(name: str, python: Path, shown: Path, labelled: Town) -> dict[str, float]:
    command = [str(python), str(SCRIPTS / f"{name}.py"), str(shown)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE_SECONDS)
    said = json.loads(done.stdout.splitlines()[-1])
    with (shown / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        flagged = [(occupant_id, alert_id) for occupant_id, alert_id in csv.reader(file)]
    return _figures(score(labelled, flagged), labelled) | said


def _figures(scored: Score, labelled: Town) -> dict[str, float]:
    both = scored.precision + scored.recall
    return {
        "recall": round(scored.recall, 3),
        "precision": round(scored.precision, 3),
        "f1": round(2 * scored.precision * scored.recall / both if both else 0.0, 3),
        "hard_negatives_hit": scored.false_hits,
        "strangers_hit_per_100k": round(len(scored.strangers) * 100_000 / len(labelled.occupants), 1),
    }


def _labelled(folder: Path) -> Town:
    people = [json.loads(line) for line in (folder / "occupants.jsonl").read_text("utf-8").splitlines()]
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return Town(people, [], {(row["occupant_id"], row["alert_id"]): (row["class"], row["expected"]) for row in rows})


def _show(folder: Path, shown: Path, *, today: date) -> None:
    """Copy what the other systems may see: everybody, the labels, and the alerts that are in force."""
    in_force = {alert.alert_id for alert in read_alerts(folder, today=today)}
    lines = (folder / "alerts.jsonl").read_text("utf-8").splitlines(keepends=True)
    (shown / "alerts.jsonl").write_text("".join(line for line in lines if json.loads(line)["alert_id"] in in_force), "utf-8")
    for name in ("occupants.jsonl", "labels.csv"):
        shutil.copyfile(folder / name, shown / name)


@contextmanager
def _scratch(environment: Path | None) -> Iterator[Path]:
    if environment is not None:
        yield environment
        return
    with tempfile.TemporaryDirectory(prefix="anju-peers-") as made:
        yield Path(made)


def _python(place: Path, packages: tuple[str, ...]) -> Path:
    """Return an interpreter that has these packages, from the index that pip is set to."""
    python = place / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages], check=True)
    return python
