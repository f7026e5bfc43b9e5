"""Logs made without a database: lines in batches, each batch with a signed head, cosigned or not; and as the files of an export."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from registry.audit import chain, note, record, verify
from registry.audit.verify import Evidence
from tests.registry.audit.parts import SECONDS, SIGNER, WITNESS, public

KEYS = verify.Keys(public(SIGNER), public(WITNESS))


def line(nth: int, log: str = "register", **changes: str | int) -> bytes:
    """Return the line of a made-up act."""
    values = {"id": f"{nth:032x}", "at": SECONDS * 1000 + nth, "actor": "a", "role": "landlord", "unit": "", "act": "tenant.registered"}
    values |= {"subject": f"s{nth}", "purpose": "registration", "reason": "因为 …", "salt": f"{nth:064x}"} | changes
    return record.line(log, [values[field] for field in record.FIELDS])


def leaf(text: bytes) -> bytes:
    return hashlib.sha256(text).digest()


def signed(leaves: list[bytes], *, log: str = "register", signer: Ed25519PrivateKey = SIGNER, cosigned: int = 0) -> str:
    """Return the checkpoint over these leaves, cosigned at a time in UTC seconds if one is given."""
    head = note.Head(note.origin_of(public(signer), log), len(leaves), chain.root(leaves))
    return note.sign(head, signer) + (note.cosign(head, WITNESS, name="w", seconds=cosigned) if cosigned else "")


def book(*batches: int, log: str = "register", began: int = SECONDS, every: int = 1, witnessed: bool = True) -> Evidence:
    """Return a log that grew by batches of so many lines; each head is cosigned, ``every`` seconds after the one before."""
    lines = [line(nth, log) for nth in range(sum(batches))]
    leaves = [leaf(each) for each in lines]
    sizes = [sum(batches[: nth + 1]) for nth in range(len(batches))]
    notes = [signed(leaves[:size], log=log, cosigned=(began + nth * every) if witnessed else 0) for nth, size in enumerate(sizes)]
    return Evidence(lines=lines, leaves=leaves, notes=notes)


def judged(held: Evidence, keys: verify.Keys = KEYS, *, log: str = "register", now_s: int = SECONDS + 60) -> list[tuple[str, int, int]]:
    """Return what the verifier finds: code, first and last record."""
    return [(found.code, found.first, found.last) for found in verify.judge(log, held, keys, now_s=now_s).findings]


def swapped(held: Evidence, **parts: object) -> Evidence:
    return replace(held, **parts)


def write(folder: Path, held: Evidence, log: str) -> None:
    """Write a log as an export holds it."""
    folder.mkdir(exist_ok=True)
    parts = {
        "entries": [verify.ERASED if each is None else each for each in held.lines],
        "leaves": [json.dumps(each.hex()).encode() for each in held.leaves],
        "checkpoints": [json.dumps(each, ensure_ascii=False).encode() for each in held.notes],
    }
    for part, rows in parts.items():
        (folder / f"{log}.{part}.jsonl").write_bytes(b"".join(row + b"\n" for row in rows))
