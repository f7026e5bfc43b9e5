"""The journal could not be read or was an old copy, and a new epoch began."""

from edge.faults.health import Health


def is_present(health: Health) -> bool:
    """Tell whether this is so."""
    return health.journal_replaced
