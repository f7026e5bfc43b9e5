"""Who somebody is, as their papers say: values that are checked when they are typed, kept in one form, and cannot be printed.

Pure: a form's texts and the day's date go in, an :class:`Identity` or every refusal at once comes out. No refusal repeats what was typed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import TypeVar

from registry.identity.birth_dates import read_birth_date
from registry.identity.documents import CARRIES_BIRTH_DATE, KINDS, Document, read_document
from registry.identity.names import read_name, surname_of
from registry.identity.phones import read_phone
from registry.refusals import Refusal, Refused

T = TypeVar("T")


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Identity:
    """One person's identity values. ``birth_date`` is an ISO date, ``country`` the document's issuer (ISO 3166 alpha-3), ``phone`` may be
    empty. Cannot be printed.
    """

    name: str
    birth_date: str
    document_kind: str
    country: str
    document_number: str
    phone: str = ""

    def __repr__(self) -> str:
        """Show the kind of value only."""
        return "<Identity>"

    @property
    def last_four(self) -> str:
        """The last four characters of the document number: all that most pages show of it."""
        return self.document_number[-4:]

    @property
    def surname(self) -> str:
        """What a printed pass shows of the name."""
        return surname_of(self.name)

    def plain(self) -> dict[str, str]:
        """Return the values by their names, to be sealed at once."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


_NEEDED = tuple(field.name for field in fields(Identity) if field.name != "phone")


def from_plain(plain: Mapping[str, str]) -> Identity:
    """Return what :meth:`Identity.plain` gave; raise KeyError if a value other than ``phone`` is not there."""
    return Identity(phone=plain.get("phone", ""), **{name: plain[name] for name in _NEEDED})


def read_person(
    *, name: str, document_kind: str, document_number: str, birth_date: str, phone: str, today: date, country: str = ""
) -> Identity:
    """Return the identity that a form's texts state; raise Refused with every field that is missing or wrong.

    ``birth_date`` may be empty when the document carries it, and must agree when it is not; ``phone`` and, for what China issues,
    ``country`` may be empty. Beside the refusals of each part: ``birth-date-missing``, ``birth-date-conflict``, ``phone-unreadable``.
    """
    wrong: list[Refusal] = []
    kept_name = _tried(wrong, lambda: read_name(name))
    document = _tried(wrong, lambda: _judged_document(document_kind, document_number, country, today))
    born = _tried(wrong, lambda: _born(birth_date, document_kind, document, today))
    kept_phone = _tried(wrong, lambda: read_phone(phone))
    if kept_name is None or document is None or born is None or kept_phone is None:
        raise Refused(*wrong)
    return Identity(
        name=kept_name,
        birth_date=born,
        document_kind=document.kind,
        country=document.country,
        document_number=document.number,
        phone=kept_phone,
    )


def _tried(wrong: list[Refusal], read: Callable[[], T]) -> T | None:
    try:
        return read()
    except Refused as refused:
        wrong += refused.refusals
        return None


def _judged_document(kind: str, number: str, country: str, today: date) -> Document:
    document = read_document(kind=kind, number=number, country=country)
    if document.birth_date > today.isoformat():
        raise Refused(Refusal("document-number-date", "document_number"))
    return document


def _born(text: str, kind: str, document: Document | None, today: date) -> str:
    carried = document.birth_date if document else ""
    if not text.strip():
        if not carried and kind in KINDS and (document or kind not in CARRIES_BIRTH_DATE):
            raise Refused(Refusal("birth-date-missing", "birth_date"))
        return carried
    born = read_birth_date(text, today=today)
    if carried and born != carried:
        raise Refused(Refusal("birth-date-conflict", "birth_date"))
    return born
