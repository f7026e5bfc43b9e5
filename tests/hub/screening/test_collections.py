"""What the rules reach on names of the world's collections, language by language.

The floors stand below what was measured. The names are from the half of each collection that the rules may be written with; the other
half is held out and not here.
"""

from pathlib import Path
from random import Random

import pytest

from hub.screening.folder import decide
from tests.hub.screening.outside.material import HERE, Written, read
from tests.hub.screening.outside.one_person import two_ways
from tests.hub.screening.outside.papers import HIT, NO_HIT, TODAY
from tests.hub.screening.outside.town import Town, of_pairs
from tests.hub.screening.outside.two_people import two_people

FLOORS = {
    "amharic": 0.85,
    "arabic": 0.95,
    "armenian": 0.8,
    "bengali": 0.8,
    "georgian": 0.85,
    "hebrew": 0.9,
    "persian": 0.95,
    "thai": 0.7,
    "urdu": 0.95,
}
NAMES = read([HERE / "collections"])


def _reached(names: list[Written], language: str, folder: Path) -> tuple[Town, dict[str, tuple[int, int]]]:
    rng = Random(language)
    made = of_pairs(rng, [*two_ways(rng, names, language, len(names)), *two_people(rng, names, language, len(names))])
    made.write(folder)
    return made, made.reached({(each.occupant_id, each.alert_id) for each in decide(folder, today=TODAY)})


def test_every_collection_has_a_floor() -> None:
    assert set(NAMES) == set(FLOORS)


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_a_name_is_known_again_as_its_collection_spells_it_and_siblings_are_left_alone(language: str, tmp_path: Path) -> None:
    made, reached = _reached(NAMES[language], language, tmp_path)
    found, asked = _sums(reached, made.groups(HIT))
    assert found / asked >= FLOORS[language]
    others = made.groups(NO_HIT)
    near = {group for group in others if group.endswith("twin_near")}
    assert {group: reached[group] for group in others - near if reached[group][0]} == {}
    assert _sums(reached, near)[0] <= 1


def _sums(reached: dict[str, tuple[int, int]], groups: set[str]) -> tuple[int, int]:
    return sum(reached[group][0] for group in groups), sum(reached[group][1] for group in groups)
