"""The people's application, running, on either database."""

from collections.abc import Iterator

import pytest

from hub.config import HubConfig
from tests.hub.web import matrix
from tests.hub.web.front import Front, House, add_house, running_front


@pytest.fixture
def front(database_config: HubConfig) -> Iterator[Front]:
    """The people's application on both databases, fresh for each test."""
    with running_front(database_config) as running:
        yield running


@pytest.fixture
def sqlite_front(sqlite_config: HubConfig) -> Iterator[Front]:
    """The same on SQLite alone, for what is decided before the database is asked."""
    with running_front(sqlite_config) as running:
        yield running


@pytest.fixture(scope="module")
def calm(sqlite_walls: HubConfig) -> Iterator[tuple[Front, House]]:
    """An application and a building that a module's tests only ask for what is refused."""
    with running_front(sqlite_walls) as running:
        yield running, add_house(running.landlord())


@pytest.fixture
def house(front: Front) -> House:
    """A building with four rooms, and its landlord."""
    return add_house(front.landlord())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end of the run how much of the permission matrix exists so far, if it was driven."""
    if matrix.DRIVEN:
        driven, to_come = (matrix.lines(rows) for rows in (matrix.DRIVEN, matrix.TO_COME))
        terminalreporter.write_line(f"permission matrix: {driven} rows driven as {len(matrix.ROLES)} roles, {to_come} still to come")
