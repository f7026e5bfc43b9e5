"""Names: top-level folders are the rooms of the house, no name is vague, and no name accuses anybody."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("edge", "registry", "hub", "simulator", "tests")
SOURCES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
SHIPPED = [path for path in SOURCES if not path.is_relative_to(ROOT / "tests")]

VAGUE = re.compile(r"(^|_)(utils?|helpers?|common|misc|services?|models?|managers?|stuff)$")
ACCUSING = re.compile(
    r"suspect(?!ed_clock)|offender|black_?list|risk_?score|criminal|target_person|person_of_interest|perpetrator", re.IGNORECASE
)
LEFT_FOR_LATER = re.compile(rf"\b({'|'.join(word.upper() for word in ('todo', 'fixme', 'xxx', 'hack'))})\b")  # an issue is the place for it


def short(path: Path) -> str:
    """Return a path as a test's name."""
    return path.relative_to(ROOT).as_posix()


def test_the_house_has_these_rooms_only() -> None:
    with_code = {path.relative_to(ROOT).parts[0] for path in ROOT.glob("*/**/*.py") if not path.relative_to(ROOT).parts[0].startswith(".")}
    assert with_code - {"build", "dist", "out"} == set(ROOMS)


@pytest.mark.parametrize("path", SOURCES, ids=short)
def test_no_name_is_vague(path: Path) -> None:
    assert [part for part in path.relative_to(ROOT).with_suffix("").parts if VAGUE.search(part)] == []


@pytest.mark.parametrize("path", SHIPPED, ids=short)
def test_no_word_accuses_and_nothing_is_left_for_later(path: Path) -> None:
    text = path.read_text("utf-8").replace("clock_suspect", "").replace("CLOCK_SUSPECT", "")
    assert ACCUSING.findall(text) == []
    assert LEFT_FOR_LATER.findall(text) == []


@pytest.mark.parametrize("path", SHIPPED, ids=short)
def test_every_module_begins_with_a_sentence(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert docstring or path.name == "__init__.py"


def test_no_tests_are_skipped_and_no_mocks_are_used() -> None:
    words = re.compile(r"pytest\.(skip|xfail|importorskip)|mark\.(skip|skipif|xfail)|unittest.mock|monkeypatch\.setattr\(.*time")
    assert [short(path) for path in SOURCES if path != Path(__file__) and words.search(path.read_text("utf-8"))] == []


def test_vague_and_accusing_names_would_be_seen() -> None:
    assert VAGUE.search("date_utils")
    assert ACCUSING.search("def risk_score(suspect)")
