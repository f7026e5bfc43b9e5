"""Whether two rows of sounds are one but for a single sound: what a slip of the pen is where the letters are of two scripts."""

from hub.screening.names.apart import apart
from hub.screening.names.sound import Sign, Spoken


def are_a_slip_apart(one: Spoken, other: Spoken) -> bool:
    """Tell whether two rows differ by one sound at most, which is another or which one of them lacks."""
    if one.least > other.most + 1 or other.least > one.most + 1:
        return False
    return apart(one, other, most=1, left_out=_left_out, between=_between) <= 1


def _left_out(sign: Sign) -> int:
    return not sign.optional


def _between(one: Sign, other: Sign) -> int:
    return not one.kinds & other.kinds
