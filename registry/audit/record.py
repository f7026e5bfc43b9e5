"""One line of a log as it is hashed: a leaf is the SHA-256 of the very bytes that an export shows, so anybody can compute it.

The line holds 32 random bytes of salt: once the line is gone, its leaf says nothing, not even to somebody who guesses what it said. Every
leaf has the same length, whatever was done.
"""

import hashlib
from collections.abc import Sequence
from json.encoder import encode_basestring

FIELDS = ("id", "at", "actor", "role", "unit", "act", "subject", "purpose", "reason", "salt")
LEAF_BYTES = 32

_PARTS = [f',"{field}":' for field in FIELDS]


def line(log: str, values: Sequence[str | int]) -> bytes:
    """Return the line of UTF-8 JSON, without its end, for the values of FIELDS in their order (``at`` in UTC ms)."""
    said = [part + (str(value) if isinstance(value, int) else encode_basestring(value)) for part, value in zip(_PARTS, values, strict=True)]
    return f'{{"log":"{log}"{"".join(said)}}}'.encode()


def leaf(log: str, values: Sequence[str | int]) -> bytes:
    """Return the 32 bytes of leaf data for one line."""
    return hashlib.sha256(line(log, values)).digest()
