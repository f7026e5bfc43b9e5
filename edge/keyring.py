"""The hub's keys as this gate keeps them: a step in their succession is on the disk before anything that the next key signed is believed.

They lie in a file of their own beside the identity. Where that is damaged the gate begins with the keys it was enrolled with, and takes
every step again when the hub is reached.
"""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from edge import log
from edge.files import write_whole
from edge.gate.keyring import Key, Ring, first_ring, follow, is_at_end
from edge.kill_points import pass_through
from edge.protocol.codec import Malformed, decode, open_signed
from edge.protocol.enrolment import GateIdentity
from edge.protocol.keys import KeyChain
from edge.protocol.messages import Command, DesiredConfig, Signed
from edge.protocol.signing import BadSignature, Purpose, key_id

FILE_NAME = "keyring.json"

S = TypeVar("S", Command, DesiredConfig)


class _Kept(msgspec.Struct, frozen=True):
    first: list[bytes]
    keys: list[tuple[bytes, int]]
    retired: list[bytes]


class Keyring:
    """The ring of one gate; ``first`` are the keys of its enrolment, with which a new identity begins anew."""

    def __init__(self, folder: Path, *, site: str, first: Sequence[bytes]) -> None:
        self._path, self._site, self._first = folder / FILE_NAME, site, list(first)
        self._lock = threading.Lock()
        self.ring = self._load()

    def may_sign(self, envelope: bytes, *, issued_at: int) -> bool:
        """Tell whether the key that an envelope names signs what is issued at this time (UTC ms)."""
        return self.ring.may_sign(bytes.fromhex(decode(Signed, envelope).key), issued_at=issued_at)

    def open(self, kind: type[S], purpose: Purpose, envelope: bytes) -> S:
        """Return the message that a key of this moment signed; raise BadSignature, or Malformed."""
        message = open_signed(kind, _by_name(self.ring.believed), purpose, envelope)
        if not self.may_sign(envelope, issued_at=message.issued_at):
            raise BadSignature("signed by a key before or after its time")
        return message

    def open_kept(self, kind: type[S], purpose: Purpose, envelope: bytes) -> S:
        """Return a message that was taken before, though its key may have been retired since; raise BadSignature, or Malformed."""
        return open_signed(kind, _by_name(self.ring.known), purpose, envelope)

    def follow(self, payload: bytes) -> bool:
        """Take every step that leads on from what is believed, and keep it; return whether the last word of the chain is followed now.

        Raise OSError where it cannot be written: then nothing has changed, and the next time that it is heard it is tried again.
        """
        try:
            chain = decode(KeyChain, payload)
        except Malformed:
            log.tell("keys.left", why="malformed")
            return False
        with self._lock:
            after = follow(self.ring, chain, site=self._site)
            if after != self.ring:
                self._keep(after)
        return is_at_end(self.ring, chain)

    def _keep(self, after: Ring) -> None:
        pass_through("keys.verified")
        kept = _Kept(self._first, [(key.public, key.starts_at) for key in after.keys], list(after.retired))
        write_whole(self._path, msgspec.json.encode(kept))
        pass_through("keys.kept")
        self.ring = after
        log.tell("keys.followed", newest=key_id(after.newest).hex(), believed=len(after.keys), retired=len(after.retired))

    def _load(self) -> Ring:
        try:
            kept = msgspec.json.decode(self._path.read_bytes(), type=_Kept)
        except FileNotFoundError:
            return first_ring(self._first)
        except (OSError, msgspec.MsgspecError):
            log.tell("keys.unreadable")
            return first_ring(self._first)
        if kept.first != self._first:
            return first_ring(self._first)
        return Ring(tuple(Key(public, starts_at) for public, starts_at in kept.keys), tuple(kept.retired))


def load_keyring(folder: Path, identity: GateIdentity) -> Keyring:
    """Return the ring of a gate with this identity."""
    return Keyring(folder, site=identity.site, first=[bytes.fromhex(key) for key in identity.list_keys])


def _by_name(keys: Sequence[bytes]) -> dict[bytes, bytes]:
    return {key_id(key): key for key in keys}
