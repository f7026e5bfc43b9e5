"""A police station on both databases, for whoever tries cases or screening."""

from collections.abc import Iterator

import pytest

from hub.config import HubConfig
from tests.hub.screening.parts import Station, running_station


@pytest.fixture
def station(database_config: HubConfig) -> Iterator[Station]:
    """A station with its court and officers, fresh for each test."""
    with running_station(database_config) as opened:
        yield opened


@pytest.fixture
def sqlite_station(sqlite_config: HubConfig) -> Iterator[Station]:
    """A station on SQLite alone, for rules that are decided before the database is asked."""
    with running_station(sqlite_config) as opened:
        yield opened
