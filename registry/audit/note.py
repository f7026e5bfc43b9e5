"""Signed tree heads as text: C2SP signed notes that hold a tlog-checkpoint, and the timestamped cosignatures of witnesses.

A checkpoint names its log, the size of the tree and its root. The log signs it once; a witness that has seen the tree merely grow adds a
line with the time. Reading is strict: text that this module would not have written is refused.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

LOG_SIGNATURE, COSIGNATURE = b"\x01", b"\x04"
MAX_NOTE_LETTERS = 16_384
KEY_ID_BYTES, TIME_BYTES = 4, 8

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_NAME = re.compile(r"[^\s+]+")


class BadNote(ValueError):
    """The text is not a signed checkpoint."""


@dataclass(frozen=True, slots=True)
class Head:
    """A tree head: which log, how many leaves, and their root (32 bytes)."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The note's text, which is what the log signs."""
        return f"{self.origin}\n{self.size}\n{_to_base64(self.root)}\n"


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: the signer's name, the 4 bytes that name its key, and what follows them."""

    name: str
    key_id: bytes
    body: bytes

    @property
    def line(self) -> str:
        """The line as it stands in a note, with its end."""
        return f"\N{EM DASH} {self.name} {_to_base64(self.key_id + self.body)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A checkpoint with its signatures, none of them verified yet."""

    head: Head
    signatures: tuple[Signature, ...]


def origin_of(log_key: bytes, name: str) -> str:
    """Return the origin of the log ``name`` that this key (32 bytes) signs: another key is another log."""
    return f"anju/{hashlib.sha256(log_key).hexdigest()[:16]}/{name}"


def key_id(name: str, kind: bytes, public_key: bytes) -> bytes:
    """Return the 4 bytes that name a key in signature lines; ``kind`` is LOG_SIGNATURE or COSIGNATURE."""
    return hashlib.sha256(name.encode() + b"\n" + kind + public_key).digest()[:KEY_ID_BYTES]


def sign(head: Head, key: Ed25519PrivateKey) -> str:
    """Return the head as a note signed by its log."""
    public = key.public_key().public_bytes_raw()
    made = Signature(head.origin, key_id(head.origin, LOG_SIGNATURE, public), key.sign(head.text.encode()))
    return f"{head.text}\n{made.line}"


def cosign(head: Head, key: Ed25519PrivateKey, *, name: str, seconds: int) -> str:
    """Return a witness's signature line over the head at a time in UTC seconds."""
    public = key.public_key().public_bytes_raw()
    signature = key.sign(_cosigned(head, seconds))
    return Signature(name, key_id(name, COSIGNATURE, public), seconds.to_bytes(TIME_BYTES, "big") + signature).line


def parse(text: str) -> Note:
    """Return the checkpoint and its signatures; raise BadNote if this is not the text of one."""
    if len(text) > MAX_NOTE_LETTERS or any(letter < " " and letter != "\n" for letter in text):
        raise BadNote("too long for a checkpoint, or with control characters")
    body, blank, signatures = text.partition("\n\n")
    lines = body.split("\n")
    if not blank or len(lines) != 3 or not _NAME.fullmatch(lines[0]) or not _SIZE.fullmatch(lines[1]):
        raise BadNote("not the text of a checkpoint")
    root = from_base64(lines[2])
    if len(root) != 32:
        raise BadNote("a root is 32 bytes")
    return Note(Head(lines[0], int(lines[1]), root), tuple(parse_signatures(signatures)))


def parse_signatures(text: str) -> Iterator[Signature]:
    """Give each signature line of a text that holds one or more and nothing else; raise BadNote otherwise."""
    lines = text.split("\n")
    if len(lines) < 2 or lines.pop():
        raise BadNote("signature lines end with a line's end")
    for line in lines:
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "\N{EM DASH}" or not _NAME.fullmatch(parts[1]):
            raise BadNote("not a signature line")
        whole = from_base64(parts[2])
        if len(whole) <= KEY_ID_BYTES:
            raise BadNote("not a signature")
        yield Signature(parts[1], whole[:KEY_ID_BYTES], whole[KEY_ID_BYTES:])


def is_signed(note: Note, log_key: bytes) -> bool:
    """Tell whether the log with this key (32 bytes) signed the checkpoint; every line that claims to be its own must hold."""
    own = log_lines(note, log_key)
    return bool(own) and all(_holds(log_key, line.body, note.head.text.encode()) for line in own)


def log_lines(note: Note, log_key: bytes) -> list[Signature]:
    """Return the lines that claim to be by the log with this key (32 bytes)."""
    named = key_id(note.head.origin, LOG_SIGNATURE, log_key)
    return [line for line in note.signatures if (line.name, line.key_id) == (note.head.origin, named)]


def cosigned_at(note: Note, witness_key: bytes) -> int | None:
    """Return when the witness with this key (32 bytes), whatever it calls itself, cosigned the head, in UTC seconds; None if it did not.

    A line that claims to be by this witness and is not makes the whole note count as not cosigned.
    """
    own = [line for line in note.signatures if line.key_id == key_id(line.name, COSIGNATURE, witness_key)]
    times = [_cosignature_time(note.head, line.body, witness_key) for line in own]
    known = [at for at in times if at is not None]
    return max(known) if known and len(known) == len(times) else None


def _cosignature_time(head: Head, body: bytes, witness_key: bytes) -> int | None:
    seconds = int.from_bytes(body[:TIME_BYTES], "big")
    return seconds if _holds(witness_key, body[TIME_BYTES:], _cosigned(head, seconds)) else None


def _cosigned(head: Head, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{head.text}".encode()


def _holds(public_key: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _to_base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def from_base64(text: str) -> bytes:
    """Return the bytes; raise BadNote if the text is not the one way to write them in Base64."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise BadNote("not Base64") from None
    if _to_base64(data) != text:
        raise BadNote("not the one way to write this in Base64")
    return data
