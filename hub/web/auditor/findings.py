"""What an auditor judges by: when a case is late, what an alert must have, who looks far more often than others; pure.

A case that waits because nobody else may take it is seen here and nowhere else (B8): its alert's author and approver must not learn that it
exists, so nobody inside can be told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

HOUR_MS = 3_600_000
LATE_AFTER_MS: Mapping[str, int] = {"waiting": 24 * HOUR_MS, "working": 72 * HOUR_MS, "closing": 72 * HOUR_MS}
"""How long a case may wait for an officer, be worked on, and wait for its second person."""

OFTEN_LOOKS_MIN = 10
OFTEN_TIMES = 3
IN_FORCE = ("in_force", "unconfirmed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What of a case tells whether it is late. Times are UTC ms."""

    state: str
    created_at: int
    taken_at: int | None
    decided_at: int | None


def lateness(case: Timing, *, now: int) -> tuple[str, int]:
    """Return which limit a case is over at ``now`` and for how long it has stood there in ms; an empty word when it is over none."""
    stands = {"waiting": ("waiting", case.created_at), "taken": ("working", case.taken_at), "opened": ("working", case.taken_at)}
    kind, since = stands.get(case.state, ("closing", case.decided_at) if case.state == "decided" else ("", None))
    if since is None or now - since <= LATE_AFTER_MS[kind]:
        return "", 0
    return kind, now - since


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """What an alert rests on; ``issuer_known`` while a key of its authority stands for it."""

    force: str
    legal_basis: str
    reference: str
    issuer_known: bool
    author_id: str
    author_unit: str
    approver_id: str | None
    approver_unit: str | None


def is_founded(alert: Founding) -> bool:
    """Tell whether an alert that may match somebody has everything that B4 asks of it; one that matches nobody needs nothing."""
    if alert.force not in IN_FORCE:
        return True
    by_two = alert.approver_id not in (None, "", alert.author_id) and alert.approver_unit not in (None, "", alert.author_unit)
    return bool(alert.legal_basis.strip() and alert.reference.strip() and alert.issuer_known and by_two)


def looks_often(counts: Sequence[int]) -> list[bool]:
    """Tell of each count of looks whether it is far above the others': more than three times the median of all, and ten at least."""
    if len(counts) < 2:
        return [False] * len(counts)
    limit = max(OFTEN_LOOKS_MIN, OFTEN_TIMES * median(counts))
    return [count > limit for count in counts]
