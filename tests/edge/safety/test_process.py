"""The process below the agent by itself: what it drives, what it remembers, and what it does not listen to."""

import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from edge.config import PinsConfig
from edge.reset import reset
from edge.safety.gpio import GpioWires
from edge.safety.latch import LATCHED, QUIET, Latch
from edge.safety.link import SafetyLink
from edge.safety.meeting import Occupied, join, listen
from edge.safety.process import LifeSafety
from edge.safety.words import SOCKET_NAME, Asked, Said, asked, said, to_bytes
from tests.edge.parts import Table, wait_for
from tests.edge.safety.chip import Chip, Value
from tests.edge.safety.station import frees, hold, locks, start

PINS = PinsConfig(strike=1, door=2, rex=3, fire=4, fire_key=5, tamper=6, mains=7, battery=8)
WELL = dict.fromkeys((4, 6, 7, 8), Value.ACTIVE)


class Station:
    """The loop on a chip's lines, turned by hand, with a clock that stands still until it is told."""

    def __init__(self, folder: Path, *, is_fail_safe: bool = False, chip: Chip | None = None, may_leave: bool = False) -> None:
        self.chip = chip or Chip()
        self.chip.levels |= {pin: level for pin, level in WELL.items() if pin not in self.chip.levels}
        self.now = 1000
        self._listener = listen(folder / SOCKET_NAME)
        self.wires = GpioWires(PINS, is_fail_safe=is_fail_safe, request=self.chip.request)
        self.safety = LifeSafety(
            self.wires, self._listener, latch=Latch(folder), exit_release_ms=5000, now=lambda: self.now, may_leave=may_leave
        )
        self.link = SafetyLink(folder / SOCKET_NAME, now=lambda: self.now, start=None)
        self.link.heard()
        self.first = self.turn()

    def turn(self, *, later_ms: int = 0) -> list[tuple[str, str]]:
        """Let time pass and the loop turn; return what the agent was told."""
        self.now += later_ms
        self.safety.turn()
        self.safety.turn()
        return [(one.part, one.state) for one in self.link.heard()]

    @property
    def has_current(self) -> bool:
        return self.chip.levels.get(PINS.strike) is Value.ACTIVE

    def close(self) -> None:
        self.link._leave("test")
        self._listener.close()


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    station = Station(tmp_path)
    yield station
    station.close()


def test_asking_for_the_lines_and_starting_move_no_fail_secure_lock(station: Station) -> None:
    asked_for = station.chip.asked["config"]
    assert asked_for[PINS.strike].output_value is Value.INACTIVE
    assert not station.has_current
    assert ("lock", "secured") in station.first and ("fire", "normal") in station.first and ("door", "closed") in station.first


def test_a_release_ends_by_itself_and_can_be_ended_before(station: Station) -> None:
    station.link.release(3000)
    assert ("lock", "released") in station.turn() and station.has_current
    assert station.turn(later_ms=2999) == [] and station.has_current
    assert station.turn(later_ms=1) == [("lock", "secured")] and not station.has_current
    station.link.release(3000)
    station.turn()
    station.link.secure()
    assert station.turn() == [("lock", "secured")]


def test_a_pulse_ends_when_whoever_asked_for_it_is_dead(station: Station) -> None:
    station.link.release(3000)
    station.turn()
    station.link._leave("dead")
    station.safety.turn()
    assert station.has_current
    station.now += 3000
    station.safety.turn()
    assert not station.has_current


def test_the_exit_button_frees_the_door_and_is_told_before_the_door_moves(station: Station) -> None:
    station.chip.edge(PINS.rex, rising=True)
    station.chip.edge(PINS.door, rising=True)
    told = station.turn()
    assert told.index(("exit", "pressed")) < told.index(("door", "open")) and station.has_current
    station.link.secure()
    station.turn(later_ms=60_000)
    assert station.has_current, "the button is still held"
    station.chip.edge(PINS.rex, rising=False)
    assert station.turn() == [("exit", "let_go")] and station.has_current
    assert ("lock", "secured") in station.turn(later_ms=5000)


