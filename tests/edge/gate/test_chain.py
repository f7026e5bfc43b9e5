"""The chain of entries, as arithmetic: whatever is changed, taken out or put in is noticed, and what still holds is kept."""

from hypothesis import given
from hypothesis import strategies as st

from edge.gate.chain import Broken, Hole, Link, check, follow, sound, start

bodies = st.lists(st.binary(max_size=40), min_size=1, max_size=12)


def chained(contents: list[bytes], base: int = 0) -> tuple[bytes, list[Link]]:
    head = first = start("e" * 32, b"")
    links = []
    for seq, body in enumerate(contents, base + 1):
        head = follow(head, seq, body)
        links.append(Link(seq, body, head))
    return first, links


@given(bodies, st.integers(0, 5))
def test_a_chain_as_it_was_written_holds(contents: list[bytes], base: int) -> None:
    first, links = chained(contents, base)
    assert check(base, first, links, last=links[-1].seq, last_head=links[-1].head) is None
    assert sound(base, first, links, last=links[-1].seq) == (links, [])


@given(bodies, st.data())
def test_a_changed_entry_is_noticed_where_it_is(contents: list[bytes], data: st.DataObject) -> None:
    first, links = chained(contents)
    at = data.draw(st.integers(0, len(links) - 1))
    damaged = [*links]
    damaged[at] = links[at]._replace(body=links[at].body + b"!")
    assert check(0, first, damaged, last=len(links), last_head=links[-1].head) == Broken(at + 1)
    good, holes = sound(0, first, damaged, last=len(links))
    assert good == [*links[:at], *links[at + 1 :]]
    assert [(hole.first, hole.last) for hole in holes] == [(at + 1, at + 1)]
    assert check(0, first, [*good, *holes], last=len(links), last_head=links[-1].head) is None


@given(bodies, st.data())
def test_what_is_taken_out_or_put_in_is_noticed(contents: list[bytes], data: st.DataObject) -> None:
    first, links = chained(contents)
    at = data.draw(st.integers(0, len(links) - 1))
    assert check(0, first, links[:at] + links[at + 1 :], last=len(links), last_head=links[-1].head) == Broken(at + 1)
    forged = Link(len(links) + 1, b"forged", b"f" * 32)
    assert check(0, first, [*links, forged], last=len(links) + 1, last_head=forged.head) == Broken(len(links) + 1)
    assert check(0, first, links, last=len(links) + 3, last_head=links[-1].head) == Broken(len(links) + 1)


def test_a_lost_stretch_is_one_hole_and_a_lost_end_another() -> None:
    first, links = chained([b"a", b"b", b"c", b"d", b"e"])
    good, holes = sound(0, first, [links[0], links[3], links[4]], last=7)
    assert [link.seq for link in good] == [1, 5]
    assert [(hole.first, hole.last) for hole in holes] == [(2, 4), (6, 7)]
    assert holes[0] == Hole(2, 4, links[3].head)


def test_epochs_do_not_pass_for_one_another() -> None:
    assert start("a" * 32, b"") != start("b" * 32, b"")
    assert start("a" * 32, b"") != start("a" * 32, b"x" * 32)
