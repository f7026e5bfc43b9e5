"""The story of the demo, judged by machine; and a demo that leaves nothing behind, talks to nobody and writes nothing about anybody."""

import json
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from simulator.people import FOREIGN, sixty
from tests.journeys.demo import PATIENCE_S, Demo, running, spoken
from tests.promises.pictures import pictures_in
from tests.rig.processes import until

KEYS = [
    "gates",
    "entries_published",
    "entries_stored",
    "duplicates_dropped",
    "occupancies_confirmed",
    "screened",
    "cases_opened",
    "cases_closed",
    "audit_leaves",
    "audit_verified",
    "errors",
]
SECONDS = "20" if os.environ.get("ANJU_SOAK") else "8"


@dataclass(frozen=True)
class Told:
    """A story that was told to its end."""

    demo: Demo
    code: int
    printed: str


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    with running(tmp_path_factory.mktemp("story"), "--seconds", SECONDS, "--json") as demo:
        code, printed = demo.wait()
        yield Told(demo, code, printed)


def test_the_story_comes_out_right_and_says_so_in_one_line(told: Told) -> None:
    assert told.code == 0, told.demo.screen
    (line,) = told.printed.splitlines()
    figures = json.loads(line)
    assert list(figures) == KEYS
    assert figures["entries_published"] == figures["entries_stored"] > 0
    assert (figures["gates"], figures["cases_opened"], figures["cases_closed"], figures["errors"]) == (3, 1, 1, 0)
    assert figures["audit_verified"] is True


def test_the_screen_says_where_to_begin(told: Told) -> None:
    for words in ("演示数据", "Three things to try", "landlord", "auditor", "http://127.0.0.1:"):
        assert words in told.demo.screen


def test_nobody_is_named_in_any_log(told: Told) -> None:
    logs = told.demo.logs()
    assert "process.started" in logs
    assert spoken(logs, (text for person in sixty() for text in (person.name, person.document_number, person.phone) if len(text) > 1)) == []
    assert spoken(logs, (name.split()[0] for name, _country in FOREIGN)) == []
    assert "Traceback" not in logs


def test_no_file_that_a_run_wrote_holds_a_picture(told: Told) -> None:
    """B1: gates have looked at frames and passes were drawn, and neither is in any file, database, write-ahead log or text."""
    names = [path.name for path in told.demo.written()]
    assert {"anju.db", "register.db", "cases.db", "journal.db", "town.json", "hub.log"} <= set(names)
    assert names.count("journal.db") == 3
    assert [what for path in told.demo.written() for what in pictures_in(path)] == []


def test_no_address_but_loopback_is_opened(told: Told) -> None:
    assert told.demo.addresses
    assert told.demo.addresses <= {"127.0.0.1", "::1"}


def test_a_told_story_leaves_nothing(told: Told) -> None:
    assert told.demo.left_behind() == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_an_interrupted_or_killed_demo_leaves_nothing(number: signal.Signals, code: int, tmp_path: Path) -> None:
    with running(tmp_path) as demo:
        demo.wait_until_ready()
        until(lambda: len(demo.processes) > 8)
        demo.parent.send_signal(number)
        assert demo.parent.wait(PATIENCE_S) == code
        assert demo.left_behind() == []
