"""The command line as an installer uses it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec

from edge.certificates import ends_at
from edge.config import CameraConfig, GateConfig
from edge.doctor import examine
from edge.enrolment import load_identity
from edge.journal import Journal
from hub.gateway.certificates import DAY_MS, GATE_DAYS
from tests.edge.parts import Table, now_ms, signed_list
from tests.edge.test_journal import make
from tests.edge.test_renewal import FOREIGN, NOW, Box


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run([sys.executable, "-m", "edge", *arguments], capture_output=True, text=True, check=False, env=environment)


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
    found = [json.loads(line) for line in run("doctor", "--json", "--config", str(table.config())).stdout.splitlines()]
    assert [(one["what"], one["ok"]) for one in found] == [
        ("identity", True), ("pass list", True), ("camera", True), ("life safety", True), ("broker", False),
    ]  # fmt: skip


def test_doctor_sees_a_list_that_is_past_its_date(table: Table) -> None:
    now = now_ms()
    table.hold(*signed_list(now=now, expires_at=now - 1))
    assert "NO  pass list: 1 credentials, past its date but in use\n" in run("doctor", "--config", str(table.config())).stdout


def test_doctor_sees_whether_the_certificate_is_the_gate_s_own_in_its_time_and_can_be_renewed(tmp_path: Path) -> None:
    def told(certificate: str, hub_url: str = "https://hub.example") -> tuple[bool, str]:
        held = msgspec.structs.replace(load_identity(tmp_path), certificate=certificate)
        (tmp_path / "identity.json").write_bytes(msgspec.json.encode(held))
        config = GateConfig(data_dir=tmp_path, hub_url=hub_url, camera=CameraConfig(source=str(tmp_path), deadline_ms=1))
        (found,) = [one for one in examine(config) if one.what == "certificate"]
        return found.is_well, found.says

    box = Box(tmp_path, "https://hub.example")
    until = ends_at(box.certificate(NOW)).date()
    assert told(box.certificate(NOW)) == (True, f"until {until}, and renewed before")
    assert told(box.certificate(NOW), hub_url="") == (False, f"ends on {until} and cannot be renewed: hub_url is missing")
    is_well, says = told(box.certificate(NOW - (GATE_DAYS + 1) * DAY_MS))
    assert (is_well, says.startswith("ended on ")) == (False, True)
    assert told(box.certificate(NOW, authority=FOREIGN))[0] is False


def test_doctor_sees_whether_the_household_s_broker_can_be_reached(table: Table) -> None:
    table.settings = {"home_assistant": {"host": "127.0.0.1", "port": 1, "password_file": str(table.data / "nothing")}}
    unreadable = run("doctor", "--config", str(table.config())).stdout
    assert f"NO  home assistant: {table.data / 'nothing'} cannot be read" in unreadable
    table.settings = {"home_assistant": {"host": "127.0.0.1", "port": 1}}
    assert "NO  home assistant: does not answer" in run("doctor", "--config", str(table.config())).stdout


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
