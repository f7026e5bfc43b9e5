"""Pairs by the numbers on their papers: one number written in two ways, near ones, words for none, and alerts out of force."""

from collections.abc import Callable, Iterator
from datetime import date
from random import Random

from tests.hub.screening.outside.likeness import may_be_written_alike
from tests.hub.screening.outside.material import COUNTRIES, Written
from tests.hub.screening.outside.papers import (
    HIT,
    NO_HIT,
    Number,
    Pair,
    Record,
    birthday,
    checked,
    other_day,
    papers,
    passport,
    resident_number,
)

NOTHING = ("", "-", "N/A", "0", "000000000", "UNKNOWN", "none", "无", "不详")
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_SPELT: dict[str, Callable[[Number], Number]] = {
    "lower_case": lambda held: (held[0], held[1], held[2].lower()),
    "hyphens": lambda held: (held[0], held[1], f"{held[2][:2]}-{held[2][2:5]}-{held[2][5:]}"),
    "spaces": lambda held: (held[0], held[1], f" {held[2][:3]} {held[2][3:6]} {held[2][6:]} "),
    "full_width": lambda held: (held[0], held[1], held[2].translate(_FULL_WIDTH)),
    "dots": lambda held: (held[0], held[1], f"{held[2][:4]}.{held[2][4:]}"),
    "hash": lambda held: (held[0], held[1], f"No. {held[2]}"),
    "filler": lambda held: (held[0], held[1], f"{held[2]}<<"),
    "type_lower": lambda held: (held[0].lower(), held[1], held[2]),
    "type_missing": lambda held: ("", held[1], held[2]),
    "country_lower": lambda held: (held[0], held[1].lower(), held[2]),
    "country_missing": lambda held: (held[0], "", held[2]),
}


def by_document(rng: Random, names: list[Written], count: int) -> Iterator[Pair]:
    """Yield one document written in two ways; the alert has no birth date and perhaps another script, so that the number has to speak."""
    for label, spell in _SPELT.items():
        for each in rng.sample(names, count):
            born = birthday(rng)
            held = passport(rng, COUNTRIES.get(each.language, "UTO"))
            if rng.random() < 0.5 and not label.endswith("missing"):
                held = resident_number(rng, born)
            one, other = (papers(rng, each, way, born) for way in ("native", rng.choice(list(each.ways))))
            yield Pair(one.but(documents=(held,)), other.but(born=None, documents=(spell(held),)), f"P_document_{label}", HIT)


def by_other_numbers(rng: Random, names: list[Written], count: int) -> Iterator[Pair]:
    """Yield numbers that speak although the holder, the kind of paper or the number of papers is not what one expects."""
    for make in (
        _other_holder,
        _second_document,
        _another_kind,
        _slip,
        _fifteen_digits,
        _lost_and_held,
        _born_in_number,
        _check_in_brackets,
    ):
        for each in rng.sample(names, count):
            born = birthday(rng)
            one, again = (papers(rng, each, way, born) for way in ("native", rng.choice(list(each.ways))))
            yield make(rng, one, again, papers(rng, rng.choice(names), "native", other_day(rng, born)))


def _born(record: Record) -> date:
    return date.fromisoformat(record.born or "")


def _other_holder(_rng: Random, one: Record, _again: Record, other: Record) -> Pair:
    return Pair(one, other.but(documents=one.documents), "P_number_with_another_identity", HIT)


def _second_document(_rng: Random, one: Record, again: Record, _other: Record) -> Pair:
    return Pair(one, again.but(born=None, documents=(*again.documents, *one.documents)), "P_number_second_of_two", HIT)


def _another_kind(rng: Random, one: Record, again: Record, _other: Record) -> Pair:
    kind = rng.choice(("NATIONAL_ID", "ID_CARD", "HKID", "TRAVEL_PERMIT", "RESIDENCE_PERMIT", "DRIVING_LICENCE"))
    held = ((kind, *one.documents[0][1:]),)
    return Pair(one.but(documents=held), again.but(born=None, documents=held), "P_number_of_another_kind", HIT)


def _slip(rng: Random, one: Record, again: Record, _other: Record) -> Pair:
    kind, country, right = resident_number(rng, _born(one))
    at = rng.choice((2, 3, 4, 5, 14, 15, 16))
    wrong = right[:at] + str((int(right[at]) + rng.randrange(1, 10)) % 10) + right[at + 1 :]
    held, known = (((kind, country, number),) for number in (wrong, right))
    return Pair(one.but(documents=held), again.but(name=one.name, documents=known), "P_number_slip", HIT)


