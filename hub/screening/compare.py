"""What comparing a person's papers with one alert says: an outcome in words, and the words for each line of the comparison.

Two errors are possible and the worse one is to send officers to somebody else. So a name alone is never a hit, two checked numbers of one
kind that differ are a veto whatever the name says, and no outcome is more than *possibly the same person, not verified*. Nothing here
counts points, and nothing gives a percentage. A date that agrees only loosely (one digit, lunar, the year alone) counts with a name that
agrees in full, and only where chance does not explain it: see :mod:`hub.screening.chance`. A name that agrees only loosely (slips of the
pen, Bill for William) counts with the very same date.
"""

from dataclasses import dataclass

from hub.screening.dates import compare_dates, is_whole, tells_the_year
from hub.screening.names import Name, likeness, may_count_by_the_moon
from hub.screening.numbers import compare_numbers, share_but_fillers
from hub.screening.papers import Papers
from hub.screening.reading import Reading, read
from hub.screening.words import Match, Word

__all__ = ["LOOSE_DATES", "STRONG_WORDS", "Comparison", "Match", "Word", "compare", "compare_read"]

_BEST_FIRST = (
    Word.SAME, Word.TRADITIONAL, Word.REORDERED, Word.SAME_SOUND, Word.ROMANISED, Word.NICKNAME, Word.PART_MISSING, Word.TRUNCATED,
    Word.TYPO,
)  # fmt: skip
STRONG_WORDS = frozenset({*_BEST_FIRST, Word.ALIAS})
FIRM_DATES = frozenset({Word.SAME, Word.SWAPPED})
LOOSE_DATES = frozenset({Word.LUNAR, Word.ONE_DIGIT, Word.YEAR_ONLY})
LOOSE_NAMES = frozenset({Word.NICKNAME, Word.TYPO})
_RANK = {word: rank for rank, word in enumerate((*_BEST_FIRST, Word.ONE_CHARACTER, Word.DIFFERENT))}


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What each line says, and what follows from all of them. ``alias`` is how the alias compares when ``name`` says that one agrees."""

    match: Match
    name: Word
    birth_date: Word
    document: Word
    alias: Word | None = None

    @property
    def said(self) -> str:
        """Return its words in codes, as they are kept with a look: ``match:document name:same birth_date:same document:same``."""
        return f"match:{self.match} name:{self.name} birth_date:{self.birth_date} document:{self.document}"


def compare(person: Papers, alert: Papers, *, about_document: bool = False) -> Comparison:
    """Compare a person's papers with an alert's; ``about_document`` when the alert is about a lost document, whoever holds it."""
    return compare_read(read(person), read(alert), about_document=about_document)


def compare_read(person: Reading, alert: Reading, *, about_document: bool = False) -> Comparison:
    """Compare what :func:`hub.screening.reading.read` made of two papers, as :func:`compare` does."""
    name, alias = _names(person, alert)
    birth_date, document = compare_dates(person.born, alert.born), compare_numbers(person.numbers, alert.numbers)
    match = match_of(name, birth_date, document, about_document=about_document)
    if document is Word.SAME and not _agrees(name, birth_date) and share_but_fillers(person.numbers, alert.numbers):
        match = Match.NOTHING
    if match is Match.IDENTITY and not _is_date_enough(birth_date, alias or name, person, alert):
        match = Match.NOTHING
    return Comparison(match=match, name=name, birth_date=birth_date, document=document, alias=alias)


def names_agree(person: Reading, alert: Reading) -> bool:
    """Tell whether a name or an alias is evidence: without it, only a document makes a hit."""
    return _names(person, alert)[0] in STRONG_WORDS


def match_of(name: Word, birth_date: Word, document: Word, *, about_document: bool) -> Match:
    """Return what follows from the three lines of a comparison at the most: a date that is but loosely the same may still not be enough."""
    if about_document:
        return Match.LOST_DOCUMENT if document is Word.SAME else Match.NOTHING
    if document is Word.SAME:
        return Match.DOCUMENT_CONFLICT if Word.DIFFERENT in (name, birth_date) else Match.DOCUMENT
    if document is Word.DIFFERENT:
        return Match.NOTHING
    if document is Word.ONE_DIGIT and (name in STRONG_WORDS or name is Word.ONE_CHARACTER):
        return Match.NOTHING if Word.DIFFERENT in (name, birth_date) else Match.DOCUMENT
    strong = name in STRONG_WORDS and birth_date in FIRM_DATES | LOOSE_DATES
    return Match.IDENTITY if strong else Match.NOTHING


def _agrees(name: Word, birth_date: Word) -> bool:
    return name in STRONG_WORDS or birth_date in FIRM_DATES


def _names(person: Reading, alert: Reading) -> tuple[Word, Word | None]:
    """Return how the names compare, and how an alias does if one agrees and the names do not."""
    found = _best(person.names, alert.names)
    if found not in STRONG_WORDS and (person.aliases or alert.aliases):
        alias = min(
            _best(person.aliases, alert.names),
            _best(person.names, alert.aliases),
            _best(person.aliases, alert.aliases),
            key=_RANK.__getitem__,
        )
        if alias in STRONG_WORDS:
            return Word.ALIAS, alias
    if not alert.names:
        return Word.NOT_IN_ALERT, None
    return (found, None) if person.names else (Word.NOT_IN_DOCUMENT, None)


def _best(ours: tuple[Name, ...], theirs: tuple[Name, ...]) -> Word:
    if len(ours) == len(theirs) == 1:
        return likeness(ours[0], theirs[0])
    return min((likeness(one, other) for one in ours for other in theirs), key=_RANK.__getitem__, default=Word.DIFFERENT)


def _is_date_enough(birth_date: Word, name: Word, person: Reading, alert: Reading) -> bool:
    """Tell whether a birth date that is not the same in full is enough beside a name."""
    if birth_date is Word.LUNAR and not any(map(may_count_by_the_moon, (*person.names, *alert.names))):
        return False
    if birth_date is Word.YEAR_ONLY and is_whole(person.born) and is_whole(alert.born) and any(map(_is_told_new_year, (person, alert))):
        return False
    if birth_date in LOOSE_DATES:
        return name is not Word.SAME_SOUND and person.agrees_in_full(alert)
    return birth_date is Word.SAME or name not in LOOSE_NAMES


def _is_told_new_year(reading: Reading) -> bool:
    """Tell whether 1 January stands in a checked number, and so for more than a year."""
    return tells_the_year(reading.born) and any(number.valid for number in reading.numbers)
