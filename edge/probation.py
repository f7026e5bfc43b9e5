"""How the gate has been since it started, and what follows for settings and software that are on trial."""

from edge.desired import Desired
from edge.gate.trial import Run
from edge.software import Releases


class Probation:
    """Counts how long the gate has been well. Times are monotonic ms; ``starts_again`` tells that the program is to be started anew."""

    def __init__(self, desired: Desired, releases: Releases, *, started_ms: int) -> None:
        self._desired, self._releases = desired, releases
        self._started = self._unwell = started_ms
        self.starts_again = False

    def see(self, is_well: bool, *, now_ms: int) -> None:
        """Take note of how the gate is now, and go after a release that is wished for."""
        if not is_well:
            self._unwell = now_ms
        run = Run(now_ms - self._started, now_ms - self._unwell)
        ends = [self._desired.judge(run), self._releases.judge(run), self._releases.follow(self._desired.release, now_ms=now_ms)]
        self.starts_again = self.starts_again or any(ends)

    def hear(self, payload: bytes) -> None:
        """Take a wish of the hub's; one that is worth a trial is tried from the next start."""
        if self._desired.offer(payload) is not None:
            self.starts_again = True
