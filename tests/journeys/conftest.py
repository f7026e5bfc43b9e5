"""One demo for everybody who walks through it."""

from collections.abc import Iterator

import pytest

from tests.journeys.demo import running
from tests.journeys.visitor import Books, Visit
from tests.rig.browsers import Walk


@pytest.fixture(scope="package")
def visit(walk: Walk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """A running demo, its databases, and a browser."""
    with running(tmp_path_factory.mktemp("walk")) as demo:
        demo.wait_until_ready()
        yield Visit(demo, Books(demo), walk)
