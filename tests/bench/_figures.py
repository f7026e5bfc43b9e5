"""Timed samples and their percentiles, the same in every bench."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

ROUNDS = 20_000
VARIETY = 200


@dataclass(frozen=True, slots=True)
class Sample:
    """What was measured, in seconds."""

    name: str
    seconds: list[float]

    @classmethod
    def of(
        cls,
        name: str,
        call: Callable[[int], object],
        *,
        rounds: int = ROUNDS,
        variety: int = VARIETY,
        clock: Callable[[], float] = time.perf_counter,
    ) -> "Sample":
        """Time a call with 0, 1, … variety - 1, again and again. Another clock, where others work on the same machine: thread_time."""
        seconds = []
        for number in range(rounds):
            began = clock()
            call(number % variety)
            seconds.append(clock() - began)
        return cls(name, seconds)

    def figures(self, unit: float) -> dict[str, float]:
        """Return p50, p95 and p99 in parts of a second."""
        return {f"p{p}": round(float(np.percentile(self.seconds, p)) * unit, 1) for p in (50, 95, 99)}

    def row(self, unit: float) -> str:
        """Return one line of the table."""
        return f"  {self.name:<32}" + "".join(f"{name} {value:>9}  " for name, value in self.figures(unit).items())
