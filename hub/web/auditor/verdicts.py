"""The two logs judged where they lie, and one line proved to be in its tree: leaves, roots and signatures are computed anew, with public
keys alone.
"""

import os
import tempfile
import time
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from hub import oversight
from hub.config import HubConfig
from hub.web.auditor import reading, shapes
from registry.audit import chain, judgement, record, trees
from registry.audit.export import export_to
from registry.audit.log import ENTRIES
from registry.audit.tables import LOGS, Checkpoint
from registry.refusals import Refusal, Refused

HEADS = 14
NEVER = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Both logs, judged: a verdict each, the first wrong line of each that has one (None if that line is gone), and how long it took in ms.

    ``signed_for`` tells whether the enrolled auditor has signed for the very key that these logs are verified with.
    """

    verdicts: Mapping[str, judgement.Verdict]
    broken: Mapping[str, shapes.EntryAnswer | None]
    log_key: bytes
    signed_for: bool
    witness_named: bool
    took_ms: int

    @property
    def ok(self) -> bool:
        """Tell whether both logs are whole."""
        return all(verdict.ok for verdict in self.verdicts.values())

    @property
    def waits(self) -> bool:
        """Tell whether the newest records of a log wait for the witness to cosign them."""
        return any(verdict.uncosigned_since is not None for verdict in self.verdicts.values())

    @property
    def size(self) -> int:
        """How many lines both logs have together."""
        return sum(verdict.size for verdict in self.verdicts.values())


def judge(session: Session, config: HubConfig, *, now: int) -> Judgement:
    """Verify both logs at ``now`` (UTC ms); raise Refused ``log-key-missing`` while the logs' public key is not there."""
    began = time.perf_counter()
    log_key = oversight.read_log_key(config)
    if not log_key:
        raise Refused(Refusal("log-key-missing"))
    witness = bytes.fromhex(config.witness_key)
    verdicts = {name: judgement.verify_log(session, name, log_key=log_key, witness_key=witness, now=now, heads=HEADS) for name in LOGS}
    broken = {name: reading.entry_at(session, name, verdict.broken) for name, verdict in verdicts.items() if verdict.broken is not None}
    return Judgement(
        verdicts=verdicts,
        broken=broken,
        log_key=log_key,
        signed_for="auditor-statement" not in oversight.missing(config, log_key) and bool(config.auditor_key),
        witness_named=bool(witness),
        took_ms=int((time.perf_counter() - began) * 1000),
    )


def newest_checkpoint(session: Session, log: str) -> shapes.CheckpointAnswer:
    """Return the newest signed head of a log; raise Refused ``absent`` before the first."""
    return _head(session, log, NEVER)


def prove(session: Session, entry_id: str) -> shapes.ProofAnswer:
    """Return what shows that a line is in its log's tree; raise Refused ``absent`` or ``proof-not-yet``."""
    log, entry = reading.find_entry(session, entry_id)
    if entry.seq is None:
        raise Refused(Refusal("proof-not-yet"))
    head = _head(session, log, entry.seq)
    leaves = trees.leaves_between(session, log, 0, head.size)
    return shapes.ProofAnswer(
        log=log,
        id=entry.id,
        seq=entry.seq,
        leaf=_leaf(session, log, entry_id).hex(),
        size=head.size,
        root=chain.root(leaves).hex(),
        proof=[node.hex() for node in chain.inclusion_proof(leaves, entry.seq)],
        checkpoint=head.note,
    )


def export(session: Session) -> Path:
    """Write both logs as anybody can verify them offline into a zip file of mode 0600, and return it; whoever asked deletes it."""
    with tempfile.TemporaryDirectory(prefix="anju-export-") as folder:
        export_to(session, Path(folder) / "anju-audit")
        handle, name = tempfile.mkstemp(prefix="anju-export-", suffix=".zip")
        with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted((Path(folder) / "anju-audit").iterdir()):
                archive.write(path, f"anju-audit/{path.name}")
    return Path(name)


def _head(session: Session, log: str, seq: int) -> shapes.CheckpointAnswer:
    """Return the newest head over a place: one that the witness has cosigned if there is such a one, else the newest of all."""
    columns = (Checkpoint.log, Checkpoint.size, Checkpoint.at, Checkpoint.witnessed, Checkpoint.note)
    query = select(*columns).where(Checkpoint.log == log, col(Checkpoint.size) > seq)  # type: ignore[call-overload]
    row = session.execute(query.order_by(col(Checkpoint.witnessed).desc(), col(Checkpoint.size).desc()).limit(1)).first()
    if row is None:
        raise Refused(Refusal("absent" if seq == NEVER else "proof-not-yet"))
    return shapes.CheckpointAnswer(**row._mapping)


def _leaf(session: Session, log: str, entry_id: str) -> bytes:
    kind = ENTRIES[log]
    values = session.execute(select(*(getattr(kind, name) for name in record.FIELDS)).where(kind.id == entry_id)).one()
    return record.leaf(log, tuple(values))
