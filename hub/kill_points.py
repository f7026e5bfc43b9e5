"""Places where a test may end this process as a power cut would: what must survive a kill is shown by killing exactly there."""

import os

VARIABLE = "ANJU_KILL_AT"
EXIT_CODE = 137


def pass_through(name: str) -> None:
    """Go on, or leave at once without a word to anybody if the environment names this place."""
    if os.environ.get(VARIABLE) == name:
        os._exit(EXIT_CODE)
