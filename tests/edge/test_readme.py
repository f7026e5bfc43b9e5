"""What the gate's page names is there: each test, each setting."""

import dataclasses
import re
from pathlib import Path
from typing import get_type_hints

import pytest

import edge
from edge.config import GateConfig

PAGE = (Path(edge.__file__).parent / "README.md").read_text("utf-8")
HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`((?:tests/|gate/|safety/)?[\w/]*test_\w+\.py)`", PAGE))))
def test_a_test_that_is_named_is_there(name: str) -> None:
    assert (ROOT / name).exists() if name.startswith("tests/") else (HERE / name).exists() or (HERE / "gate" / name).exists()


def test_every_setting_is_explained() -> None:
    missing = []
    for section, kind in get_type_hints(GateConfig).items():
        if dataclasses.is_dataclass(kind):
            for field in dataclasses.fields(kind):
                if f"`{section}.{field.name}`" not in PAGE and f"`.{field.name}`" not in PAGE:
                    missing.append(f"{section}.{field.name}")
    assert missing == []
