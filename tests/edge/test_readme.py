"""What the gate's page names is there: each test, each setting."""

import dataclasses
import re
import tomllib
from pathlib import Path
from typing import get_type_hints

import pytest

import edge
from edge.config import GateConfig, parse

PAGE = (Path(edge.__file__).parent / "README.md").read_text("utf-8")
HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`((?:tests/|gate/|safety/)?[\w/]*test_\w+\.py)`", PAGE))))
def test_a_test_that_is_named_is_there(name: str) -> None:
    assert (ROOT / name).exists() if name.startswith("tests/") else (HERE / name).exists() or (HERE / "gate" / name).exists()


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(test_\w+…?)`", PAGE))))
def test_a_test_that_is_named_by_its_own_name_is_there(name: str) -> None:
    wanted = re.escape(name.removesuffix("…")) + (r"\w*" if name.endswith("…") else "") + r"\("
    assert any(re.search(rf"^def {wanted}", path.read_text("utf-8"), re.M) for path in HERE.rglob("test_*.py"))


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(tests/[\w/.]*…?)`", PAGE))))
def test_a_place_of_tests_that_is_named_is_there(name: str) -> None:
    assert list(ROOT.glob(name.replace("…", "*")))


def test_each_row_against_a_standard_names_a_test_or_says_whose_it_is() -> None:
    rows = re.findall(r"^\| (.*?) \| (.*?) \|$", PAGE.partition("## Row by row against standards")[2], re.M)
    told = {row: here for row, here in rows if not re.search(r"test_\w+|tests/|\*Who may enter\*|\]\(", here) and not row.startswith("-")}
    assert told == {"ETSI EN 303 645": "here", "IEC 60839-11-1, functions of grade 2": "here"}


def test_every_setting_is_explained() -> None:
    missing = []
    for section, kind in get_type_hints(GateConfig).items():
        if dataclasses.is_dataclass(kind):
            for field in dataclasses.fields(kind):
                if f"`{section}.{field.name}`" not in PAGE and f"`.{field.name}`" not in PAGE:
                    missing.append(f"{section}.{field.name}")
    assert missing == []


def test_both_languages_install_by_the_same_commands_and_settings() -> None:
    folder = Path(edge.__file__).parent
    english, chinese = ((folder / name).read_text("utf-8") for name in ("INSTALL.md", "INSTALL.zh-CN.md"))
    blocks = [re.findall(r"^```.*?^```", page, re.M | re.S) for page in (english, chinese)]
    assert len(blocks[0]) == 5
    assert blocks[0] == blocks[1]


def test_the_settings_of_the_install_page_are_ones_that_a_gate_takes() -> None:
    page = (Path(edge.__file__).parent / "INSTALL.md").read_text("utf-8")
    (settings,) = re.findall(r"^```toml\n(.*?)^```", page, re.M | re.S)
    assert parse(tomllib.loads(settings)).door.driver == "gpiod"
