"""One line an event on stderr: a dotted noun, then counts and codes. Never what stood on a pass."""

import contextlib
import sys


def tell(event: str, **details: object) -> None:
    """Write one line; values are ours, none comes from outside. A log on a full disk keeps nobody at a door."""
    with contextlib.suppress(OSError):
        print(event, *(f"{key}={value}" for key, value in details.items()), file=sys.stderr, flush=True)
