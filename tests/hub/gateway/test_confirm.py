"""What confirms an occupancy, condition by condition: each one alone is enough to prevent it."""

from collections.abc import Iterator

import pytest
from sqlmodel import Session, select

from hub.config import HubConfig
from hub.database import Database
from hub.gateway.confirm import AHEAD_OF_US_MS_MAX, Claim, Confirmations, Passage, confirms, may_confirm
from hub.screening.tables import Outbox
from registry.tables import Confirmation
from tests.hub.gateway.parts import add_building
from tests.rig.databases import owner

NOW = 1_800_000_000_000
CLAIM = {"occupant_id": "o", "not_before": NOW // 1000 - 100, "not_after": NOW // 1000 + 100, "claimed_at": NOW - 1000, "ended_at": None}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"outcome": "refused"}, False),
        ({"clock": "drifting"}, False),
        ({"clock": "unknown"}, False),
        ({"late": True}, False),
        ({"occurred_at": NOW + AHEAD_OF_US_MS_MAX}, True),
        ({"occurred_at": NOW + AHEAD_OF_US_MS_MAX + 1}, False),
    ],
)
def test_only_a_granted_timely_entry_counts(changes: dict, expected: bool) -> None:
    assert may_confirm(**{"outcome": "granted", "clock": "synced", "late": False, "occurred_at": NOW, "now": NOW, **changes}) is expected


@pytest.mark.parametrize(
    ("changes", "at", "expected"),
    [
        ({}, NOW, True),
        ({"claimed_at": None}, NOW, False),
        ({"claimed_at": NOW}, NOW, True),
        ({"claimed_at": NOW + 1}, NOW, False),
        ({"not_before": NOW // 1000 + 1}, NOW, False),
        ({"not_after": NOW // 1000}, NOW, False),
        ({}, (NOW // 1000 + 100) * 1000 - 1, True),
        ({}, (NOW // 1000 + 100) * 1000, False),
        ({"ended_at": NOW}, NOW, False),
        ({"ended_at": NOW + 1}, NOW, True),
    ],
)
def test_only_a_claimed_credential_that_was_good_then_confirms(changes: dict, at: int, expected: bool) -> None:
    passage = Passage(gate_id="g", credential_id="c", occurred_at=at)
    assert confirms(passage, Claim(**{**CLAIM, **changes})) is expected


@pytest.fixture
def database(database_config: HubConfig) -> Iterator[Database]:
    made = Database(database_config, "gateway")
    yield made
    made.close()


def test_one_confirmation_and_one_screening_however_often_and_with_whatever_memory(database_config: HubConfig, database: Database) -> None:
    with owner(database_config) as session:
        _place, ids = add_building(session, people=3, claimed_at=NOW - 10, now=NOW)
    passages = [Passage(gate_id="g", credential_id=one, occurred_at=NOW) for one in [*ids, *ids]]
    confirmations = Confirmations()
    counts = []
    for memory in (confirmations, confirmations, Confirmations()):
        with database.begin() as session:
            counts.append(memory.write(session, passages, now=NOW))
    assert counts == [3, 0, 0]
    with owner(database_config) as session:
        confirmed = set(session.exec(select(Confirmation.credential_id)))
        queued = sorted(session.exec(select(Outbox.occupant_id)))
        assert confirmed == set(ids)
        assert queued == sorted(session.exec(select(Confirmation.occupant_id)))


def test_an_unclaimed_pass_leaves_no_row_at_all(database_config: HubConfig, database: Database) -> None:
    with owner(database_config) as session:
        _place, ids = add_building(session, people=2, now=NOW)
    with database.begin() as session:
        assert Confirmations().write(session, [Passage(gate_id="g", credential_id=one, occurred_at=NOW) for one in ids], now=NOW) == 0
    with owner(database_config) as session:
        assert _count(session) == 0


def _count(session: Session) -> int:
    return len(session.exec(select(Confirmation)).all()) + len(session.exec(select(Outbox)).all())