def test_a_cut_wire_is_fire_and_only_the_key_after_the_panel_is_quiet_ends_it(station: Station) -> None:
    station.chip.edge(PINS.fire, rising=False)
    told = station.turn()
    assert ("fire", "alarm") in told and ("lock", "released") in told and station.has_current
    station.chip.edge(PINS.fire_key, rising=True)
    assert station.turn() == [] and station.has_current, "the panel still says fire"
    station.chip.edge(PINS.fire, rising=True)
    station.link.secure()
    assert station.turn(later_ms=10**7) == [] and station.has_current, "latched"
    station.chip.edge(PINS.fire_key, rising=True)
    told = station.turn()
    assert ("fire", "normal") in told and ("lock", "secured") in told and not station.has_current


def test_a_latched_fire_outlives_the_process_and_a_power_cut(tmp_path: Path, station: Station) -> None:
    station.chip.edge(PINS.fire, rising=False)
    station.turn()
    station.chip.edge(PINS.fire, rising=True)
    station.turn()
    assert (tmp_path / LATCHED).exists() and not (tmp_path / QUIET).exists()
    (tmp_path / "again").mkdir()
    (tmp_path / LATCHED).rename(tmp_path / "again" / LATCHED)
    again = Station(tmp_path / "again")
    assert again.has_current
    again.chip.edge(PINS.fire_key, rising=True)
    again.turn()
    assert not again.has_current and (tmp_path / "again" / QUIET).exists()
    again.close()


def test_the_marker_of_a_fire_is_on_the_disk_and_a_disk_that_hangs_holds_nobody_up(tmp_path: Path) -> None:
    settled: queue.SimpleQueue[bool] = queue.SimpleQueue()
    hangs, is_over = threading.Event(), threading.Event()

    def settle(folder: Path) -> None:
        settled.put((folder / LATCHED).exists())
        hangs.wait(300)
        is_over.set()

    Latch(tmp_path, settle=settle).keep(True)
    assert settled.get(timeout=120), "the folder is settled once it has the new name"
    assert not is_over.is_set(), "whoever keeps the marker has waited for the disk"
    hangs.set()


def test_a_fire_is_remembered_in_a_folder_that_somebody_has_emptied(tmp_path: Path) -> None:
    latch = Latch(tmp_path)
    (tmp_path / QUIET).unlink()
    latch.keep(True)
    assert Latch(tmp_path).is_set()


@pytest.mark.parametrize(("pin", "part"), [(PINS.tamper, "tamper"), (PINS.mains, "mains"), (PINS.battery, "battery")])
def test_a_cut_wire_is_an_alarm(station: Station, pin: int, part: str) -> None:
    station.chip.edge(pin, rising=False)
    assert station.turn() == [(part, "alarm")]
    station.chip.edge(pin, rising=True)
    assert station.turn() == [(part, "normal")]


def test_a_fail_safe_lock_has_current_while_it_holds_and_none_when_nobody_drives_it(tmp_path: Path) -> None:
    station = Station(tmp_path, is_fail_safe=True)
    assert station.chip.asked["config"][PINS.strike].output_value is Value.INACTIVE
    assert station.has_current
    station.link.release(100)
    station.turn()
    assert not station.has_current
    station.turn(later_ms=100)
    assert station.has_current
    station.safety.rest()
    assert not station.has_current
    station.close()


def test_a_process_that_starts_while_it_burns_does_not_hold_the_door_for_a_moment(tmp_path: Path) -> None:
    chip = Chip()
    chip.levels[PINS.fire] = Value.INACTIVE
    station = Station(tmp_path, is_fail_safe=True, chip=chip)
    assert Value.ACTIVE not in chip.driven, "a fail-safe lock was given current"
    assert ("fire", "alarm") in station.first and ("lock", "released") in station.first
    assert (tmp_path / LATCHED).exists()
    station.close()


