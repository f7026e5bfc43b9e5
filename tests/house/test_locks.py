"""The locks: every version with its hashes, no address of an index in them, and the same versions for the demo and for the tests."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = {"demo": ROOT / "requirements.lock", "tests": ROOT / "tests" / "requirements.lock"}


def pins(path: Path) -> dict[str, str]:
    """Return package -> version of a lock."""
    return dict(re.findall(r"^([A-Za-z0-9_.-]+)==([^\s\\]+)", path.read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("path", LOCKS.values(), ids=LOCKS)
def test_every_package_has_a_hash(path: Path) -> None:
    blocks = re.split(r"\n(?=\S)", path.read_text("utf-8").strip())
    packages = [block for block in blocks if not block.startswith("#")]
    assert len(packages) > 40
    assert [block.split("==")[0] for block in packages if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("path", LOCKS.values(), ids=LOCKS)
def test_no_lock_names_an_index(path: Path) -> None:
    assert re.findall(r"https?://|--(?:extra-)?index-url|--find-links|@ file", path.read_text("utf-8")) == []


def test_both_locks_agree() -> None:
    demo, tests = pins(LOCKS["demo"]), pins(LOCKS["tests"])
    assert {name: (version, tests[name]) for name, version in demo.items() if tests.get(name, version) != version} == {}


def test_opencv_is_headless_and_alone() -> None:
    assert [name for name in pins(LOCKS["demo"]) if name.startswith("opencv")] == ["opencv-python-headless"]
