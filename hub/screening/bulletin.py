"""An alert as its issuer signs it: a closed set of fields, one canonical form, and what makes it too thin to be admitted.

The body is signed offline by the issuing authority and never changes afterwards, so the same bytes are judged when an officer enters it and
verified again whenever screening loads it. An unknown field is refused whatever it says: a group, an employer or a score has no place to
stand in. Other names and further documents are those of the one person, a few at the most; a body without them has neither field.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from edge.protocol.signing import BadSignature, Purpose, sign, verify
from hub.screening.chance import ALERTS_AT_LEAST, BOUND, Population, expected
from hub.screening.compare import Comparison
from hub.screening.names import Name, Script, read_names
from hub.screening.names.china.surnames import surname_length
from hub.screening.numbers import contradict, read_number
from hub.screening.papers import Document, Papers
from hub.screening.reading import read as read_papers
from hub.screening.tables import DAY_MS, GROUND_CEILING_DAYS
from hub.screening.words import Match, Word
from registry.identity import documents
from registry.refusals import Refusal, Refused

GROUNDS = tuple(GROUND_CEILING_DAYS)
REQUIRED = frozenset({"v", "issuer", "reference", "ground", "legal_basis", "expires_at", "subject"})
MOST = {"aliases": 5, "further_documents": 2}
SUBJECT_FIELDS = frozenset({"name", "document", "birth_date", "second_identifier", *MOST})
DOCUMENT_FIELDS = frozenset({"kind", "country", "number"})
LIMITS = {"issuer": 64, "reference": 64, "legal_basis": 200, "name": 100, "second_identifier": 100, "number": 32}
YEAR_LENGTH = 4
_OLDEST = date(1900, 1, 1)


@dataclass(frozen=True, repr=False, kw_only=True)
class Bulletin:
    """A signed body, read and checked. ``expires_at`` is UTC milliseconds; ``second_identifier`` is what an officer verifies by."""

    issuer: str
    reference: str
    ground: str
    legal_basis: str
    expires_at: int
    papers: Papers
    second_identifier: str

    @property
    def about_document(self) -> bool:
        """Tell whether the alert is about a document, whoever holds it."""
        return self.ground == "lost_document"

    def __repr__(self) -> str:
        """Show the kind and the ground only."""
        return f"<Bulletin {self.ground}>"


def canonical(body: Mapping[str, Any]) -> bytes:
    """Return the one form that is signed: sorted keys, UTF-8, no spaces, whole numbers only; raise Refused if it has none."""
    try:
        return json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    except (ValueError, TypeError, RecursionError):
        raise Refused(Refusal("alert-malformed")) from None


def signed(body: Mapping[str, Any], key: Ed25519PrivateKey) -> dict[str, Any]:
    """Return what an officer submits: the body and its signature in hex. Raises Refused as intake would for the same body."""
    judge_identity(read(body))
    return {"body": dict(body), "signature": sign(key, Purpose.ALERT, canonical(body)).hex()}


def verified(sealed_body: bytes, *, public_keys: Iterable[str], signature: bytes) -> Bulletin:
    """Return the bulletin in these canonical bytes if one of its issuer's keys (hex) signed them; raise BadSignature or Refused."""
    if not any(is_signed(sealed_body, public_key=key, signature=signature) for key in public_keys):
        raise BadSignature
    return read(json.loads(sealed_body))


def is_signed(canonical_body: bytes, *, public_key: str, signature: bytes) -> bool:
    """Tell whether this key (hex) signed these bytes as an alert."""
    try:
        verify(bytes.fromhex(public_key), Purpose.ALERT, canonical_body, signature)
    except BadSignature:
        return False
    return True


def read(body: Mapping[str, Any]) -> Bulletin:
    """Return the bulletin that a body states; raise Refused with every field that is missing, unknown, wrong or too thin."""
    if not isinstance(body, Mapping) or not isinstance(body.get("subject"), Mapping):
        raise Refused(Refusal("alert-malformed"))
    subject = body["subject"]
    if wrong := _lists(subject):
        raise Refused(*wrong)
    wrong = [*_unknown(body, subject), *_head(body), *_text(subject, "name", "subject.name", optional=True)]
    wrong += [refusal for alias in subject.get("aliases", ()) for refusal in _text({"name": alias}, "name", "subject.aliases")]
    wrong += _text(subject, "second_identifier", "subject.second_identifier", optional=True)
    if wrong:
        raise Refused(*wrong)
    bulletin = Bulletin(
        issuer=body["issuer"],
        reference=body["reference"],
        ground=body["ground"],
        legal_basis=body["legal_basis"],
        expires_at=body["expires_at"],
        papers=_papers(subject),
        second_identifier=subject.get("second_identifier", ""),
    )
    _refuse_thin(bulletin)
    return bulletin