def test_neither_a_stop_nor_a_goodbye_leaves_a_door_that_fire_has_freed(tmp_path: Path) -> None:
    station = Station(tmp_path, may_leave=True)
    station.chip.edge(PINS.fire, rising=False)
    station.turn()
    station.safety.stop()
    station.link.goodbye()
    station.turn()
    assert not station.safety.is_over and station.has_current
    station.chip.edge(PINS.fire, rising=True)
    station.chip.edge(PINS.fire_key, rising=True)
    station.turn()
    assert station.safety.is_over
    station.close()


def test_a_gate_that_ends_before_the_two_have_met_says_goodbye_all_the_same(tmp_path: Path) -> None:
    station = Station(tmp_path, may_leave=True)
    SafetyLink(tmp_path / SOCKET_NAME, now=lambda: station.now, start=None).goodbye()
    station.turn()
    assert station.safety.is_over
    station.close()


def test_a_goodbye_is_nothing_to_a_process_that_the_gate_did_not_start(station: Station) -> None:
    station.link.goodbye()
    station.turn()
    assert not station.safety.is_over


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b"null", b'{"do":5}', b'{"do":"release","ms":"x"}', b'{"do":"release","ms":1e999}', b"\xff"]
)
def test_nonsense_from_the_agent_moves_nothing(station: Station, raw: bytes) -> None:
    assert (asked(raw) or Asked("")).do not in ("release", "secure", "goodbye") and said(raw) is None
    station.link._link.send(raw or b"\0")  # type: ignore[union-attr]
    station.turn()
    assert not station.has_current
    station.link.release(50)
    assert ("lock", "released") in station.turn()


def test_an_agent_that_reads_nothing_holds_nobody_up_and_finds_the_newest_when_it_reads(tmp_path: Path, station: Station) -> None:
    for _number in range(500):
        station.chip.edge(PINS.tamper, rising=False)
        station.chip.edge(PINS.tamper, rising=True)
        station.safety.turn()
    station.chip.edge(PINS.rex, rising=True)
    station.safety.turn()
    assert station.has_current
    told: list[tuple[str, str]] = []

    def has_read_all() -> bool:
        told.extend(station.turn())
        return told[-1:] == [("lock", "released")]

    wait_for(has_read_all, what="the newest")
    assert ("exit", "pressed") in told


def test_a_second_process_does_not_take_the_lock_from_the_first(tmp_path: Path, station: Station) -> None:
    with pytest.raises(Occupied):
        listen(tmp_path / SOCKET_NAME)
    assert join(tmp_path / SOCKET_NAME) is not None


def test_a_socket_in_a_deep_folder_is_found(tmp_path: Path) -> None:
    deep = tmp_path / ("a" * 90) / ("b" * 90)
    deep.mkdir(parents=True)
    listener = listen(deep / SOCKET_NAME)
    assert join(deep / SOCKET_NAME) is not None
    listener.close()


def test_what_is_owed_is_asked_for_again_once_the_process_is_back(tmp_path: Path) -> None:
    now = [0]
    link = SafetyLink(tmp_path / SOCKET_NAME, now=lambda: now[0], start=None)
    link.release(3000)
    link.heard()
    assert not link.is_connected()
    now[0] = 1000
    listener = listen(tmp_path / SOCKET_NAME)
    link.heard()
    agent, _ = listener.accept()
    assert asked(agent.recv(500)) == Asked("release", 2000)
    for one in (agent, listener):
        one.close()


def test_the_real_program_frees_a_pretend_door_and_ends_it_well(table: Table) -> None:
    table.settings = {"safety": {"exit_release_ms": 300}}
    process = start(table)
    frees(table, 500, part="exit", state="pressed")
    table.bench.say(part="exit", state="let_go")
    hold(table)
    frees(table, 500, part="fire", state="alarm")
    time.sleep(0.5)
    assert locks(table)[-1] == "released"
    table.bench.say(part="fire", state="normal")
    table.bench.say(part="key", state="turned")
    hold(table)
    process.send_signal(signal.SIGTERM)
    assert process.wait(120) == 0


