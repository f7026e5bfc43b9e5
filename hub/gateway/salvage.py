"""A message of entries as the hub can store it. Where it is no JSON because of one entry, the others are taken out of it, so that one bad
byte never holds a whole journal up.

Python's own reader is lenient about what real devices get wrong (NaN, a lone surrogate, bytes that are not UTF-8); each entry it finds is
then held against the strict one. Only what the strict reader refused comes here.
"""

import json
from typing import TypeVar

from edge.protocol.codec import VERSION, Batch, Malformed, SetAside, decode_batch, decode_entries
from edge.protocol.messages import ENTRIES_PER_MESSAGE_MAX, MESSAGE_BYTES_MAX, Entry

UNSTORABLE = "text that no database stores"
_ESCAPE = b"\\"  # JSON has no other way to write NUL, and one byte is looked for faster than six

P = TypeVar("P", str, int)


def read_entries(gate: str, payload: bytes) -> Batch:
    """Return what a message holds that can be stored, and the rest with the reason; raise Malformed where no batch can be made out."""
    try:
        read = decode_batch(gate, payload)
    except Malformed:
        read = Batch(*_take_apart(gate, payload), [])
    return _storable(read) if _ESCAPE in payload else read


def _storable(read: Batch) -> Batch:
    good = [one for one in read.good if "\x00" not in one.door]
    bad = [SetAside(epoch=one.epoch, seq=one.seq, why=UNSTORABLE, raw=b"") for one in read.good if "\x00" in one.door]
    return Batch(good, read.bad + bad, read.gaps)


def _take_apart(gate: str, payload: bytes) -> tuple[list[Entry], list[SetAside]]:
    """Return what of a batch is good and what is not, as ``decode_entries`` does; raise Malformed where no batch can be made out."""
    if len(payload) > MESSAGE_BYTES_MAX:
        raise Malformed("too long")
    good: list[Entry] = []
    bad: list[SetAside] = []
    for item in _items(payload):
        found, aside = _take(gate, item)
        good += found
        bad += aside
    return good, bad


def _items(payload: bytes) -> list[object]:
    try:
        batch = json.loads(payload.decode("utf-8", "surrogateescape"))
    except (ValueError, RecursionError):
        raise Malformed("not a message of this protocol") from None
    if not isinstance(batch, dict) or batch.keys() != {"v", "entries"} or batch["v"] != VERSION or not isinstance(batch["entries"], list):
        raise Malformed("not a batch of this version")
    if len(batch["entries"]) > ENTRIES_PER_MESSAGE_MAX:
        raise Malformed("more entries than a message may hold")
    return batch["entries"]


def _take(gate: str, item: object) -> tuple[list[Entry], list[SetAside]]:
    raw = json.dumps(item).encode()
    try:
        return decode_entries(gate, b'{"v":%d,"entries":[%b]}' % (VERSION, raw))
    except Malformed as error:
        return [], [SetAside(epoch=_place(item, "epoch", ""), seq=_place(item, "seq", 0), why=str(error), raw=raw)]


def _place(item: object, name: str, default: P) -> P:
    value = item.get(name, default) if isinstance(item, dict) else default
    return value if type(value) is type(default) else default
