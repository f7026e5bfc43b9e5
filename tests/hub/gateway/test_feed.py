"""The one number that lets a gate forget: whatever order sequence numbers come in, it never passes one that did not come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from hub.gateway import feed
from hub.gateway.feed import Arrival, Feed

ORDERS = st.lists(st.integers(1, 60), max_size=200)


@given(ORDERS)
def test_committed_is_the_longest_beginning_without_a_hole(order: list[int]) -> None:
    journal = Feed()
    for seq in order:
        journal.arrive(seq)
    came = set(order)
    expected = next(n for n in range(62) if n + 1 not in came)
    assert journal.committed == expected
    assert journal.ahead == {seq for seq in came if seq > expected}


@given(ORDERS)
def test_each_number_is_new_once(order: list[int]) -> None:
    journal = Feed()
    new = [seq for seq in order if journal.arrive(seq) is Arrival.NEW]
    assert sorted(new) == sorted(set(order))
    assert journal.duplicates == len(order) - len(new)


@given(ORDERS, st.data())
def test_a_feed_read_from_the_database_goes_on_as_if_it_had_never_stopped(order: list[int], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(order)))
    whole, first = Feed(), Feed()
    for seq in order:
        whole.arrive(seq)
    for seq in order[:cut]:
        first.arrive(seq)
    second = Feed(committed=first.committed, ahead=set(first.ahead), duplicates=first.duplicates)
    for seq in order[cut:]:
        second.arrive(seq)
    assert second == whole


@given(ORDERS, st.one_of(st.integers(0, 9).map(range), st.lists(st.integers(-2, 9), max_size=9)))
def test_numbers_in_a_row_are_taken_at_once_as_one_by_one_or_left_alone(order: list[int], steps: range | list[int]) -> None:
    at_once, one_by_one = Feed(), Feed()
    for seq in order:
        at_once.arrive(seq)
        one_by_one.arrive(seq)
    row = [one_by_one.committed + 1 + step for step in steps]
    goes_on = bool(row) and [*steps] == [*range(len(row))] and one_by_one.ahead.isdisjoint(row)
    assert at_once.arrive_in_row(row) is goes_on
    if goes_on:
        assert {one_by_one.arrive(seq) for seq in row} == {Arrival.NEW}
    assert at_once == one_by_one


class ResendingGate(RuleBasedStateMachine):
    """A gate that sends oldest first, loses, repeats and reorders, and forgets what is committed: it can always go on."""

    def __init__(self) -> None:
        super().__init__()
        self.feed, self.last = Feed(), 0
        self.stored: list[int] = []

    @rule(count=st.integers(1, 5))
    def journal(self, count: int) -> None:
        self.last += count

    @rule(lost=st.sets(st.integers(1, 80)), order=st.randoms(use_true_random=False))
    def send(self, lost: set[int], order: object) -> None:
        sent = [seq for seq in range(self.feed.committed + 1, self.last + 1) if seq not in lost] * 2
        order.shuffle(sent)  # type: ignore[attr-defined]
        self.stored += [seq for seq in sent if self.feed.arrive(seq) is Arrival.NEW]

    @rule()
    def send_everything(self) -> None:
        self.stored += [seq for seq in range(self.feed.committed + 1, self.last + 1) if self.feed.arrive(seq) is Arrival.NEW]
        assert self.feed.committed == self.last

    @invariant()
    def nothing_is_passed_over_or_stored_twice(self) -> None:
        assert set(range(1, self.feed.committed + 1)) <= set(self.stored)
        assert len(self.stored) == len(set(self.stored))


TestResendingGate = ResendingGate.TestCase


def test_numbers_far_beyond_a_gap_are_left_with_the_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "AHEAD_MAX", 3)
    journal = Feed()
    assert [journal.arrive(seq) for seq in (2, 3, 4, 5)] == [Arrival.NEW] * 3 + [Arrival.TOO_FAR]
    assert journal.arrive(1) is Arrival.NEW
    assert (journal.committed, journal.ahead) == (4, set())
    assert journal.arrive(5) is Arrival.NEW


RANGES = st.tuples(st.integers(1, 60), st.integers(0, 20)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(st.one_of(st.integers(1, 60), RANGES), max_size=60))
def test_with_gaps_told_of_every_number_is_dealt_with_once(steps: list[int | tuple[int, int]]) -> None:
    journal = Feed()
    came: set[int] = set()
    gone: list[int] = []
    for step in steps:
        if isinstance(step, int):
            if journal.arrive(step) is Arrival.NEW:
                came.add(step)
        else:
            ranges = journal.skip(*step)
            assert ranges is not None
            gone += [seq for first, last in ranges for seq in range(first, last + 1)]
    dealt_with = came | set(gone)
    assert len(gone) == len(set(gone))
    assert came.isdisjoint(gone)
    expected = next(n for n in range(200) if n + 1 not in dealt_with)
    assert journal.committed == expected
    assert journal.ahead == {seq for seq in dealt_with if seq > expected}
    asked = {seq for first, last in journal.missing(100) for seq in range(first, last + 1)}
    assert asked == set(range(expected + 1, max(journal.ahead, default=0) + 1)) - journal.ahead


def test_a_gap_too_far_ahead_is_not_taken_and_one_from_the_beginning_costs_no_memory() -> None:
    journal = Feed()
    assert journal.skip(2, feed.AHEAD_MAX + 5) is None
    assert journal.ahead == set()
    assert journal.skip(1, 10**12) == [(1, 10**12)]
    assert (journal.committed, journal.ahead) == (10**12, set())
