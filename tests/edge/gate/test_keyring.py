"""Which of the hub's keys a gate believes: a chain leads from any of its keys to the newest, and nothing else leads anywhere."""

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from edge.gate.keyring import OVERLAP_MS, Ring, first_ring, follow, is_at_end
from edge.protocol.codec import decode, encode, seal
from edge.protocol.keys import OLD_KEYS_MAX, KeyChain, KeyStatement
from edge.protocol.messages import Signed
from edge.protocol.signing import Purpose, key_id
from tests.edge.parts import ADDRESS, public

SITE, DAY = ADDRESS.site, 86_400_000
KEYS = [Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number in range(1, 9)]
THIEF = Ed25519PrivateKey.from_private_bytes(b"t" * 32)
NEVER_RETIRED: frozenset[int] = frozenset()


def said(key: Ed25519PrivateKey, *, by: Ed25519PrivateKey, old: list[Ed25519PrivateKey], starts_at: int = 0, site: str = SITE) -> Signed:
    statement = KeyStatement(
        v=1, site=site, key=public(key).hex(), starts_at=starts_at, issued_at=0, old=[public(one).hex() for one in old]
    )
    return decode(Signed, seal(by, Purpose.KEYS, statement))


def chain(*statements: Signed) -> KeyChain:
    return KeyChain(v=1, statements=list(statements))


def succession(count: int, *, retired_after: frozenset[int] = NEVER_RETIRED) -> list[Signed]:
    """The steps from ``KEYS[0]`` on, key n starting on day n; after those that are named the older ones are retired."""
    steps: list[Signed] = []
    old: list[Ed25519PrivateKey] = []
    for number in range(1, count + 1):
        before, new = KEYS[number - 1], KEYS[number]
        old = [*old, before][-OLD_KEYS_MAX:]
        steps.append(said(new, by=before, old=old, starts_at=number * DAY))
        if number in retired_after:
            old = []
            steps.append(said(new, by=new, old=old, starts_at=number * DAY))
    return steps


FIRST = first_ring([public(KEYS[0])])


def test_a_successor_is_believed_beside_the_key_that_named_it_until_that_is_retired() -> None:
    ring = follow(FIRST, chain(*succession(1)), site=SITE)
    assert (ring.believed, ring.newest) == ((public(KEYS[0]), public(KEYS[1])), public(KEYS[1]))
    after = follow(ring, chain(*succession(1, retired_after=frozenset({1}))), site=SITE)
    assert (after.believed, after.retired) == ((public(KEYS[1]),), (public(KEYS[0]),))
    assert set(after.known) == set(ring.known)


def test_each_key_signs_from_its_start_to_that_of_the_next() -> None:
    ring = follow(FIRST, chain(*succession(1)), site=SITE)
    old, new = (key_id(public(key)) for key in KEYS[:2])
    around = (DAY - OVERLAP_MS - 1, DAY - OVERLAP_MS, DAY + OVERLAP_MS - 1, DAY + OVERLAP_MS)
    assert [ring.may_sign(old, issued_at=at) for at in around] == [True, True, True, False]
    assert [ring.may_sign(new, issued_at=at) for at in around] == [False, True, True, True]
    assert not ring.may_sign(key_id(public(THIEF)), issued_at=DAY)


FOREIGN = {
    "by nobody that is known": said(KEYS[1], by=THIEF, old=[]),
    "for another site": said(KEYS[1], by=KEYS[0], old=[], site="city"),
    "changed on its way": msgspec.structs.replace(said(KEYS[1], by=KEYS[0], old=[]), body=encode(said(THIEF, by=KEYS[0], old=[]))),
    "signed for another purpose": decode(Signed, seal(KEYS[0], Purpose.LIST, chain())),
    "no statement": decode(Signed, seal(KEYS[0], Purpose.KEYS, chain())),
}


@pytest.mark.parametrize("why", FOREIGN)
def test_what_is_foreign_leads_nowhere(why: str) -> None:
    assert follow(FIRST, chain(FOREIGN[why]), site=SITE) == FIRST


def test_who_holds_an_old_key_can_name_no_successor_once_the_next_is_known() -> None:
    ring = follow(FIRST, chain(*succession(1)), site=SITE)
    assert follow(ring, chain(said(THIEF, by=KEYS[0], old=[])), site=SITE) == ring
    retired = follow(ring, chain(said(KEYS[1], by=KEYS[1], old=[])), site=SITE)
    assert follow(retired, chain(said(THIEF, by=KEYS[0], old=[])), site=SITE) == retired


def test_a_retired_key_never_comes_back() -> None:
    ring = follow(FIRST, chain(*succession(1, retired_after=frozenset({1}))), site=SITE)
    again = (said(KEYS[0], by=KEYS[1], old=[KEYS[1]]), said(KEYS[1], by=KEYS[1], old=[KEYS[0]]), *succession(1))
    assert follow(ring, chain(*again), site=SITE) == ring


def test_a_gate_says_that_it_follows_when_it_does() -> None:
    whole = chain(*succession(2, retired_after=frozenset({2})))
    assert is_at_end(follow(FIRST, whole, site=SITE), whole)
    assert not is_at_end(follow(FIRST, chain(*whole.statements[:-1]), site=SITE), whole)
    assert not is_at_end(first_ring([public(THIEF)]), whole)
    assert not is_at_end(FIRST, chain())


@given(st.integers(1, 7), st.frozensets(st.integers(1, 7)), st.lists(st.integers(0, 14), max_size=6))
def test_a_gate_that_hears_the_chain_now_and_then_ends_as_one_that_heard_it_all(
    count: int, retired: frozenset[int], heard: list[int]
) -> None:
    """Away for any part of it, hearing beginnings again and again, in any order: in the end every gate believes the same."""
    steps = succession(count, retired_after=retired)
    ring: Ring = FIRST
    for length in heard:
        before, ring = ring, follow(ring, chain(*steps[:length]), site=SITE)
        assert set(before.retired) <= set(ring.retired), "a key came back"
        assert ring.newest == before.newest or before.newest in ring.known
    end = follow(ring, chain(*steps), site=SITE)
    assert end == follow(FIRST, chain(*steps), site=SITE)
    assert (end.newest, is_at_end(end, chain(*steps))) == (public(KEYS[count]), True)
    assert set(end.believed).isdisjoint(end.retired)


@given(st.integers(1, 7), st.integers(0, 7))
def test_a_gate_that_was_enrolled_with_a_later_key_goes_on_from_there(count: int, began: int) -> None:
    ring = follow(first_ring([public(KEYS[min(began, count)])]), chain(*succession(count)), site=SITE)
    assert ring.newest == public(KEYS[count])


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.frozensets(st.integers(0, 3))), max_size=8))
def test_no_word_of_anybody_but_the_newest_key_changes_anything(words: list[tuple[int, int, frozenset[int]]]) -> None:
    ring = FIRST
    for speaker, key, old in words:
        after = follow(ring, chain(said(KEYS[key], by=KEYS[speaker], old=[KEYS[one] for one in sorted(old)])), site=SITE)
        if public(KEYS[speaker]) != ring.newest:
            assert after == ring
        assert set(ring.retired) <= set(after.retired) and set(after.believed) <= {*ring.believed, public(KEYS[key])}
        ring = after
