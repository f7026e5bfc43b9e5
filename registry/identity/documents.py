"""Identity documents: six kinds, and one way of writing each number, so that the same document is found again however it was typed.

A wrong number is told apart by what is wrong with it (length, characters, check character, date), and never repeated in the answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase

from registry.identity import resident_id
from registry.identity.countries import ISSUERS
from registry.identity.signs import bare
from registry.refusals import Refusal, Refused

RESIDENT_ID = "resident_id"
HK_MACAO_PERMIT = "hk_macao_permit"
TAIWAN_PERMIT = "taiwan_permit"
FOREIGN_PERMANENT_ID = "foreign_permanent_id"
PASSPORT = "passport"
OTHER = "other"
KINDS = (RESIDENT_ID, HK_MACAO_PERMIT, TAIWAN_PERMIT, FOREIGN_PERMANENT_ID, PASSPORT, OTHER)
ISSUED_BY_CHINA = frozenset({RESIDENT_ID, HK_MACAO_PERMIT, TAIWAN_PERMIT, FOREIGN_PERMANENT_ID})
CARRIES_BIRTH_DATE = frozenset({RESIDENT_ID, FOREIGN_PERMANENT_ID})
_CHINA = "CHN"
_UPPER = str.maketrans(ascii_lowercase, ascii_uppercase)
_BRACKETS = "()"  # older permits and Hong Kong cards print them around the last character


@dataclass(frozen=True, slots=True)
class _Shape:
    pattern: re.Pattern[str]
    lengths: Sequence[int]


_SHAPES = {
    RESIDENT_ID: _Shape(re.compile(r"[0-9]{17}[0-9X]|[0-9]{15}"), (15, 18)),
    HK_MACAO_PERMIT: _Shape(re.compile(r"[HM][0-9]{8}(?:[0-9]{2})?"), (9, 11)),  # older ones count their renewals in two more digits
    TAIWAN_PERMIT: _Shape(re.compile(r"[0-9]{8}|[0-9]{10}[A-Z]?"), (8, 10, 11)),  # ten digits and a letter before 2015
    FOREIGN_PERMANENT_ID: _Shape(re.compile(r"9[0-9]{16}[0-9X]|[A-Z]{3}[0-9]{12}"), (15, 18)),  # since 2023, and before
    PASSPORT: _Shape(re.compile(r"[A-Z0-9]*"), range(5, 19)),
    OTHER: _Shape(re.compile(r"[^\W_]*"), range(4, 33)),
}


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Document:
    """A document whose number is right in form: kind, issuing country (ISO 3166 alpha-3), number as it is always written here, and the
    birth date (ISO) if the number carries it, else empty. Cannot be printed.
    """

    kind: str
    country: str
    number: str
    birth_date: str = ""

    def __repr__(self) -> str:
        """Show the kind of value only."""
        return "<Document>"


def read_document(*, kind: str, number: str, country: str) -> Document:
    """Return the document that was typed; raise Refused with everything that is wrong.

    Refusals: ``document-kind-unknown``, ``country-missing``, ``country-unknown`` (any but China's, or none, for what China issues),
    ``document-number-missing``, ``-length`` (with ``shortest`` and ``longest``), ``-characters``, ``-check``, ``-date``.
    """
    if kind not in _SHAPES:
        raise Refused(Refusal("document-kind-unknown", "document_kind"))
    issuer, plain = _plain(country), _plain(number)
    wrong = [*_judge_country(kind, issuer), *_judge_number(kind, plain)]
    if wrong:
        raise Refused(*wrong)
    if kind == RESIDENT_ID and len(plain) == resident_id.OLD_LENGTH:
        plain = resident_id.lengthened(plain)
    born = resident_id.birth_date(plain) if _is_checked(kind, plain) else ""
    return Document(kind=kind, country=issuer or _CHINA, number=plain, birth_date=born)


def _plain(text: str) -> str:
    return bare(text, without=_BRACKETS).translate(_UPPER)


def _judge_country(kind: str, issuer: str) -> list[Refusal]:
    if kind in ISSUED_BY_CHINA:
        return [] if issuer in ("", _CHINA) else [Refusal("country-unknown", "country")]
    if not issuer:
        return [Refusal("country-missing", "country")]
    return [] if issuer in ISSUERS else [Refusal("country-unknown", "country")]


def _judge_number(kind: str, number: str) -> list[Refusal]:
    shape = _SHAPES[kind]
    if not number:
        return [_refusal("missing")]
    if not _SHAPES[OTHER].pattern.fullmatch(number):
        return [_refusal("characters")]
    if len(number) not in shape.lengths:
        shortest = resident_id.LENGTH if kind == RESIDENT_ID else min(shape.lengths)  # nobody who mistypes has a card of before 1999
        return [_refusal("length", shortest=shortest, longest=max(shape.lengths))]
    if not shape.pattern.fullmatch(number):
        return [_refusal("characters")]
    return _judge_inside(kind, number)


def _judge_inside(kind: str, number: str) -> list[Refusal]:
    if kind == RESIDENT_ID and len(number) == resident_id.OLD_LENGTH:
        number = resident_id.lengthened(number)
    if not _is_checked(kind, number):
        return []
    if not resident_id.is_right(number):
        return [_refusal("check")]
    return [] if resident_id.birth_date(number) else [_refusal("date")]


def _is_checked(kind: str, number: str) -> bool:
    return kind in CARRIES_BIRTH_DATE and len(number) == resident_id.LENGTH


def _refusal(what: str, **detail: int) -> Refusal:
    return Refusal(f"document-number-{what}", "document_number", **detail)
