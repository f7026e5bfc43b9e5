"""The signs that a number consists of, whatever was typed or pasted around them.

People group long numbers with spaces and dashes, input methods write full-width digits, and a paste brings invisible marks along.
"""

import unicodedata

_AROUND = frozenset({"Zs", "Pd", "Cf"})  # spaces, dashes, invisible marks
_MINUS = "\u2212"


def bare(text: str, *, without: str = "") -> str:
    """Return the text in its plain form (NFKC) without spaces, dashes, invisible marks and these further signs."""
    return _stripped(unicodedata.normalize("NFKC", _stripped(text, without)), without)


def _stripped(text: str, without: str) -> str:
    return "".join(each for each in text if not _is_around(each) and each not in without)


def _is_around(each: str) -> bool:
    return each.isspace() or each == _MINUS or unicodedata.category(each) in _AROUND
