"""Places where a test may end this process as a power cut would: what must survive a kill is shown by killing exactly there.

In the deterministic runs there is no process to end: there :func:`watch` puts in what is to happen instead.
"""

import os
from collections.abc import Callable

VARIABLE = "ANJU_KILL_AT"
EXIT_CODE = 137


def _leave(name: str) -> None:
    if os.environ.get(VARIABLE) == name:
        os._exit(EXIT_CODE)


_happens: Callable[[str], None] = _leave


def pass_through(name: str) -> None:
    """Go on, or leave at once without a word to anybody if the environment names this place."""
    _happens(name)


def watch(happens: Callable[[str], None]) -> Callable[[str], None]:
    """Have this called with each place's name instead; it may raise. Return what was called until now."""
    global _happens
    before, _happens = _happens, happens
    return before
