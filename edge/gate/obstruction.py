"""Whether a camera still sees its door: covered, dark, frozen or turned away, told from a glance a second.

A glance is a handful of numbers about a picture 32 points wide and knows nothing of people: whoever stands before the camera changes a
part of it for a while; a hand, a lamp that went out or another wall change all of it for good. One glance says little. So nothing is told
before it was so for ``NOTICE_MS``, and nothing is forgiven before the door was seen for ``CLEAR_MS`` without a break.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

EVERY_MS = 1_000
NOTICE_MS = 45_000
CLEAR_MS = 3_000
PLAIN_LEVELS = 5.0
DARK_LEVEL = 24.0
LIKENESS_MIN = 0.2


class Obstruction(StrEnum):
    """Why a camera does not see its door; ``clear`` when it does, as far as anybody can tell."""

    CLEAR = "clear"
    COVERED = "covered"
    DARK = "dark"
    FROZEN = "frozen"
    TURNED = "turned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """One look at a frame, in grey levels of its parts, each a 32nd of its width wide.

    ``spread`` lies between the darkest and the lightest parts, ``brightest`` is the level of the latter; ``likeness`` is the share of the
    learnt background that is still seen (0 to 1; None before one is known); ``is_same`` tells whether it is the last glance's frame, bit by
    bit.
    """

    spread: float
    brightest: float
    likeness: float | None
    is_same: bool


@dataclass(frozen=True, slots=True)
class Sight:
    """What is told of a camera, and since when (ms) it looked well, or otherwise but for moments."""

    obstruction: Obstruction = Obstruction.CLEAR
    clear_since_ms: int | None = None
    obstructed_since_ms: int | None = None


def judge(glance: Glance) -> Obstruction:
    """Return what one glance looks like by itself."""
    if glance.is_same:
        return Obstruction.FROZEN
    if glance.spread < PLAIN_LEVELS:
        return Obstruction.COVERED
    if glance.brightest < DARK_LEVEL:
        return Obstruction.DARK
    if glance.likeness is not None and glance.likeness < LIKENESS_MIN:
        return Obstruction.TURNED
    return Obstruction.CLEAR


def watch(sight: Sight, glance: Glance, *, at_ms: int) -> Sight:
    """Return what is told after a glance at ``at_ms``, which is not earlier than the last."""
    looks = judge(glance)
    if looks is Obstruction.CLEAR:
        since = at_ms if sight.clear_since_ms is None else sight.clear_since_ms
        # A gleam between fingers neither ends an obstruction nor begins its time anew.
        return Sight(clear_since_ms=since) if at_ms - since >= CLEAR_MS else replace(sight, clear_since_ms=since)
    since = at_ms if sight.obstructed_since_ms is None else sight.obstructed_since_ms
    return Sight(looks if at_ms - since >= NOTICE_MS else sight.obstruction, obstructed_since_ms=since)
