"""Pairs of two people, by class, as an officer meets them: siblings, namesakes, a parent, and one given name on one day.

What could be one person with a slip of the pen is marked ``either``; nobody stands in two pairs.
"""

from collections.abc import Iterator
from datetime import date
from random import Random

from tests.hub.screening.outside.likeness import distance, fold, latin_distance, may_be_one, may_be_written_alike
from tests.hub.screening.outside.material import SURNAME_FIRST, Written, is_latin
from tests.hub.screening.outside.papers import EITHER, NO_HIT, Pair, birthday, other_day, papers

_LOOKED_AT = 120


def two_people(rng: Random, names: list[Written], language: str, count: int) -> Iterator[Pair]:
    """Yield five or six pairs around each of ``count`` names of a collection, fewer where somebody else is too near."""
    for each in rng.sample(names, min(count, len(names))):
        born, other = birthday(rng), rng.choice(names)
        yield _pair(rng, (each, each), (born, other_day(rng, born)), f"N_{language}_namesake_other_day")
        yield _parent(rng, each, language)
        yield from _siblings(rng, each, _nearest(rng, names, each), f"{language}_twin_near")
        yield from _siblings(rng, each, other, f"{language}_sibling")
        if "native" in each.latin and each.language not in SURNAME_FIRST:
            yield from _siblings(rng, each.two_surnames(rng.choice(names)), other, f"{language}_sibling_two_surnames")
        if distance(fold(other.surname()), fold(each.surname())) > 2 and not may_be_written_alike(met := other.with_given(each), each):
            yield _pair(rng, (each, met), (born := birthday(rng), born), f"N_{language}_given_and_day_only")


def _nearest(rng: Random, names: list[Written], one: Written) -> Written:
    """Return whose given name is the nearest that is surely another: two letters apart, or one character that is a syllable."""
    least = 1 if any(each >= "\u3040" for each in one.given()) else 2

    def far(other: Written) -> int:
        apart = distance(fold(one.given()), fold(other.given()))
        return apart if apart >= least and not may_be_one(one.given(), other.given()) else 99

    return min(rng.sample(names, min(len(names), _LOOKED_AT)), key=far)


def _siblings(rng: Random, one: Written, other: Written, label: str) -> Iterator[Pair]:
    sibling = one.with_given(other)
    if may_be_one(one.given(), other.given()) or may_be_written_alike(one, sibling):
        return
    born = birthday(rng)
    made = _pair(rng, (one, sibling), (born, born), f"N_{label}")
    in_latin = any(is_latin(side.name or "") for side in (made.occupant, made.alert))
    undecided = in_latin and latin_distance(one, sibling) < 2
    yield Pair(made.occupant, made.alert, f"E_{label}_one_letter", EITHER) if undecided else made


def _pair(rng: Random, people: tuple[Written, Written], born: tuple[date, date], group: str) -> Pair:
    occupant, alert = (papers(rng, each, rng.choice(list(each.ways)), day) for each, day in zip(people, born, strict=True))
    return Pair(occupant, alert, group, NO_HIT)


def _parent(rng: Random, written: Written, language: str) -> Pair:
    made = _pair(rng, (written, written), (born := birthday(rng), other_day(rng, born)), f"N_{language}_parent")
    if not is_latin(f"{made.occupant.name}{made.alert.name}"):
        return made
    occupant, alert = (
        made.occupant.but(name=f"{made.occupant.name} Jr."),
        made.alert.but(name=f"{made.alert.name}{rng.choice(('', ' Sr.'))}"),
    )
    return Pair(occupant, alert, made.group, NO_HIT)
