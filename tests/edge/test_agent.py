"""The real program, with no network: pictures in, strike over the bench's wire, entries in the journal, and again after a restart."""

import contextlib
import signal
import sqlite3
import stat
from pathlib import Path

import msgspec
import pytest

from edge.protocol.messages import Entry
from edge.protocol.signing import reference
from edge.safety.words import SOCKET_NAME
from tests.edge.parts import CREDENTIAL, OTHER_KEY, REFERENCE_KEY, Table, now_ms, pass_text, signed_list, wait_for
from tests.edge.safety.station import stands


def entries(table: Table) -> list[Entry]:
    path = table.data / "journal.db"
    if not path.exists():  # to connect would make it, in the gate's place
        return []
    with contextlib.closing(sqlite3.connect(path, timeout=120)) as journal:
        if not journal.execute("SELECT 1 FROM sqlite_master WHERE name = 'entry'").fetchone():
            return []
        return [msgspec.json.decode(body, type=Entry) for (body,) in journal.execute("SELECT body FROM entry ORDER BY place")]


def test_a_pass_opens_the_door_without_a_network_and_a_restart_keeps_everything(table: Table) -> None:
    table.hold(*signed_list(now=now_ms()))
    gate = table.start()
    table.show(pass_text(now=now_ms()))
    wait_for(lambda: len(entries(table)) == 1, what="the entry")
    wait_for(lambda: [line["state"] for line in table.bench.parts("strike")] == ["released", "secured"], what="securing")
    (entry,) = entries(table)
    assert (entry.outcome, entry.reason, entry.seq) == ("granted", "valid", 1)
    assert entry.credential == reference(REFERENCE_KEY, CREDENTIAL)
    assert entry.clock == "synced"
    gate.send_signal(signal.SIGTERM)
    assert gate.wait(120) == 0
    table.start()
    wait_for(lambda: len(entries(table)) == 2, what="the second entry")
    first, second = entries(table)
    assert (first.epoch, first.seq, second.seq) == (entry.epoch, 1, 1)
    assert second.epoch != first.epoch


def test_what_is_not_a_pass_of_this_door_is_refused_and_written_down(table: Table) -> None:
    now = now_ms()
    table.hold(*signed_list(now=now))
    table.start()
    shown = {
        "https://example.org/": "malformed",
        pass_text(now=now, key=OTHER_KEY): "unknown_credential",
        pass_text(b"x" * 16, now=now): "unknown_credential",
        pass_text(now=now, not_after=now // 1000 - 5): "expired",
        pass_text(now=now, group=13): "not_permitted_here",
    }
    for number, text in enumerate(shown, 1):
        table.show(text)
        wait_for(lambda number=number: len(entries(table)) == number, what="the refusal")
    assert [one.reason.value for one in entries(table)] == list(shown.values())
    wait_for(lambda: [line["reason"] for line in table.bench.parts("verdict")] == list(shown.values()), what="the last verdict")
    assert table.bench.parts("strike") == []
    assert all(line["says"]["zh"] and line["says"]["en"] for line in table.bench.parts("indicator") if line["state"] == "refused")


@pytest.mark.parametrize("place", ["strike.released", "journal.appended"])
def test_killed_after_the_strike_the_gate_comes_back_and_never_gives_a_number_twice(table: Table, place: str) -> None:
    table.hold(*signed_list(now=now_ms()))
    table.show(pass_text(now=now_ms()))
    assert table.start(ANJU_KILL_AT=place).wait(120) == 137
    before = entries(table)
    table.start()
    wait_for(lambda: len(entries(table)) == len(before) + 1, what="the entry after the restart")
    places = [(one.epoch, one.seq) for one in entries(table)]
    assert len(set(places)) == len(places) == (1 if place == "strike.released" else 2)


def test_a_door_that_opens_without_leave_is_forced_and_one_opened_by_rex_is_not(table: Table) -> None:
    table.settings = {"door": {"held_open_ms": 300, "release_ms": 60_000}}  # whoever presses the button has a minute's leave
    table.start()
    wait_for(lambda: "safety.joined" in table.log, what="the agent and the process below it")
    table.bench.say(part="door", state="closed")
    wait_for(lambda: stands(table, "door") == "closed", what="the closed door: one that is found open was not forced")
    table.bench.say(part="door", state="open")
    wait_for(lambda: "door.alarm kind=forced raised=True" in table.log, what="forced")
    table.bench.say(part="door", state="closed")
    wait_for(lambda: "door.alarm kind=forced raised=False" in table.log, what="clearing")
    table.bench.say(part="rex", state="pressed")
    table.bench.say(part="door", state="open")
    wait_for(lambda: "door.alarm kind=held_open raised=True" in table.log.partition("raised=False")[2], what="held open")
    assert table.log.count("kind=forced raised=True") == 1


def test_a_list_that_somebody_else_signed_is_not_used_after_a_restart_either(table: Table) -> None:
    table.hold(*signed_list(now=now_ms(), key=OTHER_KEY))
    table.show(pass_text(now=now_ms()))
    table.start()
    wait_for(lambda: entries(table), what="a refusal")
    assert entries(table)[0].reason == "unknown_credential"
    wait_for(lambda: "list_refused" in table.log, what="the fault")
    assert "list.unreadable why=foreign_signature" in table.log


def test_the_journals_limit_is_kept_by_the_running_gate(table: Table) -> None:
    table.hold(*signed_list(now=now_ms()))
    table.settings = {"journal": {"entries_max": 2}}
    table.start()
    for number in range(4):
        table.show(f"https://example.org/{number}")
        wait_for(lambda number=number: [one.seq for one in entries(table)][-1:] == [number + 1], what="the entry")
    assert [one.seq for one in entries(table)] == [3, 4]


def test_a_running_gate_listens_on_no_port_and_what_it_keeps_is_its_own_to_read(table: Table) -> None:
    table.hold(*signed_list(now=now_ms()))
    gate = table.start()
    wait_for(lambda: "gate.started" in table.log and table.bench.parts("hello"), what="the gate and the process at the wires")
    table.show(pass_text(now=now_ms()))
    wait_for(lambda: len(entries(table)) == 1, what="the entry")
    below = children_of(gate.pid)
    assert below, "the process at the wires"
    assert listening_inodes() & {inode for process in (gate.pid, *below) for inode in sockets_of(process)} == set()
    modes: dict[str, int] = {}
    for path in table.data.iterdir():
        with contextlib.suppress(FileNotFoundError):  # the gate goes on: what it is writing anew gets its name
            modes[path.name] = stat.S_IMODE(path.stat().st_mode)
    assert modes.pop(SOCKET_NAME) == 0o660
    assert {name: oct(mode) for name, mode in modes.items() if mode & 0o077 and name not in LAID_OUT} == {}


LAID_OUT = {"identity.json", "pass-list.json"}
"""What the table wrote before the gate ran; what enrolment makes of them is tried in ``test_enrolment.py``."""


def listening_inodes() -> set[str]:
    """Every TCP socket of this machine that listens, and every UDP socket that is bound, by its inode."""
    found = set()
    for name in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/net/{name}").read_text("ascii").splitlines()[1:]:
            fields = line.split()
            if fields[3] in ("0A", "07"):
                found.add(fields[9])
    return found


def sockets_of(process: int) -> set[str]:
    names = set()
    for link in Path(f"/proc/{process}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # it goes on, and has closed this one
            names.add(str(link.readlink()))
    return {name[8:-1] for name in names if name.startswith("socket:[")}


def children_of(process: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").iterdir():
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # a thread that has ended
            found += map(int, (task / "children").read_text("ascii").split())
    return found
