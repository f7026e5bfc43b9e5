"""People's papers as the files hold them, labelled pairs of them, and numbers on documents that nobody holds."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.hub.screening.outside.material import COUNTRIES, Written

TODAY = date(2026, 11, 23)
HIT, NO_HIT, EITHER = "hit", "no_hit", "either"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

Number = tuple[str, str, str]  # type, country, number


@dataclass(frozen=True)
class Record:
    """One line of either file, without its id."""

    name: str | None
    born: str | None
    documents: tuple[Number, ...] = ()
    surname: str | None = None
    given: str | None = None
    aliases: tuple[str, ...] = ()
    kind: str = "arrest_warrant"
    status: str = "active"
    valid_to: str = "2027-11-20"

    def row(self) -> dict[str, Any]:
        """Return what both files say of this person."""
        documents = [{"type": kind, "country": country, "number": number} for kind, country, number in self.documents]
        row = {"name": self.name, "surname": self.surname, "given": self.given, "aliases": list(self.aliases), "dob": self.born}
        return row | {"sex": None, "docs": documents}

    def but(self, **changes: Any) -> "Record":
        """Return the record with these fields changed."""
        return replace(self, **changes)


@dataclass(frozen=True)
class Pair:
    """An occupant and an alert, their class, and what is expected of them."""

    occupant: Record
    alert: Record
    group: str
    expected: str


def papers(rng: Random, written: Written, way: str, born: date) -> Record:
    """Return somebody's name and date, with a passport that nobody else has, on one of the grounds that are about people."""
    kind = rng.choice(("arrest_warrant", "missing_person", "court_order"))
    return Record(written.full(way), born.isoformat(), (passport(rng, COUNTRIES.get(written.language, "UTO")),), kind=kind)


def birthday(rng: Random) -> date:
    """Return a day between 1948 and 2007."""
    return date(1948, 1, 1) + timedelta(days=rng.randrange(59 * 365))


def other_day(rng: Random, born: date) -> date:
    """Return a birth date that no slip of a pen makes of the first: year, month, day and four digits differ, and it is not turned round."""
    while True:
        other = birthday(rng)
        apart = sum(a != b for a, b in zip(other.isoformat(), born.isoformat(), strict=True))
        if other.year != born.year and other.month not in (born.month, born.day) and other.day != born.day and apart >= 4:
            return other


def resident_number(rng: Random, born: date) -> Number:
    """Return a resident number with a right check character, of an area code that is not given out."""
    return "RIC", "CHN", checked(f"99{rng.randrange(10000):04d}{born:%Y%m%d}{rng.randrange(1000):03d}")


def checked(first_17: str) -> str:
    """Return the 17 digits with their check character (GB 11643)."""
    return first_17 + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(first_17, _WEIGHTS, strict=True)) % 11]


def passport(rng: Random, country: str) -> Number:
    """Return a passport of a country with a number of one or two letters and digits."""
    letters = "".join(rng.choice("ABCDEFGHKMNPRTVX") for _ in range(rng.choice((1, 2))))
    return "PASSPORT", country, letters + "".join(rng.choice("0123456789") for _ in range(9 - len(letters)))
