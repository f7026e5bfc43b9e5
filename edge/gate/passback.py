"""Whether a pass that has just gone in goes in again: handed back through the door, perhaps, and perhaps its owner forgot something.

Nobody is logged on leaving, so this is about time alone. Half a minute is the same passage: the door was let go and not pulled.
"""

from edge.gate.memory import Mark

SAME_PASSAGE_MS = 30_000


def comes_again(last: Mark, *, within_ms: int, now_ms: int, night_ms: int) -> bool:
    """Tell whether a credential that was last let in then is back too soon. Each night (UTC ms of the last one) all is forgotten."""
    return last.at >= night_ms and SAME_PASSAGE_MS <= now_ms - last.at < within_ms
