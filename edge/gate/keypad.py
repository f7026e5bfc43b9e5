"""What a person types after, or without, laying on a card: digits, ``*`` to begin again, ``#`` when it is all. Pure.

A card that wants a PIN is waited for; a PIN that is begun and not ended is forgotten.
"""

from dataclasses import dataclass, replace

from edge.gate.presented import Card, Pin

DIGITS_MAX = 12
AGAIN, DONE = "*", "#"
KEYS = frozenset("0123456789" + AGAIN + DONE)


@dataclass(frozen=True, slots=True, repr=False)
class Dialogue:
    """What was typed so far, with which card, and when (monotonic ms) the last of it came."""

    digits: str = ""
    card: bytes = b""
    since_ms: int = 0

    @property
    def is_under_way(self) -> bool:
        """Tell whether more is to come."""
        return bool(self.digits or self.card)


QUIET = Dialogue()


def lay_on(card: Card, *, at: int) -> Dialogue:
    """Begin with a card that wants a PIN; what was typed before it does not count."""
    return Dialogue(card=card.number, since_ms=at)


def press(dialogue: Dialogue, key: str, *, at: int) -> tuple[Dialogue, Pin | None]:
    """Take one key, and return the PIN once it is all. A key that no keypad has, a digit too many, and an end of nothing change
    nothing.
    """
    if key == DONE and dialogue.digits:
        return QUIET, Pin(dialogue.digits, dialogue.card)
    if key == AGAIN:
        return replace(dialogue, digits="", since_ms=at), None
    if key not in KEYS or key == DONE or len(dialogue.digits) == DIGITS_MAX:
        return dialogue, None
    return replace(dialogue, digits=dialogue.digits + key, since_ms=at), None


def lapses(dialogue: Dialogue, *, at: int, wait_ms: int) -> bool:
    """Tell whether nothing came for too long."""
    return dialogue.is_under_way and at - dialogue.since_ms >= wait_ms
