"""Dates as people type them; pure."""

from datetime import date


def read_date(text: str) -> date | None:
    """Read ``2026-12-01``, also with slashes, dots or the year-month-day characters; None if it is no date."""
    parts = text.strip().translate(str.maketrans("/.年月日", "---- ")).strip().split("-")
    if len(parts) != 3 or not all(part.strip().isdecimal() for part in parts):
        return None
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None
