"""Where several processes share the tests, a file stays with one of them: what it sets up, a demo or a town, is set up once."""

import copy
import os

import pytest
from playwright.sync_api import Browser
from xdist.scheduler import LoadGroupScheduling

from tests.rig.browsers import keep_together

FILE = "tests/rig/test_turns.py"
IS_SHARED = "PYTEST_XDIST_WORKER" in os.environ


def _group(item: pytest.Item) -> str:
    """Return with whom pytest-xdist has a test go: alone, if nobody told it."""
    return str(LoadGroupScheduling._split_scope(None, item.nodeid))


def test_a_file_goes_together(request: pytest.FixtureRequest) -> None:
    assert _group(request.node) == (FILE if IS_SHARED else f"{FILE}::{request.node.name}")


def test_its_walks_go_together_apart_from_the_rest(request: pytest.FixtureRequest, browser: Browser) -> None:
    assert _group(request.node) == (f"{FILE}, walked" if IS_SHARED else f"{FILE}::{request.node.name}")


@pytest.mark.parametrize("value", ["", "a@b", "[x]@y"])
def test_whoever_is_kept_together_goes_together(value: str, request: pytest.FixtureRequest) -> None:
    other = copy.copy(request.node)
    keep_together(other, "the demo, walked")
    assert _group(other) == "the demo, walked"
