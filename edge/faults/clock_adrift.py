"""The clock is behind what the hub signed, or jumped."""

from edge.faults.health import Health
from edge.protocol.messages import ClockTrust


def is_present(health: Health) -> bool:
    """Tell whether this is so."""
    return health.believed.clock is not ClockTrust.SYNCED
