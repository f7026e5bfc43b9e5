"""A folder of occupants and alerts as files, compared as the worker would: for measuring the rules on labelled sets, never for a register.

One JSON object a line. ``alerts.jsonl``: ``alert_id, name, surname, given, aliases[], dob (YYYY[-MM-DD] or null), sex, docs[{type, country,
number}], kind, valid_to, status``; ``occupants.jsonl``: ``occupant_id`` and the same papers. ``sex`` is read and used for nothing. Without
``valid_to`` an alert counts as in force, for collections of others state none; the register admits no such alert. A birth date that
cannot be read counts as none, or as its year, and is told of: one line of a collection is no reason to measure nothing.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from hub.screening.candidates import Index, InForce
from hub.screening.chance import Population
from hub.screening.compare import Comparison
from hub.screening.dates import is_whole, read_date
from hub.screening.nothing import is_no_name
from hub.screening.papers import Document, Papers
from hub.screening.reading import read
from hub.screening.written_dates import standard_date

KINDS = ("arrest_warrant", "missing_person", "court_order", "lost_document")
_DOCUMENT_KINDS = {
    **dict.fromkeys(("RIC", "RIC15", "身份证", "居民身份证"), "resident_id"),
    **dict.fromkeys(("PASSPORT", "P", "PP", "护照"), "passport"),
    **dict.fromkeys(("OTHER", "ID", "其他", "证件"), "other"),
}
Tell = Callable[[str], None]
"""Takes a sentence about something that was passed over, with file, line and field and no value."""


def tell_nobody(_sentence: str) -> None:
    """Pass over it in silence."""


class Unreadable(Exception):
    """A line is not in the file form; the message names file, line and field and repeats no value."""


@dataclass(frozen=True)
class Decision:
    """A pair that would become a case."""

    occupant_id: str
    alert_id: str
    outcome: str
    reason: str


def decide(folder: Path, *, today: date, tell: Tell = tell_nobody) -> Iterator[Decision]:
    """Yield the pairs of a folder that would become cases on that day; raise Unreadable, and FileNotFoundError for a missing file.

    ``tell`` is told of each birth date that cannot be read.
    """
    readings = [(occupant_id, read(papers)) for occupant_id, papers in read_occupants(folder, tell=tell)]
    index = Index(read_alerts(folder, today=today, tell=tell), population=Population.of(reading for _id, reading in readings))
    for occupant_id, reading in readings:
        for alert, found in index.matches_read(reading):
            yield Decision(occupant_id, alert.alert_id, found.match, reason_of(found))


def read_occupants(folder: Path, *, tell: Tell = tell_nobody) -> Iterator[tuple[str, Papers]]:
    """Yield the occupants of a folder, their ids and papers; raises what :func:`decide` does."""
    for row, where in _rows(folder / "occupants.jsonl", "occupant_id"):
        yield row["occupant_id"], _papers(row, where, tell)


def read_alerts(folder: Path, *, today: date, tell: Tell = tell_nobody) -> Iterator[InForce]:
    """Yield the alerts of a folder that are in force on that day; raises what :func:`decide` does."""
    for row, where in _rows(folder / "alerts.jsonl", "alert_id"):
        if alert := _alert(row, where, today=today, tell=tell):
            yield alert


def reason_of(found: Comparison) -> str:
    """Return the words of a comparison in one line, as ``name=same; birth_date=swapped; document=other_kind``."""
    alias = f" ({found.alias})" if found.alias else ""
    return f"name={found.name}{alias}; birth_date={found.birth_date}; document={found.document}"


def _rows(path: Path, identifier: str) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Yield the rows of a file and where they stand; a row that is there twice is yielded once."""
    seen: dict[str, tuple[Mapping[str, Any], int]] = {}
    with path.open(encoding="utf-8-sig", errors="surrogateescape") as lines:
        for number, line in enumerate(lines, 1):
            where = f"{path.name} line {number}"
            if not line.strip():
                continue
            row = _row(line, where)
            if not isinstance(row, dict) or not isinstance(row.get(identifier), str) or not row[identifier]:
                raise Unreadable(f"{where} has no {identifier}")
            before, first = seen.setdefault(row[identifier], (row, number))
            if before != row:
                raise Unreadable(f"{where} has the {identifier} of line {first} and says something else")
            if first == number:
                yield row, where


