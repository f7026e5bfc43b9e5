"""What comparing a person's papers with one alert says: an outcome in words, and the words for each line of the comparison.

Two errors are possible and the worse one is to send officers to somebody else. So a name alone is never a hit, two checked numbers of one
kind that differ are a veto whatever the name says, and no outcome is more than *possibly the same person, not verified*. Nothing here
counts points, and nothing gives a percentage.
"""

from dataclasses import dataclass
from enum import StrEnum

from hub.screening.names import likeness
from hub.screening.papers import Document, Papers


class Match(StrEnum):
    """What a comparison came to; every one but ``NOTHING`` becomes a case that a human verifies."""

    DOCUMENT = "document"
    DOCUMENT_CONFLICT = "document_conflict"
    IDENTITY = "identity"
    LOST_DOCUMENT = "lost_document"
    NOTHING = "nothing"


class Word(StrEnum):
    """How one line of two papers compares. Pages have a sentence for each; the values are kept, so they never change."""

    SAME = "same"
    DIFFERENT = "different"
    NOT_IN_ALERT = "not_in_alert"
    NOT_IN_DOCUMENT = "not_in_document"
    # names
    TRADITIONAL = "traditional"  # the same characters, simplified on one side
    REORDERED = "reordered"  # the same parts in another order
    SAME_SOUND = "same_sound"  # other characters that are read alike
    ROMANISED = "romanised"  # the other script, by one system for the whole name
    PART_MISSING = "part_missing"  # one side has a part more
    TRUNCATED = "truncated"  # cut off at the end, as the machine-readable line of a passport does
    TYPO = "typo"  # one slip of the pen in a long name
    ALIAS = "alias"  # another name of the person agrees; ``Comparison.alias`` says how
    ONE_CHARACTER = "one_character"  # one Han character differs: no evidence, brothers, sisters and twins are named so
    # birth dates
    SWAPPED = "swapped"  # day and month in the other order
    LUNAR = "lunar"  # one is the other's day in the lunar calendar
    ONE_DIGIT = "one_digit"  # one digit differs; of a number, where a check character is wrong
    YEAR_ONLY = "year_only"  # one side knows the year (and perhaps the month) alone, and that agrees
    # document numbers
    ANOTHER_NUMBER = "another_number"  # of a kind that is renewed under new numbers: says nothing
    OTHER_KIND = "other_kind"  # another kind or country: cannot be compared


STRONG_WORDS = frozenset({
    Word.SAME, Word.TRADITIONAL, Word.REORDERED, Word.SAME_SOUND, Word.ROMANISED, Word.PART_MISSING, Word.TRUNCATED, Word.TYPO, Word.ALIAS,
})  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What each line says, and what follows from all of them. ``alias`` is how the alias compares when ``name`` says that one agrees."""

    match: Match
    name: Word
    birth_date: Word
    document: Word
    alias: Word | None = None


def compare(person: Papers, alert: Papers, *, about_document: bool = False) -> Comparison:
    """Compare a person's papers with an alert's; ``about_document`` when the alert is about a lost document, whoever holds it.

    Numbers must have been checked where they were entered (check characters, length): a wrong one is refused there, not here.
    """
    name, birth_date, document = _names(person, alert), _plain(person.birth_date, alert.birth_date), _documents(person, alert)
    match = _match(name, birth_date, document, about_document=about_document)
    return Comparison(match=match, name=name, birth_date=birth_date, document=document)


def _match(name: Word, birth_date: Word, document: Word, *, about_document: bool) -> Match:
    if about_document:
        return Match.LOST_DOCUMENT if document is Word.SAME else Match.NOTHING
    if document is Word.SAME:
        return Match.DOCUMENT_CONFLICT if Word.DIFFERENT in (name, birth_date) else Match.DOCUMENT
    if document is Word.DIFFERENT:
        return Match.NOTHING
    strong = name in STRONG_WORDS and birth_date is Word.SAME
    return Match.IDENTITY if strong else Match.NOTHING


def _names(person: Papers, alert: Papers) -> Word:
    missing = _missing(person.name, alert.name)
    return missing or Word(likeness(person.name, alert.name))


def _plain(person: str, alert: str) -> Word:
    return _missing(person, alert) or (Word.SAME if person == alert else Word.DIFFERENT)


def _documents(person: Papers, alert: Papers) -> Word:
    """Say how the documents compare; numbers of different kinds or countries cannot be compared."""
    held, named = person.document, alert.document
    if named is None:
        return Word.NOT_IN_ALERT
    if held is None:
        return Word.NOT_IN_DOCUMENT
    if not _comparable(held, named):
        return Word.OTHER_KIND
    return Word.SAME if held.number == named.number else Word.DIFFERENT


def _comparable(one: Document, other: Document) -> bool:
    return (one.kind, one.country) == (other.kind, other.country)


def _missing(person: object, alert: object) -> Word | None:
    if not alert:
        return Word.NOT_IN_ALERT
    return None if person else Word.NOT_IN_DOCUMENT
