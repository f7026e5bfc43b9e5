"""A town by seed, in memory or as files of the form that ``anju screen eval`` reads, and what a decision scores on it."""

import csv
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.hub.screening.made_up import chinese, languages, numbers_and_dates, others, peoples
from tests.hub.screening.made_up.classes import CLASSES, HIT, NO_HIT
from tests.hub.screening.made_up.others import innocents

ENTERED = (chinese, languages, numbers_and_dates, others, peoples)
"""Where the classes are entered, in the order in which a seed makes them."""
FIELDS = {"kind": "missing_person", "valid_to": "2028-01-01", "status": "active"}
LABELS = ("occupant_id", "alert_id", "class", "expected", "note")


@dataclass
class Town:
    """Occupants and alerts as rows, and the labelled pairs between them: (occupant, alert) → (class, expected)."""

    occupants: list[dict[str, Any]]
    alerts: list[dict[str, Any]]
    labels: dict[tuple[str, str], tuple[str, str]]

    def write(self, folder: Path) -> None:
        """Write the town as files."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in (("occupants", self.occupants), ("alerts", self.alerts)):
            (folder / f"{name}.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
        with (folder / "labels.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([LABELS, *((*pair, *label, "") for pair, label in self.labels.items())])


def town(seed: int, *, per_class: int = 40, strangers: int = 0) -> Town:
    """Return the town of a seed: every class so many times, and as many innocents and alerts about others as ``strangers`` says."""
    r = Random(seed)
    made = Town([], [], {})
    for name, make in CLASSES.items():
        for _number in range(per_class):
            pair = make(r)
            occupant_id, alert_id = f"O{len(made.occupants):06}", f"A{len(made.alerts):06}"
            made.occupants.append({"occupant_id": occupant_id} | pair.occupant)
            made.alerts.append({"alert_id": alert_id} | FIELDS | ({"kind": pair.kind} if pair.kind else {}) | pair.alert)
            made.labels[occupant_id, alert_id] = (name, pair.expected)
    made.occupants += [{"occupant_id": f"I{nth:06}"} | papers for nth, papers in enumerate(innocents(r, strangers))]
    made.alerts += [{"alert_id": f"B{nth:06}"} | FIELDS | papers for nth, papers in enumerate(innocents(r, strangers))]
    return made


@dataclass
class Score:
    """What a decision scored: hits and sizes by class, false hits among strangers."""

    found: Counter[str]
    sizes: Counter[str]
    expected: dict[str, str]
    strangers: list[tuple[str, str]]

    def rate(self, name: str) -> float:
        """Return the share of a class that was flagged."""
        return self.found[name] / self.sizes[name]

    @property
    def recall(self) -> float:
        """The share of the must-hits that were hit."""
        return self._sum(HIT, self.found) / max(self._sum(HIT, self.sizes), 1)

    @property
    def false_hits(self) -> int:
        """How many hard negatives were hit."""
        return self._sum(NO_HIT, self.found)

    @property
    def precision(self) -> float:
        """The share of right ones among those that were hit."""
        right = self._sum(HIT, self.found)
        return right / max(right + self.false_hits + len(self.strangers), 1)

    def _sum(self, expected: str, counts: Counter[str]) -> int:
        return sum(count for name, count in counts.items() if self.expected[name] == expected)


def score(made: Town, flagged: Iterable[tuple[str, str]]) -> Score:
    """Return what these flagged pairs score on a town."""
    scored = Score(Counter(), Counter(), {}, [])
    for name, expected in made.labels.values():
        entry = name if expected in (HIT, NO_HIT) and name[0] == ("P" if expected == HIT else "N") else f"{name} ({expected})"
        scored.sizes[entry] += 1
        scored.expected[entry] = expected
    for pair in flagged:
        if pair not in made.labels:
            scored.strangers.append(pair)
            continue
        name, expected = made.labels[pair]
        scored.found[name if expected in (HIT, NO_HIT) and name[0] == ("P" if expected == HIT else "N") else f"{name} ({expected})"] += 1
    return scored
