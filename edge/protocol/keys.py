"""How the key that a hub signs with is followed by the next: each step is signed by the newest key before it, and all steps are kept.

So a gate that was away for any number of steps verifies them one after the other, from the key that it believes to the one of today.
"""

from typing import Annotated

from msgspec import Meta, Struct

from edge.protocol.messages import Millis, Sha256Hex, ShortText, Signed

STATEMENTS_MAX = 64
"""The oldest beyond these are left out of what is retained: a gate that slept through so many is enrolled anew."""
OLD_KEYS_MAX = 4


class KeyStatement(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The newest key says who comes after it: ``key`` signs what is issued from ``starts_at`` on, and besides it ``old`` are believed.

    Where ``key`` itself is the one that speaks, nothing but ``old`` changes: who is not named there any more is retired for good.
    """

    v: int
    site: ShortText
    key: Sha256Hex
    starts_at: Millis
    issued_at: Millis
    old: Annotated[list[Sha256Hex], Meta(max_length=OLD_KEYS_MAX)]


class KeyChain(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Every step so far, oldest first, each a signed :class:`KeyStatement`. The chain itself needs no signature: what is left out of it
    leads nowhere.
    """

    v: int
    statements: Annotated[list[Signed], Meta(max_length=STATEMENTS_MAX)]
