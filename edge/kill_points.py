"""Named places at which a test lets the program die, as a power cut would: ``ANJU_KILL_AT=journal.inserted``, or the 17th time it comes
there ``ANJU_KILL_AT=journal.inserted:17``.

In the deterministic runs there is no process to end: there :func:`watch` puts in what is to happen instead.
"""

import os
from collections import Counter
from collections.abc import Callable

VARIABLE = "ANJU_KILL_AT"
STATUS = 137


class _Watch:
    """Counts how often each place was passed, and knows what happens at the one that is named."""

    def __init__(self, wanted: str) -> None:
        self._name, _, times = wanted.partition(":")
        self._times = int(times or 1)
        self._passed: Counter[str] = Counter()

    def __call__(self, name: str) -> None:
        if name == self._name:
            self._passed[name] += 1
            if self._passed[name] == self._times:
                os._exit(STATUS)


_happens: Callable[[str], None] = _Watch(os.environ.get(VARIABLE, ""))


def pass_through(name: str) -> None:
    """End the process at once, without goodbye, if it was told to die here."""
    _happens(name)


def watch(happens: Callable[[str], None]) -> Callable[[str], None]:
    """Have this called with each place's name instead; it may raise. Return what was called until now."""
    global _happens
    before, _happens = _happens, happens
    return before
