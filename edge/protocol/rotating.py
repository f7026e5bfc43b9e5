"""The code that a resident's phone shows: another one every half minute, so that a picture of it is soon worth nothing.

It is small (QR version 3) and carries no signature: the gates of a building hold the key from which each credential's own is made.
"""

import hmac
import struct
from dataclasses import dataclass

import base45

from edge.protocol.building import code_key
from edge.protocol.passes import CREDENTIAL_BYTES, MalformedPass

PREFIX = "AJ2:"
STEP_MS = 30_000
TAG_BYTES = 16
MAX_TEXT = 61

_RECORD = struct.Struct(f">{CREDENTIAL_BYTES}sI{TAG_BYTES}s")


@dataclass(frozen=True, slots=True)
class RotatingCode:
    """A code as read; nobody has verified ``tag`` yet. ``step`` counts half minutes since 1970."""

    credential: bytes
    step: int
    tag: bytes


def step_at(now_ms: int) -> int:
    """Return the time step of a UTC ms."""
    return now_ms // STEP_MS


def encode(credential: bytes, key: bytes, *, step: int) -> str:
    """Return the text of a credential's code in one step, 58 characters; ``key`` is the credential's own."""
    text: str = base45.b45encode(_RECORD.pack(credential, step, _tag(key, step))).decode("ascii")
    return PREFIX + text


def decode(text: str) -> RotatingCode:
    """Read a text; raise MalformedPass for anything else."""
    if len(text) > MAX_TEXT or not text.startswith(PREFIX):
        raise MalformedPass("not a rotating code")
    try:
        return RotatingCode(*_RECORD.unpack(base45.b45decode(text[len(PREFIX) :])))
    except (ValueError, struct.error) as error:
        raise MalformedPass("not a rotating code") from error


def is_genuine(code: RotatingCode, building_key: bytes) -> bool:
    """Tell whether a phone that holds the credential's key made this code for its step."""
    return hmac.compare_digest(code.tag, _tag(code_key(building_key, code.credential), code.step))


def _tag(key: bytes, step: int) -> bytes:
    return hmac.digest(key, b"anju/code/v1\x00" + step.to_bytes(4), "sha256")[:TAG_BYTES]
