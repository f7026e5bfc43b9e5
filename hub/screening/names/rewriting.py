"""Words rewritten by rules: patterns in the order in which they are tried, each with what is put for it."""

import re
from collections.abc import Sequence

Rules = Sequence[tuple[re.Pattern[str], str]]


def compiled(*pairs: tuple[str, str]) -> Rules:
    """Return rules made of patterns and what is put for each."""
    return tuple((re.compile(pattern), put) for pattern, put in pairs)


def rewritten(rules: Rules, word: str) -> str:
    """Return a word once each rule, one after the other, has been applied to all of it."""
    for pattern, put in rules:
        word = pattern.sub(put, word)
    return word
