"""The newest list that came was not believed; the one that is held serves on."""

from edge.faults.health import Health


def is_present(health: Health) -> bool:
    """Tell whether this is so."""
    return health.list_refused
