"""The process that drives the lock does not answer: nobody can be let in, and whoever leaves must do so by hand."""

from edge.faults.health import Health


def is_present(health: Health) -> bool:
    """Tell whether this is so."""
    return not health.safety_answers
