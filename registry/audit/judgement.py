"""A log judged where it lies, for the auditor's page and the doctor: the same judge as the offline verifier's, over the database.

Every line, leaf and root is checked. Signatures are verified on the newest checkpoints and on those that the verdict leans on: whoever
wants all of them verifies an export.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from registry.audit import verify
from registry.audit.export import evidence
from registry.audit.log import ENTRIES
from registry.audit.tables import Checkpoint

HEADS = 10
COSIGNED_WITHIN_MS = 3_600_000
"""A witness is asked every second; within the hour it was reachable again, or somebody should ask why not."""
NOBODY_YET = verify.Finding("nothing-witnessed")
TOO_LATE = verify.Finding("witness-late")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedHead:
    """One of the newest checkpoints: its size, when it was signed (UTC ms), whether it holds, and whether the witness cosigned it."""

    size: int
    at: int
    ok: bool
    witnessed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What an auditor sees of one log: whether all is well, how many records it has, how many are witnessed, erased, or wait for a place.

    ``last_hash`` is the newest leaf and ``root`` the newest head's root, hex. ``broken`` is the first wrong record's number, counted from
    0, or None; ``findings`` says in stable codes (see :mod:`registry.audit.verify`, and ``witness-late``) what is wrong; ``heads`` begin
    with the newest. ``uncosigned_since`` is when the oldest head was signed (UTC ms) that waits for the witness, or None: for an hour that
    is nobody's fault.
    """

    ok: bool
    size: int
    witnessed: int
    erased: int
    waiting: int
    last_hash: str
    root: str
    broken: int | None
    findings: tuple[verify.Finding, ...]
    heads: tuple[CheckedHead, ...]
    uncosigned_since: int | None


def verify_log(session: Session, name: str, *, log_key: bytes, witness_key: bytes = b"", now: int, heads: int = HEADS) -> Verdict:
    """Judge the log ``register`` or ``cases`` at ``now`` (UTC ms) by its public key and the witness's, 32 bytes each; empty: no witness."""
    held = evidence(session, name)
    rows = session.exec(select(Checkpoint.at, Checkpoint.witnessed).where(Checkpoint.log == name).order_by(col(Checkpoint.size))).all()
    leant_on = _leant_on(rows, heads, old=now - 1000 * verify.ERASED_AFTER_S)
    judged = verify.judge(name, held, verify.Keys(log_key, witness_key), now_s=now // 1000, unverified=set(range(len(rows))) - leant_on)
    signed = [(head, at) for head, (at, _witnessed) in zip(judged.checkpoints, rows, strict=True)]
    since = _uncosigned_since(signed, judged.witnessed) if witness_key else None
    findings = _with_patience(judged.findings, since, now=now)
    return Verdict(
        ok=not findings,
        size=judged.size,
        witnessed=judged.witnessed,
        erased=judged.erased,
        waiting=_waiting(session, name),
        last_hash=held.leaves[-1].hex() if held.leaves else "",
        root=judged.root.hex(),
        broken=next((finding.first for finding in judged.findings if finding.first >= 0), None),
        findings=findings,
        heads=tuple(_checked(head, at) for head, at in signed[-heads:])[::-1],
        uncosigned_since=since,
    )


def _leant_on(rows: Sequence[tuple[int, bool]], heads: int, *, old: int) -> set[int]:
    """Return the places of the newest checkpoints, of the newest that is called witnessed, and of the newest such one before ``old``."""
    witnessed = [place for place, (_at, witnessed) in enumerate(rows) if witnessed]
    erasable = [place for place in witnessed if rows[place][0] <= old]
    return {*range(max(0, len(rows) - heads), len(rows)), *witnessed[-1:], *erasable[-1:]}


def _uncosigned_since(signed: Sequence[tuple[verify.Checkpoint, int]], witnessed: int) -> int | None:
    """Return when the oldest head was signed that covers more than the witness has cosigned; heads of an altered log wait for nobody."""
    return min((at for head, at in signed if head.size > witnessed and not head.fault), default=None)


def _with_patience(findings: Sequence[verify.Finding], since: int | None, *, now: int) -> tuple[verify.Finding, ...]:
    """Return the findings, without that nobody cosigned anything while the first head is young; and that the witness is late."""
    if since is None:
        return tuple(findings)
    if abs(now - since) <= COSIGNED_WITHIN_MS:
        return tuple(finding for finding in findings if finding != NOBODY_YET)
    return tuple(findings) if NOBODY_YET in findings else (*findings, TOO_LATE)


def _checked(head: verify.Checkpoint, at: int) -> CheckedHead:
    return CheckedHead(size=head.size, at=at, ok=not head.fault, witnessed=head.cosigned_at > 0)


def _waiting(session: Session, name: str) -> int:
    kind = ENTRIES[name]
    return session.exec(select(func.count()).select_from(kind).where(col(kind.seq).is_(None))).one()
