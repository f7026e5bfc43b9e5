"""Each credential has its shelf, by its own id: no shelf is too full, and who comes or goes moves nobody else."""

from hypothesis import given
from hypothesis import strategies as st

from edge.protocol.pass_list import LIST_ENTRIES_PER_PART, ListEntry
from hub.gateway.shelves import shelve

IDS = st.sets(st.binary(min_size=16, max_size=16).map(bytes.hex), max_size=60)


def entries(ids: set[str]) -> list[ListEntry]:
    return [ListEntry(credential=one, not_before=0, not_after=1) for one in ids]


@given(IDS, st.integers(1, 20))
def test_everybody_stands_on_one_shelf_in_order_and_none_is_too_full(ids: set[str], size: int) -> None:
    shelves = shelve(entries(ids), size)
    assert all(0 < len(shelf) <= size for shelf in shelves.values())
    assert [one.credential for shelf in shelves.values() for one in shelf] == sorted(ids)


@given(IDS.filter(len), st.integers(1, 20))
def test_where_there_is_room_one_that_goes_changes_one_shelf(ids: set[str], size: int) -> None:
    before = shelve(entries(ids), size)
    after = shelve(entries(ids - {min(ids)}), size)
    # With far fewer there are fewer shelves; as long as there are as many, all but one are as they were.
    if len(before) == len(after) and max(before) == max(after):
        assert sum(before[number] != after[number] for number in before) == 1


def test_ten_thousand_stand_on_shelves_that_are_half_full() -> None:
    many = entries({f"{number * 0x9E3779B97F4A7C15F39CC0605CEDC835 % 2**128:032x}" for number in range(10_000)})
    shelves = shelve(many, LIST_ENTRIES_PER_PART)
    assert len(shelves) == 32 and max(len(shelf) for shelf in shelves.values()) <= LIST_ENTRIES_PER_PART
    fewer = shelve(many[1:], LIST_ENTRIES_PER_PART)
    assert sum(shelves[number] != fewer[number] for number in shelves) == 1
