"""The lock's rules: nothing that can be asked for holds a door that fire or an exit button has freed."""

from hypothesis import given
from hypothesis import strategies as st

from edge.safety.lock import RELEASE_MS_MAX, Lock, changes_at, freed_by, grant, hear_fire, press, turn_key, withdraw

times = st.integers(0, 10**6)
requests = st.lists(st.one_of(st.none(), st.integers(-(10**9), 10**9)), max_size=20)


def after_requests(lock: Lock, asked: list[int | None], *, at: int) -> Lock:
    for request in asked:
        lock = withdraw(lock) if request is None else grant(lock, request, at=at)
    return lock


@given(requests, times)
def test_no_request_holds_a_door_that_fire_has_freed(asked: list[int | None], at: int) -> None:
    burning = hear_fire(Lock(), True)
    assert freed_by(after_requests(burning, asked, at=at), at=at) == "fire"
    assert freed_by(after_requests(hear_fire(burning, False), asked, at=at), at=at) == "fire"
    assert freed_by(turn_key(burning), at=at) == "fire"
    assert freed_by(turn_key(hear_fire(burning, False)), at=at) == ""


@given(requests, times, st.integers(0, 4999))
def test_no_request_holds_a_door_from_which_somebody_leaves(asked: list[int | None], at: int, later: int) -> None:
    held = press(Lock(), True, release_ms=5000, at=at)
    assert freed_by(after_requests(held, asked, at=at), at=at + 10**7) == "exit"
    let_go = press(held, False, release_ms=5000, at=at)
    assert freed_by(after_requests(let_go, asked, at=at), at=at + later) == "exit"


@given(requests, times)
def test_whatever_was_asked_for_ends_by_itself(asked: list[int | None], at: int) -> None:
    lock = after_requests(Lock(), asked, at=at)
    assert freed_by(lock, at=at + RELEASE_MS_MAX) == ""
    if freed_by(lock, at=at):
        due = changes_at(lock, at=at)
        assert due is not None and freed_by(lock, at=due - 1) == "grant" and freed_by(lock, at=due) == ""


def test_a_short_request_does_not_cut_a_longer_one_and_an_end_does() -> None:
    lock = grant(grant(Lock(), 3000, at=0), 10, at=5)
    assert freed_by(lock, at=2999) == "grant"
    assert freed_by(withdraw(lock), at=6) == ""


def test_letting_go_of_a_button_that_nobody_pressed_frees_nothing() -> None:
    assert freed_by(press(Lock(), False, release_ms=5000, at=0), at=1) == ""
