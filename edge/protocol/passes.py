"""The pass: a fixed record of 39 bytes and an Ed25519 signature, in Base45, so that it prints as a version-7 QR code.

Why not a token standard: a JWT needs QR version 15, COSE 7 with a larger reader; a fixed record has one parser and no options.
"""

import struct
from dataclasses import dataclass
from enum import STRICT, IntEnum, IntFlag

import base45
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from edge.protocol.rights import WeeklyHours
from edge.protocol.signing import SIGNATURE_BYTES, Purpose, sign

PREFIX = "AJ1:"
CREDENTIAL_BYTES = 16
MAX_TEXT = 180

_RECORD = struct.Struct(">B4s16sIIIBBI")


class PassKind(IntEnum):
    """Whom a pass lets in; the number is on the wire."""

    RESIDENT = 1
    VISITOR = 2
    CONTRACTOR = 3


class PassFlag(IntFlag, boundary=STRICT):
    """Needs of the holder that the door honours, and how the counter is meant. A flag that is not known here might forbid something."""

    NONE = 0
    EXTENDED_TIME = 1
    RECURRING = 2


class MalformedPass(ValueError):
    """The text is not a pass of a version that is known here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """What a pass says. Times are whole UTC seconds; ``not_after`` is the first second in which it no longer opens.

    ``counter`` is how often it opens at one gate, 0 for any number; of a recurring pass it holds :attr:`weekly`.
    """

    key_id: bytes
    credential: bytes
    door_group: int
    not_before: int
    not_after: int
    kind: PassKind
    flags: PassFlag = PassFlag.NONE
    counter: int = 0

    @property
    def weekly(self) -> WeeklyHours | None:
        """The hours of the week in which a recurring pass opens, by the door's own time; None for any other."""
        return unpack_weekly(self.counter) if PassFlag.RECURRING in self.flags else None

    @property
    def uses(self) -> int:
        """How often it opens at one gate, 0 for any number."""
        return 0 if PassFlag.RECURRING in self.flags else self.counter


@dataclass(frozen=True, slots=True)
class SignedPass:
    """A pass as read: its values, the bytes that were signed, and a signature that nobody has verified yet."""

    value: Pass
    record: bytes
    signature: bytes


def encode(value: Pass, private_key: Ed25519PrivateKey) -> str:
    """Sign a pass and return its QR text, 159 characters of the alphanumeric QR set."""
    record = _RECORD.pack(
        1, value.key_id, value.credential, value.door_group, value.not_before, value.not_after, value.kind, value.flags, value.counter
    )
    text: str = base45.b45encode(record + sign(private_key, Purpose.PASS, record)).decode("ascii")
    return PREFIX + text


def decode(text: str) -> SignedPass:
    """Read a QR text; raise MalformedPass for anything else. The signature is *not* verified here."""
    if len(text) > MAX_TEXT or not text.startswith(PREFIX):
        raise MalformedPass("not a pass")
    try:
        raw = base45.b45decode(text[len(PREFIX) :])
    except ValueError as error:
        raise MalformedPass("not Base45") from error
    if len(raw) != _RECORD.size + SIGNATURE_BYTES:
        raise MalformedPass("wrong length")
    record = raw[: _RECORD.size]
    version, name, credential, door_group, not_before, not_after, kind, flags, counter = _RECORD.unpack(record)
    try:
        value = Pass(
            key_id=name,
            credential=credential,
            door_group=door_group,
            not_before=not_before,
            not_after=not_after,
            kind=PassKind(kind),
            flags=PassFlag(flags),
            counter=counter,
        )
        sensible = value.weekly is None or _is_sensible(value.weekly)
    except ValueError as error:
        raise MalformedPass("unknown kind or flag") from error
    if version != 1 or not sensible:
        raise MalformedPass("unknown version, or hours that no day has")
    return SignedPass(value, record, raw[_RECORD.size :])


def pack_weekly(hours: WeeklyHours) -> int:
    """Return a recurring pass's hours as its counter: seven bits of weekdays from Monday, eleven of the minute from, eleven until."""
    days = sum(1 << (day - 1) for day in set(hours.days))
    return days << 22 | hours.start << 11 | hours.until


def unpack_weekly(counter: int) -> WeeklyHours:
    """Return the hours that :func:`pack_weekly` packed."""
    days = [day for day in range(1, 8) if counter >> 22 & 1 << (day - 1)]
    return WeeklyHours(days=days, start=counter >> 11 & 0x7FF, until=counter & 0x7FF)


def _is_sensible(hours: WeeklyHours) -> bool:
    return max(hours.start, hours.until) <= 1440
