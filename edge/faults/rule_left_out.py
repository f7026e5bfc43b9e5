"""The list has a rule that this door does not keep: anti-passback at the only exit of a home, where it is set aside."""

from edge.faults.health import Health


def is_present(health: Health) -> bool:
    """Tell whether this is so."""
    return health.rule_left_out
