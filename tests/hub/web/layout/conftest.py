"""The gallery of parts, running."""

from collections.abc import Iterator

import pytest

from hub.config import HubConfig
from tests.hub.web.layout.gallery import DESKS, router
from tests.rig.sites import Stage, staging


@pytest.fixture(scope="module", params=["tabs", "help", "desk"])
def framed(request: pytest.FixtureRequest, sqlite_walls: HubConfig) -> Iterator[Stage]:
    """The gallery in each of the three frames."""
    with staging(sqlite_walls, desks=(DESKS[request.param],), routers=(router,)) as running:
        yield running


@pytest.fixture(scope="module")
def desk(sqlite_walls: HubConfig) -> Iterator[Stage]:
    with staging(sqlite_walls.model_copy(update={"demo": True}), desks=(DESKS["desk"],), routers=(router,)) as running:
        running.account("13900139000", "landlord")
        yield running
