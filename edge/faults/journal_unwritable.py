"""The disk cannot be written: entries are kept in memory and sent from there, and a loss of power now would lose what is not sent."""

from edge.faults.health import Health


def is_present(health: Health) -> bool:
    """Tell whether this is so."""
    return health.journal_in_memory
