"""A birth date as papers of many countries write it, brought to the form in which dates are compared: YYYY, YYYY-MM or YYYY-MM-DD.

A passport says ``04 MAR/MARS 1985``, a Taiwanese card 民國74年3月4日, a Thai one ``4 มี.ค. 2528``, an Arabic one ٠٤/٠٣/١٩٨٥. Where two
numbers may each be the month, the day is taken to come first, as nearly everywhere; what swaps the two is told of by the comparison. A year
of two digits is not guessed at.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from hub.screening.dates import read_date

_TIME_OF_DAY = re.compile(r"(?<=[0-9])[t ][0-9]{1,2}:.*")
_TOGETHER = re.compile(r"\b([0-9]{4})([0-9]{2})([0-9]{2})\b")
_NUMBER_OR_WORD = re.compile(r"[0-9]+|[^\s0-9/,()-]+")
_YEAR_DIGITS, _MONTHS_A_YEAR = 4, 12
_NO_MATTER = frozenset(["", "st", "nd", "rd", "th", "er", "de", "del", "of", "г", "年", "月", "日", "号", "號"])
_ERAS = {
    "民国": 1911, "民國": 1911, "明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018,
    "佛历": -543, "佛曆": -543, "พ.ศ": -543,
}  # fmt: skip
"""What is to be added to a year of an era for the year of the common one."""
_BUDDHIST = range(2400, 2700)
"""Years that nobody alive was born in unless they are counted as in Thailand."""
_MONTHS = (
    ("jan", "ene", "gen", "янв", "มกราคม", "ม.ค"),
    ("feb", "fev", "fév", "фев", "กุมภาพันธ์", "ก.พ"),
    ("mar", "mär", "mrz", "мар", "มีนาคม", "มี.ค"),
    ("apr", "avr", "abr", "апр", "เมษายน", "เม.ย"),
    ("may", "mai", "mag", "мая", "май", "พฤษภาคม", "พ.ค"),
    ("jun", "juin", "giu", "июн", "มิถุนายน", "มิ.ย"),
    ("jul", "juil", "lug", "июл", "กรกฎาคม", "ก.ค"),
    ("aug", "aoû", "aou", "ago", "авг", "สิงหาคม", "ส.ค"),
    ("sep", "set", "сен", "กันยายน", "ก.ย"),
    ("oct", "okt", "out", "ott", "окт", "ตุลาคม", "ต.ค"),
    ("nov", "ноя", "พฤศจิกายน", "พ.ย"),
    ("dec", "dez", "déc", "dic", "дек", "ธันวาคม", "ธ.ค"),
)
"""How the months begin: English, French, German, Spanish, Portuguese, Italian, Russian, Thai."""


@lru_cache(maxsize=65536)
def standard_date(text: str) -> str:
    """Return a birth date year first, in Western digits, without a time of day; empty for what is no date."""
    western = "".join(str(unicodedata.decimal(each, each)) for each in unicodedata.normalize("NFKC", text).strip().lower())
    written = _TOGETHER.sub(r"\1-\2-\3", _TIME_OF_DAY.sub("", western).replace("元年", "1年"))
    parts = [part.strip(".") for part in _NUMBER_OR_WORD.findall(written)]
    words = {part for part in parts if not part.isdecimal()} - _NO_MATTER
    eras = [_ERAS[word] for word in words & _ERAS.keys()]
    months = {_month(word) for word in words - _ERAS.keys()}
    found = _in_order([part for part in parts if part.isdecimal()], months, is_year_first=bool(eras))
    if not found or len(eras) > 1:
        return ""
    year, *rest = found
    offset = eras[0] if eras else (-543 if year in _BUDDHIST else 0)
    standard = "-".join([f"{year + offset:04}", *(f"{each:02}" for each in rest)])
    return standard if read_date(standard) else ""


def _in_order(numbers: Sequence[str], months: set[int], *, is_year_first: bool) -> list[int]:
    """Return year, month and day as far as they are told; nothing where they cannot be told apart.

    ``months`` are the numbers of months that are named, 0 for a word that names none; one month in two languages is one.
    """
    place = next((place for place, number in enumerate(numbers) if len(number) == _YEAR_DIGITS), 0 if is_year_first else None)
    if place is None or 0 in months or len(months) > 1 or not 1 <= len(numbers) <= 3 - len(months):
        return []
    rest = [int(number) for number in (*numbers[:place], *numbers[place + 1 :])]
    if place == len(numbers) - 1 and len(rest) == 2 and rest[1] <= _MONTHS_A_YEAR:
        rest.reverse()
    return [int(numbers[place]), *months, *rest]


def _month(name: str) -> int:
    return next((number for number, starts in enumerate(_MONTHS, 1) if name.startswith(starts)), 0)
