"""A door that was let to stand free from afar ends that by itself: by its own clock, without a hub, and through whatever restarts."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.doorway import NOTE_MS
from edge.gate import door as doors
from edge.gate.door import FREE_SOON_MS
from edge.gate.door_modes import STANDS_FREE, Act
from edge.kept_mode import FILE_NAME, Standing
from edge.protocol.messages import FREE_MS_MAX, AlarmKind, CommandAction, CommandResult, DoorMode
from tests.edge.parts import Table, now_ms, signed_list, wait_for
from tests.edge.safety.station import locks
from tests.edge.test_doorway import Place
from tests.edge.test_remote import command_now, receipts
from tests.edge.test_uplink import Hub, broker, hub, online

__all__ = ["broker", "hub", "online"]

HOUR_MS = 3_600_000
FREES = [("unlock", DoorMode.UNLOCKED), ("lock_open", DoorMode.LOCKED_OPEN)]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def again(place: Place, folder: Path, *, off_ms: int = 0, wall_ms: int | None = None) -> Place:
    """The same door after a restart, with its wall clock where a test sets it."""
    now = place.now + off_ms
    return Place(folder, now=now, ahead_ms=0 if wall_ms is None else wall_ms - now)


@pytest.mark.parametrize(("act", "mode"), FREES)
def test_it_ends_when_it_was_said_to_and_says_so_before(place: Place, act: str, mode: DoorMode) -> None:
    assert place.doorway.change_mode(act, until=place.now + HOUR_MS)
    place.wait(HOUR_MS - FREE_SOON_MS - 1)
    assert (place.doorway.door.mode, place.told, place.doorway.free_for_ms()) == (mode, [], FREE_SOON_MS + 1)
    place.wait(1)
    assert place.told == [doors.Fact(AlarmKind.FREE_ENDS_SOON, True)]
    place.wait(FREE_SOON_MS - 1)
    assert place.doorway.door.mode is mode
    place.wait(1)
    assert (place.doorway.door.mode, place.wires.asked[-1]) == (DoorMode.LOCKED, ("secure", 0))
    assert place.told[-1] == doors.Fact(AlarmKind.FREE_ENDS_SOON, False)
    assert place.doorway.free_for_ms() is None


@pytest.mark.parametrize("until", [0, 10_000 + 100 * HOUR_MS])
def test_nothing_asked_for_from_afar_stands_free_for_longer_than_half_a_day(place: Place, until: int) -> None:
    assert place.doorway.change_mode("unlock", until=until)
    place.wait(FREE_MS_MAX - 1)
    assert place.doorway.door.mode is DoorMode.UNLOCKED
    place.wait(1)
    assert place.doorway.door.mode is DoorMode.LOCKED


def test_what_is_over_already_begins_nothing_and_a_later_word_counts(place: Place) -> None:
    assert not place.doorway.change_mode("unlock", until=place.now)
    assert place.wires.asked == []
    place.doorway.change_mode("unlock", until=place.now + HOUR_MS)
    assert place.doorway.change_mode("unlock", until=place.now + 3 * HOUR_MS)
    assert place.doorway.free_for_ms() == 3 * HOUR_MS
    place.doorway.change_mode("lock")
    assert (place.doorway.free_for_ms(), place.kept.load()) == (None, Standing(DoorMode.LOCKED))


def test_through_restarts_it_ends_at_the_same_time(place: Place, tmp_path: Path) -> None:
    until = place.now + HOUR_MS
    place.doorway.change_mode("unlock", until=until)
    for _restart in range(20):
        place.wait(NOTE_MS + 1)
        place = again(place, tmp_path)
        assert place.doorway.door.mode is DoorMode.UNLOCKED
    place.wait(until - place.now)
    assert place.doorway.door.mode is DoorMode.LOCKED


def test_a_gate_that_was_off_when_it_ended_starts_locked_and_moves_no_lock(place: Place, tmp_path: Path) -> None:
    place.doorway.change_mode("unlock", until=place.now + HOUR_MS)
    after = again(place, tmp_path, off_ms=2 * HOUR_MS)
    after.doorway.see_to_it()
    assert (after.doorway.door.mode, after.wires.asked) == (DoorMode.LOCKED, [("secure", 0)])


def test_a_dead_clock_lengthens_it_by_no_more_than_a_minute_a_restart(place: Place, tmp_path: Path) -> None:
    began, restarts = place.now, 0
    place.doorway.change_mode("unlock", until=place.now + HOUR_MS)
    served = 0
    while place.doorway.door.mode is DoorMode.UNLOCKED:
        for _turn in range(5):
            place.wait(NOTE_MS // 2)
            served += NOTE_MS // 2
        place, restarts = again(place, tmp_path, wall_ms=began), restarts + 1
        place.doorway.see_to_it()
        assert served <= HOUR_MS + restarts * NOTE_MS
    assert served >= HOUR_MS


def test_an_end_that_is_not_written_down_or_not_readable_is_half_a_day(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("unlocked")
    assert Place(tmp_path).doorway.free_for_ms() == FREE_MS_MAX
    (tmp_path / FILE_NAME).write_text("unlocked soon never")
    assert Place(tmp_path).doorway.door.mode is DoorMode.LOCKED
    assert Place(tmp_path / "new", mode="unlocked").doorway.free_for_ms() is None, "set at the gate, not from afar"


@given(st.lists(st.tuples(st.sampled_from([*Act]), st.integers(1, 100), st.integers(0, 50)), max_size=30))
def test_whatever_is_asked_a_door_that_stands_free_has_an_end(asked: list[tuple[Act, int, int]]) -> None:
    door, at = doors.Door(held_open_ms=1000), 0
    for act, lasts, later in asked:
        at += later
        if (over := doors.due(door, at=at)) is not None:
            ended = doors.perform(door, over, at=at)
            assert ended is not None and ended.mode is DoorMode.LOCKED
            door = ended
        frees = act in (Act.UNLOCK, Act.LOCK_OPEN)
        door = (doors.stand_free(door, act, until=at + lasts, at=at) if frees else doors.perform(door, act, at=at)) or door
        assert (door.free_until is not None) is (door.mode in STANDS_FREE)
        assert door.free_until is None or door.free_until >= at or doors.due(door, at=at) is not None


def test_the_real_gate_locks_by_itself_after_a_restart_and_with_nobody_to_tell_it(online: Table, hub: Hub) -> None:
    online.hold(*signed_list(now=now_ms()))
    online.start()
    wait_for(lambda: hub.statuses and hub.statuses[-1].clock == "synced", what="the gate")
    for number, lasts_ms in enumerate((12_000, 60_000), 1):  # a command that a busy machine heard too late is given once more
        until = now_ms() + lasts_ms
        hub.send("commands", command_now(number, action=CommandAction.MODE, mode="unlock", until=until))
        wait_for(lambda number=number: len(receipts(hub)) == number, what="the receipt")
        if receipts(hub)[-1].result is not CommandResult.EXPIRED:
            break
    assert receipts(hub)[-1].result is CommandResult.DONE
    wait_for(lambda: any(abs(one.mode_until - until) < 1_000 for one in list(hub.statuses)), what="saying until when")
    online.kill()
    online.settings["uplink"]["port"] = 1
    online.start()
    wait_for(lambda: now_ms() > until, what="the end")
    wait_for(lambda: locks(online)[-1:] == ["secured"], what="holding again")
    wait_for(lambda: (online.data / FILE_NAME).read_text() == "locked", what="remembering")
    assert now_ms() - until < NOTE_MS, "no restart lengthens it by more"
