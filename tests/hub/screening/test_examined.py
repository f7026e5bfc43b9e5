"""What an examiner who had not read the rules asks of them: each kind of slip and each kind of neighbour, three times (``examined/``)."""

import csv
from collections import Counter
from pathlib import Path

from hub.screening.folder import decide
from tests.hub.screening.outside.papers import HIT, NO_HIT, TODAY

SET = Path(__file__).parent / "examined"
LEAST_FOUND = 0.985
TAKEN_FOR_ONE = {
    "n_alias_of_two_orders_given_only_plus_other_surname": 1  # Hans-Friedrich alone, as an alias
}


def _reached() -> dict[str, dict[str, list[bool]]]:
    decided = {(each.occupant_id, each.alert_id) for each in decide(SET, today=TODAY)}
    reached: dict[str, dict[str, list[bool]]] = {HIT: {}, NO_HIT: {}, "either": {}}
    with (SET / "labels.csv").open(encoding="utf-8", newline="") as labels:
        for row in csv.DictReader(labels):
            reached[row["expected"]].setdefault(row["class"], []).append((row["occupant_id"], row["alert_id"]) in decided)
    return reached


def test_each_kind_of_slip_is_found_and_no_neighbour_is() -> None:
    reached = _reached()
    found = [each for held in reached[HIT].values() for each in held]
    assert sum(found) / len(found) >= LEAST_FOUND
    assert all(map(any, reached[HIT].values()))
    assert +Counter({kind: sum(held) for kind, held in reached[NO_HIT].items()}) == TAKEN_FOR_ONE


def test_the_set_has_its_kinds() -> None:
    reached = _reached()
    assert {expected: len(kinds) for expected, kinds in reached.items()} == {HIT: 409, NO_HIT: 175, "either": 24}
