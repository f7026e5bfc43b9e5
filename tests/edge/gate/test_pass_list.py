"""Which lists are believed, and that one is believed whole or not at all."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.gate.pass_list import ListRefused, TrustedPassList, Why, accept, read_manifest, restore
from edge.protocol.codec import encode
from edge.protocol.rights import CredentialPart, CredentialRight
from tests.edge.parts import ADDRESS, DAY_MS, LIST_KEY, OTHER_KEY, public, signed_list

NOW = 1_790_000_000_000


def believe(
    envelope: bytes, parts: dict[str, bytes], *, newer_than: int = 0, now_ms: int = NOW, before: TrustedPassList | None = None
) -> TrustedPassList:
    manifest = read_manifest(envelope, address=ADDRESS, list_keys=(public(LIST_KEY),))
    return accept(manifest, parts, newer_than=newer_than, now_ms=now_ms, before=before)


def why(envelope: bytes, parts: dict[str, bytes], **options: Any) -> Why:
    with pytest.raises(ListRefused) as refused:
        believe(envelope, parts, **options)
    return refused.value.why


@given(st.integers(1, 50), st.integers(0, 50), st.integers(-2 * DAY_MS, 2 * DAY_MS))
def test_only_a_newer_list_that_has_not_expired_is_accepted(version: int, held: int, later: int) -> None:
    envelope, parts = signed_list(now=NOW, version=version)
    if version > held and later < DAY_MS:
        assert believe(envelope, parts, newer_than=held, now_ms=NOW + later).version == version
    else:
        assert why(envelope, parts, newer_than=held, now_ms=NOW + later) in {Why.NOT_NEWER, Why.EXPIRED}


@given(st.integers(0, 900))
def test_a_list_of_several_parts_is_taken_whole(size: int) -> None:
    windows = {number.to_bytes(16): (number, number + 10) for number in range(size)}
    envelope, parts = signed_list(windows, now=NOW)
    assert believe(envelope, parts).entries == windows
    for missing in parts:
        assert why(envelope, {name: part for name, part in parts.items() if name != missing}) is Why.PART_MISSING
        assert why(envelope, parts | {missing: parts[missing] + b" "}) is Why.PART_ALTERED


@given(st.data())
def test_a_changed_byte_is_never_believed(data: st.DataObject) -> None:
    envelope, parts = signed_list(now=NOW)
    place = data.draw(st.integers(0, len(envelope) - 1))
    changed = envelope[:place] + bytes([data.draw(st.integers(0, 255))]) + envelope[place + 1 :]
    if changed == envelope:
        assert believe(changed, parts).version == 1
    else:
        assert why(changed, parts) in {Why.MALFORMED, Why.FOREIGN_SIGNATURE}


def test_a_list_that_somebody_else_signed_or_that_is_for_another_gate_is_refused() -> None:
    assert why(*signed_list(now=NOW, key=OTHER_KEY)) is Why.FOREIGN_SIGNATURE
    assert why(*signed_list(now=NOW, gate="south-1")) is Why.ANOTHER_GATE
    assert why(b"nonsense", {}) is Why.MALFORMED


def test_a_held_list_serves_on_when_it_grows_old() -> None:
    envelope, parts = signed_list(now=NOW)
    held = restore(read_manifest(envelope, address=ADDRESS, list_keys=(public(LIST_KEY),)), parts)
    assert not held.is_stale(NOW)
    assert held.is_stale(NOW + DAY_MS)
    assert held.entries


WINDOWS = st.dictionaries(st.integers(0, 900), st.integers(1, 3), max_size=40)


@given(WINDOWS, WINDOWS, st.lists(st.integers(1, 3), min_size=1, max_size=3))
def test_what_the_list_before_has_read_already_makes_the_same_list(first: dict[int, int], second: dict[int, int], opens: list[int]) -> None:
    held = believe(*_version(1, first, [1, *opens]))
    head, parts = _version(2, second, opens)
    assert believe(head, parts, before=held) == believe(head, parts)


def test_a_part_that_did_not_change_is_not_read_again_and_held_against_its_digest_all_the_same() -> None:
    windows = dict.fromkeys(range(500), 9)
    held = believe(*_version(1, windows, [1]))
    head, parts = _version(2, windows | {499: 8}, [1])
    newer = believe(head, parts, before=held)
    kept = {part.name: newer.read[part] is held.read.get(part) for part in newer.read}
    assert kept == {"passes-0": True, "passes-1": False, "credentials-0": True}
    assert newer.entries[(499).to_bytes(16)].not_after == 8
    for name in parts:
        assert why(head, parts | {name: parts[name] + b" "}, before=held) is Why.PART_ALTERED


def test_nothing_is_read_of_a_list_that_is_not_all_there() -> None:
    head, parts = _version(1, dict.fromkeys(range(500), 9), [1])
    assert why(head, {"passes-0": parts["passes-0"] + b" "}) is Why.PART_MISSING


def _version(number: int, windows: dict[int, int], opens: list[int]) -> tuple[bytes, dict[str, bytes]]:
    rights = [CredentialRight(credential=f"{at:032x}", not_before=0, not_after=9, open_ms=ms) for at, ms in enumerate(opens, 10_000)]
    more = {"credentials-0": (encode(CredentialPart(v=1, entries=rights)), len(rights))}
    return signed_list({one.to_bytes(16): (0, until) for one, until in sorted(windows.items())}, now=NOW, version=number, more=more)
