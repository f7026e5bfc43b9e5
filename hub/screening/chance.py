"""How many strangers would match by chance: the bound above which a name with a loosely agreeing date makes no case, and no more than
that.

Expected chance matches = P(a stranger's name agrees at this level) × P(his birth date does) × alerts in force. It needs aggregate
counts only: of surnames, of given names and of whole names, the larger estimate wins. The figure is about a *rule* on this register. It
goes to the auditor with the case, stands nowhere beside a person, and never becomes a score of one.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import prod

from hub.screening.compare import Comparison, Match, Word
from hub.screening.dates import tells_the_year
from hub.screening.frequencies import GIVEN, IN_JAPAN, OTHER_CHARACTER, OTHER_SURNAME, OTHER_WORD, SURNAMES, TEN_THOUSAND, WORDS
from hub.screening.names import Name, Script
from hub.screening.names.ways import japanese_way
from hub.screening.reading import Reading

BOUND = 3e-3
ALERTS_AT_LEAST = 10_000  # what is no case beside many alerts is none beside few
COMMONEST = 1e-3  # no whole name is borne by more among many kinds of people; a small register may count more by accident
ACCIDENTS = 2  # bearers of a given name who say nothing yet of how common it is
_BIRTH_DATES = 20_000.0  # days on which most of those alive were born, fewer than there are
_LOOSELY = 12 / _BIRTH_DATES  # names follow fashions, so namesakes are of an age; what agrees loosely has to allow for it
_DATE = {
    Word.SAME: 1 / _BIRTH_DATES,
    Word.SWAPPED: 1 / _BIRTH_DATES,
    Word.LUNAR: 3 * _LOOSELY,
    Word.ONE_DIGIT: 29 * _LOOSELY,  # some 25 wrong digits and 4 swaps
    Word.YEAR_ONLY: 4 / 50,
}
_NEW_YEARS_DAY = 1 / 20 / 50  # where offices write it for a year alone, one in twenty has it, of each of the years
_TIMES = {Word.SAME_SOUND: 6.0, Word.ROMANISED: 8.0, Word.PART_MISSING: 10.0, Word.TRUNCATED: 2.0, Word.TYPO: 5.0}
_BY_SOUND = frozenset({Word.SAME_SOUND, Word.ROMANISED})
_LATIN_OF_JAPAN = {way: share for name, share in IN_JAPAN.items() for way in japanese_way(name)}
_HANGUL = 2 / TEN_THOUSAND


@dataclass
class Population:
    """How often surnames, given names and whole names occur among those who live here: counts, and nobody's name beside an id."""

    surnames: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)
    sounds: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    people: int = 0

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> "Population":
        """Count the names of these people."""
        counted = cls()
        for reading in readings:
            counted.add(reading)
        return counted

    def add(self, reading: Reading) -> None:
        """Count one more person."""
        self.people += 1
        for name in reading.names:
            self.whole[name.letters] += 1
            self.sounds[name.keys[0]] += 1
            if name.surname:
                self.surnames[name.letters[: name.surname]] += 1
                self.given[name.letters[name.surname :]] += 1
            else:
                self.words.update(set(name.parts))

    def share(self, name: Name, level: Word = Word.SAME) -> float:
        """Return the share of strangers here whose name agrees with this one at a level, rather too large than too small. The bearer
        himself is not counted.
        """
        guessed = max(_prior(name), self._by_parts(name)) * _TIMES.get(level, 1.0)
        counted = self.sounds[name.keys[0]] if level in _BY_SOUND else self.whole[name.letters]
        return min(max(guessed, self._others(counted)), COMMONEST)

    def _by_parts(self, name: Name) -> float:
        if not name.surname:
            return prod(max(_word(part), self._others(self.words[part] - ACCIDENTS)) for part in name.parts)
        surname, given = name.letters[: name.surname], name.letters[name.surname :]
        return self._others(self.surnames[surname]) * self._others(self.given[given] - ACCIDENTS)

    def _others(self, count: int) -> float:
        return max(count - 1, 0) / max(self.people - 1, 1)


def expected(comparison: Comparison, person: Reading, alert: Reading, population: Population, *, alerts: int) -> float:
    """Return how many of ``alerts`` alerts in force (10,000 at least) a stranger would match by chance as these two papers do; 0 for what
    is no IDENTITY. Either side's name tells how rare it is; the better one counts. 1 January is many people's day, unless a checked number
    tells it. For the auditor and for the bound; never shown beside a person.
    """
    if comparison.match is not Match.IDENTITY:
        return 0.0
    level, sides = comparison.alias or comparison.name, [person, alert]
    if level is Word.ROMANISED:
        level, sides = _romanised(person, alert)
    shares = [max((population.share(name, level) for name in (*side.names, *side.aliases)), default=1.0) for side in sides]
    days = _DATE[comparison.birth_date]
    if comparison.birth_date is Word.SAME and tells_the_year(person.born):
        days = days if any(number.valid for number in (*person.numbers, *alert.numbers)) else _NEW_YEARS_DAY
    return min(shares) * days * max(alerts, ALERTS_AT_LEAST)


def _romanised(person: Reading, alert: Reading) -> tuple[Word, list[Reading]]:
    """Return at which level two spellings of a name agree, and whose name tells how rare it is. Beside characters the letters that they are
    read as tell nothing; two alphabets, of which passports make the same letters, are one spelling.
    """
    in_characters = [side for side in (person, alert) if any(name.surname for name in side.names)]
    if in_characters:
        return Word.ROMANISED, in_characters
    return Word.SAME if person.agrees_in_full(alert) else Word.ROMANISED, [person, alert]


def is_explained_by_chance(comparison: Comparison, person: Reading, alert: Reading, population: Population, *, alerts: int) -> bool:
    """Tell whether an IDENTITY is more than chance allows, so that it makes no case."""
    if comparison.match is not Match.IDENTITY:
        return False
    return expected(comparison, person, alert, population, alerts=alerts) > BOUND


def _prior(name: Name) -> float:
    if name.surname:
        lengths = [length for length in range(1, len(name.letters)) if name.letters[:length] in IN_JAPAN]
        return max(_surname(name.letters[:length]) * _given(name.letters[length:]) for length in (name.surname, *lengths))
    if name.script is Script.HANGUL:
        return _HANGUL
    return prod(map(_word, name.parts))


def _word(part: str) -> float:
    return max(WORDS.get(part, OTHER_WORD), *(_LATIN_OF_JAPAN.get(way, 0) for way in japanese_way(part))) / TEN_THOUSAND


def _surname(surname: str) -> float:
    return max(SURNAMES.get(surname, OTHER_SURNAME), IN_JAPAN.get(surname, 0)) / TEN_THOUSAND


def _given(given: str) -> float:
    if given in GIVEN:
        return GIVEN[given] / TEN_THOUSAND
    one = OTHER_CHARACTER / TEN_THOUSAND
    return one / 2 if len(given) == 1 else one ** min(len(given), 2)
