"""B6: only who has claimed a pass and walked in with it is screened. Registering a stranger and walking in with the pass causes nothing.

A landlord registers people by HTTP, passes are read at a door through the gateway's own inbox, and the worker takes its turns.
"""

from collections.abc import Iterator

import pytest
from sqlmodel import SQLModel

from hub.config import HubConfig
from hub.gateway.tables import EntryRow
from hub.screening.tables import CaseSubject, Outbox
from registry.audit.tables import RegisterEntry
from registry.tables import Confirmation, Disclosure
from tests.hub.screening.parts import DAY_MS
from tests.promises.town import WATCHED, Town, running_town
from tests.registry.parts import resident_number

TRACES: tuple[type[SQLModel], ...] = (Confirmation, Outbox, CaseSubject, Disclosure)
NOTHING = [0, 0, 0, 0, 0]
ONE_CASE = [1, 0, 1, 0, 1]


@pytest.fixture
def town(database_config: HubConfig) -> Iterator[Town]:
    """A town with an alert on the exact document of somebody who will be registered."""
    with running_town(database_config) as running:
        running.watch()
        yield running


def traces(town: Town) -> list[int]:
    """Count what confirming and screening leave behind: the rows of each table, and the lines of screening in the log."""
    lines = [line for line in town.front.rows(RegisterEntry) if line.act.startswith("screening")]
    return [*(len(town.front.rows(kind)) for kind in TRACES), len(lines)]


def test_a_watched_stranger_who_was_only_registered_is_not_screened(town: Town) -> None:
    town.house.let(**WATCHED)
    town.work()
    assert traces(town) == NOTHING


def test_walking_in_with_the_unclaimed_pass_causes_nothing_however_often(town: Town) -> None:
    made = town.house.let(**WATCHED)
    for day in range(3):
        for _time in range(5):
            town.enter(made)
        town.work()
        town.front.now += DAY_MS * (day + 1)
    assert len(town.front.rows(EntryRow)) == 15
    assert traces(town) == NOTHING


def test_the_first_entry_with_the_claimed_pass_is_screened_once(town: Town) -> None:
    made = town.house.let(**WATCHED)
    town.enter(made)
    town.front.claim(made["claim_code"])
    town.work()
    assert traces(town) == NOTHING
    for _time in range(3):
        town.front.now += 1000
        town.enter(made)
        town.work()
    assert traces(town) == ONE_CASE


def test_an_entry_from_before_the_claim_that_arrives_after_it_confirms_nothing(town: Town) -> None:
    made = town.house.let(**WATCHED)
    before = town.front.now
    town.front.now += 5000
    town.front.claim(made["claim_code"])
    town.enter(made, at=before)
    town.work()
    assert traces(town) == NOTHING


def test_a_code_that_nobody_used_in_time_leaves_the_pass_unclaimed(town: Town) -> None:
    made = town.house.let(**WATCHED)
    town.front.now += 3 * DAY_MS
    assert town.front.caller().refused(
        "/claims", {"code": made["claim_code"], "phone": "139 0000 0001", "passphrase": "moon over the river"}
    ) == [("claim-code", None)]
    town.enter(made)
    town.work()
    assert traces(town) == NOTHING


def test_the_neighbours_claim_is_not_the_strangers(town: Town) -> None:
    stranger, neighbour = town.house.let(0, **WATCHED), town.house.let(1, name="王五", document_number=resident_number(32))
    town.front.claim(neighbour["claim_code"])
    town.enter(stranger)
    town.enter(neighbour)
    town.work()
    assert traces(town) == [1, 0, 0, 0, 1]


def test_nobody_without_a_confirmed_occupancy_is_found_by_a_new_alert(town: Town) -> None:
    made = town.house.let(name="王五", document_number=resident_number(33))
    town.enter(made)
    town.watch(name="王五", document_number=resident_number(33), reference="M-0033")
    town.work()
    assert traces(town) == NOTHING
