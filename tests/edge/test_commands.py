"""The command line as an installer uses it."""

import json
import subprocess
import sys
from pathlib import Path

import cv2

from tests.edge.parts import Table, now_ms, picture, signed_list


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "edge", *arguments], capture_output=True, text=True, check=False)


def test_read_prints_the_codes_of_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "code.png"
    cv2.imwrite(str(path), picture("钥匙".encode()))
    assert run("read", str(path)).stdout == "钥匙\n"
    assert json.loads(run("read", str(path), "--json").stdout) == {"text": "钥匙", "bytes": "钥匙".encode().hex()}


def test_read_says_when_there_is_none_and_when_it_is_no_picture(tmp_path: Path) -> None:
    path = tmp_path / "none.png"
    path.write_bytes(b"no picture")
    done = run("read", str(path), "--wait", "1")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "anju-edge: no code found"


def test_doctor_says_what_is_well_and_what_is_not(table: Table) -> None:
    table.hold(*signed_list(now=now_ms()))
    table.show("x")
    told = run("doctor", "--config", str(table.config()))
    assert told.returncode == 1
    lines = told.stdout.splitlines()
    assert lines[0] == "ok  identity: north-12 at town"
    assert lines[1] == "ok  pass list: 1 credentials"
    assert lines[2] == "ok  camera: 1280 x 720"
    assert lines[3].startswith("NO  broker: does not answer")
    assert "not for production" in lines[4]


def test_version_loads_nothing_heavy() -> None:
    probe = "import sys; from edge.__main__ import main; main(['version']); print('cv2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout.split() == [
        "anju-edge", "0.1.0", "False",
    ]  # fmt: skip
