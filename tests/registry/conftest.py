"""A register on both databases."""

from collections.abc import Iterator

import pytest

from hub.config import HubConfig
from tests.registry.parts import Office, running_office


@pytest.fixture
def office(database_config: HubConfig) -> Iterator[Office]:
    """A register without a row, fresh for each test."""
    with running_office(database_config) as opened:
        yield opened


@pytest.fixture
def sqlite_office(sqlite_config: HubConfig) -> Iterator[Office]:
    """A register on SQLite alone, for what can be seen in its file."""
    with running_office(sqlite_config) as opened:
        yield opened


@pytest.fixture
def postgresql_office(postgresql_config: HubConfig) -> Iterator[Office]:
    """A register on PostgreSQL alone, for what only happens where writers do not queue."""
    with running_office(postgresql_config) as opened:
        yield opened
