"""A hub for each test: both databases, both brokers, real processes."""

from collections.abc import Iterator

import pytest

from hub.config import HubConfig
from tests.hub.gateway.parts import Hub, fresh_ports


@pytest.fixture(params=["embedded", "mosquitto"])
def broker_kind(request: pytest.FixtureRequest) -> str:
    """Which broker: every test that asks for this runs with both."""
    return str(request.param)


@pytest.fixture
def hub(database_config: HubConfig, broker_kind: str) -> Iterator[Hub]:
    """A running broker and link on either database."""
    running = Hub(fresh_ports(database_config, broker_kind))
    try:
        running.start_broker()
        running.start_link()
        yield running
    finally:
        running.release()
