"""How the gate has been since it started, and what follows for settings and software that are on trial."""

from edge.desired import Desired
from edge.gate.trial import Run
from edge.renewal import Renewal
from edge.software import Releases


class Probation:
    """Counts how long the gate has been well. Times are monotonic ms; ``starts_again`` tells that the program is to be started anew."""

    def __init__(self, desired: Desired, releases: Releases, renewal: Renewal, *, started_ms: int) -> None:
        self._desired, self._releases, self._renewal = desired, releases, renewal
        self._started = self._unwell = started_ms
        self._heard = b""
        self.starts_again = False

    def see(self, is_well: bool, *, wall_ms: int, now_ms: int) -> None:
        """Note how the gate is at this UTC and monotonic ms; go after a release that is wished for and a certificate that is due."""
        if not is_well:
            self._unwell = now_ms
        run = Run(now_ms - self._started, now_ms - self._unwell)
        ends = [
            self._desired.judge(run),
            self._releases.judge(run),
            self._releases.follow(self._desired.release, now_ms=now_ms),
            self._renewal.follow(wall_ms=wall_ms, now_ms=now_ms),
        ]
        self.starts_again = self.starts_again or any(ends)

    def hear(self, payload: bytes) -> None:
        """Take a wish of the hub's; one that is worth a trial is tried from the next start."""
        self._heard = payload
        if self._desired.offer(payload) is not None:
            self.starts_again = True

    def hear_again(self) -> None:
        """Look at the newest wish once more: another key of the hub's is believed now."""
        if self._heard:
            self.hear(self._heard)
