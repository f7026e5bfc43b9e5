"""Both logs in a folder, as anybody outside can verify them with :mod:`registry.audit.verify` and a public key.

For each log three files of JSON lines in the tree's order: its lines exactly as they were hashed (``null`` where one was erased), its
leaves, and its checkpoints. The session must see one state of the database, since a log may grow meanwhile.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from sqlmodel import Session, col, select

from registry.audit import record
from registry.audit.log import ENTRIES
from registry.audit.tables import LOGS, Checkpoint, Leaf
from registry.audit.verify import ERASED, Evidence

LARGEST_GAP = 1_000

_T = TypeVar("_T")


def export_to(session: Session, folder: Path) -> None:
    """Write both logs to a folder, which is made and readable by its owner only; raise OSError if it cannot be written."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in LOGS:
        held = evidence(session, name)
        _write(folder / f"{name}.checkpoints.jsonl", (_json(note) for note in held.notes))
        _write(folder / f"{name}.leaves.jsonl", (_json(leaf.hex()) for leaf in held.leaves))
        _write(folder / f"{name}.entries.jsonl", (ERASED if line is None else line for line in held.lines))


def evidence(session: Session, name: str) -> Evidence:
    """Return what the database holds of a log; where a leaf is missing there is an empty one, so that the others keep their places."""
    notes = session.exec(select(Checkpoint.note).where(Checkpoint.log == name).order_by(col(Checkpoint.size))).all()
    hashes = session.connection().execute(select(Leaf.seq, Leaf.hash).where(Leaf.log == name).order_by(col(Leaf.seq)))
    leaves = _in_places(((place, leaf) for place, leaf in hashes), b"", gap=LARGEST_GAP)
    lines: list[bytes | None] = _in_places(_numbered(session, name), None, gap=len(leaves))
    lines += [None] * (len(leaves) - len(lines))
    return Evidence(lines=lines, leaves=leaves, notes=notes)


def _in_places(rows: Iterable[tuple[int, _T]], empty: _T, *, gap: int) -> list[_T]:
    """Return values at their places; a place beyond a larger gap than may be is not believed, so that one number cannot fill the memory."""
    placed: list[_T] = []
    for place, value in rows:
        placed += [empty] * min(place - len(placed), gap)
        placed.append(value)
    return placed


def _numbered(session: Session, name: str) -> Iterator[tuple[int, bytes | None]]:
    kind = ENTRIES[name]
    columns = [kind.seq, *(getattr(kind, field) for field in record.FIELDS)]
    for place, *values in session.connection().execute(select(*columns).where(col(kind.seq).is_not(None)).order_by(col(kind.seq))):
        yield place, record.line(name, values)


def _json(text: str) -> bytes:
    return json.dumps(text, ensure_ascii=False).encode()


def _write(path: Path, lines: Iterator[bytes]) -> None:
    with path.open("xb") as file:
        file.writelines(line + b"\n" for line in lines)
