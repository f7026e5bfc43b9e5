"""The table of door modes: what it promises whoever is inside, and that the drawing shows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.gate.door_modes import LETS_GO, STANDS_FREE, TRANSITIONS, Act, DoorMode, admits, after
from tests.edge.gate.door_drawing import DOCUMENT, drawn


def test_the_document_shows_the_table() -> None:
    text = DOCUMENT.read_text("utf-8")
    assert drawn(text) == text
    assert all(act in text for act in Act)


def test_every_mode_is_reached_and_left() -> None:
    assert {mode for mode, _act in TRANSITIONS} == {*TRANSITIONS.values()} == set(DoorMode)


@given(st.lists(st.sampled_from(Act), max_size=30))
def test_a_lockdown_ends_by_its_release_only_and_so_does_a_lock_open(acts: list[Act]) -> None:
    mode = DoorMode.LOCKED
    for act in acts:
        before, mode = mode, after(mode, act) or mode
        if before is not mode and before in (DoorMode.LOCKED_DOWN, DoorMode.LOCKED_OPEN):
            assert act in (Act.LOCK_DOWN_RELEASE, Act.LOCK_OPEN_RELEASE) and mode is DoorMode.LOCKED


@pytest.mark.parametrize("mode", DoorMode)
def test_a_pass_opens_unless_the_door_is_blocked_or_locked_down(mode: DoorMode) -> None:
    assert admits(mode) is (mode not in (DoorMode.BLOCKED, DoorMode.LOCKED_DOWN))
    if admits(mode):
        assert after(mode, Act.ACCESS) in LETS_GO
    assert (after(mode, Act.ACCESS) == mode) is (mode in LETS_GO)


def test_no_access_turns_into_a_door_that_stands_free() -> None:
    assert {TRANSITIONS[mode, act] for mode, act in TRANSITIONS if act is Act.ACCESS_ENDS} == {DoorMode.LOCKED}
    assert {after for (mode, act), after in TRANSITIONS.items() if act is Act.ACCESS and mode not in STANDS_FREE} == {DoorMode.ACCESSED}
