"""What is compared: a name, a birth date and a document, from a resident's papers or from an alert.

A value of its own, so that the rules of comparison know neither the register nor an alert. It cannot be printed: ``repr`` shows its kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, repr=False)
class Document:
    """A document as it was checked where it was entered: kind, issuing country (ISO 3166 alpha-3) and normalised number."""

    kind: str
    country: str
    number: str

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<Document>"


@dataclass(frozen=True, repr=False, kw_only=True)
class Papers:
    """A name (empty when unknown), a birth date (ISO, empty when unknown) and perhaps a document."""

    name: str = ""
    birth_date: str = ""
    document: Document | None = None

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<Papers>"

    def plain(self) -> dict[str, object]:
        """Return the values as JSON would have them, to be sealed."""
        document = self.document and {"kind": self.document.kind, "country": self.document.country, "number": self.document.number}
        return {"name": self.name, "birth_date": self.birth_date, "document": document}


def from_plain(plain: Mapping[str, object]) -> Papers:
    """Return what :meth:`Papers.plain` gave."""
    document = plain.get("document")
    held = Document(str(document["kind"]), str(document["country"]), str(document["number"])) if isinstance(document, Mapping) else None
    return Papers(name=str(plain.get("name", "")), birth_date=str(plain.get("birth_date", "")), document=held)
