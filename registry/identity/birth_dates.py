"""A birth date as people write it, kept as an ISO date: year, month, day, in that order, and before today."""

import re
import unicodedata
from datetime import date

from registry.identity.resident_id import OLDEST
from registry.refusals import Refusal, Refused

_WRITTEN = re.compile(r"([0-9]{4})(?: ?[-/.] ?| )([0-9]{1,2})(?: ?[-/.] ?| )([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})")
_HAN = str.maketrans({"年": "-", "月": "-", "日": "", "号": ""})


def read_birth_date(text: str, *, today: date) -> str:
    """Return the ISO date; raise Refused: ``birth-date-unreadable``, also for a day before 1900, or ``birth-date-future`` from today on."""
    written = _WRITTEN.fullmatch(unicodedata.normalize("NFKC", text).translate(_HAN).strip())
    if not written:
        raise Refused(_refusal("unreadable"))
    try:
        born = date(*(int(part) for part in written.groups() if part))
    except ValueError:
        raise Refused(_refusal("unreadable")) from None
    if born < OLDEST:
        raise Refused(_refusal("unreadable"))
    if born >= today:
        raise Refused(_refusal("future"))
    return born.isoformat()


def _refusal(what: str) -> Refusal:
    return Refusal(f"birth-date-{what}", "birth_date")
