"""What a reader types of a card: its number as digits, made into the bytes by which the list knows it. Pure."""

from edge.gate.presented import Card

DIGITS_MAX = 32
DECIMAL, HEX = "decimal", "hex"


def card_of(text: str, form: str) -> Card | None:
    """Return the card whose number was typed, or None. Decimal becomes 4 bytes, or as many as it needs; hex is taken as it stands."""
    if not text or len(text) > DIGITS_MAX or not text.isascii():
        return None
    if form == DECIMAL:
        if not text.isdigit():
            return None
        number = int(text)
        return Card(number.to_bytes(max(4, (number.bit_length() + 7) // 8)))
    try:
        return Card(bytes.fromhex(text))
    except ValueError:
        return None
