"""A door's facts: raised once, cleared by closing, never by time alone."""

from hypothesis import given
from hypothesis import strategies as st

from edge.gate.door import Door, give_leave, grow_older, move
from edge.protocol.messages import AlarmKind

CLOSED = Door(held_open_ms=1000, is_open=False)


def test_with_leave_nothing_is_raised_and_without_it_the_door_is_forced() -> None:
    _door, facts = move(give_leave(CLOSED, until=100), True, at=99)
    assert facts == ()
    _door, facts = move(give_leave(CLOSED, until=100), True, at=100)
    assert [(fact.kind, fact.raised) for fact in facts] == [(AlarmKind.FORCED, True)]


def test_a_door_that_stands_open_at_the_start_was_not_seen_to_be_forced() -> None:
    door, facts = move(Door(held_open_ms=1000), True, at=5)
    assert facts == ()
    assert [fact.kind for fact in grow_older(door, at=1005)[1]] == [AlarmKind.HELD_OPEN]


@given(st.lists(st.tuples(st.integers(0, 700), st.sampled_from(["open", "close", "leave", "wait"])), max_size=60))
def test_alarms_are_raised_once_and_cleared_once_in_turn(steps: list[tuple[int, str]]) -> None:
    door, at, standing = Door(held_open_ms=1000), 0, set[AlarmKind]()
    for pause, step in steps:
        at += pause
        facts: tuple = ()
        if step in ("open", "close"):
            door, facts = move(door, step == "open", at=at)
        elif step == "leave":
            door = give_leave(door, until=at + 300)
        else:
            door, facts = grow_older(door, at=at)
        for fact in facts:
            assert (fact.kind in standing) is not fact.raised
            (standing.add if fact.raised else standing.remove)(fact.kind)
        assert standing == door.raised
        assert door.is_open or not standing
