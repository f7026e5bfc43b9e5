"""The list that a gate holds: a delta leads on from it exactly, or is left alone; and a full disk keeps no withdrawn pass alive."""

from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from edge.clock import TrustedClock
from edge.held_list import HeldList
from edge.keyring import Keyring
from edge.protocol.codec import seal
from edge.protocol.list_delta import ListDelta, between
from edge.protocol.signing import Purpose
from tests.edge.parts import ADDRESS, DAY_MS, LIST_KEY, OTHER_KEY, REFERENCE_KEY, public, signed_list
from tests.edge.test_credential_life import NOW, Calendar

WINDOW = (0, NOW // 1000 + 3600)
A, B, C = (bytes([letter]) * 16 for letter in b"abc")
Parts = dict[str, bytes]


def held_in(folder: Path, now: int = NOW) -> HeldList:
    clock = TrustedClock(Calendar(now), folder)
    keyring = Keyring(folder, site=ADDRESS.site, first=(public(LIST_KEY),))
    return HeldList(folder, address=ADDRESS, keyring=keyring, reference_key=REFERENCE_KEY, clock=clock)


def offer_whole(held: HeldList, envelope: bytes, parts: Parts) -> None:
    for name, part in parts.items():
        held.offer(f"lists/{name}", part)
    held.offer("lists", envelope)


def version(number: int, *credentials: bytes, **options: object) -> tuple[bytes, Parts]:
    return signed_list(dict.fromkeys(sorted(credentials), WINDOW), now=NOW, version=number, **options)  # type: ignore[arg-type]


def delta(before: Parts, after: Parts, envelope: bytes, *, since: int = 1, key: Ed25519PrivateKey = LIST_KEY) -> bytes:
    return seal(key, Purpose.DELTA, ListDelta(v=1, since=since, manifest=envelope, parts=between(before, after)))


@pytest.fixture
def held(tmp_path: Path) -> HeldList:
    made = held_in(tmp_path)
    offer_whole(made, *version(1, A, B))
    return made


def test_a_delta_leads_from_version_to_version_and_is_kept(held: HeldList, tmp_path: Path) -> None:
    (_, first), (second_head, second), (third_head, third) = version(1, A, B), version(2, A, C), version(3, C)
    assert held.offer("changes", delta(first, second, second_head))
    assert held.offer("changes", delta(second, third, third_head, since=2))
    for one in (held, held_in(tmp_path)):
        assert one.current is not None and (one.version, set(one.current.entries)) == (3, {C})
    offer_whole(held, third_head, third)
    assert (held.version, held.refused) == (3, None), "the whole list that comes after it is the same"
    fourth_head, fourth = version(4, A)
    assert held_in(tmp_path).offer("changes", delta(third, fourth, fourth_head, since=3)), "a start in between changes nothing"


DOUBTS: dict[str, Callable[[Parts, Parts, bytes], bytes]] = {
    "from another version": lambda first, second, head: delta(first, second, head, since=2),
    "signed by somebody else": lambda first, second, head: delta(first, second, head, key=OTHER_KEY),
    "signed as something else": lambda first, second, head: seal(
        LIST_KEY, Purpose.LIST, ListDelta(v=1, since=1, manifest=head, parts=between(first, second))
    ),
    "one change short": lambda first, second, head: seal(LIST_KEY, Purpose.DELTA, ListDelta(v=1, since=1, manifest=head, parts=[])),
    "one change too many": lambda first, second, head: delta(first, second | {"passes-0": version(9, A, B, C)[1]["passes-0"]}, head),
    "to another gate's list": lambda first, second, head: delta(first, second, version(2, A, C, gate="south-1")[0]),
    "to a list that somebody else signed": lambda first, second, head: delta(first, second, version(2, A, C, key=OTHER_KEY)[0]),
    "to a list that has ended": lambda first, second, head: delta(first, second, version(2, A, C, expires_at=NOW - 1)[0]),
    "nonsense": lambda first, second, head: b"nonsense",
}


@pytest.mark.parametrize("doubt", DOUBTS)
def test_in_any_doubt_the_delta_is_left_and_the_whole_list_is_taken(held: HeldList, doubt: str) -> None:
    (_, first), (head, second) = version(1, A, B), version(2, A, C)
    assert not held.offer("changes", DOUBTS[doubt](first, second, head))
    assert held.current is not None and (held.version, set(held.current.entries), held.refused) == (1, {A, B}, None)
    offer_whole(held, head, second)
    assert (held.version, set(held.current.entries)) == (2, {A, C})


def test_a_gate_that_holds_nothing_waits_for_the_whole_list(tmp_path: Path) -> None:
    (_, first), (head, second) = version(1, A), version(2, B)
    held = held_in(tmp_path)
    assert not held.offer("changes", delta(first, second, head))
    assert held.current is None
    offer_whole(held, head, second)
    assert held.version == 2


def test_parts_of_a_newer_list_that_came_already_do_not_disturb_a_delta(held: HeldList) -> None:
    (_, first), (head, second), (_, third) = version(1, A, B), version(2, A, C), version(3, B)
    held.offer("lists/passes-0", third["passes-0"])
    assert held.offer("changes", delta(first, second, head))


def test_what_a_change_leaves_alone_is_not_read_again(tmp_path: Path) -> None:
    many = [number.to_bytes(16) for number in range(500)]
    (first_head, first), (head, second) = version(1, *many), version(2, *many[:-1])
    held = held_in(tmp_path)
    offer_whole(held, first_head, first)
    assert held.current is not None
    before = held.current.read
    assert held.offer("changes", delta(first, second, head))
    assert {part.name: part in before and read is before[part] for part, read in held.current.read.items()} == {
        "passes-0": True,
        "passes-1": False,
    }


def test_a_list_that_cannot_be_written_is_used_and_comes_again_after_a_start(held: HeldList, tmp_path: Path) -> None:
    (tmp_path / "pass-list.json.new").mkdir()
    offer_whole(held, *version(2, B))
    assert held.current is not None and (held.version, set(held.current.entries)) == (2, {B})
    assert held_in(tmp_path, NOW + DAY_MS).version == 1


def test_a_disk_that_gives_no_list_keeps_no_gate_from_starting(tmp_path: Path) -> None:
    (tmp_path / "pass-list.json").mkdir()
    held = held_in(tmp_path)
    assert held.current is None and held.refused
    offer_whole(held, *version(1, A))
    assert held.version == 1 and held.refused is None
