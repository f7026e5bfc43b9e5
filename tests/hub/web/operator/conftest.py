"""The operators at their desk, on either database."""

import pytest

from tests.hub.web.front import Front
from tests.hub.web.operator.parts import Operations, open_operations


@pytest.fixture
def operations(front: Front) -> Operations:
    """On both databases."""
    return open_operations(front)


@pytest.fixture
def sqlite_operations(sqlite_front: Front) -> Operations:
    """On SQLite alone."""
    return open_operations(sqlite_front)
