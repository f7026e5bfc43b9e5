"""Having a witness outside cosign a log's newest head: then nobody, not even who holds the log's key, can change what is under it.

The request is C2SP's tlog-witness: the size that the witness saw last, a proof that the tree merely grew, and the checkpoint. A witness
that does not answer is asked again later, and nothing waits for it; one that says no is told of loudly, since it has seen another tree.
"""

import base64
import re
from contextlib import AbstractContextManager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from typing import Protocol
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from sqlalchemy import update
from sqlmodel import Session, col, select

from registry.audit import chain, note, trees
from registry.audit.tables import Checkpoint

PATIENCE_S = 5.0
LONGEST_ANSWER = 16_384
DAY_MS = 86_400_000


class Store(Protocol):
    """A database as a process may use it: a session in a write transaction, and one that only reads."""

    def begin(self) -> AbstractContextManager[Session]:
        """Give a session whose writes are kept when it ends well."""

    def read(self) -> AbstractContextManager[Session]:
        """Give a session that keeps nothing."""


class WitnessDisagrees(RuntimeError):
    """The witness will not cosign: it has seen another tree, or takes our signature for nobody's. The text holds its status code."""


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    text: str


def publish(database: Store, name: str, *, url: str, key: str, now: int) -> int:
    """Have the witness at ``url`` cosign a log's newest head, unless it has; return 1, or 0 if nothing was to do or nobody answered.

    ``key`` is the witness's public key in hex; a cosignature dated more than a day from ``now`` (UTC ms) is not taken, because the age of
    lines is told by it. Raise WitnessDisagrees if the witness says no. No transaction is open while it is asked.
    """
    with database.read() as session:
        head, seen = _unwitnessed(session, name)
    if head is None:
        return 0
    answer = _ask(database, name, url, head=head, seen=seen)
    if answer is None:
        return 0
    if answer.status != HTTPStatus.OK:
        raise WitnessDisagrees(f"the witness answered {answer.status} for the {name} log at {head.size}")
    line = _own_line(head, answer.text, bytes.fromhex(key), now=now)
    with database.begin() as session:
        same = update(Checkpoint).where(col(Checkpoint.log) == name, col(Checkpoint.size) == head.size, col(Checkpoint.note) == head.note)
        session.execute(same.values(note=head.note + line, witnessed=True))
    return 1


def _unwitnessed(session: Session, name: str) -> tuple[Checkpoint | None, int]:
    """Return the newest head if the witness has not cosigned it, and the size of the newest that it has."""
    of_log = select(Checkpoint).where(Checkpoint.log == name).order_by(col(Checkpoint.size).desc()).limit(1)
    newest = session.exec(of_log).first()
    last = session.exec(of_log.where(col(Checkpoint.witnessed))).first()
    return (newest if newest and not newest.witnessed else None), (last.size if last else 0)


def _ask(database: Store, name: str, url: str, *, head: Checkpoint, seen: int) -> _Answer | None:
    """Send the head with the proof that it grew from ``seen``; if the witness was further already, as after a lost answer, from there."""
    answer = _post(url, _request(database, name, head, seen))
    if answer and answer.status == HTTPStatus.CONFLICT and (size := _size(answer.text)) not in (None, seen) and size <= head.size:
        answer = _post(url, _request(database, name, head, size))
    return answer


def _request(database: Store, name: str, head: Checkpoint, seen: int) -> bytes:
    with database.read() as session:
        old = trees.at_size(session, name, seen)
        added = trees.leaves_between(session, name, seen, head.size)
    proof = [base64.b64encode(node).decode() for node in chain.consistency_proof(old, added)]
    return "\n".join([f"old {seen}", *proof, "", head.note]).encode()


def _post(url: str, body: bytes) -> _Answer | None:
    """Return the witness's answer, or None if there is none to speak of: nobody listens, it takes too long, or it is in trouble itself."""
    try:
        with urlopen(Request(f"{url.rstrip('/')}/add-checkpoint", data=body), timeout=PATIENCE_S) as answer:
            return _Answer(answer.status, answer.read(LONGEST_ANSWER).decode())
    except HTTPError as error:
        return None if error.code >= HTTPStatus.INTERNAL_SERVER_ERROR else _Answer(error.code, error.read(LONGEST_ANSWER).decode())
    except (OSError, HTTPException, UnicodeDecodeError):
        return None


def _size(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,19}\n?", text) else None


def _own_line(head: Checkpoint, answer: str, witness_key: bytes, *, now: int) -> str:
    """Return the one cosignature line of the answer that is by our witness, over this head, and of about now."""
    try:
        lines = list(note.parse_signatures(answer))
        read = note.parse(head.note).head
    except note.BadNote:
        lines = []
    for line in lines:
        at = note.cosigned_at(note.Note(read, (line,)), witness_key)
        if at is not None and abs(now - 1000 * at) < DAY_MS:
            return line.line
    raise WitnessDisagrees("the witness's answer holds no cosignature by its key over this head and of this day")
