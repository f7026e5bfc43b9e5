"""The pictures that both READMEs show are there, small enough to load on a phone, and none lies about unshown."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PICTURES = Path(__file__).parent / "pictures"
BYTES_MAX = 200_000
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_picture_is_there_and_every_one_is_shown(readme: str) -> None:
    shown = set(re.findall(r"\]\((tests/journeys/pictures/[^)]+)\)", (ROOT / readme).read_text("utf-8")))
    assert shown == {path.relative_to(ROOT).as_posix() for path in PICTURES.iterdir()}


def test_a_picture_loads_quickly() -> None:
    for path in PICTURES.iterdir():
        content = path.read_bytes()
        assert content.startswith(PNG)
        assert len(content) < BYTES_MAX, path.name
