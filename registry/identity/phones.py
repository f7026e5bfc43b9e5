"""A telephone number as it is dialled. Any way of grouping is read; whether somebody answers is not ours to know."""

import re

from registry.identity.signs import bare
from registry.refusals import Refusal, Refused

_DIALLED = re.compile(r"\+?[0-9]{6,15}")


def read_phone(text: str) -> str:
    """Return the digits, after a plus if there was one; empty if nothing was typed; raise Refused: ``phone-unreadable``."""
    dialled = bare(text, without="().")
    if dialled and not _DIALLED.fullmatch(dialled):
        raise Refused(Refusal("phone-unreadable", "phone"))
    return dialled
