"""Reasons as they are stored: the chips that somebody chose, by stable codes, and what they wrote beside them.

Codes can be shown in either language years later; free text stays as it was written.
"""

from collections.abc import Iterable
from dataclasses import dataclass

LOOK = ("compare-identities", "after-a-question", "before-deciding")
DECISION = ("number-differs", "birth-date-differs", "document-seen", "identifier-agrees", "identifier-differs")
TEXT_LIMIT = 500


@dataclass(frozen=True)
class Reason:
    """Chips by code, in the order of the form, and free text."""

    codes: tuple[str, ...] = ()
    text: str = ""

    def __bool__(self) -> bool:
        """Tell whether any reason is given at all."""
        return bool(self.codes or self.text)

    def __str__(self) -> str:
        """Return the form in which it is stored: codes behind ``#`` in the first line, then the text."""
        marks = " ".join(f"#{code}" for code in self.codes)
        return "\n".join(part for part in (marks, self.text) if part)


def compose(chosen: Iterable[str], text: str, *, known: tuple[str, ...]) -> Reason:
    """Return a reason from a form; a chip that the form does not have is dropped, and text is shortened to what is kept."""
    picked = set(chosen)
    return Reason(tuple(code for code in known if code in picked), _one_line(text))


def parse(stored: str) -> Reason:
    """Return a stored reason in its parts."""
    first, _, rest = stored.partition("\n")
    marks = first.split()
    if marks and all(mark[1:] in (*LOOK, *DECISION) and mark.startswith("#") for mark in marks):
        return Reason(tuple(mark[1:] for mark in marks), rest)
    return Reason((), stored)


def _one_line(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:TEXT_LIMIT]
