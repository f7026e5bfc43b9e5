"""PINs are drawn, never chosen: a birthday is guessed first, and "this PIN is taken" would tell whose door it opens."""

import secrets

from edge.protocol.building import pin_name
from edge.protocol.rights import PIN_ALONE_DIGITS_MIN

WITH_CARD_DIGITS = 6
COMBINATIONS_PER_PIN_MIN = 250_000
_ROUNDS_MAX = 50


def draw_pin(digits: int) -> str:
    """Return so many digits."""
    return f"{secrets.randbelow(10**digits):0{digits}}"


def draw_two_pins() -> tuple[str, str]:
    """Return a PIN that goes with a card, and another for duress: six digits each, never the same."""
    pin = duress = draw_pin(WITH_CARD_DIGITS)
    while duress == pin:
        duress = draw_pin(WITH_CARD_DIGITS)
    return pin, duress


def digits_alone(pins: int) -> int:
    """Return how long a PIN that opens by itself is in a building with so many of them, itself counted.

    At most 4 in a million combinations open anything: with one try in five minutes, the first is to be expected after 2.4 years.
    """
    digits = PIN_ALONE_DIGITS_MIN
    while 10**digits < pins * COMBINATIONS_PER_PIN_MIN:
        digits += 1
    return digits


def draw_pin_alone(key: bytes, *, salt: bytes, taken: frozenset[str]) -> tuple[str, str]:
    """Return a PIN that opens by itself and its name, which none of the building's other names is."""
    for _ in range(_ROUNDS_MAX):
        pin = draw_pin(digits_alone(len(taken) + 1))
        name = pin_name(key, pin, salt=salt)
        if name not in taken:
            return pin, name
    raise RuntimeError("there is hardly a free PIN left in this building")
