"""A police station with its application, on both databases or on SQLite alone."""

from collections.abc import Iterator

import pytest

from hub.config import HubConfig
from tests.hub.web.police.parts import Precinct, running_precinct


@pytest.fixture
def precinct(database_config: HubConfig) -> Iterator[Precinct]:
    """A station with its application, fresh for each test, on both databases."""
    with running_precinct(database_config) as opened:
        yield opened


@pytest.fixture
def sqlite_precinct(sqlite_config: HubConfig) -> Iterator[Precinct]:
    """The same on SQLite alone, for what the database does not decide."""
    with running_precinct(sqlite_config) as opened:
        yield opened
