"""systemd hears that the gate is up, and that it is alive, from a whole turn of its loop only."""

import configparser
import re
import socket
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import edge
from edge.__main__ import _parser
from edge.config import parse
from edge.watchdog import Watchdog, go_round
from tests.edge.parts import Table, wait_for

UNITS = Path(edge.__file__).parent / "systemd"


class Manager:
    """The end of the line at which systemd would listen."""

    def __init__(self, folder: Path) -> None:
        self.path = str(folder / "notify")
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._line.bind(self.path)
        self._line.setblocking(False)
        self.words: list[bytes] = []

    def heard(self) -> list[bytes]:
        """Everything that was said so far."""
        while True:
            try:
                self.words.append(self._line.recv(256))
            except BlockingIOError:
                return self.words

    def close(self) -> None:
        self._line.close()


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Manager]:
    manager = Manager(tmp_path)
    yield manager
    manager.close()


def test_ready_is_said_once_and_the_watchdog_is_fed_no_oftener_than_it_needs(manager: Manager) -> None:
    watchdog = Watchdog({"NOTIFY_SOCKET": manager.path, "WATCHDOG_USEC": "60000000"})
    for _ in range(5):
        watchdog.beat()
    assert manager.heard() == [b"READY=1", b"WATCHDOG=1"]


def test_without_systemd_nothing_is_said_and_nothing_fails(manager: Manager) -> None:
    Watchdog({}).beat()
    Watchdog({"NOTIFY_SOCKET": "/nowhere/at/all", "WATCHDOG_USEC": "1000"}).beat()
    assert manager.heard() == []


def test_the_real_program_feeds_the_watchdog_while_its_loop_goes_round(table: Table, manager: Manager) -> None:
    table.start(NOTIFY_SOCKET=manager.path, WATCHDOG_USEC="400000")
    wait_for(lambda: manager.heard().count(b"WATCHDOG=1") >= 3, what="the watchdog")
    assert manager.words[0] == b"READY=1"
    assert manager.words.count(b"READY=1") == 1


def test_a_turn_that_fails_is_no_sign_of_life_and_the_next_one_may_be() -> None:
    turns, said = iter([OSError(), OSError(), None]), []

    def turn() -> None:
        fate = next(turns)
        if fate:
            raise fate

    go_round(turn, until=lambda: len(said) >= 3, beat=lambda: said.append("alive"), failed=lambda error: said.append(type(error).__name__))
    assert said == ["OSError", "OSError", "alive"]


def _unit(name: str) -> configparser.ConfigParser:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment]
    unit.read(UNITS / name)
    return unit


@pytest.mark.parametrize("name", sorted(path.name for path in UNITS.glob("*.service")))
def test_a_unit_is_watched_and_started_again_however_often_it_fails(name: str) -> None:
    unit = _unit(name)
    assert unit["Unit"]["StartLimitIntervalSec"] == "0"
    service = unit["Service"]
    assert (service["Type"], service["Restart"], service["User"]) == ("notify", "always", "anju-edge")
    assert int(service["WatchdogSec"]) > 0


WALLS = {
    **dict.fromkeys(("NoNewPrivileges", "ProtectHome", "PrivateTmp", "ProtectKernelModules", "ProtectKernelTunables"), "yes"),
    **dict.fromkeys(("ProtectKernelLogs", "ProtectControlGroups", "ProtectHostname", "RestrictNamespaces", "LockPersonality"), "yes"),
    "RestrictSUIDSGID": "yes",
    "ProtectSystem": "strict",
    "ProtectProc": "invisible",
    "SystemCallArchitectures": "native",
    "CapabilityBoundingSet": "",
    "UMask": "0077",
    "StateDirectory": "anju-edge",
    "StateDirectoryMode": "0700",
}


@pytest.mark.parametrize("name", sorted(path.name for path in UNITS.glob("*.service")))
def test_a_unit_has_every_wall_that_its_work_allows(name: str) -> None:
    service = _unit(name)["Service"]
    assert {wall: service.get(wall) for wall in WALLS} == WALLS


def test_life_safety_has_no_network_and_the_page_says_how_a_board_there_is_reached() -> None:
    service = _unit("anju-edge-safety.service")["Service"]
    assert (service["PrivateNetwork"], service["RestrictAddressFamilies"]) == ("yes", "AF_UNIX")
    (written,) = re.findall(r"```ini\n(.*?)```", (UNITS.parent / "README.md").read_text("utf-8"), re.DOTALL)
    opened = configparser.ConfigParser()
    opened.read_string(written)
    assert opened["Service"]["PrivateNetwork"] == "no"
    assert {"AF_INET", "AF_INET6"} <= set(opened["Service"]["RestrictAddressFamilies"].split())


def test_the_gates_unit_starts_a_command_that_there_is() -> None:
    _program, *command = _unit("anju-edge.service")["Service"]["ExecStart"].split()
    assert _parser().parse_args(command).config == Path("/etc/anju/gate.toml")


def test_the_installers_page_names_commands_and_settings_that_there_are() -> None:
    page = (UNITS.parent / "INSTALL.md").read_text("utf-8")
    commands = re.findall(r"/opt/anju/bin/anju-edge ([^\n`]+)", page)
    assert len(commands) >= 3
    for command in commands:
        _parser().parse_args(command.split())
    (settings,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    safety = parse(tomllib.loads(settings)).safety
    assert (safety.spawn, safety.socket) == (False, f"/run/{_unit('anju-edge-safety.service')['Service']['RuntimeDirectory']}/safety.sock")
    assert set(re.findall(r"[\w-]+\.service", page)) <= {path.name for path in UNITS.iterdir()}
