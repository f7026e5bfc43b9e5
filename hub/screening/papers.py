"""What is compared: a name, a birth date and documents, from a resident's papers or from an alert.

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

    def plain(self) -> dict[str, str]:
        """Return the values as JSON would have them."""
        return {"kind": self.kind, "country": self.country, "number": self.number}


@dataclass(frozen=True, repr=False, kw_only=True)
class Papers:
    """A name (empty when unknown), a birth date (ISO: a day, or a year or month alone; empty when unknown) and perhaps a document.

    ``aliases`` are other names of the same person, ``further_documents`` what stands beside the first one.
    """

    name: str = ""
    birth_date: str = ""
    document: Document | None = None
    aliases: tuple[str, ...] = ()
    further_documents: tuple[Document, ...] = ()

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<Papers>"

    @property
    def documents(self) -> tuple[Document, ...]:
        """Every document, the first one first."""
        return (self.document, *self.further_documents) if self.document else self.further_documents

    def plain(self) -> dict[str, object]:
        """Return the values as JSON would have them, to be sealed."""
        plain: dict[str, object] = {"name": self.name, "birth_date": self.birth_date, "document": self.document and self.document.plain()}
        if self.aliases:
            plain["aliases"] = list(self.aliases)
        if self.further_documents:
            plain["further_documents"] = [each.plain() for each in self.further_documents]
        return plain


def from_plain(plain: Mapping[str, object]) -> Papers:
    """Return what :meth:`Papers.plain` gave."""
    aliases, further = plain.get("aliases"), plain.get("further_documents")
    return Papers(
        name=str(plain.get("name", "")),
        birth_date=str(plain.get("birth_date", "")),
        document=_document(plain.get("document")),
        aliases=tuple(map(str, aliases)) if isinstance(aliases, list) else (),
        further_documents=tuple(filter(None, map(_document, further))) if isinstance(further, list) else (),
    )


def _document(plain: object) -> Document | None:
    return Document(str(plain["kind"]), str(plain["country"]), str(plain["number"])) if isinstance(plain, Mapping) else None
