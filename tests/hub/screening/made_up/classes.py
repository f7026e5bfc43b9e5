"""The classes of a labelled set: each makes one occupant, one alert and what is expected of them, from a source of chance."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.rig.numbers import with_check

Papers = dict[str, Any]
TODAY = date(2026, 11, 23)
HIT, NO_HIT, EITHER = "hit", "no_hit", "either"


@dataclass
class Pair:
    """An occupant's papers, an alert's, and what is expected."""

    occupant: Papers
    alert: Papers
    expected: str
    kind: str = field(default="")


Maker = Callable[[Random], Pair]
CLASSES: dict[str, Maker] = {}


def of(name: str) -> Callable[[Maker], Maker]:
    """Enter a class under its name."""

    def enter(make: Maker) -> Maker:
        CLASSES[name] = make
        return make

    return enter


def day(r: Random, first: int = 1950, last: int = 2007) -> date:
    return date(first, 1, 1) + timedelta(days=r.randrange((last - first + 1) * 365))


def card(r: Random, born: str) -> dict[str, str]:
    number = with_check(f"99{r.randrange(10_000):04}{born.replace('-', '')}{r.randrange(1000):03}")
    return {"type": "RIC", "country": "CHN", "number": number}


def passport(r: Random, country: str = "CHN") -> dict[str, str]:
    return {"type": "PASSPORT", "country": country, "number": f"{r.choice('EGPKMN')}{r.randrange(10**8):08}"}


def papers(name: str | None, born: str | None, *docs: dict[str, str], aliases: tuple[str, ...] = ()) -> Papers:
    return {"name": name, "surname": None, "given": None, "aliases": list(aliases), "dob": born, "sex": None, "docs": list(docs)}


def identity(r: Random, one: str, other: str, *, country: str = "UTO", expected: str = HIT, born: str = "") -> Pair:
    """Return two papers with a name each, the same birth date, and passports that say nothing of each other."""
    when = born or day(r).isoformat()
    return Pair(
        papers(one, when, passport(r, country)), papers(other, when, *([passport(r, country)] if r.random() < 0.6 else [])), expected
    )
