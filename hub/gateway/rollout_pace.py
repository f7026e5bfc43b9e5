"""How fast a roll-out goes, in the words of whoever prepares it. It loads nothing: a command line shows it before anything else is read."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How many buildings a stage after the first has, how long each gate must be well before the next, and how long it has to get there.

    What is here is what is usual: three buildings, a day of health, two hours.
    """

    per_stage: int = 3
    well_minutes: int = 1_440
    patience_minutes: int = 120


USUAL = Pace()
