"""How often a wrong PIN may be tried: a few at once, then one now and then, so that trying them all takes years and nobody is shut out.

Where a card names the credential, the attempts are that credential's: five at once, then one in 3.5 hours, and 10^4 PINs of four digits
take 10^4 x 3.5 h = 4 years. Where nothing names it, the attempts are the keypad's: ten at once, then one in five minutes, and 10^6 PINs
of six digits take 10^6 x 5 min = 9.5 years. The hub draws PINs so long that at most 4 in a million combinations open anything, which
leaves 250,000 x 5 min = 2.4 years until the first is to be expected. A right PIN gives no attempt back, or a thief could guess between
its owner's visits. A keypad that waits lets cards and passes in as ever.
"""

from dataclasses import dataclass

from edge.gate.memory import Mark

FOUR_YEARS_MS = 4 * 365 * 86_400_000


@dataclass(frozen=True, slots=True)
class Limit:
    """``burst`` wrong PINs at once, and one more for each ``refill_ms`` that passes."""

    burst: int
    refill_ms: int


WITH_CARD = Limit(5, FOUR_YEARS_MS // 10**4)
ALONE = Limit(10, 300_000)


def settle(mark: Mark | None, limit: Limit, now_ms: int) -> Mark:
    """Return the wrong PINs that still count, and since when. A mark from the future (the clock was set back) counts from now."""
    if mark is None or mark.number <= 0:
        return Mark(0, now_ms)
    if mark.at > now_ms:
        return Mark(mark.number, now_ms)
    forgiven = (now_ms - mark.at) // limit.refill_ms
    left = max(0, mark.number - forgiven)
    return Mark(left, mark.at + forgiven * limit.refill_ms if left else now_ms)


def is_over(settled: Mark, limit: Limit) -> bool:
    """Tell whether the next PIN has to wait."""
    return settled.number >= limit.burst


def spend(settled: Mark) -> Mark:
    """Count one wrong PIN."""
    return Mark(settled.number + 1, settled.at)
