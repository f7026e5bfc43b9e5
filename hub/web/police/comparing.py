"""The comparison that an officer reads: each line of the papers beside the alert's, in words, with the characters that differ; pure.

It is made from the envelope and from how the rules compared it at that very look; of it the words alone are kept, for the person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from hub.cases.envelope import Envelope
from hub.screening.compare import STRONG_WORDS, Comparison, Match, Word, compare
from hub.screening.names.former import former_names
from hub.screening.papers import Document, Papers
from hub.screening.reading import birth_date_of

DIGIT_GROUPS = (slice(0, 6), slice(6, 14), slice(14, 18))
NUMBER_LENGTH = 18


class Verdict(StrEnum):
    """What is said at the end of a line: the rules' words, one for a further name that differs, and one that leaves it to the officer."""

    SAME = Word.SAME
    DIFFERENT = Word.DIFFERENT
    NOT_IN_ALERT = Word.NOT_IN_ALERT
    NOT_IN_DOCUMENT = Word.NOT_IN_DOCUMENT
    TRADITIONAL = Word.TRADITIONAL
    REORDERED = Word.REORDERED
    SAME_SOUND = Word.SAME_SOUND
    ROMANISED = Word.ROMANISED
    NICKNAME = Word.NICKNAME
    PART_MISSING = Word.PART_MISSING
    TRUNCATED = Word.TRUNCATED
    TYPO = Word.TYPO
    ALIAS = Word.ALIAS
    ONE_CHARACTER = Word.ONE_CHARACTER
    SWAPPED = Word.SWAPPED
    LUNAR = Word.LUNAR
    ONE_DIGIT = Word.ONE_DIGIT
    YEAR_ONLY = Word.YEAR_ONLY
    ANOTHER_NUMBER = Word.ANOTHER_NUMBER
    OTHER_KIND = Word.OTHER_KIND
    OTHER_NAME = "other_name"
    TO_VERIFY = "to_verify"


AGREEING = frozenset({Verdict.SAME, Verdict.NOT_IN_ALERT, Verdict.NOT_IN_DOCUMENT, Verdict.OTHER_KIND, Verdict.TO_VERIFY})
# Where nearly every character differs, none of them is marked.
UNMARKED = frozenset({Verdict.ROMANISED, Verdict.NICKNAME, Verdict.ALIAS, Verdict.OTHER_NAME, Verdict.REORDERED, Verdict.LUNAR})
DIFFERING = frozenset(Verdict) - AGREEING - UNMARKED


@dataclass(frozen=True, slots=True, repr=False)
class Piece:
    """Some characters of a value, and whether they differ from the other side's. Cannot be printed."""

    text: str
    differs: bool = False

    def __repr__(self) -> str:
        """Show the kind only."""
        return "<Piece>"


Value = Sequence[Sequence[Piece]]


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Line:
    """One line: which field, what the papers say and what the alert says (groups of pieces), and how they compare. Cannot be printed."""

    field: str
    person: Value
    alert: Value
    verdict: Verdict

    @property
    def differs(self) -> bool:
        """Tell whether the two sides differ."""
        return self.verdict in DIFFERING

    def __repr__(self) -> str:
        """Show the field only."""
        return f"<Line {self.field}>"


@dataclass(frozen=True, slots=True)
class Compared:
    """What the comparison came to, and its lines from the name down."""

    match: Match
    lines: tuple[Line, ...]


def compared(envelope: Envelope, found: Comparison) -> Compared:
    """Return the comparison of what a case's envelope holds, by what the rules found."""
    person, alert = envelope.person, envelope.alert
    lines = [
        _line("name", person.name, alert.name, Verdict(found.name)),
        *(_alias_line(person, alert, alias) for alias in alert.aliases),
        _line("birth_date", birth_date_of(person), birth_date_of(alert), Verdict(found.birth_date)),
        *_document_lines(person, alert, envelope.second_identifier),
    ]
    if envelope.second_identifier and alert.document:
        lines.append(_line("second_identifier", "", envelope.second_identifier, Verdict.TO_VERIFY))
    return Compared(found.match, tuple(lines))


