"""A card's number as people read it off a card or a reader's display, made into the bytes that a reader gives; pure.

The same card is printed in three ways: pairs of hex digits, ten decimal digits, or a site's and a card's number with a comma between.
"""

import re

_BETWEEN = re.compile(r"[\s:\-]+")
_HEX = re.compile(r"(?:[0-9A-F]{2}){3,16}", re.ASCII)
_DECIMAL = re.compile(r"[0-9]{10}", re.ASCII)
_SITE_AND_CARD = re.compile(r"([0-9]{1,3})[,，]([0-9]{1,5})", re.ASCII)


def read_card_number(text: str) -> bytes | None:
    """Return a number as a reader gives it, most significant byte first, or None if it is none.

    Ten decimal digits that stand together are the four bytes of which they are the number: no card has an identity of five.
    """
    if _DECIMAL.fullmatch(text.strip()) and int(text) < 2**32:
        return int(text).to_bytes(4)
    plain = _BETWEEN.sub("", text).upper()
    if found := _SITE_AND_CARD.fullmatch(plain):
        site, card = (int(number) for number in found.groups())
        return bytes([site]) + card.to_bytes(2) if site < 2**8 and card < 2**16 else None
    return bytes.fromhex(plain) if _HEX.fullmatch(plain) else None
