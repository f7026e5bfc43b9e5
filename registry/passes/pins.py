"""PINs are drawn, never chosen: a birthday is guessed first, and "this PIN is taken" would tell whose door it opens.

A form that is sent twice must say its PIN twice, since the PIN stands nowhere: for one that carries a token the digits are drawn from the
token and all that was sent, under a key that never leaves the hub.
"""

import hmac
import secrets
from collections.abc import Callable, Iterable
from itertools import count

from edge.protocol.building import pin_name
from edge.protocol.rights import PIN_ALONE_DIGITS_MIN

WITH_CARD_DIGITS = 6
COMBINATIONS_PER_PIN_MIN = 250_000
_ROUNDS_MAX = 50

Below = Callable[[int], int]
"""Draws a number from 0 up to, and not with, a limit."""


def below_of(words: Iterable[str], key: bytes) -> Below:
    """Return what draws the same numbers each time for these words under a key, and nobody's guess without the key."""
    said, nth = "\x00".join(words).encode("utf-8", "surrogatepass"), count()
    return lambda limit: int.from_bytes(hmac.digest(key, b"anju/pin/v1\x00%d\x00" % next(nth) + said, "sha256")) % limit


def draw_pin(digits: int, *, below: Below = secrets.randbelow) -> str:
    """Return so many digits."""
    return f"{below(10**digits):0{digits}}"


def draw_two_pins(*, below: Below = secrets.randbelow) -> tuple[str, str]:
    """Return a PIN that goes with a card, and another for duress: six digits each, never the same."""
    pin = duress = draw_pin(WITH_CARD_DIGITS, below=below)
    while duress == pin:
        duress = draw_pin(WITH_CARD_DIGITS, below=below)
    return pin, duress


def digits_alone(pins: int) -> int:
    """Return how long a PIN that opens by itself is in a building with so many of them, itself counted.

    At most 4 in a million combinations open anything: with one try in five minutes, the first is to be expected after 2.4 years.
    """
    digits = PIN_ALONE_DIGITS_MIN
    while 10**digits < pins * COMBINATIONS_PER_PIN_MIN:
        digits += 1
    return digits


def draw_pin_alone(key: bytes, *, salt: bytes, taken: frozenset[str], below: Below = secrets.randbelow) -> tuple[str, str]:
    """Return a PIN that opens by itself and its name, which none of the building's other names is."""
    for _ in range(_ROUNDS_MAX):
        pin = draw_pin(digits_alone(len(taken) + 1), below=below)
        name = pin_name(key, pin, salt=salt)
        if name not in taken:
            return pin, name
    raise RuntimeError("there is hardly a free PIN left in this building")
