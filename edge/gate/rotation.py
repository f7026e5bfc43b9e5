"""Which time steps of a rotating code a gate takes: the phone's clock and its own may differ, the more the longer nobody set it.

One step either way is for the phone. A gate's quartz is worth 50 ppm: after ten days without a newer list it may be wrong by half a minute
more. Beyond ten minutes it is capped. A gate whose clock cannot be believed takes any step that is not before its list: a valid code must
open, and one that was seen never opens again.
"""

from edge.gate.memory import Mark
from edge.protocol.messages import ClockTrust
from edge.protocol.rotating import STEP_MS, step_at

STEPS_AT_LEAST = 1
STEPS_AT_MOST = 20
DRIFT_PPM = 50


def steps_allowed(since_sync_ms: int) -> int:
    """Return how many steps a code may be early or late, so long after the clock was last right."""
    drift_ms = max(0, since_sync_ms) * DRIFT_PPM // 1_000_000
    return min(STEPS_AT_MOST, STEPS_AT_LEAST + -(-drift_ms // STEP_MS))


def is_current(step: int, *, now_ms: int, clock: ClockTrust, synced_ms: int) -> bool:
    """Tell whether a code of this step may be on a phone now. ``synced_ms`` is the last UTC ms known to be right: the list's signing."""
    allowed = steps_allowed(now_ms - synced_ms)
    if clock is ClockTrust.UNKNOWN:
        return step >= step_at(synced_ms) - allowed
    return abs(step - step_at(now_ms)) <= allowed


def was_seen(step: int, last: Mark | None) -> bool:
    """Tell whether this code, or a later one of the same phone, was shown here before."""
    return last is not None and step <= last.number
