"""The supervisor and its five processes, for real, once on each database: one that is killed comes back, a killed parent takes all with
it, a stop is clean.
"""

import os
import signal
from pathlib import Path

from hub.config import HubConfig
from hub.run import FIRST_PAUSE_MS, LONGEST_PAUSE_MS, PROCESSES, STEADY_MS, Place
from tests.hub.test_lifeline import alive, children_of, gone_in_time
from tests.rig.processes import health, log_file, start, until, with_free_ports


def name_of(pid: int) -> str:
    """Return which of the five a process is."""
    return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\x00")[5].decode()


def test_five_processes_survive_each_other_and_not_their_parent(postgresql_config: HubConfig) -> None:
    config = with_free_ports(postgresql_config)
    parent = start(config, "hub", "run")
    try:
        until(lambda: all(health(config, process) for process in PROCESSES) or parent.poll() is not None)
        assert parent.poll() is None, log_file(config, "hub", "run").read_text()
        first = {name_of(pid): pid for pid in children_of(parent.pid)}
        assert set(first) == set(PROCESSES)
        os.kill(first["police"], signal.SIGKILL)
        until(lambda: len(children_of(parent.pid)) == 5 and first["police"] not in children_of(parent.pid))
        until(lambda: health(config, "police"))
        second = {name_of(pid): pid for pid in children_of(parent.pid)}
        assert {name for name in PROCESSES if first[name] != second[name]} == {"police"}
        parent.kill()
        assert gone_in_time(list(second.values()))
    finally:
        parent.release()


def test_a_stop_is_clean(sqlite_config: HubConfig) -> None:
    config = with_free_ports(sqlite_config)
    parent = start(config, "hub", "run")
    until(lambda: all(health(config, process) for process in PROCESSES) or parent.poll() is not None)
    pids = children_of(parent.pid)
    assert parent.release(grace_seconds=180) == 0
    assert not any(alive(pid) for pid in pids)
    said = log_file(config, "hub", "run").read_text()
    assert "Traceback" not in said
    assert "event=hub.stopped" in said


class Dead:
    """A child that is always dead."""

    def poll(self) -> int:
        return 1

    def release(self) -> int:
        return 1


def test_one_that_keeps_dying_is_started_ever_more_slowly() -> None:
    place, now, pauses = Place("link"), STEADY_MS, []
    for _ in range(12):
        place.child, place.since = Dead(), now  # type: ignore[assignment]
        place.look([], now)
        pauses.append(place.start_at - now)
        now = place.start_at
    assert pauses == sorted(pauses)
    assert pauses[0] == 2 * FIRST_PAUSE_MS
    assert pauses[-1] == LONGEST_PAUSE_MS
    place.child, place.since = Dead(), now - STEADY_MS - 1  # type: ignore[assignment]
    place.look([], now)
    assert place.start_at - now == FIRST_PAUSE_MS
