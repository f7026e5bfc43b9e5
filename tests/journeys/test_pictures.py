"""The pictures that both READMEs show are there, small enough to load on a phone, each taken by the walk, and none lies about unshown."""

import re
from pathlib import Path

import pytest

from tests.journeys.readme import FOLDER

ROOT = Path(__file__).parents[2]
BYTES_MAX = 150_000
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_picture_is_there_and_every_one_is_shown(readme: str) -> None:
    shown = set(re.findall(r"\]\((tests/journeys/pictures/[^)]+)\)", (ROOT / readme).read_text("utf-8")))
    assert shown == {path.relative_to(ROOT).as_posix() for path in FOLDER.iterdir()}


def test_a_picture_loads_quickly() -> None:
    for path in FOLDER.iterdir():
        content = path.read_bytes()
        assert content.startswith(PNG)
        assert len(content) < BYTES_MAX, path.name


def test_every_picture_is_taken_by_the_walk() -> None:
    walks = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_walk*.py"))
    assert [path.name for path in FOLDER.iterdir() if f'"{path.stem}"' not in walks] == []