def _row(line: str, where: str) -> object:
    if any("\udc80" <= each <= "\udcff" for each in line):
        raise Unreadable(f"{where} is not UTF-8: save the file in that encoding")
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise Unreadable(f"{where} is not JSON") from None


def _alert(row: Mapping[str, Any], where: str, *, today: date, tell: Tell) -> InForce | None:
    """Return the alert if it is in force on that day: active, of a ground that the law knows, and not expired."""
    if row.get("kind") not in KINDS:
        raise Unreadable(f"{where}: kind must be one of {', '.join(KINDS)}")
    papers = _papers(row, where, tell)
    valid_to = _text(row, "valid_to", where)
    try:
        lapsed = bool(valid_to) and date.fromisoformat(valid_to) < today
    except ValueError:
        raise Unreadable(f"{where}: valid_to must be a date, YYYY-MM-DD") from None
    if lapsed or (_text(row, "status", where).strip().lower() or "active") != "active":
        return None
    return InForce(row["alert_id"], papers, row["kind"] == "lost_document")


def _papers(row: Mapping[str, Any], where: str, tell: Tell) -> Papers:
    aliases, documents = row.get("aliases") or [], row.get("docs") or []
    if not isinstance(aliases, list) or not all(isinstance(alias, str | None) for alias in aliases):
        raise Unreadable(f"{where}: aliases must be a list of texts")
    if not isinstance(documents, list):
        raise Unreadable(f"{where}: docs must be a list")
    held = [_document(each, where) for each in documents]
    name, spelt = _text(row, "name", where), _surname_and_given(row, where)
    return Papers(
        name=name or spelt,
        birth_date=_birth_date(row, where, tell),
        document=held[0] if held else None,
        aliases=tuple(alias for alias in (*aliases, spelt if name != spelt else "") if alias),
        further_documents=tuple(held[1:]),
    )


def _surname_and_given(row: Mapping[str, Any], where: str) -> str:
    """Return the name in two fields as one: Han characters together, all others apart."""
    surname, given = _text(row, "surname", where), _text(row, "given", where)
    return (surname + given) if any("\u3400" <= each <= "\u9fff" for each in surname + given) else f"{surname} {given}".strip()


def _birth_date(row: Mapping[str, Any], where: str, tell: Tell) -> str:
    """Return a birth date, year first; empty where words or noughts say that there is none, or nothing that can be read."""
    stated = _text(row, "dob", where).strip()
    born = standard_date(stated)
    if not born and stated.strip("0-/.") and not is_no_name(stated):
        tell(f"{where}: dob is not understood and counts as none; write YYYY, YYYY-MM or YYYY-MM-DD")
    if born[5:7] > "12" and not is_whole(read_date(born)):
        tell(f"{where}: dob has a month that does not exist, so its year alone counts")
    return born


def _document(stated: object, where: str) -> Document:
    """Return a document; what it does not say is empty."""
    if not isinstance(stated, dict) or not all(isinstance(stated.get(part), str | None) for part in ("type", "country", "number")):
        raise Unreadable(f"{where}: each of docs has type, country and number, each a text")
    kind, country, number = (stated.get(part) or "" for part in ("type", "country", "number"))
    kind = kind.strip().upper()
    kind = "PASSPORT" if "PASSPORT" in kind else kind  # an ordinary one, a diplomatic one
    return Document(_DOCUMENT_KINDS.get(kind, kind.lower()), country.strip().upper(), number)


def _text(row: Mapping[str, Any], field: str, where: str) -> str:
    value = row.get(field)
    if value is not None and not isinstance(value, str):
        raise Unreadable(f"{where}: {field} must be a text")
    return value or ""
