"""Fire and exit button free the door in 100 ms with the agent killed, stopped, its disk full or its camera hung."""

import contextlib
import os
import resource
import signal
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from edge.safety.latch import LATCHED
from edge.safety.words import SOCKET_NAME
from tests.edge.parts import Table, now_ms, pass_text, signed_list, wait_for
from tests.edge.safety.station import end, frees, hold, locks, running_below

WITHIN_MS = 100
Spoil = Callable[[Table, "subprocess.Popen[bytes]"], None]


def killed(_table: Table, gate: "subprocess.Popen[bytes]") -> None:
    gate.kill()
    gate.wait()


def stopped(_table: Table, gate: "subprocess.Popen[bytes]") -> None:
    gate.send_signal(signal.SIGSTOP)


def nothing(_table: Table, _gate: "subprocess.Popen[bytes]") -> None:
    """The camera hangs, or the disk is full, from the start."""


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A disk of a few hundred kB where the gate keeps what it has."""
    folder.mkdir(parents=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path) -> None:
    with (folder / "fill").open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 4096):
                pass
        except OSError:
            return


@contextmanager
def hung_camera() -> Iterator[str]:
    """A camera that accepts and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        held: list[socket.socket] = []
        threading.Thread(target=lambda: [held.append(server.accept()[0]) for _ in range(100)], daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/door.mjpeg"
        for link in held:
            link.close()


def try_both(table: Table) -> None:
    frees(table, WITHIN_MS, part="exit", state="pressed")
    table.bench.say(part="exit", state="let_go")
    hold(table)
    frees(table, WITHIN_MS, part="fire", state="alarm")


@pytest.mark.parametrize("spoil", [killed, stopped])
def test_with_the_agent_gone_or_stopped(table: Table, spoil: Spoil) -> None:
    table.settings = {"safety": {"exit_release_ms": 200}}
    gate = table.start()
    wait_for(lambda: table.bench.parts("hello") and table.bench.parts("uplink"), what="the gate")
    spoil(table, gate)
    try_both(table)
    assert locks(table)[-1] == "released", "fire is latched"


def test_with_the_camera_hung(table: Table) -> None:
    with hung_camera() as address:
        table.settings = {"safety": {"exit_release_ms": 200}, "camera": {"source": address}}
        table.start()
        wait_for(lambda: table.bench.parts("uplink"), what="the gate")
        try_both(table)
        assert locks(table)[-1] == "released", "fire is latched"


def no_file_may_grow(table: Table, gate: "subprocess.Popen[bytes]") -> None:
    for pid in (gate.pid, running_below(table)):
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))


DISKS = ("no file may grow", *(("full",) if os.geteuid() == 0 else ()))
"""Only root can mount a small disk and fill it; to have every write refused takes nobody."""


@pytest.mark.parametrize("disk", DISKS)
def test_with_the_disk_full_and_the_marker_of_a_fire_is_kept_all_the_same(tmp_path: Path, disk: str) -> None:
    folder = tmp_path / "gate"
    with small_disk(folder) if disk == "full" else contextlib.nullcontext():
        table = Table(folder / "inner", pictures_at=tmp_path / "pictures")
        try:
            table.settings = {"safety": {"exit_release_ms": 200}}
            table.hold(*signed_list(now=now_ms()))
            gate = table.start()
            wait_for(lambda: table.bench.parts("hello") and table.bench.parts("uplink"), what="the gate")
            fill(folder) if disk == "full" else no_file_may_grow(table, gate)
            table.show(pass_text(now=now_ms()))
            wait_for(lambda: locks(table), what="somebody let in")
            hold(table)
            try_both(table)
            wait_for((table.data / LATCHED).exists, what="the marker, which comes after the door")
            before = len(locks(table))
            end(running_below(table))
            wait_for(lambda: locks(table)[before:] == ["released"], what="freed again by the marker, though the panel says nothing")
        finally:
            table.close()


def test_a_door_that_stands_free_by_its_mode_holds_again_once_the_agent_is_gone(table: Table) -> None:
    table.settings = {"door": {"mode": "unlocked"}}
    gate = table.start()
    wait_for(lambda: locks(table)[-1:] == ["released"], what="standing free")
    killed(table, gate)
    hold(table)


def test_a_gate_that_is_killed_while_it_lets_somebody_in_leaves_no_lock_released(table: Table) -> None:
    table.settings = {"door": {"release_ms": 8000}}
    table.hold(*signed_list(now=now_ms()))
    gate = table.start()
    table.show(pass_text(now=now_ms()))
    wait_for(lambda: locks(table)[:1] == ["released"], what="letting somebody in")
    killed(table, gate)
    hold(table)


def test_a_process_below_that_is_killed_is_started_again_and_the_gate_says_so_meanwhile(table: Table) -> None:
    table.settings = {"safety": {"spawn": True}}
    table.start()
    wait_for(lambda: table.bench.parts("uplink"), what="the gate")
    wait_for(lambda: "safety.joined" in table.log, what="the two to meet")
    end(running_below(table))
    wait_for(lambda: table.log.count("safety.joined") >= 2, what="another process")
    assert "safety.lost" in table.log
    wait_for(lambda: len(table.bench.parts("hello")) >= 2, what="the wires")
    frees(table, 2000, part="exit", state="pressed")


def test_a_gate_that_may_start_none_says_what_is_missing(table: Table) -> None:
    table.settings = {"safety": {"spawn": False}}
    table.start()
    wait_for(lambda: "kind=safety_lost raised=True" in table.log, what="the alarm")
    assert not table.bench.parts("hello")


def test_a_gate_uses_the_process_that_is_there_and_leaves_it_when_it_ends(table: Table) -> None:
    table.settings = {"safety": {"socket": str(table.folder / "below.sock"), "spawn": False}}
    table.hold(*signed_list(now=now_ms()))
    from tests.edge.safety import station

    below = station.start(table)
    assert (table.folder / "below.sock").is_socket() and not (table.data / SOCKET_NAME).exists()
    gate = table.start()
    table.show(pass_text(now=now_ms()))
    wait_for(lambda: locks(table), what="somebody let in")
    gate.send_signal(signal.SIGTERM)
    assert gate.wait(120) == 0
    assert below.poll() is None
    hold(table)
    frees(table, 500, part="fire", state="alarm")


def test_a_gate_that_ends_takes_the_process_that_it_started_with_it(table: Table) -> None:
    gate = table.start()
    wait_for(lambda: table.bench.parts("hello"), what="the process at the wires")
    below = running_below(table)
    gate.send_signal(signal.SIGTERM)
    assert gate.wait(120) == 0
    wait_for(lambda: not Path(f"/proc/{below}").exists(), what="its end")


def test_leaving_is_written_down_nowhere_by_person(table: Table) -> None:
    table.start()
    wait_for(lambda: table.bench.parts("uplink"), what="the gate")
    frees(table, 2000, part="exit", state="pressed")
    table.bench.say(part="door", state="open")
    table.bench.say(part="tamper", state="alarm")
    wait_for(lambda: "kind=tamper raised=True" in table.log, what="the agent hearing all that was done")
    from tests.edge.test_agent import entries

    assert entries(table) == []
    assert "exit" not in table.log
