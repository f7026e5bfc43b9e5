"""Verify an export of Anju's audit logs offline, with this one file, Python, and the package ``cryptography``.

Whoever checks a hub must not need its code, so this file stands alone: copy it, read it, run it as ``python verify.py FOLDER --key FILE``.
It reads the lines of each log, their leaves and every checkpoint, computes the trees anew (RFC 6962) and verifies the signatures (C2SP
signed notes and cosignatures). It names the first record that is not what was witnessed.

Exit code 0: all is well; 1: something is not; 2: called wrongly; 3: the export or a key cannot be read.
"""

import argparse
import base64
import hashlib
import json
import re
import sys
import time
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LOGS = ("register", "cases")
ERASED = b"null"
ERASED_AFTER_S = 3 * 365 * 86_400
SHOWN = 20
LONGEST_NOTE = 16_384

_OF_RECORDS = ("root-differs", "records-missing")
_HEAD = re.compile(r"([^\s+]+)\n(0|[1-9][0-9]{0,18})\n([A-Za-z0-9+/]{43}=)\n")
_SIGNATURE = re.compile(r"\N{EM DASH} ([^\s+]+) ([A-Za-z0-9+/=]+)\n")


class Unreadable(Exception):
    """A file is missing or is no export or key; the text says which."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Whose signatures count: the log's public key and the witness's, 32 bytes each; an empty witness is not asked for."""

    log: bytes
    witness: bytes = b""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, as a stable code, and the records it is about: numbers from 0, both included; -1 when it is about none."""

    code: str
    first: int = -1
    last: int = -1


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One checkpoint: its size and root, when the witness cosigned it (UTC seconds, 0 if it did not), and what is wrong with it."""

    size: int = -1
    root: bytes = b""
    cosigned_at: int = 0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is held about one log: its lines in the tree's order (None where one was erased), its leaves, its checkpoints, the oldest first.

    ``kept`` are checkpoints that somebody outside has kept.
    """

    lines: Sequence[bytes | None]
    leaves: Sequence[bytes]
    notes: Sequence[str]
    kept: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """One log, judged: its leaves, how many of them are witnessed, how many lines were erased, the newest head's root, the checkpoints."""

    log: str
    size: int
    witnessed: int
    erased: int
    root: bytes
    checkpoints: tuple[Checkpoint, ...]
    findings: tuple[Finding, ...]


def judge(log: str, held: Evidence, keys: Keys, *, now_s: int, unverified: Collection[int] = ()) -> Verdict:
    """Return what is to be said of one log; of the checkpoints at the places ``unverified`` only the root is compared."""
    origin = f"anju/{hashlib.sha256(keys.log).hexdigest()[:16]}/{log}"
    heads = [read_note(note, origin, keys, unverified=nth in unverified) for nth, note in enumerate(held.notes)]
    kept = [read_note(note, origin, keys) for note in held.kept]
    roots = _roots(held.leaves, {head.size for head in [*heads, *kept]})
    heads = _in_order([_against(head, roots, len(held.leaves)) for head in heads])
    kept = [_against(head, roots, len(held.leaves)) for head in kept]
    altered = _altered(held)
    found = [*altered, *_coverage(held, heads, keys), *_faults(heads, altered), *_faults(kept, altered, of="kept-checkpoint")]
    found += _erased_too_soon(held, heads, keys, now_s=now_s)
    return Verdict(
        log=log,
        size=len(held.leaves),
        witnessed=max((head.size for head in heads if head.cosigned_at and not head.fault), default=0),
        erased=sum(line is None for line in held.lines),
        root=heads[-1].root if heads else b"",
        checkpoints=tuple(heads),
        findings=tuple(sorted(found, key=lambda finding: finding.first if finding.first >= 0 else len(held.leaves))),
    )


