"""What a log asks of its witness, and whether it is granted: the rules of C2SP's tlog-witness, without the server."""

import re
from dataclasses import dataclass
from http import HTTPStatus

from registry.audit import chain, note

LONGEST_PROOF = 63

_OLD = re.compile(r"old (0|[1-9][0-9]{0,18})")


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered over HTTP."""

    status: HTTPStatus
    text: str = ""
    kind: str = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Submission:
    """What a log submits: the size that it thinks we saw last, the proof of growth, and the checkpoint."""

    old_size: int
    proof: tuple[bytes, ...]
    note: note.Note


def read_submission(body: bytes) -> Submission:
    """Return what a request's body says; raise BadNote if it is not a submission."""
    try:
        top, _, checkpoint = body.decode().partition("\n\n")
    except UnicodeDecodeError:
        raise note.BadNote("not text") from None
    first, *proof = top.split("\n")
    old = _OLD.fullmatch(first)
    if old is None or len(proof) > LONGEST_PROOF:
        raise note.BadNote("not a submission")
    read = note.parse(checkpoint)
    if int(old[1]) > read.head.size:
        raise note.BadNote("the old size is larger than the checkpoint's")
    return Submission(int(old[1]), tuple(map(_proof_hash, proof)), read)


def _proof_hash(line: str) -> bytes:
    node = note.from_base64(line)
    if len(node) != chain.HASH_BYTES:
        raise note.BadNote("a line of the proof is not a hash")
    return node


def refusal(submission: Submission, last: note.Head | None) -> Answer | None:
    """Return why a head is not cosigned, given the last one that was; None if it merely grew."""
    head, size = submission.note.head, last.size if last else 0
    if submission.old_size != size:
        return Answer(HTTPStatus.CONFLICT, f"{size}\n", "text/x.tlog.size")
    old_root = last.root if last else chain.EMPTY_ROOT
    if head.size == size and head.root != old_root:
        return Answer(HTTPStatus.CONFLICT, f"{size}\n", "text/x.tlog.size")
    if not chain.verify_consistency(size, old_root, head.size, head.root, submission.proof):
        return Answer(HTTPStatus.UNPROCESSABLE_ENTITY, "the proof does not show that the log merely grew\n")
    return None
