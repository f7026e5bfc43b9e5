"""A door's facts: each alarm raised once and cleared by what it is about, never by time alone and never by another."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.gate.door import Door, Fact, access, give_leave, grow_older, hear_lock, move, perform, sense
from edge.gate.door_modes import STANDS_FREE, Act
from edge.protocol.messages import AlarmKind, DoorMode

CLOSED = Door(held_open_ms=1000, is_open=False, is_released=False)
CONTACTS = (AlarmKind.TAMPER, AlarmKind.MAINS_LOST, AlarmKind.BATTERY_LOW)


def told(step: tuple[Door, tuple[Fact, ...]]) -> list[tuple[AlarmKind, bool]]:
    return [(fact.kind, fact.raised) for fact in step[1]]


def in_mode(mode: DoorMode) -> Door:
    return Door(held_open_ms=1000, is_open=False, is_released=False, mode=mode)


def let_in(door: Door = CLOSED, *, until: int = 100, open_ms: int = 1000, at: int = 0) -> Door:
    accessed = access(door, until=until, open_ms=open_ms, at=at)
    assert accessed is not None
    return accessed[0]


def test_with_leave_nothing_is_raised_and_without_it_the_door_is_forced() -> None:
    assert told(move(give_leave(CLOSED, until=100), True, at=99)) == []
    assert told(move(give_leave(CLOSED, until=100), True, at=100)) == [(AlarmKind.FORCED, True)]


def test_a_lock_that_has_let_go_is_leave_whoever_made_it_let_go() -> None:
    assert told(move(hear_lock(CLOSED, True, at=5), True, at=6)) == []
    assert told(move(hear_lock(hear_lock(CLOSED, True, at=5), False, at=6), True, at=6)) == [(AlarmKind.FORCED, True)]


def test_a_door_that_stands_open_at_the_start_was_not_seen_to_be_forced() -> None:
    door, facts = move(Door(held_open_ms=1000), True, at=5)
    assert facts == ()
    assert told(grow_older(door, at=1005)) == [(AlarmKind.HELD_OPEN, True)]


def test_the_pre_alarm_comes_first_and_gives_way_to_the_alarm() -> None:
    door, _ = move(let_in(Door(held_open_ms=1000, pre_alarm_ms=300, is_open=False)), True, at=50)
    assert told(grow_older(door, at=749)) == []
    door, facts = grow_older(door, at=750)
    assert [fact.kind for fact in facts] == [AlarmKind.HELD_OPEN_SOON]
    door, facts = grow_older(door, at=1050)
    assert facts == (Fact(AlarmKind.HELD_OPEN, True), Fact(AlarmKind.HELD_OPEN_SOON, False))
    assert told(move(door, False, at=1100)) == [(AlarmKind.HELD_OPEN, False)]


def test_a_pass_with_extended_time_may_stand_in_the_door_longer_this_once() -> None:
    door, _ = move(let_in(open_ms=3000), True, at=10)
    assert told(grow_older(door, at=3009)) == []
    assert (AlarmKind.HELD_OPEN, True) in told(grow_older(door, at=3010))
    door, _ = move(move(door, False, at=20)[0], True, at=30)
    assert (AlarmKind.HELD_OPEN, True) in told(grow_older(door, at=1030))


@given(st.integers(1, 9000), st.integers(1, 9000), st.integers(0, 3000), st.integers(0, 3000), st.booleans())
def test_whoever_comes_in_behind_somebody_takes_nothing_of_their_time(
    first: int, second: int, opened: int, later: int, behind: bool
) -> None:
    """The second pass is shown while the door is still shut (``behind``), or stands open already."""
    door = let_in(until=10_000, open_ms=first)
    if behind:
        opened, allowed = opened + later, opened + later + max(first, second, 1000)
        door = move(let_in(door, until=10_000, open_ms=second), True, at=opened)[0]
    else:
        door = grow_older(move(door, True, at=opened)[0], at=opened + later)[0]
        late = AlarmKind.HELD_OPEN in door.raised
        door, facts = access(door, until=10_000, open_ms=second, at=opened + later) or (door, ())
        assert facts == ((Fact(AlarmKind.HELD_OPEN, False),) if late else ()), "the time begins anew"
        allowed = max(opened + max(first, 1000), opened + later + max(second, 1000))
    assert told(grow_older(door, at=allowed - 1)) == []
    assert (AlarmKind.HELD_OPEN, True) in told(grow_older(door, at=allowed))


def test_longer_time_that_nobody_used_is_nobody_else_s() -> None:
    unused, _ = grow_older(let_in(open_ms=9000), at=100)
    door, _ = move(let_in(unused, until=300, open_ms=1000, at=200), True, at=210)
    assert (AlarmKind.HELD_OPEN, True) in told(grow_older(door, at=1210))


@pytest.mark.parametrize(("pre_alarm_ms", "warned_at"), [(999, 1), (1000, 500), (5000, 500)])
def test_a_pre_alarm_that_is_set_too_long_does_not_begin_with_the_opening(pre_alarm_ms: int, warned_at: int) -> None:
    door, _ = move(let_in(Door(held_open_ms=1000, pre_alarm_ms=pre_alarm_ms, is_open=False)), True, at=0)
    assert told(grow_older(door, at=warned_at - 1)) == []
    assert told(grow_older(door, at=warned_at)) == [(AlarmKind.HELD_OPEN_SOON, True)]


def test_a_grant_that_nobody_used_is_told_and_one_that_was_used_is_not() -> None:
    unused, facts = grow_older(let_in(), at=100)
    assert facts == (Fact(AlarmKind.NOT_OPENED, True),) and unused.mode is DoorMode.LOCKED
    assert told(access(unused, until=300, open_ms=1000, at=200) or (unused, ())) == [(AlarmKind.NOT_OPENED, False)]
    used, _ = move(let_in(), True, at=50)
    assert told(grow_older(move(used, False, at=60)[0], at=100)) == []
    # Where there is no contact nobody can tell.
    assert told(grow_older(let_in(Door(held_open_ms=1000)), at=100)) == []


@pytest.mark.parametrize("mode", [DoorMode.BLOCKED, DoorMode.LOCKED_DOWN])
def test_a_blocked_door_admits_nobody_and_whoever_leaves_is_no_alarm(mode: DoorMode) -> None:
    assert access(in_mode(mode), until=100, open_ms=1000, at=0) is None
    assert told(move(hear_lock(in_mode(mode), True, at=1), True, at=2)) == []


@pytest.mark.parametrize("mode", sorted(STANDS_FREE))
def test_a_door_that_may_stand_open_has_to_be_closed_once_it_may_not(mode: DoorMode) -> None:
    door, facts = move(in_mode(mode), True, at=0)
    assert facts == ()
    door, facts = grow_older(door, at=50_000)
    assert facts == ()
    locked = perform(door, Act.LOCK if mode is DoorMode.UNLOCKED else Act.LOCK_OPEN_RELEASE, at=50_000)
    assert locked is not None
    assert told(grow_older(locked, at=50_999)) == []
    assert told(grow_older(locked, at=51_000)) == [(AlarmKind.HELD_OPEN, True)]


def test_fire_lets_the_door_stand_open_and_clears_nothing_but_that() -> None:
    door = sense(CLOSED, AlarmKind.TAMPER, True)[0]
    door = sense(door, AlarmKind.FIRE_RELEASE, True)[0]
    door, facts = move(door, True, at=10)
    assert facts == ()
    door, facts = grow_older(door, at=90_000)
    assert facts == () and door.raised == {AlarmKind.TAMPER, AlarmKind.FIRE_RELEASE}
    door = sense(door, AlarmKind.FIRE_RELEASE, False)[0]
    assert told(grow_older(door, at=90_500)) == []


STEPS = ["open", "close", "leave", "wait", "access", "fire", "quiet", *CONTACTS, *Act]


@given(st.lists(st.tuples(st.integers(0, 700), st.sampled_from(STEPS)), max_size=80))
def test_alarms_are_raised_once_and_cleared_once_in_turn(steps: list[tuple[int, Any]]) -> None:
    door, at, standing = Door(held_open_ms=1000, pre_alarm_ms=200), 0, set[AlarmKind]()
    for pause, step in steps:
        at += pause
        before = door
        facts: tuple[Fact, ...] = ()
        if step in ("open", "close"):
            door, facts = move(door, step == "open", at=at)
        elif step == "leave":
            door = give_leave(door, until=at + 300)
        elif step in ("access", Act.ACCESS):
            door, facts = access(door, until=at + 300, open_ms=1000, at=at) or (door, ())
        elif step in ("fire", "quiet"):
            door, facts = sense(door, AlarmKind.FIRE_RELEASE, step == "fire")
        elif step in CONTACTS:
            door, facts = sense(door, step, step not in door.raised)
            assert door.raised ^ before.raised == {step}
        elif step in set(Act) - {Act.ACCESS_ENDS}:
            door = perform(door, step, at=at) or door
        else:
            door, facts = grow_older(door, at=at)
        for fact in facts:
            assert (fact.kind in standing) is not fact.raised
            (standing.add if fact.raised else standing.remove)(fact.kind)
        assert standing == door.raised
        assert door.is_open or not standing & {AlarmKind.FORCED, AlarmKind.HELD_OPEN, AlarmKind.HELD_OPEN_SOON}
        assert (door.mode is before.mode) or door.mode_since == at