def read_note(text: str, origin: str, keys: Keys, *, unverified: bool = False) -> Checkpoint:
    """Return a checkpoint, with a fault unless the log signed it and no line claims what is not so; ``unverified`` only reads it."""
    body, blank, rest = text.partition("\n\n")
    read, lines = _HEAD.fullmatch(f"{body}\n"), _SIGNATURE.findall(rest)
    if len(text) > LONGEST_NOTE or not blank or read is None or "".join(f"\N{EM DASH} {name} {blob}\n" for name, blob in lines) != rest:
        return Checkpoint(fault="checkpoint-unreadable")
    size, root = int(read[2]), _decoded(read[3])
    if unverified:
        return Checkpoint(size, root)
    claims = [_claim(name, _decoded(blob), origin, keys, read[0].encode()) for name, blob in lines]
    if read[1] != origin or not any(who == "log" for who, _at in claims):
        return Checkpoint(size, root, fault="checkpoint-unsigned")
    if any(who == "nobody" for who, _at in claims):
        return Checkpoint(size, root, fault="signature-foreign")
    return Checkpoint(size, root, max(at for _who, at in claims))


def _claim(name: str, line: bytes, origin: str, keys: Keys, message: bytes) -> tuple[str, int]:
    """Return whose signature a line is, and a witness's time: nobody's, if whoever it names did not sign, or should not be here."""
    named, signature = line[:4], line[4:]
    if name == origin:
        good = named == _key_id(name, b"\x01", keys.log) and _holds(keys.log, signature, message)
        return ("log" if good else "nobody"), 0
    if not keys.witness:
        return "unasked", 0
    seconds = int.from_bytes(signature[:8], "big")
    good = named == _key_id(name, b"\x04", keys.witness)
    good = good and _holds(keys.witness, signature[8:], b"cosignature/v1\ntime %d\n%s" % (seconds, message))
    return ("witness", seconds) if good else ("nobody", 0)


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf (RFC 6962)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node (RFC 6962)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def _roots(leaves: Sequence[bytes], sizes: set[int]) -> dict[int, bytes]:
    """Return the root of the tree over the first so many leaves, for each of the sizes that there is."""
    found = {0: hashlib.sha256(b"").digest()}
    peaks: list[bytes] = []
    for size, data in enumerate(leaves, 1):
        node, carry = leaf_hash(data), size
        while not carry & 1:
            node, carry = node_hash(peaks.pop(), node), carry >> 1
        peaks.append(node)
        if size in sizes:
            found[size] = _bagged(peaks)
    return found


def _bagged(peaks: Sequence[bytes]) -> bytes:
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root


def _against(head: Checkpoint, roots: dict[int, bytes], leaves: int) -> Checkpoint:
    """Return the checkpoint with a fault if the leaves do not make its root."""
    if head.fault or roots.get(head.size) == head.root:
        return head
    return Checkpoint(head.size, head.root, head.cosigned_at, "records-missing" if head.size > leaves else "root-differs")


def _in_order(heads: Sequence[Checkpoint]) -> list[Checkpoint]:
    """Return the checkpoints with a fault on each that is not larger than all before it: a log only grows."""
    largest, judged = 0, []
    for head in heads:
        grew = head.size > largest
        judged.append(head if head.fault or grew else Checkpoint(head.size, head.root, head.cosigned_at, "checkpoint-out-of-order"))
        largest = max(largest, head.size)
    return judged


def _altered(held: Evidence) -> list[Finding]:
    """Return each line that is not what its leaf was made of, and what there is too much or too little of."""
    pairs = zip(held.lines, held.leaves, strict=False)
    found = [
        Finding("record-altered", nth, nth)
        for nth, (line, leaf) in enumerate(pairs)
        if (len(leaf) != 32 if line is None else hashlib.sha256(line).digest() != leaf)
    ]
    if len(held.lines) != len(held.leaves):
        shorter, longer = sorted((len(held.lines), len(held.leaves)))
        found.append(Finding("record-without-leaf" if len(held.lines) == longer else "leaf-without-record", shorter, longer - 1))
    return found


