"""Which of the hub's keys a gate believes, and what follows from the hub's word on the next. Pure.

Only the newest key that is believed can name the one after it, so an older one that got into wrong hands leads nobody anywhere once its
successor is known; and a key that was retired never comes back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from edge.protocol.codec import Malformed, decode
from edge.protocol.keys import KeyChain, KeyStatement
from edge.protocol.messages import COMMAND_LIVES_MS_MAX, Signed
from edge.protocol.signing import BadSignature, Purpose, key_id, verify_with_any

OVERLAP_MS = COMMAND_LIVES_MS_MAX
"""How far what was issued around the start of a key may be on its other side: a command waits so long at most before it is signed."""


class Key(NamedTuple):
    """A public key of the hub's, 32 bytes, and from when on (UTC ms) it signs."""

    public: bytes
    starts_at: int = 0


@dataclass(frozen=True, slots=True)
class Ring:
    """The keys that are believed, oldest first: the last is the one to come or the one that signs. ``retired`` never are again."""

    keys: tuple[Key, ...]
    retired: tuple[bytes, ...] = ()

    @property
    def newest(self) -> bytes:
        """The key whose word on the next counts; empty for a gate that knows none."""
        return self.keys[-1].public if self.keys else b""

    @property
    def believed(self) -> tuple[bytes, ...]:
        """The keys that what comes now may be signed by."""
        return tuple(key.public for key in self.keys)

    @property
    def known(self) -> tuple[bytes, ...]:
        """Every key that was ever believed: what was taken under one of them serves on."""
        return (*self.retired, *self.believed)

    def may_sign(self, name: bytes, *, issued_at: int) -> bool:
        """Tell whether what was issued then (UTC ms) may be signed by the key of this name (4 bytes): from its start to the next one's."""
        for key, following in zip_longest(self.keys, self.keys[1:]):
            if key_id(key.public) == name:
                is_begun = issued_at >= key.starts_at - OVERLAP_MS
                return is_begun and (following is None or issued_at < following.starts_at + OVERLAP_MS)
        return False


def first_ring(keys: Iterable[bytes]) -> Ring:
    """Return the ring of a gate that was given these keys when it was enrolled."""
    return Ring(tuple(Key(key) for key in keys))


def follow(ring: Ring, chain: KeyChain, *, site: str) -> Ring:
    """Return the ring after every step that leads on from it; what belongs to other keys, sites or times leaves it as it is."""
    for signed in chain.statements:
        statement = _read(ring, signed)
        if statement is not None and statement.site == site:
            ring = _step(ring, statement)
    return ring


def is_at_end(ring: Ring, chain: KeyChain) -> bool:
    """Tell whether the last word of a chain is what this ring is like already. The chain is one that was followed."""
    if not chain.statements:
        return False
    try:
        last = decode(KeyStatement, chain.statements[-1].body)
    except Malformed:
        return False
    return ring.newest.hex() == last.key and {key.hex() for key in ring.believed} <= {last.key, *last.old}


def _read(ring: Ring, signed: Signed) -> KeyStatement | None:
    newest = {key_id(ring.newest): ring.newest}
    try:
        verify_with_any(newest, bytes.fromhex(signed.key), Purpose.KEYS, signed.body, signed.sig)
        return decode(KeyStatement, signed.body)
    except (BadSignature, Malformed):
        return None


def _step(ring: Ring, statement: KeyStatement) -> Ring:
    new = Key(bytes.fromhex(statement.key), statement.starts_at)
    if new.public != ring.newest and new.public in ring.known:
        return ring
    stays = tuple(key for key in ring.keys if key.public == new.public or key.public.hex() in statement.old)
    gone = tuple(key.public for key in ring.keys if key not in stays)
    keys = stays if new.public == ring.newest else (*stays, new)
    return Ring(keys, (*ring.retired, *gone))
