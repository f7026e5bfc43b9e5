"""Who is worth comparing with whom: by document, by what a wrong check character may have been, by birth date, by the sound of a name.

The alerts in force, ready to be compared with a person, and the people who live here, ready for a new alert. An index loses no pair
that comparing everybody with everybody under the same rules would find: a hit needs an equal number (or one that a slip makes equal),
an equal or swapped birth date, or a name that sounds the same in full with a date that agrees loosely.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from hub.screening.chance import Population, is_explained_by_chance
from hub.screening.compare import Comparison, Match, compare_read, names_agree
from hub.screening.dates import ONE_DIGIT, is_whole, loosely_related, swapped, tells_the_year, years_about
from hub.screening.names.listed import make_tables
from hub.screening.numbers import contradict, is_certain, repaired
from hub.screening.papers import Papers
from hub.screening.reading import Reading, read

Key = tuple[str, ...]
_PLACE_BITS = 32
_PLACE = (1 << _PLACE_BITS) - 1


@dataclass(frozen=True)
class InForce:
    """One alert in force: its id, whom or what it is about, and whether it is about a lost document."""

    alert_id: str
    papers: Papers
    about_document: bool = False


def keys_of(papers: Papers) -> set[Key]:
    """Return keys of which two papers share one if a hit is possible between them; sharing one proves nothing."""
    return keys_of_read(read(papers))


def keys_of_read(reading: Reading) -> set[Key]:
    """Return as :func:`keys_of` does, for papers that were read already."""
    keys = set(_numbers(reading))
    keys |= {("sound", sound) for sound in reading.keys} if reading.born else set()
    return keys | {("day", str(_day(reading.born)))} if is_whole(reading.born) else keys


def hit(person: Reading, alert: Reading, *, about_document: bool, population: Population, alerts: int) -> Comparison | None:
    """Return how a person and an alert compare if that makes a case, beside so many alerts in force; None for all the others."""
    found = compare_read(person, alert, about_document=about_document)
    if found.match is Match.NOTHING or is_explained_by_chance(found, person, alert, population, alerts=alerts):
        return None
    return found


def _numbers(reading: Reading) -> Iterator[Key]:
    for number in reading.numbers:
        yield number.key
        if number.valid is False:
            for each in repaired(number):
                yield each.key


def _day(born: int) -> int:
    """Return one number for a date and the same with day and month swapped."""
    return min(born, swapped(born))


@dataclass
class _Shelf:
    """Readings by place, and the places by number, by day and by sound; beside a sound stand dates and places in one row each, since common
    names have thousands and most are passed over by their date. ``certain`` tells of each place whether :func:`is_certain` of its numbers.
    """

    readings: list[Reading | None] = field(default_factory=list)
    by_number: dict[Key, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_day: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_sound: "dict[str, array[int]]" = field(default_factory=dict)
    certain: bytearray = field(default_factory=bytearray)

    def put(self, reading: Reading) -> int:
        """Put a reading on the shelf and return its place."""
        place = len(self.readings)
        self.readings.append(reading)
        self.certain.append(is_certain(reading.numbers))
        for number in reading.numbers:
            self.by_number[number.key].append(place)
            if number.valid is False:
                for each in repaired(number):
                    self.by_number[each.key].append(place)
        if is_whole(reading.born):
            self.by_day[_day(reading.born)].append(place)
        if reading.born:
            dated = reading.born << _PLACE_BITS | place
            for sound in reading.keys:
                if sound in self.by_sound:
                    self.by_sound[sound].append(dated)
                else:
                    self.by_sound[sound] = array("Q", (dated,))
        return place

    def take(self, place: int) -> None:
        """Take a reading off the shelf; nothing finds it any more."""
        self.readings[place] = None

    def near(self, reading: Reading) -> set[int]:
        """Return the places of all that a hit is possible with: an equal number, or names that agree with a related birth date."""
        found = {place for number in reading.numbers for place in self.by_number.get(number.key, ())}
        for number in reading.numbers:
            if number.valid is False:
                found.update(place for each in repaired(number) for place in self.by_number.get(each.key, ()))
        if not reading.born:
            return found
        places = set(self.by_day.get(_day(reading.born), ())) if is_whole(reading.born) else set()
        for sound in reading.keys:
            if dated := self.by_sound.get(sound):
                places.update(_loosely(reading.born, dated))
        places -= found
        if is_certain(reading.numbers):  # equal ones are found already
            places = {place for place in places if not self.certain[place]}
        for place in places:
            other = self.readings[place]
            if other is not None and not contradict(reading.numbers, other.numbers) and names_agree(reading, other):
                found.add(place)
        return found


def _loosely(born: int, dated: Iterable[int]) -> list[int]:
    """Return the places among these dates with places whose date agrees loosely with a birth date; most are neither of its day of the year
    nor about its year, which is cheap to see.
    """
    year, day, years = born >> 16, born & 0xFFFF, years_about(born >> 16)
    near = [each for each in dated if (other := each >> _PLACE_BITS) & 0xFFFF == day or other >> 16 in years]
    related, is_year = loosely_related(born) if near else (), tells_the_year(born)
    return [
        each & _PLACE
        for each in near
        if (other := each >> _PLACE_BITS) ^ born in ONE_DIGIT or other in related or (is_year and other >> 16 == year)
    ]


class Index:
    """The alerts in force by what they are found by. ``population`` says how common names are among those who live here."""

    def __init__(self, alerts: Iterable[InForce] = (), *, population: Population | None = None) -> None:
        self._population = population or Population()
        self._shelf = _Shelf()
        self._alerts: list[InForce] = []
        self._places: dict[str, int] = {}
        for alert in alerts:
            self.add(alert)

    def __len__(self) -> int:
        """Return how many alerts are in force."""
        return len(self._places)

    def add(self, alert: InForce) -> None:
        """Put an alert in force; one of the same id is replaced."""
        self.discard(alert.alert_id)
        self._places[alert.alert_id] = self._shelf.put(read(alert.papers))
        self._alerts.append(alert)

    def discard(self, alert_id: str) -> None:
        """Take an alert out of force at once, if it is there."""
        if (place := self._places.pop(alert_id, None)) is not None:
            self._shelf.take(place)

    def matches(self, person: Papers) -> Iterator[tuple[InForce, Comparison]]:
        """Yield each alert that this person possibly matches, with the comparison; each alert once."""
        yield from self.matches_read(read(person))

    def matches_read(self, person: Reading) -> Iterator[tuple[InForce, Comparison]]:
        """Yield as :meth:`matches` does, for papers that were read already."""
        for place in self._shelf.near(person):
            if (alert := self._shelf.readings[place]) is not None:
                about = self._alerts[place].about_document
                found = hit(person, alert, about_document=about, population=self._population, alerts=len(self))
                if found:
                    yield self._alerts[place], found


class Residents:
    """The people who live here by what they are found by, for an alert that has just come into force: the index turned round.

    The tables of names are made with it, since an alert should not wait for them.
    """

    def __init__(self, people: Iterable[tuple[str, Papers]] = (), *, population: Population | None = None) -> None:
        self._population = population or Population()
        self._shelf = _Shelf()
        self._ids: list[str] = []
        make_tables()
        for person_id, papers in people:
            self.add(person_id, papers)

    def __len__(self) -> int:
        """Return how many people were added."""
        return len(self._ids)

    def add(self, person_id: str, papers: Papers) -> None:
        """Let somebody live here."""
        self._shelf.put(read(papers))
        self._ids.append(person_id)

    def matches(self, alert: InForce, *, alerts: int = 1) -> Iterator[tuple[str, Comparison]]:
        """Yield the id of each person who possibly matches an alert, with the comparison; ``alerts`` is how many are in force in all."""
        named = read(alert.papers)
        for place in self._shelf.near(named):
            if (person := self._shelf.readings[place]) is not None:
                found = hit(person, named, about_document=alert.about_document, population=self._population, alerts=alerts)
                if found:
                    yield self._ids[place], found


def index(alerts: Iterable[InForce], *, population: Population | None = None) -> Index:
    """Return the index of these alerts."""
    return Index(alerts, population=population)
