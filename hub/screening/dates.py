"""Birth dates as they are compared: equal, day and month swapped, the lunar calendar's, one digit wrong, the year alone, or different.

A date is one number with two decimal digits a byte (1991-03-07 is 0x19910307), so that one wrong digit is one exclusive-or. A year or a
month alone leaves the rest zero.
"""

import re
from functools import cache, lru_cache

from hub.screening.lunar import days_of, lunar_of
from hub.screening.words import Word

UNKNOWN = 0
ONE_DIGIT = frozenset(digit << shift for shift in range(0, 32, 4) for digit in range(1, 16))
_WRITTEN = re.compile(r"([0-9]{4})(?:[-/.年]([0-9]{1,2})(?:[-/.月]([0-9]{1,2})日?)?月?)?年?|([0-9]{4})([0-9]{2})([0-9]{2})")
_MONTHS = 12
_BYTES = tuple(int(str(number), 16) for number in range(100))  # two decimal digits as one byte has them
_FIRST_YEAR = 1900  # before it nobody was born who lives, and with it forms begin that nobody filled in
NEW_YEAR = 0x0101
_NEIGHBOURS = (0, 8, 16, 20)  # bits of the later of two digits that stand beside each other


@lru_cache(maxsize=65536)
def read_date(text: str) -> int:
    """Return the number of a date, a year and month, or a year, however they are separated; 0 for what is none of these.

    A month that does not exist leaves the year alone, unless it is a day that stands in the month's place. No year that nobody alive was
    born in is one, nor is the day with which forms begin.
    """
    written = _WRITTEN.fullmatch(text.strip())
    if not written:
        return UNKNOWN
    year, month, day = [int(part or 0) for part in (written.groups()[:3] if written[1] else written.groups()[3:])]
    if not month or (month > _MONTHS and not 0 < day <= _MONTHS):
        month = day = 0
    born = _number(year, month, day)
    return UNKNOWN if year < _FIRST_YEAR or (year == _FIRST_YEAR and tells_the_year(born)) else born


def _number(year: int, month: int, day: int) -> int:
    return _BYTES[year // 100] << 24 | _BYTES[year % 100] << 16 | _BYTES[month] << 8 | _BYTES[day]


def is_whole(born: int) -> bool:
    """Tell whether a date has its day."""
    return bool(born & 0xFF)


def compare_dates(person: int, alert: int) -> Word:
    """Return how two birth dates compare."""
    if not alert:
        return Word.NOT_IN_ALERT
    if not person:
        return Word.NOT_IN_DOCUMENT
    if person == alert:
        return Word.SAME if is_whole(person) else Word.YEAR_ONLY
    if not is_whole(person) or not is_whole(alert):
        return Word.YEAR_ONLY if _is_part(person, alert) else Word.DIFFERENT
    if alert == swapped(person):
        return Word.SWAPPED
    if alert in by_lunar(person):
        return Word.LUNAR
    if person ^ alert in ONE_DIGIT or alert in with_digits_swapped(person):
        return Word.ONE_DIGIT
    return Word.YEAR_ONLY if person >> 16 == alert >> 16 and NEW_YEAR in (person & 0xFFFF, alert & 0xFFFF) else Word.DIFFERENT


def swapped(born: int) -> int:
    """Return the date with day and month in the other order; the same if that is no date or no other one."""
    month, day = born >> 8 & 0xFF, born & 0xFF
    return (born & ~0xFFFF) | day << 8 | month if 0 < day <= 0x12 and month else born


@lru_cache(maxsize=65536)
def by_lunar(born: int) -> frozenset[int]:
    """Return the dates of which this one is the day in the lunar calendar, and those that are so of it."""
    if not is_whole(born):
        return frozenset()
    parts = _parts(born)
    found = [*days_of(*parts), lunar_of(*parts)]
    return frozenset([_number(*each) for each in found if each]) - {born}


@lru_cache(maxsize=65536)
def with_digits_swapped(born: int) -> frozenset[int]:
    """Return what a date becomes when two neighbouring digits of its year, month or day are swapped: 1969 for 1996, 21 for 12."""
    made = (born ^ (born >> shift & 0xF ^ born >> shift + 4 & 0xF) * 0x11 << shift for shift in _NEIGHBOURS)
    return frozenset(made) - {born} if is_whole(born) else frozenset()


@lru_cache(maxsize=65536)
def loosely_related(born: int) -> frozenset[int]:
    """Return the dates that agree with a whole one in a looser way than by one digit: by the lunar calendar, with two digits swapped, or
    because they are but a year or month.
    """
    year = born & ~0xFFFF
    return by_lunar(born) | with_digits_swapped(born) | {born & ~0xFF, year, year | NEW_YEAR}


@cache
def years_about(year: int) -> frozenset[int]:
    """Return a year, the one before and the one behind it, with a decimal digit each four bits (0x1999, 0x2000, 0x2001)."""
    that = int(f"{year:x}")
    return frozenset({int(str(that - 1), 16), year, int(str(that + 1), 16)})


def tells_the_year(born: int) -> bool:
    """Tell whether a date may be but a year: without a day, or the first of January, which offices write where nothing else is known."""
    return not is_whole(born) or born & 0xFFFF == NEW_YEAR


def _is_part(one: int, other: int) -> bool:
    """Tell whether two dates of which one has no day agree as far as both go."""
    return one >> 16 == other >> 16 and (not one >> 8 & 0xFF or not other >> 8 & 0xFF or one >> 8 == other >> 8)


def _parts(born: int) -> tuple[int, int, int]:
    decimal = int(f"{born:x}")
    return decimal // 10000, decimal // 100 % 100, decimal % 100
