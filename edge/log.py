"""One line an event on stderr: a dotted noun, then counts and codes. Never what stood on a pass."""

import sys


def tell(event: str, **details: object) -> None:
    """Write one line; values are ours, none comes from outside."""
    print(event, *(f"{key}={value}" for key, value in details.items()), file=sys.stderr, flush=True)
