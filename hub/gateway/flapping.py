"""Two boxes with one identity: the broker admits one and drops the other, again and again, and each drop is a last will. Pure.

A line that keeps breaking looks the same from here. Either is for an operator, who looks at the door; nothing is decided by it.
"""

from collections import defaultdict, deque

WITHIN_MS = 60_000
TIMES = 3
STANDS_MS = 600_000


class Flapping:
    """Remembers for each gate when its connection ended without a goodbye, for a minute."""

    def __init__(self) -> None:
        self._ends: defaultdict[str, deque[int]] = defaultdict(lambda: deque(maxlen=TIMES))

    def ended(self, gate_id: str, *, now: int) -> bool:
        """Take note of an end at ``now`` (UTC ms); return whether there were too many within a minute."""
        ends = self._ends[gate_id]
        ends.append(now)
        return len(ends) == TIMES and now - ends[0] <= WITHIN_MS


def is_standing(seen_at: int | None, *, now: int) -> bool:
    """Tell whether it was seen so lately that an operator should still look."""
    return seen_at is not None and now - seen_at < STANDS_MS
