"""What somebody holds up, lays on or types at a door."""

from dataclasses import dataclass

from edge.protocol.messages import EntryKind


@dataclass(frozen=True, slots=True, repr=False)
class Card:
    """A card's number as its reader gives it: UID or Wiegand bits, as bytes."""

    number: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Pin:
    """Digits that were typed; ``card`` is the number of the card that was laid on before, if one was."""

    digits: str
    card: bytes = b""


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """One key of a keypad: a digit, ``*`` or ``#``."""

    sign: str


Presented = bytes | Card | Pin
"""The bytes of a QR code, or one of the above."""


def kind_of(presented: Presented) -> EntryKind:
    """Return what an entry calls it; a PIN that follows a card is the card's."""
    if isinstance(presented, Pin):
        return EntryKind.CARD if presented.card else EntryKind.PIN
    return EntryKind.CARD if isinstance(presented, Card) else EntryKind.QR
