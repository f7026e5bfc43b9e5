"""Pairs of one person, by class: two ways of writing the name, a mishap, another note of the date, an alias, names in two fields."""

from collections.abc import Callable, Iterator
from datetime import date
from random import Random

from tests.hub.screening.outside.likeness import fold, may_be_written_alike
from tests.hub.screening.outside.material import SURNAME_FIRST, Written
from tests.hub.screening.outside.mishaps import ANOTHER_NAME, MISHAPS
from tests.hub.screening.outside.papers import EITHER, HIT, NO_HIT, Pair, birthday, other_day, papers


def two_ways(rng: Random, names: list[Written], language: str, count: int) -> Iterator[Pair]:
    """Yield people under two ways of writing the name: the native one with each other, and the Latin ones among themselves."""
    for way in sorted({way for each in names for way in each.ways} - {"native"}):
        usable = [each for each in names if way in each.ways and fold(each.full(way)) != fold(each.full("native"))]
        for each in rng.sample(usable, min(count, len(usable))):
            yield _written_twice(rng, each, ("native", way), f"P_{language}_native_{way}")
    usable = [each for each in names if len(set(each.latin) - {"native"}) > 1]
    for each in rng.sample(usable, min(count, len(usable))):
        one, other = rng.sample(sorted(set(each.latin) - {"native"}), 2)
        if fold(each.full(one)) != fold(each.full(other)):
            group = f"E_{language}_north_and_south" if _north_and_south(one, other) else f"P_{language}_two_latin_ways"
            yield _written_twice(rng, each, (one, other), group)


def _north_and_south(one: str, other: str) -> bool:
    """Tell whether the two ways write two dialects: without the characters hardly anybody could say that they are one name."""
    return (one in ("hongkong", "jyutping")) != (other in ("hongkong", "jyutping"))


def _written_twice(rng: Random, written: Written, ways: tuple[str, str], group: str) -> Pair:
    born = birthday(rng)
    sides = [papers(rng, written, way, born) for way in ways]
    rng.shuffle(sides)
    return Pair(sides[0], sides[1], group, EITHER if group.startswith("E") else HIT)


def after_mishaps(rng: Random, names: list[Written], count: int) -> Iterator[Pair]:
    """Yield people whose Latin name met with one mishap on the way."""
    for label in MISHAPS:
        pairs = (_after(rng, each, label) for each in rng.sample(names, len(names)))
        yield from (pair for pair, _number in zip(filter(None, pairs), range(count), strict=False))


def _after(rng: Random, written: Written, label: str) -> Pair | None:
    if not written.latin or (label in ANOTHER_NAME and written.language in SURNAME_FIRST):
        return None  # half of a given name, or Zang for Zhang, is another name there
    surname, given = written.ways[rng.choice(written.latin)]
    happened = MISHAPS[label](rng, surname, given)
    if not happened or happened == f"{given} {surname}" or min(len(fold(surname)), len(fold(given))) < 3:
        return None
    born = birthday(rng)
    occupant, alert = (papers(rng, written, "native", born).but(name=name) for name in (happened, f"{given} {surname}"))
    return Pair(occupant, alert, f"P_mishap_{label}", HIT)


def _one_digit_off(born: date) -> str:
    return f"{born:%Y-%m-}{born.day // 10}{(born.day + 1) % 10}"


_NOTED: dict[str, Callable[[date], str]] = {
    "day_and_month_swapped": lambda born: f"{born:%Y-%d-%m}",
    "year_only": lambda born: f"{born:%Y}",
    "year_and_month": lambda born: f"{born:%Y-%m}",
    "day_and_month_unknown": lambda born: f"{born:%Y}-00-00",
    "day_unknown": lambda born: f"{born:%Y-%m}-00",
    "one_digit": _one_digit_off,
}