def judge_period(bulletin: Bulletin, *, now: int) -> None:
    """Return if the alert expires later than now and within the ceiling of its ground; raise Refused if not. ``now`` is UTC ms."""
    days = GROUND_CEILING_DAYS[bulletin.ground]
    if bulletin.expires_at <= now:
        raise Refused(Refusal("alert-expired", "expires_at"))
    if bulletin.expires_at > now + days * DAY_MS:
        raise Refused(Refusal("alert-too-long", "expires_at", days=days))


def judge_identity(bulletin: Bulletin) -> None:
    """Return if a new alert says enough of a person to be told from namesakes; raise Refused with what would be enough.

    Asked at intake alone. How common a name is comes from the country's statistics and not from this register: an answer that depended on
    who lives here would tell of it (B7). Screening applies the same bound to the register itself, each time.
    """
    papers = bulletin.papers
    if papers.documents or bulletin.about_document:
        return
    if not any(map(_is_full, read_names(papers.name))):
        raise Refused(Refusal("alert-thin-name", "subject.name"))
    if not all(any(map(_is_full, read_names(alias))) for alias in papers.aliases):
        raise Refused(Refusal("alert-thin-alias", "subject.aliases"))
    if len(papers.birth_date) == YEAR_LENGTH and _by_chance(papers) > BOUND:
        raise Refused(Refusal("alert-thin-year", "subject.birth_date"))


def _is_full(name: Name) -> bool:
    """Tell whether a name has more than a surname or a single word."""
    if name.script is Script.HAN:
        return len(name.letters) > surname_length(f"{name.letters}一")  # as if more followed: a compound surname alone is no full name
    if name.script is Script.HANGUL:
        return len(name.letters) > 1
    return len(name.parts) > 1


def _by_chance(papers: Papers) -> float:
    """Return how many strangers chance would bring for these names and a year: each further name brings its own."""
    agreeing = Comparison(match=Match.IDENTITY, name=Word.SAME, birth_date=Word.YEAR_ONLY, document=Word.NOT_IN_ALERT)
    stated = [read_papers(Papers(name=name, birth_date=papers.birth_date)) for name in (papers.name, *papers.aliases)]
    return sum(expected(agreeing, each, each, Population(), alerts=ALERTS_AT_LEAST) for each in stated)


def _lists(subject: Mapping[str, Any]) -> list[Refusal]:
    """Refuse what is no list, and more than one person has: a list is no way to a group (B3)."""
    stated = [(subject[name], f"subject.{name}", most) for name, most in MOST.items() if name in subject]
    wrong = [Refusal("alert-malformed", field) for value, field, _most in stated if not isinstance(value, list)]
    return wrong or [Refusal("alert-too-many", field) for value, field, most in stated if len(value) > most]


