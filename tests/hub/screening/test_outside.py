"""What the rules reach on names, spellings and slips that somebody else made.

The floors stand below what was measured (see ``hub/screening/README.md``); nothing in ``outside`` was written with a look at the rules.
"""

import pytest

from hub.screening.folder import decide
from tests.hub.screening.outside.material import HERE, read
from tests.hub.screening.outside.papers import HIT, NO_HIT, TODAY
from tests.hub.screening.outside.town import Town, town

WEAK = {  # two systems of Latin letters, without the native script beside them
    "P_mandarin_two_latin_ways": 0.0,
    "P_greek_two_latin_ways": 0.5,
    "P_korean_two_latin_ways": 0.5,
}
FLOOR = 0.75


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> tuple[Town, dict[str, tuple[int, int]]]:
    folder = tmp_path_factory.mktemp("outside")
    made = town(2311, read([HERE]), per_class=12, occupants=3000, alerts=3000)
    made.write(folder)
    return made, made.reached({(each.occupant_id, each.alert_id) for each in decide(folder, today=TODAY)})


def test_other_peoples_spellings_and_slips_are_known_again(measured: tuple[Town, dict[str, tuple[int, int]]]) -> None:
    made, reached = measured
    hits = made.groups(HIT)
    assert len(hits) > 80
    rates = {group: reached[group][0] / reached[group][1] for group in hits}
    assert {group: rate for group, rate in rates.items() if rate < WEAK.get(group, FLOOR)} == {}
    found, asked = (sum(column) for column in zip(*(reached[group] for group in hits), strict=True))
    assert found / asked > 0.95


def test_siblings_namesakes_neighbours_and_strangers_are_left_alone(measured: tuple[Town, dict[str, tuple[int, int]]]) -> None:
    made, reached = measured
    others = {group for group in made.groups(NO_HIT) if not group.endswith(("twin_near", "left_out"))}
    assert len(others) > 40
    assert {group: reached[group] for group in others if reached[group][0]} == {}
    assert reached["strangers"][0] <= 6
