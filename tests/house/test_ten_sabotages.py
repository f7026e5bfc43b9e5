"""The ten sabotages of the main job, each applied to a copy of the source: what must notice it goes red, on every run of the tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.prove import Sabotage, copy_house, read_table, verdict

TEN = [sabotage for sabotage in read_table() if sabotage.promise.startswith("ten: ")]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the source to damage."""
    folder = tmp_path_factory.mktemp("copy")
    copy_house(folder)
    return folder


def test_there_are_ten() -> None:
    assert len(TEN) == 10


@pytest.mark.parametrize("sabotage", TEN, ids=lambda sabotage: sabotage.promise.removeprefix("ten: "))
def test_a_sabotage_is_noticed(sabotage: Sabotage, copy: Path) -> None:
    assert verdict(copy, sabotage) == ""
