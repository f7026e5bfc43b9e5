"""The door as the agent drives it, on wires and with a clock that a test holds in its hand."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from edge.config import DoorConfig
from edge.doorway import DRILL_MS, STANDS_FREE_MS, Doorway
from edge.drivers.cards import NoReader
from edge.gate.door import Fact
from edge.kept_mode import FILE_NAME, KeptMode
from edge.ports import Hardware
from edge.protocol.messages import AlarmKind, DoorMode, Reason
from edge.safety.lock import RELEASE_MS_MAX
from edge.safety.words import Said
from tests.edge.parts import Table, now_ms, pass_text, signed_list, wait_for
from tests.edge.safety.station import frees, hold, locks, stands
from tests.edge.test_agent import entries


class Wires:
    """A lock that does as it is told, and says so."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []
        self.unheard: list[Said] = []
        self.connected = True

    def release(self, release_ms: int) -> None:
        self.asked.append(("release", release_ms))

    def secure(self) -> None:
        self.asked.append(("secure", 0))

    def heard(self) -> list[Said]:
        told, self.unheard = self.unheard, []
        return told

    def is_connected(self) -> bool:
        return self.connected

    def is_lost(self) -> bool:
        return not self.connected

    def goodbye(self) -> None:
        self.asked.append(("goodbye", 0))


