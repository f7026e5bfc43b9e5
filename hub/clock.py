"""The hub's clock, read at the rim and nowhere else: every rule takes ``now`` as an argument."""

import time


def now_ms() -> int:
    """Return the time in UTC milliseconds since 1970."""
    return time.time_ns() // 1_000_000
