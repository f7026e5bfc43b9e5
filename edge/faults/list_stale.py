"""The held list is past its date: it serves on, and the hub should be looked for."""

from edge.faults.health import Health


def is_present(health: Health) -> bool:
    """Tell whether this is so."""
    return health.list_expires_at is not None and health.believed.now_ms >= health.list_expires_at