class Lamp:
    """Remembers what it was told to show."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def idle(self) -> None:
        self.shown.append("idle")

    def granted(self) -> None:
        self.shown.append("granted")

    def refused(self, reason: Reason) -> None:
        self.shown.append(reason.value)

    def asks_pin(self) -> None:
        self.shown.append("asks_pin")

    def verdict(self, outcome: str, reason: Reason, *, took_ms: int) -> None:
        self.shown.append(outcome)

    def uplink(self, is_online: bool) -> None:
        self.shown.append("online" if is_online else "offline")

    def mode(self, mode: DoorMode) -> None:
        self.shown.append(mode.value)

    def alarm(self, kind: AlarmKind, raised: bool) -> None:
        self.shown.append(kind.value)


class Place:
    """One doorway, its wires, and a clock."""

    def __init__(self, folder: Path, *, now: int = 10_000, ahead_ms: int = 0, **config: Any) -> None:
        self.now, self.ahead_ms = now, ahead_ms
        self.wires, self.lamp = Wires(), Lamp()
        self.told: list[Fact] = []
        self.moves, self.interlocks = 0, False
        settings = DoorConfig(**{"held_open_ms": 1000, "pre_alarm_ms": 0, "release_ms": 500, **config})
        self.kept = KeptMode(folder, first=settings.mode)
        self.doorway = Doorway(
            Hardware(self.wires, self.lamp, NoReader()),
            settings,
            kept=self.kept,
            clock=self,
            believed_ms=self.wall_ms,
            interlocks=lambda: self.interlocks,
            tell=self.told.append,
            moved=self._moved,
        )

    def wall_ms(self) -> int:
        return self.now + self.ahead_ms

    def monotonic_ms(self) -> int:
        return self.now

    def _moved(self) -> None:
        self.moves += 1

    def say(self, part: str, state: str, *, later_ms: int = 0) -> None:
        self.now += later_ms
        self.wires.unheard.append(Said(part, state, self.now))
        self.doorway.see_to_it()

    def wait(self, later_ms: int) -> None:
        self.now += later_ms
        self.doorway.see_to_it()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    return Place(tmp_path)


def test_somebody_is_let_in_for_the_door_s_time_and_longer_with_extended_time(place: Place) -> None:
    assert place.doorway.release(extended=False) and place.doorway.door.mode is DoorMode.ACCESSED
    place.wait(499)
    assert place.doorway.door.mode is DoorMode.ACCESSED
    place.wait(1)
    assert place.doorway.door.mode is DoorMode.LOCKED
    place.doorway.release(extended=True)
    assert place.wires.asked == [("release", 500), ("release", 1000)]


@pytest.mark.parametrize(("extended", "own_ms", "allowed_ms"), [(False, 0, 1000), (True, 0, 2000), (True, 2500, 2500), (False, 400, 1000)])
def test_with_extended_time_the_door_may_stand_open_longer_and_never_shorter(
    place: Place, extended: bool, own_ms: int, allowed_ms: int
) -> None:
    place.say("door", "closed")
    place.doorway.release(extended=extended, open_ms=own_ms)
    place.say("door", "open")
    place.wait(allowed_ms - 1)
    assert place.told == []
    place.wait(1)
    assert place.told == [Fact(AlarmKind.HELD_OPEN, True)]


def test_nobody_is_let_in_for_longer_than_the_lock_lets_go(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.doorway.release(extended=False, release_ms=10**9)
    assert place.wires.asked == [("release", RELEASE_MS_MAX)]
    place.wait(RELEASE_MS_MAX)
    assert place.doorway.door.mode is DoorMode.LOCKED


def test_nobody_is_let_in_from_afar_while_the_other_door_of_a_pair_is_open(place: Place) -> None:
    place.say("other", "open")
    assert place.doorway.let_in(), "the list pairs no doors"
    place.interlocks = True
    assert not place.doorway.let_in()
    place.say("other", "closed")
    assert place.doorway.let_in()
    assert place.wires.asked == [("release", 500)] * 2


def test_a_fire_that_has_freed_both_doors_lets_neither_wait_for_the_other(place: Place) -> None:
    place.say("other", "open")
    assert place.doorway.other_door_open
    place.say("fire", "alarm")
    assert not place.doorway.other_door_open
    place.say("fire", "normal")
    assert place.doorway.other_door_open
    place.say("other", "closed")
    assert not place.doorway.other_door_open


@pytest.mark.parametrize("mode", ["blocked", "locked_down"])
def test_a_blocked_door_moves_no_lock_for_anybody(tmp_path: Path, mode: str) -> None:
    place = Place(tmp_path, mode=mode)
    assert not place.doorway.release(extended=True) and not place.doorway.let_in()
    assert place.wires.asked == []


@pytest.mark.parametrize("mode", ["unlocked", "locked_open"])
def test_a_door_that_stands_free_is_asked_for_again_before_it_would_hold(tmp_path: Path, mode: str) -> None:
    place = Place(tmp_path, mode=mode)
    for _turn in range(100):
        place.wait(100)
    assert set(place.wires.asked) == {("release", STANDS_FREE_MS)}
    assert 10_000 / STANDS_FREE_MS < len(place.wires.asked) <= 8


def test_locking_ends_what_was_asked_for(place: Place) -> None:
    assert place.doorway.change_mode("unlock")
    assert place.doorway.change_mode("lock")
    assert place.wires.asked == [("release", STANDS_FREE_MS), ("secure", 0)]
    place.doorway.release(extended=False)
    assert place.doorway.change_mode("lock_down")
    assert place.wires.asked[-1] == ("secure", 0)
    assert not place.doorway.change_mode("unlock") and not place.doorway.change_mode("nonsense")
    assert not place.doorway.change_mode("access") and place.doorway.door.mode is DoorMode.LOCKED_DOWN


def test_a_mode_outlives_a_restart_and_an_access_does_not(tmp_path: Path, place: Place) -> None:
    place.doorway.release(extended=False)
    assert Place(tmp_path).doorway.door.mode is DoorMode.LOCKED
    place.doorway.change_mode("lock_down")
    assert Place(tmp_path).doorway.door.mode is DoorMode.LOCKED_DOWN
    (tmp_path / FILE_NAME).write_text("nonsense")
    assert Place(tmp_path, mode="blocked").doorway.door.mode is DoorMode.BLOCKED
    (tmp_path / FILE_NAME).unlink()
    (tmp_path / FILE_NAME).mkdir()  # as a disk that gives an error
    assert Place(tmp_path, mode="blocked").doorway.door.mode is DoorMode.BLOCKED


def test_a_mode_that_cannot_be_written_down_holds_while_the_gate_runs(tmp_path: Path) -> None:
    place = Place(tmp_path / "gone")
    assert place.doorway.change_mode("block")
    assert not place.doorway.admits


def test_each_wire_is_a_fact_or_an_alarm(place: Place) -> None:
    for part, kind in (("tamper", AlarmKind.TAMPER), ("mains", AlarmKind.MAINS_LOST), ("battery", AlarmKind.BATTERY_LOW)):
        place.say(part, "alarm")
        assert place.told[-1] == Fact(kind, True)
        place.say(part, "normal")
        assert place.told[-1] == Fact(kind, False)
    place.say("fire", "alarm")
    assert place.told[-1] == Fact(AlarmKind.FIRE_RELEASE, True)
    place.say("door", "closed")
    place.say("lock", "secured")
    place.say("lock", "released", later_ms=5)
    place.say("door", "open", later_ms=7)
    door = place.doorway.door
    assert (door.lock, door.lock_since, door.position, door.position_since) == ("released", 10_005, "open", 10_012)
    assert AlarmKind.FORCED not in door.raised


def test_the_exit_button_is_leave_even_where_the_lock_is_opened_by_hand(place: Place) -> None:
    place.say("door", "closed")
    place.say("exit", "pressed")
    place.say("exit", "let_go")
    place.say("door", "open", later_ms=400)
    assert place.told == []
    place.say("door", "closed")
    place.say("door", "open", later_ms=500)
    assert place.told == [Fact(AlarmKind.FORCED, True)]


def test_with_nobody_at_the_lock_its_state_is_unknown_from_then_on(place: Place) -> None:
    place.say("lock", "secured")
    place.wires.connected = False
    place.wait(70)
    assert (place.doorway.door.lock, place.doorway.door.lock_since) == ("unknown", 10_070)


def test_a_drill_shows_a_lamp_and_moves_no_lock(place: Place) -> None:
    assert place.doorway.drill()
    place.wait(DRILL_MS)
    assert place.lamp.shown == ["locked", "granted", "idle"] and place.wires.asked == []


def test_the_hub_is_told_when_a_fact_changes_and_not_at_every_turn(place: Place) -> None:
    place.say("door", "closed")
    before = place.moves
    for _turn in range(10):
        place.wait(50)
    assert place.moves == before


def test_a_gate_that_begins_blocked_refuses_a_good_pass_and_lets_everybody_out(table: Table) -> None:
    table.settings = {"door": {"mode": "blocked"}, "safety": {"exit_release_ms": 200}}
    table.hold(*signed_list(now=now_ms()))
    table.show(pass_text(now=now_ms()))
    table.start()
    wait_for(lambda: entries(table), what="the refusal")
    assert [(one.outcome, one.reason) for one in entries(table)] == [("refused", "locked_down")]
    wait_for(lambda: table.bench.parts("mode") and table.bench.parts("hello"), what="the mode and the wires")
    assert table.bench.parts("mode")[0]["state"] == "blocked"
    assert locks(table) == []
    frees(table, 1000, part="exit", state="pressed")
    table.bench.say(part="exit", state="let_go")
    hold(table)


def test_no_new_start_in_a_fire_in_a_lockdown_and_while_somebody_passes(place: Place) -> None:
    assert place.doorway.is_at_rest()
    place.say("fire", "alarm")
    assert not place.doorway.is_at_rest()
    place.say("fire", "normal")
    assert place.doorway.is_at_rest()
    place.doorway.change_mode("lock_down")
    assert not place.doorway.is_at_rest()
    place.doorway.change_mode("lock_down_release")
    assert place.doorway.is_at_rest()
    place.doorway.release(extended=False)
    assert not place.doorway.is_at_rest()


def test_the_pre_alarm_comes_as_long_before_as_it_is_set_to(tmp_path: Path) -> None:
    place = Place(tmp_path, held_open_ms=2000, pre_alarm_ms=1500)
    place.say("door", "closed")
    place.doorway.release(extended=False)
    place.say("door", "open")
    place.wait(499)
    assert place.told == []
    place.wait(1)
    assert place.told == [Fact(AlarmKind.HELD_OPEN_SOON, True)]
    place.wait(1500)
    assert place.told[1:] == [Fact(AlarmKind.HELD_OPEN, True), Fact(AlarmKind.HELD_OPEN_SOON, False)]


def test_a_grant_that_nobody_used_is_told(table: Table) -> None:
    table.settings = {"door": {"release_ms": 200}}
    table.hold(*signed_list(now=now_ms()))
    table.start()
    table.bench.say(part="door", state="closed")
    wait_for(lambda: "safety.joined" in table.log, what="the two to meet")
    wait_for(lambda: stands(table, "door") == "closed", what="the closed door")
    table.show(pass_text(now=now_ms()))
    wait_for(lambda: ("not_opened", "raised") in [(one["kind"], one["state"]) for one in table.bench.parts("alarm")], what="the alarm")
