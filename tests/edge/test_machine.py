"""What doctor names when something that is configured is missing on this machine."""

import os
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from edge import machine
from edge.config import parse
from edge.machine import examine_machine
from edge.safety.latch import LATCHED
from tests.edge.parts import Table
from tests.edge.safety.station import start


def found(folder: Path, **sections: dict[str, Any]) -> dict[str, tuple[bool, str]]:
    config = parse({"data_dir": str(folder), **sections})
    return {one.what: (one.is_well, one.says) for one in examine_machine(config)}


@pytest.mark.parametrize(
    ("sections", "what", "says"),
    [
        ({"door": {"driver": "gpiod"}, "pins": {"chip": "/dev/gpiochip77"}}, "wires", "/dev/gpiochip77 is not there"),
        ({"door": {"driver": "modbus"}, "modbus": {"device": "127.0.0.1:1"}}, "wires", "the relay board does not answer"),
        ({"door": {"driver": "modbus"}, "modbus": {"device": "/dev/ttyUSB77"}}, "wires", "/dev/ttyUSB77 is not there"),
        ({"safety": {"spawn": False}}, "life safety", "systemctl enable --now anju-edge-safety"),
        ({"reader": {"kind": "keyboard", "device": "/dev/input/event77"}}, "card reader", "/dev/input/event77 is not there"),
        ({"reader": {"kind": "serial"}}, "card reader", "nothing is not there"),
        ({"reader": {"kind": "wiegand", "d0": 1, "d1": 2}, "pins": {"chip": "/dev/gpiochip77"}}, "card reader", "is not there"),
        ({"reader": {"kind": "osdp", "device": "/dev/null", "key_file": "/nowhere"}}, "card reader", "no key of 16 bytes"),
        ({"display": {"device": "/dev/ttyUSB77"}}, "display", "/dev/ttyUSB77 is not there"),
    ],
)
def test_what_is_missing_is_named(tmp_path: Path, sections: dict[str, Any], what: str, says: str) -> None:
    is_well, told = found(tmp_path, **sections)[what]
    assert not is_well and says in told


@pytest.mark.parametrize(
    ("library", "sections", "what"),
    [
        ("gpiod", {"door": {"driver": "gpiod"}, "pins": {"chip": "/dev/null"}}, "wires"),
        ("gpiod", {"reader": {"kind": "wiegand", "d0": 1, "d1": 2}, "pins": {"chip": "/dev/null"}}, "card reader"),
        ("osdp", {"reader": {"kind": "osdp", "device": "/dev/null", "key_file": "/nowhere"}}, "card reader"),
    ],
)
def test_a_library_that_is_not_installed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str, sections: dict[str, Any], what: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)  # as Python has one that is not to be found
    is_well, told = found(tmp_path, **sections)[what]
    assert not is_well and f"the library {library} is missing: pip install" in told


def test_a_key_that_others_can_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "ANSWER_S", 0.1)
    key = tmp_path / "key"
    key.write_text(bytes(16).hex())
    reader = {"kind": "osdp", "device": "/dev/null", "key_file": str(key)}
    key.chmod(0o644)
    assert "chmod 600" in found(tmp_path, reader=reader)["card reader"][1]
    key.chmod(0o600)
    assert "does not answer in its secure channel" in found(tmp_path, reader=reader)["card reader"][1]


def test_wires_that_are_there_and_lines_that_are_not_set(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as board:
        sections = {"door": {"driver": "modbus"}, "modbus": {"device": f"127.0.0.1:{board.getsockname()[1]}"}}
        assert found(tmp_path, **sections)["wires"] == (False, "there; no line is set for strike, rex, fire, door")
        pins = {"strike": 0, "rex": 1, "door": 2}
        assert found(tmp_path, pins=pins, **sections)["wires"] == (True, "there; no line is set for fire")


def test_a_fire_release_that_stands_is_named(tmp_path: Path) -> None:
    (tmp_path / LATCHED).touch()
    assert "turn the key" in found(tmp_path)["life safety"][1]


def test_a_process_that_runs_answers(table: Table) -> None:
    table.settings = {"safety": {"spawn": False}}
    start(table)
    assert found(table.data, safety={"spawn": False})["life safety"] == (True, "answers")


NOBODY = 65534


def test_a_device_that_this_user_may_not_use_is_named() -> None:
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        device = Path(name) / "ttyUSB0"
        device.touch(mode=0o600)
        child = os.fork()
        if not child:  # root may use everything, so somebody else looks
            if os.geteuid() == 0:
                os.setuid(NOBODY)
            else:
                device.chmod(0o000)
            reader = found(Path(name), reader={"kind": "serial", "device": str(device)})["card reader"]
            os._exit(0 if not reader[0] and "add it to the group dialout" in reader[1] else 1)
        assert os.waitpid(child, 0)[1] == 0
