"""What the hub may wish a gate to be set to, and within which limits: one table for both, so that neither offers what the other refuses.

These are times within which a door still opens and a camera is still looked after. Wires, addresses and whatever bears on leaving the
building are set at the gate alone.
"""

REMOTE = {
    "door.release_ms": (500, 60_000),
    "door.held_open_ms": (5_000, 3_600_000),
    "door.pre_alarm_ms": (0, 600_000),
    "door.same_pass_pause_ms": (0, 60_000),
    "camera.deadline_ms": (500, 60_000),
    "uplink.resend_ms": (200, 600_000),
}


def is_allowed(name: str, value: object) -> bool:
    """Tell whether a setting of this name may be wished to have this value."""
    if name not in REMOTE:
        return False
    low, high = REMOTE[name]
    return type(value) is int and low <= value <= high
