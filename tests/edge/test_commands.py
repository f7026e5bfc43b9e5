"""The command line as an installer uses it."""

import subprocess
import sys

from edge.journal import Journal
from tests.edge.parts import Table, now_ms, signed_list
from tests.edge.test_journal import make


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "edge", *arguments], capture_output=True, text=True, check=False)


def test_doctor_says_what_is_well_and_what_is_not(table: Table) -> None:
    table.hold(*signed_list(now=now_ms()))
    table.show("x")
    told = run("doctor", "--config", str(table.config()))
    assert told.returncode == 1
    lines = told.stdout.splitlines()
    assert lines[0] == "ok  identity: north-12 at town"
    assert lines[1] == "ok  pass list: 1 credentials"
    assert lines[2] == "ok  camera: 1280 x 720"
    assert lines[3] == "ok  life safety: not running: the gate starts it"
    assert lines[4].startswith("NO  broker: does not answer")
    assert "not for production" in lines[5]


def test_the_journal_is_verified_on_demand(table: Table) -> None:
    assert run("journal", "verify", "--config", str(table.config())).returncode == 1
    journal = Journal(table.data)
    for _number in range(3):
        journal.append(make)
    whole = run("journal", "verify", "--config", str(table.config()))
    assert (whole.returncode, whole.stdout) == (0, "whole: 3 entries wait for the hub, 0 are declared gone\n")
    journal._connection.execute("UPDATE entry SET body = CAST(body || ' ' AS BLOB) WHERE seq = 2")
    broken = run("journal", "verify", "--config", str(table.config()))
    assert (broken.returncode, "number 2" in broken.stdout) == (1, True)
    journal.close()


def test_version_loads_nothing_heavy() -> None:
    probe = "import sys; from edge.__main__ import main; main(['version']); print('cv2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout.split() == [
        "anju-edge", "0.1.0", "False",
    ]  # fmt: skip
