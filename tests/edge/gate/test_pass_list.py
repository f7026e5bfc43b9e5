"""Which lists are believed, and that one is believed whole or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edge.gate.pass_list import ListRefused, TrustedPassList, Why, accept, read_manifest, restore
from tests.edge.parts import ADDRESS, DAY_MS, LIST_KEY, OTHER_KEY, public, signed_list

NOW = 1_790_000_000_000


def believe(envelope: bytes, parts: dict[str, bytes], *, newer_than: int = 0, now_ms: int = NOW) -> TrustedPassList:
    manifest = read_manifest(envelope, address=ADDRESS, list_keys=(public(LIST_KEY),))
    return accept(manifest, parts, newer_than=newer_than, now_ms=now_ms)


def why(envelope: bytes, parts: dict[str, bytes], **options: int) -> Why:
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