def _faults(heads: Sequence[Checkpoint], altered: Sequence[Finding], of: str = "checkpoint") -> list[Finding]:
    """Return what is wrong with checkpoints; that leaves do not make a root is told once, with the records among which the first one is."""
    found, sound, told = [], 0, False
    for head in heads:
        if head.fault in _OF_RECORDS:
            first = next((each.first for each in altered if sound <= each.first < head.size), None)
            if not told:
                found.append(Finding(head.fault, sound, head.size - 1) if first is None else Finding(head.fault, first, first))
            told = True
        elif head.fault:
            found.append(Finding(head.fault if of == "checkpoint" else of))
        else:
            sound = head.size
    return found


def _coverage(held: Evidence, heads: Sequence[Checkpoint], keys: Keys) -> list[Finding]:
    """Return whether leaves stand beyond the newest checkpoint, and whether nobody has witnessed anything."""
    covered, leaves = max((head.size for head in heads if head.fault in ("", *_OF_RECORDS)), default=0), len(held.leaves)
    found = [Finding("leaves-beyond-checkpoints", covered, leaves - 1)] if leaves > covered else []
    if keys.witness and leaves and not any(head.cosigned_at for head in heads):
        found.append(Finding("nothing-witnessed"))
    return found


def _erased_too_soon(held: Evidence, heads: Sequence[Checkpoint], keys: Keys, *, now_s: int) -> list[Finding]:
    """Return each erased line that the witness does not call three years old; without a witness nobody says how old a line is."""
    if not keys.witness:
        return []
    old = max((head.size for head in heads if 0 < head.cosigned_at <= now_s - ERASED_AFTER_S), default=0)
    return [Finding("erased-too-soon", nth, nth) for nth, line in enumerate(held.lines) if line is None and nth >= old]


def _key_id(name: str, kind: bytes, key: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + kind + key).digest()[:4]


