"""One demo for everybody who walks through it."""

from collections.abc import Iterator

import pytest

from simulator.people import PEOPLE
from tests.journeys.demo import running
from tests.journeys.readme import ANEW
from tests.journeys.visitor import Books, Visit
from tests.rig.browsers import Walk
from tests.rig.processes import until


@pytest.fixture(scope="package")
def visit(walk: Walk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """A running demo, its databases, and a browser."""
    with running(tmp_path_factory.mktemp("walk")) as demo:
        demo.wait_until_ready()
        books = Books(demo)
        if ANEW:  # a town shows best when everybody has moved in
            until(lambda: books.rows("SELECT count(*) FROM register_occupant")[0][0] >= PEOPLE)
        yield Visit(demo, books, walk)
