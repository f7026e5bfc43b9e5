"""A whole set: labelled pairs among strangers, in an order that says nothing, and what a list of decisions reached in it."""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.hub.screening.outside import numbers, one_person, two_people
from tests.hub.screening.outside.material import Written, mixed
from tests.hub.screening.outside.papers import Pair, Record, birthday, papers, resident_number

HAN_SHARE = 0.7
_PEOPLE_OF_A_COLLECTION = 4000


@dataclass(frozen=True)
class Town:
    """Occupants and alerts by id, and the labels: class and expected, by occupant and alert."""

    occupants: dict[str, Record]
    alerts: dict[str, Record]
    labels: dict[tuple[str, str], tuple[str, str]]

    def write(self, folder: Path) -> None:
        """Write occupants.jsonl, alerts.jsonl and labels.csv."""
        folder.mkdir(parents=True, exist_ok=True)
        _write_lines(folder / "occupants.jsonl", ({"occupant_id": key} | each.row() for key, each in self.occupants.items()))
        in_force = {key: {"kind": each.kind, "valid_to": each.valid_to, "status": each.status} for key, each in self.alerts.items()}
        _write_lines(folder / "alerts.jsonl", ({"alert_id": key} | each.row() | in_force[key] for key, each in self.alerts.items()))
        with (folder / "labels.csv").open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("occupant_id", "alert_id", "class", "expected", "note"))
            rows.writerows((*ids, *label, "") for ids, label in self.labels.items())

    def reached(self, decided: set[tuple[str, str]]) -> dict[str, tuple[int, int]]:
        """Return by class how many of its pairs were decided to be cases, of how many; strangers stand under ``strangers``."""
        sizes = Counter(group for group, _expected in self.labels.values())
        found = Counter(self.labels[ids][0] for ids in decided if ids in self.labels)
        return {group: (found[group], size) for group, size in sizes.items()} | {
            "strangers": (len(decided - set(self.labels)), len(self.occupants))
        }

    def groups(self, expected: str) -> set[str]:
        """Return the classes of which that is expected: ``hit``, ``no_hit`` or ``either``."""
        return {group for group, each in self.labels.values() if each == expected}


def town(seed: int, material: Mapping[str, list[Written]], *, per_class: int, occupants: int = 0, alerts: int = 0) -> Town:
    """Return a set made of these names: ``per_class`` pairs of each class, strangers up to the numbers asked for."""
    rng = Random(seed)
    people = {name: mixed(rng, rows, _PEOPLE_OF_A_COLLECTION) for name, rows in material.items()}
    everybody = [each for names in people.values() for each in names]
    labelled = [pair for name, names in people.items() for pair in one_person.two_ways(rng, names, name, per_class)]
    labelled += [pair for name, names in people.items() for pair in two_people.two_people(rng, names, name, per_class)]
    for make in (
        one_person.after_mishaps,
        one_person.by_date,
        one_person.across,
        one_person.by_alias,
        numbers.by_document,
        numbers.by_other_numbers,
    ):
        labelled += make(rng, everybody, per_class)
    labelled += numbers.not_by_document(rng, everybody, per_class)
    here, sought = ([_stranger(rng, material) for _ in range(count - len(labelled))] for count in (occupants, alerts))
    return of_pairs(rng, labelled, here, sought)


def of_pairs(rng: Random, labelled: Iterable[Pair], occupants: Iterable[Record] = (), alerts: Iterable[Record] = ()) -> Town:
    """Return a set of labelled pairs and of strangers beside them."""
    pairs = list(labelled)
    left, right = [pair.occupant for pair in pairs] + list(occupants), [pair.alert for pair in pairs] + list(alerts)
    labels = {(f"O{i:06d}", f"A{i:06d}"): (pair.group, pair.expected) for i, pair in enumerate(pairs)}
    return Town(_shuffled(rng, "O", left), _shuffled(rng, "A", right), labels)


def _stranger(rng: Random, material: Mapping[str, list[Written]]) -> Record:
    han = [name for name in material if name in ("mandarin", "taiwan")]
    rows = material[rng.choice(han if han and rng.random() < HAN_SHARE else list(material))]
    (written,), born = mixed(rng, rows[:1000], 1), birthday(rng)
    made = papers(rng, written, "native" if rng.random() < 0.6 else rng.choice(list(written.ways)), born)
    return made.but(documents=(resident_number(rng, born),)) if rng.random() < 0.5 else made


def _shuffled(rng: Random, prefix: str, records: list[Record]) -> dict[str, Record]:
    order = list(enumerate(records))
    rng.shuffle(order)
    return {f"{prefix}{i:06d}": record for i, record in order}


def _write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
