"""No frame came within the deadline; nobody can show a pass."""

from edge.faults.health import Health


def is_present(health: Health) -> bool:
    """Tell whether this is so."""
    return not health.camera_sees