def _fifteen_digits(rng: Random, one: Record, again: Record, _other: Record) -> Pair:
    """The numbers that were given out until 1999; whoever is younger is made fifty years older."""
    born = _born(one) if _born(one).year < 2000 else _born(one).replace(year=_born(one).year - 50, day=1)
    kind, country, number = resident_number(rng, born)
    old = ((rng.choice(("RIC", "RIC15")), country, number[:6] + number[8:17]),)
    occupant = one.but(born=born.isoformat(), documents=((kind, country, number),))
    return Pair(occupant, again.but(name=one.name, born=None, documents=old), "P_number_of_15_digits", HIT)


def _lost_and_held(_rng: Random, one: Record, _again: Record, _other: Record) -> Pair:
    return Pair(one, Record(None, None, one.documents, kind="lost_document"), "P_lost_document_held", HIT)


def _born_in_number(rng: Random, one: Record, again: Record, _other: Record) -> Pair:
    """The alert names no birth date, but its resident number does; the occupant has a passport only."""
    return Pair(
        one, again.but(name=one.name, born=None, documents=(resident_number(rng, _born(one)),)), "P_number_tells_the_birth_date", HIT
    )


def _check_in_brackets(rng: Random, one: Record, again: Record, _other: Record) -> Pair:
    digits = f"{rng.choice('ACDEGHKMPRVYZ')}{rng.randrange(1000000):06d}"
    check = "0123456789A"[-(36 * 9 + (ord(digits[0]) - 55) * 8 + sum(int(digit) * (7 - i) for i, digit in enumerate(digits[1:]))) % 11]
    held, known = ((("HKID", "HKG", number),) for number in (f"{digits}({check})", f"{digits}{check}"))
    return Pair(one.but(documents=held), again.but(born=None, documents=known), "P_number_check_in_brackets", HIT)


def not_by_document(rng: Random, names: list[Written], count: int) -> Iterator[Pair]:
    """Yield two people whose numbers are near, or one name and date with two valid numbers, words for nothing, and alerts out of force."""
    for make in (_two_valid, _neighbour, _neighbour_passport, _lost_beside, _lost_abroad, _no_number, _no_name, _expired, _not_active):
        for each in rng.sample(names, count):
            other = rng.choice(names)
            if not may_be_written_alike(each, other):
                yield make(rng, *(papers(rng, somebody, "native", birthday(rng)) for somebody in (each, other)))


def _two_valid(rng: Random, one: Record, _other: Record) -> Pair:
    first, second = (one.but(documents=(resident_number(rng, _born(one)),)) for _side in range(2))
    return Pair(first, second, "N_two_valid_resident_numbers", NO_HIT)


def _neighbour(rng: Random, one: Record, other: Record) -> Pair:
    kind, country, number = resident_number(rng, _born(one))
    beside = checked(number[:14] + f"{(int(number[14:17]) + 2) % 1000:03d}")
    held, next_one = (((kind, country, each),) for each in (number, beside))
    return Pair(one.but(documents=held), other.but(born=one.born, documents=next_one), "N_neighbour_resident_number", NO_HIT)


def _beside(record: Record) -> tuple[Number]:
    kind, country, number = record.documents[0]
    return ((kind, country, number[:-1] + str((int(number[-1]) + 1) % 10)),)


def _neighbour_passport(_rng: Random, one: Record, other: Record) -> Pair:
    return Pair(one, other.but(documents=_beside(one)), "N_neighbour_passport", NO_HIT)


def _lost_beside(_rng: Random, one: Record, _other: Record) -> Pair:
    return Pair(one, Record("", None, _beside(one), kind="lost_document"), "N_lost_one_digit_off", NO_HIT)


def _lost_abroad(_rng: Random, one: Record, _other: Record) -> Pair:
    kind, _country, number = one.documents[0]
    return Pair(one, Record("", None, ((kind, "XKX", number),), kind="lost_document"), "N_lost_of_another_country", NO_HIT)


def _no_number(rng: Random, one: Record, other: Record) -> Pair:
    held = ((rng.choice(("PASSPORT", "RIC")), "CHN", rng.choice(NOTHING)),)
    return Pair(one.but(documents=held), other.but(documents=held), "N_number_left_out", NO_HIT)


def _no_name(rng: Random, one: Record, other: Record) -> Pair:
    """A word that says that there is no name, as an alias or as the name, on both sides and with one birth date."""
    word = rng.choice(NOTHING)
    if rng.random() < 0.5:
        return Pair(one.but(aliases=(word,)), other.but(born=one.born, aliases=(word,)), "N_alias_left_out", NO_HIT)
    return Pair(one.but(name=word), other.but(born=one.born, name=word), "N_name_left_out", NO_HIT)


def _expired(_rng: Random, one: Record, _other: Record) -> Pair:
    return Pair(one, one.but(valid_to="2026-11-22"), "N_expired_yesterday", NO_HIT)


def _not_active(rng: Random, one: Record, _other: Record) -> Pair:
    status = rng.choice(("withdrawn", "cancelled", "draft", "lapsed", "suspended", "expired"))
    return Pair(one, one.but(status=status), "N_not_active", NO_HIT)