def _holds(key: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _decoded(text: str) -> bytes:
    """Return what Base64 stands for; nothing if it is not written in the one way."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        return b""
    return data if base64.b64encode(data).decode() == text else b""


def read_export(folder: Path, log: str, kept: Sequence[str] = ()) -> Evidence:
    """Return what an export holds about a log; raise Unreadable if a file is missing or cut off."""
    lines, leaves, notes = (_lines(folder / f"{log}.{part}.jsonl") for part in ("entries", "leaves", "checkpoints"))
    return Evidence(
        lines=[None if line == ERASED else line for line in lines],
        leaves=[_leaf(line) for line in leaves],
        notes=[_text(line) for line in notes],
        kept=[note for note in kept if _log_of(note) == log],
    )


def _lines(path: Path) -> list[bytes]:
    try:
        *lines, rest = path.read_bytes().split(b"\n")
    except OSError:
        raise Unreadable(f"{path} cannot be read") from None
    if rest:
        raise Unreadable(f"{path} is cut off: it does not end with the end of a line")
    return lines


def _log_of(note: str) -> str:
    return note.partition("\n")[0].rpartition("/")[2]


def _leaf(line: bytes) -> bytes:
    return bytes.fromhex(line[1:-1].decode()) if re.fullmatch(rb'"[0-9a-f]{64}"', line) else b""


def _text(line: bytes) -> str:
    """Return the one string of a line of JSON; nothing if the line holds something else or is written in another way."""
    try:
        text = json.loads(line)
    except ValueError:
        return ""
    return text if isinstance(text, str) and json.dumps(text, ensure_ascii=False).encode(errors="replace") == line else ""


def _key(path: Path | None) -> bytes:
    if path is None:
        return b""
    try:
        key = bytes.fromhex(path.read_text("ascii").strip())
    except (OSError, ValueError):
        key = b""
    if len(key) != 32:
        raise Unreadable(f"{path} is not the file of a public key: 64 hexadecimal characters")
    return key


def _kept(path: Path) -> str:
    try:
        note = path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        note = ""
    if _log_of(note) not in LOGS:
        raise Unreadable(f"{path} is not a checkpoint of a log of Anju's")
    return note


_SENTENCES = {
    "record-altered": "is not what its leaf was made of",
    "record-without-leaf": "has no leaf",
    "leaf-without-record": "is missing, though its leaf is there",
    "root-differs": "is not what was signed: the leaves do not make the checkpoint's root",
    "records-missing": "is missing: a checkpoint covers more records than there are",
    "leaves-beyond-checkpoints": "is covered by no checkpoint",
    "erased-too-soon": "was erased before it was three years old",
    "checkpoint-unreadable": "a checkpoint cannot be read",
    "checkpoint-unsigned": "a checkpoint was not signed by this log",
    "signature-foreign": "a checkpoint bears a signature that is neither the log's nor the witness's",
    "checkpoint-out-of-order": "a checkpoint is not larger than the one before it",
    "kept-checkpoint": "the checkpoint that was kept is not this log's",
    "nothing-witnessed": "no checkpoint is cosigned by this witness",
}


def sentence(finding: Finding) -> str:
    """Return a finding in words; records are counted from 0."""
    says = _SENTENCES[finding.code]
    if finding.first < 0:
        return says
    return f"record {finding.first} {says}" if finding.first == finding.last else f"one of records {finding.first} to {finding.last} {says}"


def _told(verdict: Verdict) -> str:
    state = "NOT WELL" if verdict.findings else "well"
    erased = f", {verdict.erased} erased" if verdict.erased else ""
    head = (
        f"{verdict.log}: {state}: {verdict.size} records{erased}, {verdict.witnessed} of them witnessed, root {verdict.root.hex() or '-'}"
    )
    more = len(verdict.findings) - SHOWN
    lines = [f"  {sentence(finding)}" for finding in verdict.findings[:SHOWN]]
    return "\n".join([head, *lines, *([f"  and {more} more"] if more > 0 else [])])


def _as_json(verdicts: Sequence[Verdict]) -> str:
    logs = {
        verdict.log: {
            "records": verdict.size,
            "witnessed": verdict.witnessed,
            "erased": verdict.erased,
            "root": verdict.root.hex(),
            "checkpoints": len(verdict.checkpoints),
            "findings": [asdict(finding) | {"says": sentence(finding)} for finding in verdict.findings],
        }
        for verdict in verdicts
    }
    return json.dumps({"ok": not any(verdict.findings for verdict in verdicts), "logs": logs})


def main(arguments: Sequence[str] | None = None) -> int:
    """Verify an export and print what was found; return the exit code."""
    parser = argparse.ArgumentParser(prog="verify.py", description="Verify an export of Anju's audit logs offline.")
    parser.add_argument("folder", type=Path, help="the export")
    parser.add_argument("--key", type=Path, required=True, help="a file with the logs' public key, 64 hexadecimal characters")
    parser.add_argument("--witness", type=Path, help="a file with the witness's public key, 64 hexadecimal characters")
    parser.add_argument("--kept", type=Path, action="append", default=[], help="a checkpoint that you kept, or have from the witness")
    parser.add_argument("--json", action="store_true", help="say it in JSON")
    chosen = parser.parse_args(arguments)
    try:
        keys = Keys(_key(chosen.key), _key(chosen.witness))
        kept = [_kept(path) for path in chosen.kept]
        held = {log: read_export(chosen.folder, log, kept) for log in LOGS}
    except Unreadable as error:
        print(error, file=sys.stderr)
        return 3
    verdicts = [judge(log, evidence, keys, now_s=int(time.time())) for log, evidence in held.items()]
    print(_as_json(verdicts) if chosen.json else "\n".join(map(_told, verdicts)))
    return 1 if any(verdict.findings for verdict in verdicts) else 0


if __name__ == "__main__":
    sys.exit(main())
