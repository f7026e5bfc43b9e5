"""Frames come, but the door is not seen in them: the camera is covered, dark, frozen or turned away."""

from edge.faults.health import Health


def is_present(health: Health) -> bool:
    """Tell whether this is so; a camera that gives no frame at all is lost instead."""
    return health.camera_sees and not health.camera_is_clear
