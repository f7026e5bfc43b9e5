"""The wire of version 1, byte for byte: a gate on a wall is updated last, so what was once said must be said the same way for ever."""

from pathlib import Path

import pytest

from edge.protocol import building, codec, enrolment, list_delta, messages, pass_list, passes, rights, rotating, signing, topics
from edge.protocol.keys import KeyChain
from tests.protocol.examples import BUILDING_KEY, COMMAND, DELTA, ENTRY, EXAMPLES, LIST_KEY, MANIFEST, PASS, PASS_KEY, public

GOLDEN = Path(__file__).parent / "v1"


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_what_we_say_is_what_was_once_agreed(name: str) -> None:
    assert EXAMPLES[name] == (GOLDEN / name).read_bytes()


def test_every_golden_file_has_an_example() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(EXAMPLES)


def test_an_old_pass_still_reads_and_verifies() -> None:
    signed = passes.decode((GOLDEN / "pass.txt").read_text())
    assert signed.value == PASS
    signing.verify(public(PASS_KEY), signing.Purpose.PASS, signed.record, signed.signature)


def test_an_old_rotating_code_and_old_keys_still_read() -> None:
    code = rotating.decode((GOLDEN / "rotating.txt").read_text())
    assert (code.credential, code.step) == (PASS.credential, 59_850_886)
    assert rotating.is_genuine(code, BUILDING_KEY)
    sealed = codec.decode(rights.KeysPart, (GOLDEN / "keys-part.json").read_bytes()).sealed
    gate = topics.gate_address("town", "north-12")
    assert building.open_keys(bytes(32), gate, sealed).keys == [rights.BuildingKey(door_group=12, key=BUILDING_KEY.hex())]


def test_old_messages_still_read() -> None:
    assert codec.decode_entries("north-12", (GOLDEN / "entries.json").read_bytes()) == ([ENTRY], [])
    batch = codec.decode_batch("north-12", (GOLDEN / "gaps.json").read_bytes())
    assert ([gap.last for gap in batch.gaps], batch.good) == ([40], [ENTRY])
    keys = {signing.key_id(public(LIST_KEY)): public(LIST_KEY)}
    assert codec.open_signed(pass_list.ListManifest, keys, signing.Purpose.LIST, (GOLDEN / "list-manifest.json").read_bytes()) == MANIFEST
    assert codec.open_signed(list_delta.ListDelta, keys, signing.Purpose.DELTA, (GOLDEN / "list-delta.json").read_bytes()) == DELTA
    assert codec.open_signed(messages.Command, keys, signing.Purpose.COMMAND, (GOLDEN / "command.json").read_bytes()) == COMMAND
    for name, kind in {
        "ack.json": messages.Ack,
        "key-chain.json": KeyChain,
        "ack-missing.json": messages.Ack,
        "alarm-ack.json": messages.AlarmAck,
        "receipt.json": messages.Receipt,
        "status.json": messages.Status,
        "status-door.json": messages.Status,
        "status-free.json": messages.Status,
        "status-release.json": messages.Status,
        "alarm.json": messages.Alarm,
        "list-part.json": pass_list.ListPart,
        "credential-part.json": rights.CredentialPart,
        "schedule-part.json": rights.SchedulePart,
        "rules-part.json": rights.RulesPart,
        "keys-part.json": rights.KeysPart,
        "enrolment-request.json": enrolment.EnrolmentRequest,
        "enrolment-answer.json": enrolment.EnrolmentAnswer,
    }.items():
        message = codec.decode(kind, (GOLDEN / name).read_bytes())
        assert codec.encode(message) == (GOLDEN / name).read_bytes()
