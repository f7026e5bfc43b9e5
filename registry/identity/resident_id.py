"""The number of a resident identity card (GB 11643): 17 digits with a birth date inside, and a check character after ISO 7064 MOD 11-2.

The check finds every single wrong digit and every swap of two neighbours. Residence permits of people from Hong Kong, Macao and Taiwan and
the foreign permanent resident card carry numbers of the same make. Area codes are not judged: they change, and a number outlives them.
"""

from datetime import date

LENGTH = 18
OLD_LENGTH = 15
OLDEST = date(1900, 1, 1)
_WEIGHTS = tuple(2**place % 11 for place in range(LENGTH - 1, 0, -1))
_CHARACTERS = "10X98765432"


def check_character(first: str) -> str:
    """Return the check character (a digit or X) of the first 17 digits."""
    return _CHARACTERS[sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first, strict=True)) % 11]


def is_right(number: str) -> bool:
    """Tell whether the last of 18 characters fits the 17 digits before it."""
    return check_character(number[:-1]) == number[-1]


def lengthened(old: str) -> str:
    """Return the 18 characters that a number of 15 digits became in 1999: the century, and the check character."""
    first = f"{old[:6]}19{old[6:]}"
    return first + check_character(first)


def birth_date(number: str) -> str:
    """Return the birth date (ISO) inside 18 characters; empty if there is no such day or nobody born then is alive."""
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return ""
    return born.isoformat() if born >= OLDEST else ""
