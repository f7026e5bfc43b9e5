"""Properties of the protocol's pure core: round trips, refusals that repeat nothing, and topic rules that no name can slip through."""

import base45
import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from edge.protocol import codec, enrolment, messages, pass_list, passes, signing, topics
from tests.protocol.examples import ENTRY, LIST_KEY, MANIFEST, PASS_KEY, public

U32 = st.integers(0, 2**32 - 1)
LEVELS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,12}", fullmatch=True)

any_pass = st.builds(
    passes.Pass,
    key_id=st.binary(min_size=4, max_size=4),
    credential=st.binary(min_size=16, max_size=16),
    door_group=U32,
    not_before=U32,
    not_after=U32,
    kind=st.sampled_from(passes.PassKind),
    flags=st.sampled_from([passes.PassFlag.NONE, passes.PassFlag.EXTENDED_TIME]),
    counter=U32,
)


@given(any_pass)
def test_a_pass_survives_its_qr_text(value: passes.Pass) -> None:
    text = passes.encode(value, PASS_KEY)
    signed = passes.decode(text)
    assert signed.value == value and len(text) <= passes.MAX_TEXT
    signing.verify(public(PASS_KEY), signing.Purpose.PASS, signed.record, signed.signature)


@given(any_pass, st.integers(0, 102), st.integers(1, 255))
def test_one_changed_byte_never_verifies(value: passes.Pass, place: int, change: int) -> None:
    raw = bytearray(base45.b45decode(passes.encode(value, PASS_KEY).removeprefix(passes.PREFIX)))
    raw[place] ^= change
    with pytest.raises((passes.MalformedPass, signing.BadSignature)):
        signed = passes.decode(passes.PREFIX + base45.b45encode(bytes(raw)).decode())
        signing.verify(public(PASS_KEY), signing.Purpose.PASS, signed.record, signed.signature)


@given(st.text(max_size=250))
def test_any_other_text_is_refused_without_another_error(text: str) -> None:
    with pytest.raises(passes.MalformedPass):
        passes.decode(passes.PREFIX + text if not text.startswith(passes.PREFIX) else text)


@given(st.binary(max_size=200), st.sampled_from(signing.Purpose), st.sampled_from(signing.Purpose))
def test_a_signature_serves_one_purpose(body: bytes, made_for: signing.Purpose, used_for: signing.Purpose) -> None:
    signature = signing.sign(LIST_KEY, made_for, body)
    if made_for is used_for:
        signing.verify(public(LIST_KEY), used_for, body, signature)
    else:
        with pytest.raises(signing.BadSignature):
            signing.verify(public(LIST_KEY), used_for, body, signature)


def test_a_signed_body_is_not_parsed_before_it_is_verified() -> None:
    stranger = Ed25519PrivateKey.generate()
    poisoned = codec.encode(
        messages.Signed(v=1, key=signing.key_id(public(LIST_KEY)).hex(), body=b"{", sig=signing.sign(stranger, signing.Purpose.LIST, b"{"))
    )
    with pytest.raises(signing.BadSignature):
        codec.open_signed(pass_list.ListManifest, {signing.key_id(public(LIST_KEY)): public(LIST_KEY)}, signing.Purpose.LIST, poisoned)


def test_a_foreign_key_opens_nothing() -> None:
    sealed = codec.seal(Ed25519PrivateKey.generate(), signing.Purpose.LIST, MANIFEST)
    with pytest.raises(signing.BadSignature):
        codec.open_signed(pass_list.ListManifest, {signing.key_id(public(LIST_KEY)): public(LIST_KEY)}, signing.Purpose.LIST, sealed)


HOSTILE = [
    b"",
    b"\xff\xfe",
    b"NaN",
    b"[" * 5000,
    b'{"v":1,"entries":"x"}',
    b'{"v":2,"entries":[]}',
    b'{"v":1,"entries":[]}' + b" " * 60_000,
    b'"\\ud800"',
]


@pytest.mark.parametrize("data", HOSTILE)
def test_what_is_no_batch_is_malformed_and_nothing_else(data: bytes) -> None:
    with pytest.raises(codec.Malformed):
        codec.decode_entries("north-12", data)


