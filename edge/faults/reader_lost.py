"""A card reader does not answer or was unplugged; passes shown to the camera are read all the same."""

from edge.faults.health import Health


def is_present(health: Health) -> bool:
    """Tell whether this is so."""
    return health.reader_is_lost
