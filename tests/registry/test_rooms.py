"""Rooms made floor by floor: what a person would expect, never the same label twice, and limits that are said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.refusals import Refused
from registry.rooms import FLOOR_MAX, ROOMS_AT_ONCE_MAX, ROOMS_PER_FLOOR_MAX, RoomRange
from tests.registry.parts import codes


def rooms(first: int, last: int, each: int) -> RoomRange:
    return RoomRange(first_floor=first, last_floor=last, rooms_per_floor=each)


def test_five_floors_of_four() -> None:
    labels = rooms(1, 5, 4).labels()
    assert labels[:4] == ("101", "102", "103", "104")
    assert (labels[-1], len(labels)) == ("504", 20)


@given(st.integers(1, FLOOR_MAX), st.integers(1, FLOOR_MAX), st.integers(1, ROOMS_PER_FLOOR_MAX))
def test_labels_are_as_many_as_asked_for_and_never_double(one: int, other: int, each: int) -> None:
    first, last = sorted((one, other))
    if (last - first + 1) * each > ROOMS_AT_ONCE_MAX:
        with pytest.raises(Refused) as refused:
            rooms(first, last, each)
        assert codes(refused.value) == [("too-many-rooms", "rooms_per_floor")]
        return
    made = rooms(first, last, each)
    labels = made.labels()
    assert len(labels) == len(set(labels)) == made.count
    assert all(label == f"{floor}{label[-2:]}" for floor, label in made.rooms())


@given(st.integers(), st.integers(), st.integers())
def test_whatever_numbers_come_the_answer_is_rooms_or_a_refusal(first: int, last: int, each: int) -> None:
    fits = 1 <= first <= last <= FLOOR_MAX and 1 <= each <= ROOMS_PER_FLOOR_MAX and (last - first + 1) * each <= ROOMS_AT_ONCE_MAX
    try:
        rooms(first, last, each)
        made = True
    except Refused:
        made = False
    assert made == fits


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        ((0, 5, 4), [("floor-out-of-range", "first_floor")]),
        ((1, 100, 4), [("floor-out-of-range", "last_floor")]),
        ((5, 1, 4), [("floors-reversed", "last_floor")]),
        ((1, 5, 0), [("rooms-out-of-range", "rooms_per_floor")]),
        (
            (-1, 200, 100),
            [("floor-out-of-range", "first_floor"), ("floor-out-of-range", "last_floor"), ("rooms-out-of-range", "rooms_per_floor")],
        ),
    ],
)
def test_every_field_that_is_out_of_range_is_named(numbers: tuple[int, int, int], wrong: list[tuple[str, str]]) -> None:
    with pytest.raises(Refused) as refused:
        rooms(*numbers)
    assert codes(refused.value) == wrong
