"""The auditor's application, running, on either database."""

from collections.abc import Iterator

import pytest

from hub.config import HubConfig
from tests.hub.web.auditor.parts import Bureau, running_bureau


@pytest.fixture
def bureau(database_config: HubConfig) -> Iterator[Bureau]:
    """On both databases."""
    with running_bureau(database_config) as running:
        yield running


@pytest.fixture
def sqlite_bureau(sqlite_config: HubConfig) -> Iterator[Bureau]:
    """On SQLite alone."""
    with running_bureau(sqlite_config) as running:
        yield running
