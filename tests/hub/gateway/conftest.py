"""A hub for each test, of real processes: with the embedded broker on SQLite, and with Mosquitto on PostgreSQL."""

from collections.abc import Iterator

import pytest

from tests.hub.gateway.parts import PAIRS, Hub, fresh_ports, running_hub


@pytest.fixture(params=PAIRS)
def hub(request: pytest.FixtureRequest) -> Iterator[Hub]:
    """A running broker and link, as the demo has them and as a town has them: between database and broker stands the link, in each pair."""
    database, broker = request.param.split("-")
    with running_hub(fresh_ports(request.getfixturevalue(f"{database}_config"), broker)) as running:
        yield running