def _stated_documents(subject: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return the documents that a subject states, each behind the field that it stands in."""
    first = [] if subject.get("document") is None else [("subject.document", subject["document"])]
    return [*first, *(("subject.further_documents", each) for each in subject.get("further_documents", ()))]


def _unknown(body: Mapping[str, Any], subject: Mapping[str, Any]) -> list[Refusal]:
    documents = _stated_documents(subject)
    if wrong := [Refusal("alert-malformed", field) for field, document in documents if not isinstance(document, Mapping)]:
        return wrong
    places: list[tuple[str, Mapping[str, Any], frozenset[str]]] = [
        ("", body, REQUIRED | {"alert_id"}),
        ("subject.", subject, SUBJECT_FIELDS),
        *((f"{field}.", document, DOCUMENT_FIELDS) for field, document in documents),
    ]
    return [Refusal("alert-unknown-field", where.rstrip(".") or "body") for where, part, known in places if set(part) - known]


def _head(body: Mapping[str, Any]) -> list[Refusal]:
    wrong = [] if type(body.get("v")) is int and body["v"] == 1 else [Refusal("alert-malformed", "v")]
    wrong += [refusal for name in ("issuer", "reference", "legal_basis") for refusal in _text(body, name, name)]
    wrong += _text(body, "alert_id", "alert_id", optional=True)
    if body.get("ground") not in GROUNDS:
        wrong.append(Refusal("alert-ground", "ground"))
    if type(body.get("expires_at")) is not int or not 0 < body["expires_at"] < 2**53:
        wrong.append(Refusal("alert-malformed", "expires_at"))
    return wrong


def _text(part: Mapping[str, Any], name: str, field: str, *, optional: bool = False) -> list[Refusal]:
    value = part.get(name)
    if value is None and optional and name not in part:
        return []
    fits = isinstance(value, str) and value.strip() != "" and len(value) <= LIMITS.get(name, 64) and value.isprintable()
    return [] if fits else [Refusal("alert-malformed" if value else "alert-incomplete", field)]


def _papers(subject: Mapping[str, Any]) -> Papers:
    born = subject.get("birth_date", "")
    if "birth_date" in subject:
        _check_birth_date(born)
    held = _documents(subject, born=born)
    return Papers(
        name=subject.get("name", ""),
        birth_date=born,
        document=held[0] if held else None,
        aliases=tuple(subject.get("aliases", ())),
        further_documents=tuple(held[1:]),
    )


def _documents(subject: Mapping[str, Any], *, born: str) -> list[Document]:
    """Return the documents as the register would write them; what the birth date, or one of them beside another, denies is refused: one
    person has one birth date, and one number of each kind that has a check character.
    """
    judged = [(_document(stated, field), stated["country"]) for field, stated in _stated_documents(subject)]
    carried = {each.birth_date for each, _country in judged if each.birth_date}
    if len(carried) > 1 or not all(each.startswith(born) for each in carried):
        raise Refused(Refusal("alert-birth-date-conflict", "subject.birth_date"))
    held = [Document(each.kind, country, each.number) for each, country in judged]
    if any(contradict((one,), (other,)) for one, other in combinations(map(read_number, held), 2)):
        raise Refused(Refusal("alert-two-persons", "subject.further_documents"))
    return held


def _document(stated: Mapping[str, Any], field: str) -> documents.Document:
    """Return a document as the register reads it; a number that its check character denies is refused (B13)."""
    if set(stated) != DOCUMENT_FIELDS or not all(isinstance(value, str) for value in stated.values()):
        raise Refused(Refusal("alert-incomplete", field))
    if not re.fullmatch(r"[A-Z]{3}", stated["country"]) or len(stated["number"]) > LIMITS["number"]:
        raise Refused(Refusal("alert-malformed", field))
    try:
        return documents.read_document(kind=stated["kind"], number=stated["number"], country=stated["country"])
    except Refused as refused:
        raise Refused(*(Refusal(each.code, field) for each in refused.refusals)) from None


def _check_birth_date(text: object) -> None:
    """Raise Refused unless this is one full day, or a year alone."""
    right = False
    try:
        if isinstance(text, str) and re.fullmatch(r"\d{4}(-\d\d-\d\d)?", text, re.ASCII):
            right = date.fromisoformat(text if len(text) > YEAR_LENGTH else f"{text}-12-31") >= _OLDEST
    except ValueError:
        right = False
    if not right:
        raise Refused(Refusal("alert-birth-date", "subject.birth_date"))


def _refuse_thin(bulletin: Bulletin) -> None:
    """Refuse what could not be told from a namesake: it takes a document, or a full name with a full birth date and a second identifier.

    Without the latter an officer could verify a possible match only by asking its issuer, and would tell of it by asking (B8, B13).
    """
    papers = bulletin.papers
    if bulletin.about_document and not papers.document:
        raise Refused(Refusal("alert-thin-document", "subject.document"))
    if bulletin.about_document and (papers.aliases or papers.further_documents):
        raise Refused(Refusal("alert-one-document", "subject"))
    if not papers.document and not (papers.name and papers.birth_date):
        raise Refused(Refusal("alert-thin", "subject"))
    if not papers.document and not bulletin.second_identifier:
        raise Refused(Refusal("alert-identifier-missing", "subject.second_identifier"))
    if not papers.name and not bulletin.about_document:
        raise Refused(Refusal("alert-incomplete", "subject.name"))