def test_the_exit_button_frees_the_door_for_as_long_as_it_is_set_to(table: Table) -> None:
    table.settings = {"safety": {"exit_release_ms": 5600}}  # longer than where nothing is said
    start(table)
    link = SafetyLink(table.data / SOCKET_NAME, now=lambda: 0, start=None)
    told: list[Said] = []
    wait_for(lambda: told.extend(link.heard()) or told, what="the process below")
    table.bench.say(part="rex", state="pressed")
    wait_for(
        lambda: told.extend(link.heard()) or [one.state for one in told if one.part == "lock"][1:] == ["released", "secured"], what="both"
    )
    released, secured = [one.at for one in told if one.part == "lock"][1:]
    assert secured - released >= 5600


TRY = "import os; os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))"


def test_it_comes_before_whatever_else_runs_where_that_is_allowed(table: Table) -> None:
    may = subprocess.run([sys.executable, "-c", TRY], check=False, stderr=subprocess.DEVNULL).returncode == 0
    process = start(table)
    assert os.sched_getscheduler(process.pid) == (os.SCHED_RR if may else os.SCHED_OTHER)


def test_a_fail_safe_door_is_held_at_the_start_and_open_at_the_end_and_a_fail_secure_one_stays_as_it_is(table: Table) -> None:
    table.settings = {"door": {"lock": "fail_safe"}}
    process = start(table)
    wait_for(lambda: locks(table) == ["secured"], what="current")
    assert table.bench.parts("strike")[0]["energised"] is True
    process.send_signal(signal.SIGTERM)
    assert process.wait(120) == 0
    wait_for(lambda: locks(table) == ["secured", "released"], what="rest")
    assert table.bench.parts("strike")[1]["energised"] is False
    table.settings = {"door": {"lock": "fail_secure"}}
    table.bench.heard.clear()
    process = start(table)
    process.send_signal(signal.SIGTERM)
    assert process.wait(120) == 0
    wait_for(table.bench.has_heard_all, what="its last word")
    assert locks(table) == []


def test_systemd_is_told_that_it_is_ready_and_alive(table: Table) -> None:
    address = table.folder / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(address))
        systemd.settimeout(120)
        command = [sys.executable, "-m", "edge.safety", "--config", str(table.config())]
        table.processes.append(subprocess.Popen(command, stderr=subprocess.DEVNULL, env={"NOTIFY_SOCKET": str(address)}))
        assert [systemd.recv(64) for _ in range(3)] == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"]


def test_nothing_of_camera_network_or_database_is_loaded() -> None:
    probe = "import sys, json, edge.safety.__main__, edge.safety.bench, edge.safety.gpio; print(json.dumps(sorted(sys.modules)))"
    loaded = set(json.loads(subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout))
    assert "edge.safety.process" in loaded
    assert (
        loaded & {"cv2", "numpy", "zxingcpp", "paho", "ssl", "sqlite3", "http", "urllib.request", "asyncio", "cryptography", "msgspec"}
        == set()
    )


def test_the_words_are_read_as_they_are_written() -> None:
    assert asked(to_bytes(Asked("release", 5))) == Asked("release", 5)


def test_a_factory_reset_leaves_life_safety_as_it_is(table: Table) -> None:
    start(table)
    frees(table, 500, part="fire", state="alarm")
    wait_for((table.data / LATCHED).exists, what="the marker, which comes after the door")
    before = locks(table)
    gone = reset(table.data, loses_entries=True)
    assert "identity.json" in gone
    assert (table.data / LATCHED).exists() and join(table.data / SOCKET_NAME) is not None
    with pytest.raises(Occupied):
        listen(table.data / SOCKET_NAME)
    assert locks(table) == before and before[-1] == "released"
