"""Structs to bytes and back. One bad entry in a batch never takes its neighbours with it.

A batch without fault is read in one go, which is what a hub does all day. Whatever is not plainly good there is read again entry by entry,
and that decides.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from edge.protocol.messages import ENTRIES_PER_MESSAGE_MAX, GAPS_PER_MESSAGE_MAX, MESSAGE_BYTES_MAX, Entry, Gap, Signed
from edge.protocol.signing import Purpose, key_id, sign, verify_with_any

VERSION = 1

S = TypeVar("S", bound=msgspec.Struct)


class Malformed(ValueError):
    """The bytes are not a message of this protocol. The text says why and repeats nothing that was sent."""


class SetAside(msgspec.Struct, frozen=True, kw_only=True):
    """An entry that could not be understood, with its place in the journal if that much could be read."""

    epoch: str
    seq: int
    why: str
    raw: bytes


class Batch(NamedTuple):
    """What came in one message: good entries, those to set aside with the reason, and what will not come."""

    good: list[Entry]
    bad: list[SetAside]
    gaps: list[Gap]


class _Batch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    v: int
    entries: list[msgspec.Raw]
    gaps: list[Gap] = []


class _QuickBatch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    v: Literal[1]
    entries: list[Entry]


class _Place(msgspec.Struct, frozen=True):
    epoch: str = ""
    seq: int = 0


_PLACE = re.compile(r" at `(\$[\w.\[\]…]*)`")

_encoder = msgspec.json.Encoder()
_batch_decoder = msgspec.json.Decoder(_Batch)
_quick_decoder = msgspec.json.Decoder(_QuickBatch)
_entry_decoder = msgspec.json.Decoder(Entry)
_place_decoder = msgspec.json.Decoder(_Place)


def encode(message: msgspec.Struct) -> bytes:
    """Return a message as UTF-8 JSON."""
    return _encoder.encode(message)


def decode(kind: type[S], data: bytes) -> S:
    """Return the message in data; raise Malformed if it is too long, not UTF-8 JSON, or not of this kind and version."""
    if len(data) > MESSAGE_BYTES_MAX:
        raise Malformed("too long")
    try:
        message = msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed(_why(error)) from error
    if getattr(message, "v", VERSION) != VERSION:
        raise Malformed("a version that is not known here")
    return message


def encode_entries(entries: list[Entry]) -> bytes:
    """Return a batch of journal entries, oldest first, as one message."""
    return _encoder.encode({"v": VERSION, "entries": entries})


def join_entries(bodies: Sequence[bytes], gaps: Sequence[Gap] = ()) -> bytes:
    """Return entries that are encoded already, and what will not come, as one message."""
    told = b',"gaps":' + _encoder.encode(gaps) if gaps else b""
    return b'{"v":%d,"entries":[%s]%s}' % (VERSION, b",".join(bodies), told)


def decode_entries(gate: str, data: bytes) -> tuple[list[Entry], list[SetAside]]:
    """Return the good entries of a batch and those to set aside with the reason, in order; raise Malformed if it is no batch."""
    return decode_batch(gate, data)[:2]


def decode_batch(gate: str, data: bytes) -> Batch:
    """Return what a message of entries holds; raise Malformed if it is none.

    An entry that names another gate than the topic's is set aside: a gate speaks for itself only.
    """
    if len(data) > MESSAGE_BYTES_MAX:
        raise Malformed("too long")
    quick = _all_good(gate, data)
    return _read_closely(gate, data) if quick is None else Batch(quick, [], [])


def seal(private_key: Ed25519PrivateKey, purpose: Purpose, message: msgspec.Struct) -> bytes:
    """Sign a message and return its envelope as bytes."""
    body = encode(message)
    name = key_id(private_key.public_key().public_bytes_raw()).hex()
    return encode(Signed(v=VERSION, key=name, body=body, sig=sign(private_key, purpose, body)))


def open_signed(kind: type[S], keys: dict[bytes, bytes], purpose: Purpose, data: bytes) -> S:
    """Return the message in a signed envelope; raise BadSignature before a byte of the body is parsed, Malformed otherwise."""
    envelope = decode(Signed, data)
    verify_with_any(keys, bytes.fromhex(envelope.key), purpose, envelope.body, envelope.sig)
    return decode(kind, envelope.body)


def _all_good(gate: str, data: bytes) -> list[Entry] | None:
    """Return the entries of a batch that holds nothing else and of which every one is good; None when that must be looked at closely."""
    try:
        batch = _quick_decoder.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    if len(batch.entries) > ENTRIES_PER_MESSAGE_MAX:
        return None
    for entry in batch.entries:
        if entry.gate != gate or entry.v != VERSION:
            return None
    return batch.entries


def _read_closely(gate: str, data: bytes) -> Batch:
    try:
        batch = _batch_decoder.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed(_why(error)) from error
    if batch.v != VERSION or len(batch.entries) > ENTRIES_PER_MESSAGE_MAX or len(batch.gaps) > GAPS_PER_MESSAGE_MAX:
        raise Malformed("a version or a number of entries that is not allowed")
    if any(gap.first > gap.last for gap in batch.gaps):
        raise Malformed("a gap that ends before it begins")
    good: list[Entry] = []
    bad: list[SetAside] = []
    for raw in batch.entries:
        try:
            entry = _entry_decoder.decode(raw)
            if entry.gate != gate or entry.v != VERSION:
                raise msgspec.ValidationError("another gate or version than the topic's")
            good.append(entry)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            bad.append(_set_aside(bytes(raw), _why(error)))
    return Batch(good, bad, batch.gaps)


def _set_aside(raw: bytes, why: str) -> SetAside:
    try:
        place = _place_decoder.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        place = _Place()
    return SetAside(epoch=place.epoch, seq=place.seq, why=why, raw=raw)


def _why(error: Exception) -> str:
    """Say where a message is wrong, never what stood there: msgspec's own sentence can repeat what was sent."""
    place = _PLACE.search(str(error))
    return f"wrong shape at {place.group(1)}" if place else "not a message of this protocol"