def kind_of(papers: Papers) -> str:
    """Return a document's kind and issuing country, as ``passport VNM``; empty without a document."""
    return f"{papers.document.kind} {papers.document.country}" if papers.document else ""


def text_of(value: Value) -> str:
    """Return a value as it was before it was cut into groups and pieces."""
    return "".join(piece.text for group in value for piece in group)


def _alias_line(person: Papers, alert: Papers, alias: str) -> Line:
    """Return a further name of the alert beside the person's: how it agrees, or that it is another, which speaks for nothing."""
    words = [compare(person, Papers(name=name)).name for name in former_names(alias, alert.name)]
    agreeing = next((Verdict(word) for word in words if word in STRONG_WORDS), Verdict.OTHER_NAME)
    return _line("alias", person.name, alias, agreeing)


def _document_lines(person: Papers, alert: Papers, second_identifier: str) -> Iterator[Line]:
    """Yield kind and number of each document of the alert, compared as if it were the only one; of none, what stands for a number."""
    for alone in [Papers(document=document) for document in alert.documents] or [Papers()]:
        yield _line("document_kind", kind_of(person), kind_of(alone), _kinds(person, alone))
        yield _number_line(person.document, alone.document, second_identifier, compare(person, alone).document)


def _number_line(held: Document | None, named: Document | None, second_identifier: str, word: Word) -> Line:
    if named is None:  # the sealed second identifier stands where the number would: it is what the officer tells them apart by
        verdict = Verdict.TO_VERIFY if second_identifier else Verdict.NOT_IN_ALERT
        return _line("document_number", _number(held), second_identifier, verdict)
    return _line("document_number", _number(held), _number(named), Verdict(word))


def _number(document: Document | None) -> str:
    return document.number if document else ""


def _kinds(person: Papers, alert: Papers) -> Verdict:
    if not alert.document:
        return Verdict.NOT_IN_ALERT
    if not person.document:
        return Verdict.NOT_IN_DOCUMENT
    return Verdict.SAME if kind_of(person) == kind_of(alert) else Verdict.OTHER_KIND  # two papers of one person may be of two kinds


def _line(field: str, person: str, alert: str, verdict: Verdict) -> Line:
    marks = _differing(person, alert) if verdict in DIFFERING else ((), ())
    return Line(field=field, person=_value(field, person, marks[0]), alert=_value(field, alert, marks[1]), verdict=verdict)


def _differing(one: str, other: str) -> tuple[Sequence[int], Sequence[int]]:
    """Return the places on each side that the other has not; texts of one length are compared place by place."""
    if len(one) == len(other):
        places = [place for place in range(len(one)) if one[place] != other[place]]
        return places, places
    steps = [step for step in SequenceMatcher(None, one, other, autojunk=False).get_opcodes() if step[0] != "equal"]
    left = [place for _step, start, end, _from, _to in steps for place in range(start, end)]
    return left, [place for _step, _start, _end, start, end in steps for place in range(start, end)]


def _value(field: str, text: str, marked: Sequence[int]) -> Value:
    if not text:
        return ()
    grouped = field == "document_number" and len(text) == NUMBER_LENGTH and text[:-1].isdigit()
    return [_pieces(text, part, frozenset(marked)) for part in (DIGIT_GROUPS if grouped else (slice(0, len(text)),))]


def _pieces(text: str, part: slice, marked: frozenset[int]) -> list[Piece]:
    pieces: list[Piece] = []
    for place in range(*part.indices(len(text))):
        differs = place in marked
        if pieces and pieces[-1].differs == differs:
            pieces[-1] = Piece(pieces[-1].text + text[place], differs)
        else:
            pieces.append(Piece(text[place], differs))
    return pieces
