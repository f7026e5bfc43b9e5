from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.edge.parts import Table


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    table = Table(tmp_path / "gate")
    yield table
    table.close()
