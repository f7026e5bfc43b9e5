"""When a gate forgets a mark: once no rule can ask for it any more, and the step of a code after ninety days at the latest.

A use counts until its pass is over, and for as long after that as a clock may be ahead that is believed at a start. A code's step counts
while a gate that does not know the time would take the code again: that is from the signing of the list that it holds.
"""

from edge.gate.memory import Kind, Mark
from edge.gate.rotation import STEPS_AT_MOST
from edge.gate.time_trust import AHEAD_MS_MAX
from edge.protocol.rotating import step_at

DAY_MS = 86_400_000
KEPT_MS = {
    Kind.USES: AHEAD_MS_MAX + DAY_MS,
    Kind.STEP: 90 * DAY_MS,
    Kind.ATTEMPTS: 7 * DAY_MS,
    Kind.PASSAGE: 2 * DAY_MS,
    Kind.FIRST_IN: 2 * DAY_MS,
}


def is_over(kind: Kind, mark: Mark, *, now_ms: int, signed_ms: int) -> bool:
    """Tell whether no rule asks for a mark any more, at this UTC ms and with a list that was signed at that one (0 without a list)."""
    is_past = kind is Kind.STEP and mark.number < step_at(signed_ms) - STEPS_AT_MOST
    return is_past or now_ms - mark.at >= KEPT_MS[kind]
