"""How the gate has been since it started, and what follows for settings and software that are on trial."""

from collections.abc import Callable, Sequence
from typing import Protocol

from edge.gate.trial import Run, Standing
from edge.protocol.messages import DesiredConfig


class Trial(Protocol):
    """Something that may be on trial: the settings that the hub wishes for, or the software."""

    @property
    def standing(self) -> Standing:
        """Which versions are known."""

    def judge(self, run: Run) -> bool:
        """Decide about a trial; return whether the gate must start again with what was good."""


class Probation:
    """Counts how long the gate has been well. Times are monotonic ms; ``starts_again`` tells that the program is to be started anew."""

    def __init__(self, trials: Sequence[Trial], *, offer: Callable[[bytes], DesiredConfig | None], started_ms: int) -> None:
        self._trials, self._offer = trials, offer
        self._started = self._unwell = started_ms
        self.starts_again = False

    def see(self, is_well: bool, *, now_ms: int) -> None:
        """Take note of how the gate is now."""
        if not is_well:
            self._unwell = now_ms
        run = Run(now_ms - self._started, now_ms - self._unwell)
        for one in self._trials:
            self.starts_again = one.judge(run) or self.starts_again

    def hear(self, payload: bytes) -> None:
        """Take a wish of the hub's; one that is worth a trial is tried from the next start."""
        if self._offer(payload) is not None:
            self.starts_again = True
