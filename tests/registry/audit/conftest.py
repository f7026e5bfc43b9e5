"""Books on both databases."""

from collections.abc import Iterator

import pytest

from hub.config import HubConfig
from tests.registry.audit.parts import Books, kept_books


@pytest.fixture
def books(database_config: HubConfig) -> Iterator[Books]:
    """Both logs, empty, on each database."""
    with kept_books(database_config) as opened:
        yield opened
