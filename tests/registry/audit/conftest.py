"""Books on both databases."""

from collections.abc import Iterator

import pytest

from hub.config import HubConfig
from registry.audit import cosigning
from registry.audit import witness as witnesses
from tests.registry.audit.parts import Books, kept_books
from tests.rig.processes import WAIT_SECONDS


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a busy machine time: a log that waited for its witness in vain for some seconds goes on, and asks again at the next turn."""
    for side in (cosigning, witnesses):
        monkeypatch.setattr(side, "PATIENCE_S", WAIT_SECONDS)


@pytest.fixture
def books(database_config: HubConfig) -> Iterator[Books]:
    """Both logs, empty, on each database."""
    with kept_books(database_config) as opened:
        yield opened