@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_but_malformed(data: bytes) -> None:
    for kind in (messages.Ack, messages.Status, messages.Signed, pass_list.ListPart, enrolment.EnrolmentRequest):
        with pytest.raises(codec.Malformed):
            codec.decode(kind, data)


def _with(**changes: object) -> bytes:
    return msgspec.json.encode({**msgspec.to_builtins(ENTRY), **changes})


@pytest.mark.parametrize(
    "bad",
    [
        _with(seq=-1),
        _with(gate="south-1"),
        _with(secret="13800138000"),
        _with(outcome="maybe"),
        _with(occurred_at=1e300),
        _with(v=2),
        _with(event_id="e" * 32 + "\n"),
        _with(event_id="G" * 32),
        _with(credential="é" * 32),
        b"null",
        b"[]",
    ],
)
def test_a_bad_entry_is_set_aside_and_its_neighbours_stay(bad: bytes) -> None:
    good, aside = codec.decode_entries("north-12", b'{"v":1,"entries":[%s,%s]}' % (bad, msgspec.json.encode(ENTRY)))
    assert good == [ENTRY]
    assert len(aside) == 1 and "13800138000" not in aside[0].why and "secret" not in aside[0].why


NO_HEX = ["", "a" * 31, "f" * 33, "A" * 32, "g" * 32, "é" * 32, "e" * 32 + "\n", "\n", 7, None]
DAMAGES: dict[str, list[object]] = {
    "v": [2, "1", True],
    "gate": ["south-1", 1],
    "epoch": NO_HEX,
    "event_id": NO_HEX,
    "credential": NO_HEX,
    "seq": [0, 2**53, "1", 1.0],
    "clock": ["sure"],
    "duress": [True, False, None],
    "door": ["", "x" * 64, "x" * 65, "\x00"],
    "more": [1],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in DAMAGES.items() for value in values])
def test_a_batch_is_read_in_one_go_as_closely_as_entry_by_entry(name: str, value: object) -> None:
    for entries in ([_with(**{name: value})], [_with(), _with(**{name: value})]):
        data = b'{"v":1,"entries":[%s]}' % b",".join(entries)
        assert codec.decode_batch("north-12", data) == codec._read_closely("north-12", data)


@given(LEVELS, LEVELS, LEVELS, st.sampled_from(["entries", "status", "acks", "lists", "lists/passes-0", "commands", "#", "+", "entries/#"]))
def test_a_gate_reaches_only_its_own_topics(site: str, mine: str, other: str, channel: str) -> None:
    address, neighbour = topics.gate_address(site, mine), topics.gate_address(site, other)
    if neighbour != address:
        for name in (topics.topic(neighbour, channel), f"anju/v1/{site}/+/{channel}", "#", "$SYS/#", "$CONTROL/dynamic-security/v1"):
            assert not topics.may_publish(address.client_id, name)
            assert not topics.may_subscribe(address.client_id, name)
            assert not topics.may_receive(address.client_id, name)


@given(LEVELS, LEVELS)
def test_hub_and_gate_never_speak_on_the_same_topic(site: str, gate: str) -> None:
    address = topics.gate_address(site, gate)
    for channel in (*topics.GATE_PUBLISHES, *topics.HUB_PUBLISHES):
        name = topics.topic(address, channel)
        assert topics.may_publish(address.client_id, name) != topics.may_publish(topics.HUB_CLIENT, name)
        assert topics.may_publish(address.client_id, name) == topics.may_receive(topics.HUB_CLIENT, name)


@pytest.mark.parametrize("level", ["", "+", "#", "a/b", "A", "$SYS", "a" * 41, "-a", "ä", "a\n"])
def test_a_name_that_could_be_a_wildcard_is_no_address(level: str) -> None:
    with pytest.raises(ValueError, match="1–40"):
        topics.gate_address("town", level)


def test_a_gate_name_cannot_be_read_as_another_sites() -> None:
    with pytest.raises(ValueError):
        topics.gate_address("town.a", "b")


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32), st.binary(min_size=16, max_size=16))
def test_two_gates_name_the_same_credential_differently(one: bytes, two: bytes, credential: bytes) -> None:
    assert (signing.reference(one, credential) == signing.reference(two, credential)) == (one == two)
