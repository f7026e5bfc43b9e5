"""No list has ever been accepted; the door opens for nobody."""

from edge.faults.health import Health


def is_present(health: Health) -> bool:
    """Tell whether this is so."""
    return health.list_expires_at is None