def by_date(rng: Random, names: list[Written], count: int) -> Iterator[Pair]:
    """Yield people whose date was noted otherwise, of names so rare that a year is enough; their days can be months too."""
    single = [each for each in names if each.language not in SURNAME_FIRST]
    for label, noted in _NOTED.items():
        for each in rng.sample(single, count):
            other = rng.choice([beside for beside in single if beside.language == each.language])
            born = birthday(rng).replace(day=rng.randrange(1, 9))
            if born.day != born.month:
                name = f"{each.full('native')}-{other.surname()}"
                occupant, alert = (papers(rng, each, "native", born).but(name=name) for _side in range(2))
                yield Pair(occupant, alert.but(born=noted(born)), f"P_date_{label}", HIT)


_Sides = tuple[str, str]


def _other_order(written: Written, way: str, _other: Written) -> _Sides:
    surname, given = written.ways[way]
    return written.full("native"), f"{surname}, {given}".upper()


def _both_scripts(written: Written, way: str, _other: Written) -> _Sides:
    return f"{written.full('native')} ({written.full(way)})", written.full(way)


def _both_scripts_native(written: Written, way: str, _other: Written) -> _Sides:
    return f"{written.full(way)} / {written.full('native')}", written.full("native")


def _middle_name(written: Written, way: str, _other: Written) -> _Sides | None:
    first, *rest = written.given(way).split()
    if written.language in SURNAME_FIRST or not rest or " " not in written.given().strip():
        return None
    return written.full("native"), f"{first} {written.surname(way)}"


def _second_surname(written: Written, way: str, other: Written) -> _Sides | None:
    full = f"{written.given(way)} {written.surname(way)}"
    return None if written.language in SURNAME_FIRST or way not in other.ways else (f"{full} {other.surname(way)}", full)


_ACROSS: dict[str, Callable[[Written, str, Written], _Sides | None]] = {
    "other_order_in_capitals": _other_order,
    "both_scripts_and_latin": _both_scripts,
    "both_scripts_and_native": _both_scripts_native,
    "middle_name_left_out": _middle_name,
    "second_surname_left_out": _second_surname,
}


def across(rng: Random, names: list[Written], count: int) -> Iterator[Pair]:
    """Yield people whose name stands in two scripts, in another order, or without a part that one may leave out."""
    foreign = [each for each in names if "native" not in each.latin and each.latin]
    for label, sides in _ACROSS.items():
        made = (_across(rng, each, rng.choice(names), (label, sides)) for each in rng.sample(foreign, len(foreign)))
        yield from (pair for pair, _number in zip(filter(None, made), range(count), strict=False))


def _across(
    rng: Random, written: Written, other: Written, how: tuple[str, Callable[[Written, str, Written], _Sides | None]]
) -> Pair | None:
    label, sides = how
    found = sides(written, rng.choice(written.latin), other)
    if found is None:
        return None
    born = birthday(rng)
    occupant, alert = (papers(rng, written, "native", born).but(name=name) for name in rng.sample(found, 2))
    return Pair(occupant, alert, f"P_across_{label}", HIT)


def by_alias(rng: Random, names: list[Written], count: int) -> Iterator[Pair]:
    """Yield people who are known under another name too (one of each two born on another day), and names that stand in two fields."""
    for each in rng.sample(names, count):
        other, way = rng.choice(names), rng.choice(list(each.ways))
        for label, expected in (("P_alias", HIT), ("N_alias_other_day", NO_HIT)):
            born = birthday(rng)
            known = papers(rng, other, "native", born).but(aliases=(f"{other.full('native')} ", each.full("native")))
            if not may_be_written_alike(each, other):
                yield Pair(papers(rng, each, "native", born if expected == HIT else other_day(rng, born)), known, label, expected)
        surname, given = each.ways[way]
        fields: dict[str, dict[str, str | None]] = {
            "P_two_fields": {"name": None, "surname": surname, "given": given},
            "P_blank_fields": {"surname": "", "given": " "},
        }
        for label, changes in fields.items():
            born = birthday(rng)
            yield Pair(papers(rng, each, way, born).but(**changes), papers(rng, each, way, born), label, HIT)
